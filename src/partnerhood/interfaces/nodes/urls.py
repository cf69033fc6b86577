"""The address at which other nodes speak to this one."""

from django.urls import path

from partnerhood.interfaces.nodes import pages

app_name = "nodes"
urlpatterns = [path("nodes/exchange", pages.exchange, name="exchange")]
