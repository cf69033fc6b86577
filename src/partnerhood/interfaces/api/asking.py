"""One page of the house asked from inside, as its reader's own browser would: for forms and pages that travel together."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from partnerhood.ground.look import style
from partnerhood.ground.people.queries import Standing

OF_THE_LINE = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")


class Heard(BaseStorage):
    """What a page says to its reader, kept for the answer instead of for the next page."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: list[Any], response: HttpResponse, *args: Any, **kwargs: Any) -> list[Any]:
        return []

    @property
    def sentences(self) -> list[str]:
        """What was said, in order."""
        return [str(message) for message in self._queued_messages]  # type: ignore[attr-defined]


def page_at(path: str) -> ResolverMatch | None:
    """The page behind an address of ours; None where there is none."""
    try:
        return resolve(urlsplit(path).path)
    except (Resolver404, ValueError):
        return None


def inside(outer: HttpRequest, person: Standing, path: str, match: ResolverMatch, method: str = "GET") -> HttpRequest:
    """A request for a page in somebody's name, on the line of who carries it: same host, same language, style at hand."""
    address = urlsplit(path)
    inner = HttpRequest()
    inner.method, inner.path, inner.path_info = method, address.path, address.path
    inner.META = {name: outer.META[name] for name in OF_THE_LINE if name in outer.META}
    inner.META["QUERY_STRING"] = address.query
    inner.GET = QueryDict(address.query)
    inner.COOKIES = {**outer.COOKIES, style.COOKIE: style.name()}
    inner.session, inner.user = outer.session, outer.user
    inner.person, inner.deed, inner.afterwards = person, outer.deed, outer.afterwards  # type: ignore[attr-defined]
    inner.LANGUAGE_CODE, inner.resolver_match = outer.LANGUAGE_CODE, match
    inner._messages = Heard(inner)  # type: ignore[attr-defined]
    return inner
