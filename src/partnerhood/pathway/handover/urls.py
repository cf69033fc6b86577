"""Addresses of hand-overs."""

from django.urls import path

from partnerhood.pathway.handover import pages

app_name = "handover"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/hand-overs/", pages.of_partnership, name="of_partnership"),
    path("partnerships/<uuid:partnership_id>/hand-overs/new/", pages.ask, name="ask"),
    path("partnerships/<uuid:partnership_id>/hand-overs/otherwise/", pages.end_domain, name="end"),
    path("hand-overs/<uuid:handover_id>/", pages.handover, name="handover"),
    path("hand-overs/<uuid:handover_id>/plan/", pages.plan, name="plan"),
    path("hand-overs/<uuid:handover_id>/signature/", pages.sign, name="sign"),
    path("hand-overs/<uuid:handover_id>/criteria/<slug:criterion>/", pages.answer, name="answer"),
    path("hand-overs/<uuid:handover_id>/looks/<int:months>/", pages.look, name="look"),
    path("hand-overs/<uuid:handover_id>/again/", pages.reopen, name="reopen"),
    path("hand-overs/<uuid:handover_id>/not-yet/", pages.take_back, name="take_back"),
    path("hand-overs/answers/<uuid:testimony_id>/file", pages.evidence, name="evidence"),
]
