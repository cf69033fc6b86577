"""Addresses of giving and receiving, and of what a hospital does with its own hands."""

from django.urls import path

from partnerhood.pathway.reciprocity.pages import hands, ledger, opening, writing

app_name = "reciprocity"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/reciprocity/", ledger.ledger, name="ledger"),
    path("partnerships/<uuid:partnership_id>/reciprocity/said/", opening.said, name="said"),
    path("partnerships/<uuid:partnership_id>/reciprocity/records/", opening.records, name="records"),
    path("partnerships/<uuid:partnership_id>/reciprocity/write/", writing.choose, name="choose"),
    path("partnerships/<uuid:partnership_id>/reciprocity/write/<slug:what>/", writing.say, name="say"),
    path("reciprocity/<uuid:entry_id>/", opening.entry, name="entry"),
    path("reciprocity/<uuid:entry_id>/put-right/", writing.correct, name="correct"),
    path("reciprocity/<uuid:entry_id>/take-back/", writing.take_back, name="take_back"),
    path("hospitals/<uuid:hospital_id>/own-hands/", hands.hands, name="hands"),
    path("hospitals/<uuid:hospital_id>/own-hands/<slug:share>/", hands.share, name="share"),
]
