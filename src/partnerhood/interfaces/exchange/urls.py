"""The addresses where sheets come in and go out."""

from django.urls import path

from partnerhood.interfaces.exchange.pages import devices, hsds, mcsd, national, sheets

app_name = "exchange"
FHIR = {"Organization": "organisation_id", "Location": "place_id", "HealthcareService": "service_id"}
"""The kinds of resource that we tell, and what the id of each is the id of."""
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/evidence.xlsx", sheets.evidence, {"form": "xlsx"}, name="evidence"),
    path("partnerships/<uuid:partnership_id>/evidence.csv", sheets.evidence, {"form": "csv"}, name="evidence_csv"),
    path("hospitals/<uuid:hospital_id>/devices.csv", devices.devices, name="devices"),
    path("hospitals/<uuid:hospital_id>/reports.xlsx", sheets.reports, {"form": "xlsx"}, name="reports"),
    path("hospitals/<uuid:hospital_id>/reports.csv", sheets.reports, {"form": "csv"}, name="reports_csv"),
    path("hospitals/<uuid:hospital_id>/national/", national.national, name="national"),
    path("hospitals/<uuid:hospital_id>/national/coming-in/", national.coming_in, name="national_coming_in"),
    path("networks/<uuid:network_id>/scorecard.xlsx", sheets.scorecard, {"form": "xlsx"}, name="scorecard"),
    path("networks/<uuid:network_id>/scorecard.csv", sheets.scorecard, {"form": "csv"}, name="scorecard_csv"),
    path("networks/<uuid:network_id>/instruments/", sheets.instruments, name="instruments"),
    path("networks/<uuid:network_id>/instruments/new/", sheets.instrument, name="instrument"),
    path("networks/<uuid:network_id>/instruments/coming-in/", sheets.instrument_coming_in, name="instrument_coming_in"),
    path(
        "networks/<uuid:network_id>/instruments/template.xlsx", sheets.instrument_template, name="instrument_template"
    ),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<slug:kind>/", sheets.sheet, name="sheet"),
    path("sheets/<slug:kind>/template.xlsx", sheets.template, name="template"),
    path("sheets/<slug:kind>/coming-in/", sheets.coming_in, name="coming_in"),
    path("hsds/", hsds.base, name="hsds"),
    path("hsds/services", hsds.services, name="hsds_services"),
    path("hsds/services/<uuid:service_id>", hsds.service, name="hsds_service"),
    path("hsds/service_at_locations", hsds.service_at_locations, name="hsds_service_at_locations"),
    path("hsds/service_at_locations/<uuid:service_id>", hsds.service_at_location, name="hsds_service_at_location"),
    path("hsds/organizations", hsds.organizations, name="hsds_organizations"),
    path("hsds/organizations/<uuid:organisation_id>", hsds.organization, name="hsds_organization"),
    path("hsds/locations", hsds.locations, name="hsds_locations"),
    path("hsds/locations/<uuid:place_id>", hsds.location, name="hsds_location"),
    path("hsds/taxonomies", hsds.taxonomies, name="hsds_taxonomies"),
    path("hsds/taxonomies/<uuid:taxonomy_id>", hsds.taxonomy, name="hsds_taxonomy"),
    path("hsds/taxonomy_terms", hsds.taxonomy_terms, name="hsds_taxonomy_terms"),
    path("hsds/taxonomy_terms/<uuid:term_id>", hsds.taxonomy_term, name="hsds_taxonomy_term"),
]

for name, key in FHIR.items():
    of, label = f"fhir/{name}", f"mcsd_{name.lower()}"
    one, which = f"{of}/<uuid:{key}>", {"name": name}
    urlpatterns += [
        path(of, mcsd.resources, which, name=label),
        path(f"{of}/_search", mcsd.search, which, name=f"{label}_search"),
        path(f"{of}/_history", mcsd.history, which, name=f"{label}_history"),
        path(one, mcsd.resource, which, name=f"{label}_one"),
        path(f"{one}/_history", mcsd.history_of, which, name=f"{label}_one_history"),
        path(f"{one}/_history/<int:number>", mcsd.one_version, which, name=f"{label}_version"),
    ]
urlpatterns += [
    path("fhir/metadata", mcsd.metadata, name="mcsd"),
    path("fhir/<path:rest>", mcsd.other, name="mcsd_other"),
]
