"""Every address of the house; each room brings its own."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

handler404 = "partnerhood.config.doors.not_there"


def _rooms() -> list[URLPattern | URLResolver]:
    """The addresses of each room that has any."""
    floors = ("partnerhood.ground.", "partnerhood.pathway.", "partnerhood.interfaces.")
    rooms = [app for app in settings.INSTALLED_APPS if app.startswith(floors)]
    return [path("", include(f"{room}.urls")) for room in rooms if find_spec(f"{room}.urls")]


urlpatterns = _rooms()
