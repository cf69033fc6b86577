"""Addresses of explorations."""

from django.urls import path

from partnerhood.pathway.exploration.pages import appraisal, areas, dossier, options, scores, signing

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
    path("explorations/<uuid:exploration_id>/options/", options.options, name="options"),
    path("explorations/<uuid:exploration_id>/options/new/", options.add, name="add_option"),
    path("explorations/options/<uuid:option_id>/", options.option, name="option"),
    path("explorations/options/<uuid:option_id>/words/", options.change, name="change_option"),
    path("explorations/options/<uuid:option_id>/effects/<slug:aspect>/", options.say_effect, name="say_effect"),
    path("explorations/<uuid:exploration_id>/decisions/", options.decisions, name="decisions"),
    path("explorations/<uuid:exploration_id>/decisions/new/", options.decide, name="decide"),
    path("explorations/<uuid:exploration_id>/criteria/", scores.criteria, name="criteria"),
    path("explorations/<uuid:exploration_id>/weights/<uuid:body_id>/", scores.weigh, name="weigh"),
    path("explorations/<uuid:exploration_id>/scores/", scores.scores, name="scores"),
    path("explorations/<uuid:exploration_id>/scores/own/", scores.score, name="score"),
    path("explorations/<uuid:exploration_id>/scores/together/", scores.together, name="together"),
    path("explorations/<uuid:exploration_id>/compared/", appraisal.compared, name="compared"),
]
