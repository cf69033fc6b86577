"""Addresses of goals."""

from django.urls import path

from partnerhood.pathway.goals.pages import reading, signing, writing

app_name = "goals"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/goals/", reading.of_partnership, name="of_partnership"),
    path("partnerships/<uuid:partnership_id>/goals/new/", writing.propose, name="propose"),
    path("goals/<uuid:goal_id>/", reading.goal, name="goal"),
    path("goals/<uuid:goal_id>/history/", reading.history, name="history"),
    path("goals/<uuid:goal_id>/words/", writing.reword, name="wording"),
    path("goals/<uuid:goal_id>/signature/", signing.signature, name="signature"),
    path("goals/<uuid:goal_id>/withdrawal/", signing.withdraw, name="withdrawal"),
    path("goals/<uuid:goal_id>/paper/", signing.paper, name="paper"),
    path("goals/<uuid:goal_id>/paper/signed/", signing.enter_paper, name="enter_paper"),
    path("goals/<uuid:goal_id>/papers/", signing.papers, name="papers"),
    path("goals/<uuid:goal_id>/papers/<uuid:paper_id>/", signing.paper_page, name="paper_page"),
    path("goals/<uuid:goal_id>/papers/<uuid:paper_id>/photo", signing.paper_photo, name="paper_photo"),
    path("goals/<uuid:goal_id>/papers/<uuid:paper_id>/confirmation/", signing.confirm_paper, name="confirm_paper"),
    path("goals/<uuid:goal_id>/opinion/", writing.tell_opinion, name="opinion"),
    path("goals/<uuid:goal_id>/reading/", writing.translate, name="reading"),
    path("goals/<uuid:goal_id>/ending/", writing.close, name="ending"),
]
