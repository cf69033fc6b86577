"""A page elsewhere cannot act in somebody's name here: the browser itself says where a deed comes from."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from partnerhood.config.middleware import reading
from partnerhood.ground.look import pages

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
OURS = {"same-origin", "none"}


def same_origin(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Let a deed through when the browser proves that one of our own pages sent it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in SAFE_METHODS and not is_ours(request):
            reading.speak(request)
            return pages.plain(
                request,
                403,
                happened=_("This was sent from another site, so nothing was done."),
                now=_("Open the page here and send it again."),
            )
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]  # the proof above stands in for Django's token
        return get_response(request)

    return middleware


def is_ours(request: HttpRequest) -> bool:
    """A deed is ours when the browser says so; a program that sends neither proof must not come with somebody's session."""
    if getattr(request, "_dont_enforce_csrf_checks", False):  # Django's own test client, unless told to enforce
        return True
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site in OURS or (origin is not None and origin == f"{request.scheme}://{request.get_host()}"):
        return True
    return site is None and origin is None and settings.SESSION_COOKIE_NAME not in request.COOKIES
