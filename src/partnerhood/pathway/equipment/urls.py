"""Addresses of devices."""

from django.urls import path

from partnerhood.pathway.equipment.pages import asking, keeping, reading, reporting

app_name = "equipment"
urlpatterns = [
    path("equipment/broken/", reporting.which_kind, name="broken"),
    path("equipment/broken/<slug:device_kind>/", reporting.which_one, name="which"),
    path("equipment/broken/<slug:device_kind>/new/", reporting.report_unlisted, name="unlisted"),
    path("equipment/<uuid:device_id>/", reading.device, name="device"),
    path("equipment/<uuid:device_id>/broken/", reporting.report, name="report"),
    path("equipment/<uuid:device_id>/works/", reporting.back_in_use, name="back"),
    path("equipment/<uuid:device_id>/aside/", keeping.put_aside, name="aside"),
    path("equipment/<uuid:device_id>/words/", keeping.describe, name="describe"),
    path("equipment/<uuid:device_id>/ward/", keeping.move, name="move"),
    path("equipment/<uuid:device_id>/ask/", asking.ask_elsewhere, name="ask"),
    path("equipment/questions/<uuid:question_id>/", asking.question, name="question"),
    path("equipment/questions/<uuid:question_id>/photo", asking.photo, name="question_photo"),
    path("equipment/said/<uuid:status_id>/photo", reading.photo, name="photo"),
    path("hospitals/<uuid:hospital_id>/equipment/", reading.of_hospital, name="of_hospital"),
    path("hospitals/<uuid:hospital_id>/equipment/new/", keeping.add, name="add"),
    path("hospitals/<uuid:hospital_id>/equipment/numbers/", reading.numbers, name="numbers"),
]
