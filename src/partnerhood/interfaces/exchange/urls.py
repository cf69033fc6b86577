"""The addresses where sheets come in and go out."""

from django.urls import path

from partnerhood.interfaces.exchange.pages import national, sheets

app_name = "exchange"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/evidence.xlsx", sheets.evidence, {"form": "xlsx"}, name="evidence"),
    path("partnerships/<uuid:partnership_id>/evidence.csv", sheets.evidence, {"form": "csv"}, name="evidence_csv"),
    path("hospitals/<uuid:hospital_id>/national/", national.national, name="national"),
    path("hospitals/<uuid:hospital_id>/national/coming-in/", national.coming_in, name="national_coming_in"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<slug:kind>/", sheets.sheet, name="sheet"),
    path("sheets/<slug:kind>/template.xlsx", sheets.template, name="template"),
    path("sheets/<slug:kind>/coming-in/", sheets.coming_in, name="coming_in"),
]
