"""Addresses of care: to find it, to read it, to keep it true."""

from django.urls import path

from partnerhood.pathway.services.pages import finding, reading, writing

app_name = "services"
urlpatterns = [
    path("care/", finding.find, name="find"),
    path("care/<uuid:service_id>/", reading.service, name="service"),
    path("care/<uuid:service_id>/description/", writing.description, name="description"),
    path("care/<uuid:service_id>/confirmation/", writing.confirmation, name="confirmation"),
    path("care/<uuid:service_id>/check/", writing.check, name="check"),
    path("care/<uuid:service_id>/end/", writing.end, name="end"),
    path("care/elsewhere/<uuid:elsewhere_id>/", writing.here_again, name="here_again"),
    path("organisations/<uuid:organisation_id>/care/", reading.house, name="house"),
    path("organisations/<uuid:organisation_id>/care/new/", writing.offer, name="offer"),
    path("organisations/<uuid:organisation_id>/care/elsewhere/", writing.elsewhere, name="elsewhere"),
]
