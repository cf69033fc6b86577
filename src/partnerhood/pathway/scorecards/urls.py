"""Addresses of scorecards."""

from django.urls import path

from partnerhood.pathway.scorecards import pages

HERE = "networks/<uuid:network_id>/scorecard/"
app_name = "scorecards"
urlpatterns = [
    path(HERE, pages.scorecard, name="scorecard"),
    path(f"{HERE}change/", pages.choose, name="choose"),
    path(f"{HERE}reports/", pages.reports, name="reports"),
    path(f"{HERE}<uuid:version_id>/", pages.version, name="version"),
    path(f"{HERE}<uuid:version_id>/<str:code>/", pages.indicator, name="indicator"),
]
