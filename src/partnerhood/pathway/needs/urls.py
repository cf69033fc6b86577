"""Addresses of needs."""

from django.urls import path

from partnerhood.pathway.needs.pages import deciding, reading, voicing

app_name = "needs"
urlpatterns = [
    path("needs/new/", voicing.voice, name="voice"),
    path("needs/paper/", voicing.paper, name="paper"),
    path("needs/unanswered/", reading.met_by_nobody, name="met_by_nobody"),
    path("needs/<uuid:need_id>/", reading.need, name="need"),
    path("needs/<uuid:need_id>/words/", voicing.reword, name="wording"),
    path("needs/<uuid:need_id>/confirmation/", deciding.confirm, name="confirmation"),
    path("needs/<uuid:need_id>/second/", deciding.second, name="second"),
    path("needs/<uuid:need_id>/partners/", deciding.offer, name="offer"),
    path("needs/<uuid:need_id>/answer/", deciding.answer, name="answer"),
    path("needs/<uuid:need_id>/again/", deciding.again, name="again"),
    path("needs/<uuid:need_id>/release/", deciding.release, name="release"),
    path("needs/<uuid:need_id>/voice", reading.spoken, name="spoken"),
    path("needs/<uuid:need_id>/photo", reading.photo, name="photo"),
    path("needs/answers/<uuid:answer_id>/read/", deciding.read_answer, name="read_answer"),
    path("needs/offers/<uuid:offer_id>/", deciding.take, name="take"),
    path("needs/offers/<uuid:offer_id>/no/", deciding.leave, name="leave"),
    path("partnerships/<uuid:partnership_id>/needs/", reading.of_partnership, name="of_partnership"),
    path("hospitals/<uuid:hospital_id>/needs/", reading.of_hospital, name="of_hospital"),
    path("hospitals/<uuid:hospital_id>/needs/order/", deciding.rank, name="rank"),
    path("hospitals/<uuid:hospital_id>/needs/from-a-call/", voicing.note, name="note"),
    path("hospitals/<uuid:hospital_id>/needs/wall/", reading.wall, name="wall"),
]
