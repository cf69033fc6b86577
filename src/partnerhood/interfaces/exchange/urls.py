"""The addresses where sheets come in and go out."""

from django.urls import path

from partnerhood.interfaces.exchange import pages

app_name = "exchange"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/evidence.xlsx", pages.evidence, {"form": "xlsx"}, name="evidence"),
    path("partnerships/<uuid:partnership_id>/evidence.csv", pages.evidence, {"form": "csv"}, name="evidence_csv"),
    path("sheets/", pages.sheets, name="sheets"),
    path("sheets/<slug:kind>/", pages.sheet, name="sheet"),
    path("sheets/<slug:kind>/template.xlsx", pages.template, name="template"),
    path("sheets/<slug:kind>/coming-in/", pages.coming_in, name="coming_in"),
]
