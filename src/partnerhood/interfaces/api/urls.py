"""The addresses for programs."""

from django.urls import path

from partnerhood.interfaces.api import pages
from partnerhood.interfaces.api.endpoints import api

urlpatterns = [
    path("healthz", pages.health, name="health"),
    path("sync", pages.sync, name="sync"),
    path("sync/files", pages.piece, name="sync-files"),
    path("api/1/", api.urls),
]
