"""Addresses of self-reliance."""

from django.urls import path

from partnerhood.pathway.selfreliance import pages

ONE = "partnerships/<uuid:partnership_id>/staircases/<uuid:hospital_id>/<slug:domain>/"
app_name = "selfreliance"
urlpatterns = [
    path("networks/<uuid:network_id>/levels/", pages.across, name="across"),
    path("hospitals/<uuid:hospital_id>/staircases/", pages.hospital, name="hospital"),
    path("partnerships/<uuid:partnership_id>/staircases/", pages.partnership, name="partnership"),
    path(ONE, pages.domain, name="domain"),
    path(f"{ONE}release/", pages.release, name="release"),
]
