"""Addresses of what hospitals count."""

from django.urls import path

from partnerhood.pathway.reporting import pages

app_name = "reporting"
urlpatterns = [
    path("hospitals/<uuid:hospital_id>/figures/", pages.figures, name="figures"),
    path("hospitals/<uuid:hospital_id>/figures/<str:code>/", pages.indicator, name="indicator"),
    path("hospitals/<uuid:hospital_id>/figures/<str:code>/<str:days>/", pages.number, name="number"),
    path("hospitals/<uuid:hospital_id>/months/", pages.months, name="months"),
    path("hospitals/<uuid:hospital_id>/months/<str:days>/", pages.count, name="count"),
    path("reports/<uuid:report_id>/", pages.report, name="report"),
    path("reports/<uuid:report_id>/look/", pages.look_at, name="look"),
]
