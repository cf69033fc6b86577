"""Addresses of rounds."""

from django.urls import path

from partnerhood.pathway.rounds import pages

app_name = "rounds"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/rounds/", pages.rounds, name="rounds"),
    path("partnerships/<uuid:partnership_id>/rounds/new/", pages.open, name="open"),
    path("partnerships/<uuid:partnership_id>/rounds/new/<slug:instrument>/", pages.ask, name="ask"),
    path("partnerships/<uuid:partnership_id>/open-points/", pages.open_points, name="open_points"),
    path("organisations/<uuid:organisation_id>/hours/", pages.hours, name="hours"),
    path("rounds/<uuid:round_id>/", pages.round, name="round"),
    path("rounds/<uuid:round_id>/plan/", pages.plan, name="plan"),
    path("rounds/<uuid:round_id>/closing/", pages.close, name="close"),
    path("rounds/<uuid:round_id>/domains/<slug:domain>/", pages.domain, name="domain"),
    path("rounds/<uuid:round_id>/domains/<slug:domain>/score/", pages.score, name="score"),
    path("rounds/<uuid:round_id>/domains/<slug:domain>/words/", pages.say, name="say"),
    path("rounds/<uuid:round_id>/domains/<slug:domain>/step/", pages.propose, name="propose"),
    path("rounds/steps/<uuid:proposal_id>/signature/", pages.sign, name="sign"),
    path("rounds/scores/<uuid:score_id>/file", pages.evidence, name="evidence"),
    path("rounds/actions/<uuid:action_id>/end/", pages.end_action, name="end"),
]
