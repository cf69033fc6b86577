"""Addresses of hand-overs."""

from django.urls import path

from partnerhood.pathway.handover import pages

app_name = "handover"
urlpatterns = [
    path("hand-overs/", pages.standing, name="standing"),
    path("networks/<uuid:network_id>/hand-overs/", pages.standing_across, name="standing_across"),
    path("networks/<uuid:network_id>/criteria/", pages.criteria, name="criteria"),
    path("networks/<uuid:network_id>/criteria/change/", pages.choose_criteria, name="choose_criteria"),
    path("partnerships/<uuid:partnership_id>/hand-overs/standing/", pages.standing_in, name="standing_in"),
    path("partnerships/<uuid:partnership_id>/hand-overs/", pages.of_partnership, name="of_partnership"),
    path("partnerships/<uuid:partnership_id>/hand-overs/new/", pages.ask, name="ask"),
    path("partnerships/<uuid:partnership_id>/hand-overs/otherwise/", pages.end_domain, name="end"),
    path(
        "partnerships/<uuid:partnership_id>/hand-overs/ready/<uuid:hospital_id>/<slug:domain>/",
        pages.ready,
        name="ready",
    ),
    path("hand-overs/<uuid:handover_id>/", pages.handover, name="handover"),
    path("hand-overs/<uuid:handover_id>/plan/", pages.plan, name="plan"),
    path("hand-overs/<uuid:handover_id>/signature/", pages.sign, name="sign"),
    path("hand-overs/<uuid:handover_id>/known/", pages.renew, name="renew"),
    path("hand-overs/<uuid:handover_id>/criteria/<slug:criterion>/", pages.criterion, name="criterion"),
    path("hand-overs/<uuid:handover_id>/criteria/<slug:criterion>/answer/", pages.answer, name="answer"),
    path("hand-overs/<uuid:handover_id>/looks/<int:months>/", pages.look, name="look"),
    path("hand-overs/<uuid:handover_id>/again/", pages.reopen, name="reopen"),
    path("hand-overs/<uuid:handover_id>/not-yet/", pages.take_back, name="take_back"),
    path("hand-overs/answers/<uuid:testimony_id>/file", pages.evidence, name="evidence"),
]
