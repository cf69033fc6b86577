"""Two addresses that do only the unavoidable: two words, and our shell with nothing on it."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from partnerhood.config.urls import handler404 as handler404
from partnerhood.config.urls import urlpatterns as ours

EMPTY = '{% extends "look/page.html" %}{% block title %}Nothing{% endblock %}'


def nothing(request: HttpRequest) -> HttpResponse:
    """Two words."""
    return HttpResponse("Nothing here.")


def empty(request: HttpRequest) -> HttpResponse:
    """The shell: its head, its way round and its foot."""
    return HttpResponse(engines["django"].from_string(EMPTY).render({}, request))


urlpatterns = [path("nothing/", nothing), path("empty/", empty), path("", include(ours))]
