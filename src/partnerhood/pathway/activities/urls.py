"""Addresses of activities."""

from django.urls import path

from partnerhood.pathway.activities.pages import keeping, planning, reading

app_name = "activities"
urlpatterns = [
    path("partnerships/<uuid:partnership_id>/activities/", reading.activities, name="activities"),
    path("partnerships/<uuid:partnership_id>/activities/new/", planning.plan, name="plan"),
    path("activities/<uuid:activity_id>/", reading.activity, name="activity"),
    path("activities/<uuid:activity_id>/plan/", planning.plan_anew, name="plan_anew"),
    path("activities/<uuid:activity_id>/called-off/", planning.call_off, name="call_off"),
    path("activities/<uuid:activity_id>/held/", keeping.hold, name="hold"),
    path("activities/<uuid:activity_id>/list/", keeping.sheet, name="sheet"),
    path("activities/sessions/<uuid:session_id>/", keeping.correct_session, name="session"),
    path("activities/sessions/<uuid:session_id>/attendance/", keeping.attendance, name="attendance"),
    path("activities/sessions/<uuid:session_id>/attendance/paste/", keeping.paste, name="paste"),
    path("activities/attendance/<uuid:attendance_id>/", keeping.line, name="line"),
    path("activities/attendance/<uuid:attendance_id>/off/", keeping.strike, name="strike"),
]
