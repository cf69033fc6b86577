"""Addresses of explorations."""

from django.urls import path

from partnerhood.pathway.exploration.pages import areas, dossier, signing

app_name = "exploration"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/exploration/", dossier.of_partnership, name="of_partnership"),
    path("partnerships/<uuid:partnership_id>/exploration/new/", dossier.open, name="open"),
    path("explorations/<uuid:exploration_id>/", dossier.dossier, name="dossier"),
    path("explorations/<uuid:exploration_id>/mandate/", dossier.word_mandate, name="word_mandate"),
    path("explorations/<uuid:exploration_id>/areas/new/", areas.add, name="add_area"),
    path("explorations/phases/<uuid:phase_id>/", dossier.end_phase, name="end_phase"),
    path("explorations/statements/<uuid:statement_id>/", signing.statement, name="statement"),
    path("explorations/statements/<uuid:statement_id>/signature/", signing.sign, name="sign"),
    path("explorations/areas/<uuid:area_id>/", areas.area, name="area"),
    path("explorations/areas/<uuid:area_id>/words/", areas.change, name="change_area"),
    path("explorations/areas/<uuid:area_id>/paper/", areas.deliver, name="deliver"),
    path("explorations/areas/<uuid:area_id>/figures/new/", areas.add_figure, name="add_figure"),
    path("explorations/figures/<uuid:figure_id>/", areas.change_figure, name="change_figure"),
]
