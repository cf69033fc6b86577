"""Addresses of explorations."""

from django.urls import path

from partnerhood.pathway.exploration.pages import (
    appraisal,
    areas,
    dossier,
    hearing,
    options,
    outcome,
    scores,
    signing,
    telling,
)

app_name = "exploration"
urlpatterns = [
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
    path("explorations/<uuid:exploration_id>/heard/", hearing.heard, name="heard"),
    path("explorations/<uuid:exploration_id>/heard/new/", hearing.ask_hearing, name="ask_hearing"),
    path("explorations/hearings/<uuid:hearing_id>/advice/", hearing.advise, name="advise"),
    path("explorations/hearings/<uuid:hearing_id>/followed/", hearing.follow, name="follow"),
    path("explorations/<uuid:exploration_id>/communiques/", telling.communiques, name="communiques"),
    path("explorations/<uuid:exploration_id>/communiques/new/", telling.write, name="write_communique"),
    path("explorations/communiques/<uuid:statement_id>/words/", telling.change, name="change_communique"),
    path("explorations/communiques/<uuid:statement_id>/told/<slug:audience>/", telling.tell, name="tell"),
    path("explorations/<uuid:exploration_id>/questions/", hearing.questions, name="questions"),
    path("explorations/<uuid:exploration_id>/questions/new/", hearing.ask_question, name="ask_question"),
    path("explorations/questions/<uuid:question_id>/answer/", hearing.answer, name="answer"),
    path("explorations/questions/<uuid:question_id>/removal/", hearing.remove, name="remove_question"),
    path("explorations/<uuid:exploration_id>/outcome/", outcome.propose, name="outcome"),
    path(
        "explorations/statements/<uuid:statement_id>/goals/<uuid:hospital_id>/", outcome.start_goal, name="start_goal"
    ),
]
