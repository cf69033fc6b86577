"""Addresses of partnerships, networks and bodies."""

from django.urls import path

from partnerhood.pathway.partnerships.pages import bodies, charter, inviting, joining, moving, people, reading

app_name = "partnerships"
urlpatterns = [
    path("partnerships/", reading.mine, name="mine"),
    path("partnerships/new/", moving.propose, name="propose"),
    path("partnerships/asked/<uuid:invited_id>/", moving.answer, name="answer"),
    path("partnerships/<uuid:partnership_id>/", reading.partnership, name="partnership"),
    path("partnerships/<uuid:partnership_id>/next/", moving.move, name="move"),
    path("partnerships/<uuid:partnership_id>/charter/", charter.charter, name="charter"),
    path("partnerships/<uuid:partnership_id>/charter/words/", charter.write, name="write_charter"),
    path("partnerships/<uuid:partnership_id>/charter/signature/", charter.sign, name="sign_charter"),
    path("partnerships/<uuid:partnership_id>/charter/history/", charter.history, name="charter_history"),
    path("partnerships/<uuid:partnership_id>/suspension/new/", moving.propose_suspension, name="propose_suspension"),
    path("partnerships/<uuid:partnership_id>/people/", people.people, name="people"),
    path("partnerships/<uuid:partnership_id>/bodies/", bodies.of_partnership, name="bodies"),
    path("partnerships/<uuid:partnership_id>/bodies/new/", bodies.open_in_partnership, name="open_body"),
    path("suspensions/<uuid:suspension_id>/", moving.suspension, name="suspension"),
    path("suspensions/<uuid:suspension_id>/signature/", moving.sign_suspension, name="sign_suspension"),
    path("suspensions/<uuid:suspension_id>/review/", moving.review, name="review"),
    path("networks/<uuid:network_id>/", reading.network, name="network"),
    path("networks/<uuid:network_id>/invitations/new/", inviting.invite, name="invite_to_network"),
    path("networks/<uuid:network_id>/bodies/new/", bodies.open_in_network, name="open_network_body"),
    path("networks/<uuid:network_id>/join/", joining.join, name="join"),
    path("networks/<uuid:network_id>/join/words/", joining.let_join, name="let_join"),
    path("networks/<uuid:network_id>/joiners/", joining.joiners, name="joiners"),
    path("joiners/<uuid:joiner_id>/", joining.answer, name="answer_joiner"),
    path("joiners/<uuid:joiner_id>/erasure/", joining.forget, name="forget_joiner"),
    path("bodies/<uuid:body_id>/", bodies.body, name="body"),
    path("bodies/<uuid:body_id>/seats/new/", bodies.seat, name="seat"),
    path("seats/<uuid:seat_id>/end/", bodies.end_seat, name="end_seat"),
]
