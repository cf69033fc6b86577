"""The address at which other nodes speak to this one, and the page that says how it is with them."""

from django.urls import path

from partnerhood.interfaces.nodes import pages

app_name = "nodes"
urlpatterns = [
    path("nodes/", pages.links, name="links"),
    path("nodes/exchange", pages.exchange, name="exchange"),
]
