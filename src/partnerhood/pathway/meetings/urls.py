"""Addresses of meetings."""

from django.urls import path

from partnerhood.pathway.meetings.pages import agenda, agreeing, bodies, meeting, minutes

app_name = "meetings"
urlpatterns = [
    path("meetings/", bodies.mine, name="mine"),
    path("bodies/<uuid:body_id>/meetings/", bodies.body, name="body"),
    path("bodies/<uuid:body_id>/mandate/", bodies.mandate, name="mandate"),
    path("bodies/<uuid:body_id>/meetings/new/", bodies.call, name="call"),
    path("meetings/<uuid:meeting_id>/", meeting.meeting, name="meeting"),
    path("meetings/<uuid:meeting_id>/agenda/", meeting.agenda, name="agenda"),
    path("meetings/<uuid:held_id>/place/", meeting.change, name="change"),
    path("meetings/<uuid:held_id>/called-off/", meeting.call_off, name="call_off"),
    path("meetings/<uuid:held_id>/readers/", meeting.readers, name="readers"),
    path("meetings/<uuid:held_id>/points/new/", agenda.bring, name="bring"),
    path("meetings/<uuid:held_id>/attendance/", agenda.attend, name="attend"),
    path("meetings/<uuid:held_id>/decisions/new/", agreeing.decide, name="decide"),
    path("meetings/<uuid:held_id>/actions/new/", agreeing.plan, name="plan"),
    path("meetings/<uuid:held_id>/minutes/", minutes.lay, name="lay"),
    path("meetings/<uuid:held_id>/signature/", minutes.sign, name="sign"),
    path("meetings/<uuid:held_id>/corrections/new/", minutes.correct, name="correct"),
    path("meetings/points/<uuid:point_id>/", agenda.reword, name="reword"),
    path("meetings/points/<uuid:point_id>/removal/", agenda.drop, name="drop"),
    path("meetings/points/<uuid:point_id>/minutes/", agenda.minute, name="minute"),
    path("meetings/actions/<uuid:action_point_id>/end/", agreeing.end_action, name="end_action"),
]
