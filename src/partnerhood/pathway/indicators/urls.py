"""Addresses of indicators."""

from django.urls import path

from partnerhood.pathway.indicators import pages

OWN = "indicators/own/<uuid:indicator_id>/"
app_name = "indicators"
urlpatterns = [
    path("indicators/", pages.indicators, name="indicators"),
    path("indicators/own/new/", pages.define, name="define"),
    path(OWN, pages.own, name="own"),
    path(f"{OWN}change/", pages.redefine, name="redefine"),
    path(f"{OWN}in/<slug:tongue>/", pages.translate, name="translate"),
    path(f"{OWN}end/", pages.end, name="end"),
    path("indicators/<slug:code>/", pages.definition, name="definition"),
]
