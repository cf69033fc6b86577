"""Addresses of the look."""

from django.urls import path

from partnerhood.ground.look import pages

app_name = "look"
urlpatterns = [
    path("", pages.gallery, name="gallery"),
    path("made/<str:name>", pages.made, name="made"),
]
