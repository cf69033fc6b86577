"""Addresses of what hospitals count."""

from django.urls import path

from partnerhood.pathway.reporting.pages import across, counting, mapping, paper, reading, showing

app_name = "reporting"
urlpatterns = [
    path("hospitals/<uuid:hospital_id>/figures/", reading.figures, name="figures"),
    path("hospitals/<uuid:hospital_id>/figures/<str:code>/", reading.indicator, name="indicator"),
    path("hospitals/<uuid:hospital_id>/figures/<str:code>/<str:days>/", reading.number, name="number"),
    path("hospitals/<uuid:hospital_id>/months/", counting.months, name="months"),
    path("hospitals/<uuid:hospital_id>/months/<str:days>/", counting.count, name="count"),
    path("hospitals/<uuid:hospital_id>/months/<str:days>/paper/", paper.sheet, name="sheet"),
    path("networks/<uuid:network_id>/figures/", across.figures, name="across"),
    path("hospitals/<uuid:hospital_id>/mapping/", mapping.mapping, name="mapping"),
    path("hospitals/<uuid:hospital_id>/mapping/<path:element>/", mapping.element, name="element"),
    path("mappings/<uuid:mapping_id>/take-back/", mapping.take_back, name="unmap"),
    path("reports/<uuid:report_id>/", reading.report, name="report"),
    path("reports/<uuid:report_id>/look/", reading.look_at, name="look"),
    path("reports/<uuid:report_id>/page/", showing.add, name="add_page"),
    path("register-pages/<uuid:page_id>/file", showing.page, name="page"),
    path("register-pages/<uuid:page_id>/take-back/", showing.take_back, name="take_page_back"),
]
