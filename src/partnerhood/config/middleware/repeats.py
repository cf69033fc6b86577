"""A page that did not change is not sent again, and where we remember so, not even made again."""

import base64
import hashlib
from collections.abc import Callable
from typing import TypeGuard

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase, HttpResponseNotModified

from partnerhood.ground.look import style, thin
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.records import clock

AT_MOST = 20_000
KEPT_ON_REPEAT = ("ETag", "Vary", "Cache-Control")
MESSAGES = "messages"

_marks: dict[tuple[object, ...], str] = {}


def unchanged(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer 'unchanged' when the browser holds this very page; without making it, when nothing was done since."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method != "GET" or request.COOKIES.get(MESSAGES):
            return get_response(request)
        held = _held(request)
        sight = _sight(request)
        if held and _marks.get(sight) in held:
            return _short(_marks[sight])
        answer = get_response(request)
        if not _can_repeat(answer):
            return answer
        answer.headers.setdefault("ETag", _mark(answer.content))
        mark = answer.headers["ETag"]
        if _is_told_by_operations(request):
            _remember(sight, mark)
        return _short(mark, answer) if mark in held else answer

    return middleware


def _sight(request: HttpRequest) -> tuple[object, ...]:
    """Everything that decides how a page looks to somebody today."""
    person = getattr(request, "person", None)
    return (
        request.get_host(),
        request.get_full_path(),
        getattr(person, "id", None),
        getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
        request.COOKIES.get(style.COOKIE),
        thin.is_wanted(request),
        request.headers.get("Accept"),
        operations.version(),
        clock.today(),
    )


def _held(request: HttpRequest) -> set[str]:
    """The marks of the pages that the browser says it holds."""
    return {mark.strip() for mark in request.headers.get("If-None-Match", "").split(",") if mark.strip()}


def _can_repeat(answer: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """A page that sets a cookie, streams, failed, or asked not to be kept is sent whole."""
    return (
        isinstance(answer, HttpResponse)
        and answer.status_code == 200
        and not answer.cookies
        and "no-store" not in answer.headers.get("Cache-Control", "")
    )


def _is_told_by_operations(request: HttpRequest) -> bool:
    """Only our own pages change with operations and nothing else; sign-in pages and admin change with sessions."""
    match = request.resolver_match
    return match is not None and getattr(match.func, "__module__", "").startswith("partnerhood.")


def _mark(body: bytes) -> str:
    """The mark of a page: weak, because the same page may travel compressed or not."""
    return 'W/"' + base64.urlsafe_b64encode(hashlib.sha256(body).digest()[:12]).decode() + '"'


def _remember(sight: tuple[object, ...], mark: str) -> None:
    """Keep the mark in this process's memory; when that is full, start again."""
    if len(_marks) >= AT_MOST:
        _marks.clear()
    _marks[sight] = mark


def _short(mark: str, answer: HttpResponseBase | None = None) -> HttpResponseNotModified:
    """'Unchanged', with only what the browser needs to keep its copy."""
    short = HttpResponseNotModified()
    for name in KEPT_ON_REPEAT:
        if answer is not None and name in answer.headers:
            short.headers[name] = answer.headers[name]
    short.headers["ETag"] = mark
    return short
