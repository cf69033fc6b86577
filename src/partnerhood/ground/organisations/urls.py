"""Addresses of organisations."""

from django.urls import path

from partnerhood.ground.organisations import pages

app_name = "organisations"
urlpatterns = [
    path("organisations/new/", pages.new, name="new"),
    path("organisations/<uuid:organisation_id>/ourselves/", pages.ourselves, name="ourselves"),
    path("organisations/<uuid:organisation_id>/description/", pages.description, name="description"),
    path("organisations/<uuid:organisation_id>/wards/new/", pages.ward, name="ward"),
    path("sites/<uuid:site_id>/door/", pages.door, name="door"),
    path("sites/<uuid:site_id>/closing/", pages.closing, name="closing"),
    path("network-invitations/<uuid:invitation_id>/", pages.network, name="network"),
    path("network-invitations/<uuid:invitation_id>/no/", pages.no_network, name="no_network"),
]
