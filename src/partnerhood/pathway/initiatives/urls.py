"""Addresses of the common agenda, of initiatives, and of the finder."""

from django.urls import path

from partnerhood.pathway.initiatives.pages import agenda, meeting, picture, reading, writing

app_name = "initiatives"
urlpatterns = [
    path("networks/<uuid:network_id>/initiatives/", reading.initiatives, name="initiatives"),
    path("networks/<uuid:network_id>/initiatives/new/", writing.new, name="new"),
    path("networks/<uuid:network_id>/initiatives/asking/", reading.to_ask, name="to_ask"),
    path("networks/<uuid:network_id>/together/", picture.together, name="together"),
    path("networks/<uuid:network_id>/finder/", meeting.finder, name="finder"),
    path("networks/<uuid:network_id>/agenda/", agenda.agenda, name="agenda"),
    path("networks/<uuid:network_id>/agenda/words/", agenda.words, name="words"),
    path("networks/<uuid:network_id>/agenda/themes/new/", agenda.theme_new, name="theme_new"),
    path("networks/<uuid:network_id>/agenda/neighbourhoods/new/", agenda.neighbourhood_new, name="neighbourhood_new"),
    path("themes/<uuid:theme_id>/", agenda.theme, name="theme"),
    path("neighbourhoods/<uuid:neighbourhood_id>/", agenda.neighbourhood, name="neighbourhood"),
    path("initiatives/still/<str:token>/", writing.still, name="still"),
    path("initiatives/<uuid:initiative_id>/", reading.initiative, name="initiative"),
    path("initiatives/<uuid:initiative_id>/description/", writing.description, name="description"),
    path("initiatives/<uuid:initiative_id>/running/", writing.running, name="running"),
    path("initiatives/<uuid:initiative_id>/end/", writing.end, name="end"),
    path("initiatives/<uuid:initiative_id>/origin/", writing.origin, name="origin"),
    path("initiatives/<uuid:initiative_id>/joining/", writing.joining, name="joining"),
    path("initiatives/<uuid:initiative_id>/with/<uuid:other_id>/", meeting.pair, name="pair"),
    path("introductions/<uuid:introduction_id>/", meeting.introduction, name="introduction"),
    path("introductions/<uuid:introduction_id>/answer/", meeting.answer, name="answer"),
    path("introductions/<uuid:introduction_id>/outcome/", meeting.became, name="became"),
]
