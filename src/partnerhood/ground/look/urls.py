"""Addresses of the look."""

from django.urls import path

from partnerhood.ground.look import pages

app_name = "look"
urlpatterns = [
    path("look/", pages.gallery, name="gallery"),
    path("look/made/<str:name>", pages.made, name="made"),
    path("look/language", pages.language, name="language"),
    path("look/text", pages.text_only, name="text_only"),
]
