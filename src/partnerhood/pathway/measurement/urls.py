"""Addresses of evidence."""

from django.urls import path

from partnerhood.pathway.measurement import pages

app_name = "measurement"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/evidence/", pages.evidence, name="evidence"),
    path("goals/<uuid:goal_id>/measures/<slug:key>/", pages.measure, name="measure"),
    path("goals/<uuid:goal_id>/measures/<slug:key>/new/", pages.record, name="record"),
    path("readings/<uuid:reading_id>/", pages.reading, name="reading"),
    path("readings/<uuid:reading_id>/correction/", pages.correct, name="correct"),
    path("readings/<uuid:reading_id>/verification/", pages.verify, name="verify"),
    path("readings/<uuid:reading_id>/withdrawal/", pages.withdraw, name="withdraw"),
]
