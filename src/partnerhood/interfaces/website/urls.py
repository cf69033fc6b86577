"""The addresses of the front of the house."""

from django.urls import path

from partnerhood.interfaces.website import pages

app_name = "website"
urlpatterns = [
    path("", pages.front, name="front"),
    path("my/", pages.my_page, name="my_page"),
    path("search/", pages.search, name="search"),
    path("hospitals/<uuid:organisation_id>/", pages.hospital, name="hospital"),
]
