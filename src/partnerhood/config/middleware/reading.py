"""In which language a reader reads: as they chose when signed in, as they chose on this device, as their browser asks."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header


def language(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer in the reader's language, and say which it was."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        speak(request)
        answer = get_response(request)
        if answer.headers.get("Content-Type", "").startswith("text/"):
            patch_vary_headers(answer, ["Accept-Language", "Cookie"])
            answer.headers.setdefault("Content-Language", translation.get_language() or settings.LANGUAGE_CODE)
        return answer

    return middleware


def speak(request: HttpRequest) -> None:
    """From here on, every sentence is in the reader's language."""
    request.LANGUAGE_CODE = chosen(request)
    translation.activate(request.LANGUAGE_CODE)


def chosen(request: HttpRequest) -> str:
    """The language of the person, else of the device, else the browser's first that we speak, else ours."""
    person = getattr(request, "person", None)
    wishes = [getattr(person, "language", None), request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)]
    wishes += [wish for wish, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())]
    spoken = dict(settings.LANGUAGES)
    for wish in filter(None, wishes):
        for name in (wish, wish.split("-")[0]):
            if name in spoken:
                return name
    return settings.LANGUAGE_CODE
