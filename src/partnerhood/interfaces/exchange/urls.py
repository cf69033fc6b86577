"""The addresses where sheets come in and go out."""

from django.urls import path

from partnerhood.interfaces.exchange import pages

app_name = "exchange"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/evidence.xlsx", pages.evidence, {"form": "xlsx"}, name="evidence"),
    path("partnerships/<uuid:partnership_id>/evidence.csv", pages.evidence, {"form": "csv"}, name="evidence_csv"),
    path("networks/<uuid:network_id>/instruments/", pages.instruments, name="instruments"),
    path("networks/<uuid:network_id>/instruments/new/", pages.instrument, name="instrument"),
    path("networks/<uuid:network_id>/instruments/coming-in/", pages.instrument_coming_in, name="instrument_coming_in"),
    path("networks/<uuid:network_id>/instruments/template.xlsx", pages.instrument_template, name="instrument_template"),
    path("sheets/", pages.sheets, name="sheets"),
    path("sheets/<slug:kind>/", pages.sheet, name="sheet"),
    path("sheets/<slug:kind>/template.xlsx", pages.template, name="template"),
    path("sheets/<slug:kind>/coming-in/", pages.coming_in, name="coming_in"),
]
