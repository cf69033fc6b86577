"""Which pages somebody keeps on a device: their own page, their hospitals and partnerships, what those lead to, and every
form that may be filled in without a line. Found by following the links that the pages themselves show this reader, so a
room that comes later is kept without saying so anywhere.
"""

import hashlib
import logging
import re
import time
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from html import unescape

from django.db import DatabaseError
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch, reverse

from partnerhood.ground.look import style
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.people.access import anyone
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.interfaces.api import asking
from partnerhood.pathway.partnerships import queries as partnerships

MOST_PAGES = 150
SECONDS = 8.0
LINK = re.compile(r'<a\s[^>]*?href="(/[^"#]*)')
LEFT_AT_HOME = re.compile(r"^/(accounts|offline|bundles|api|search|language|exchange)\b")
"""Addresses that mean nothing without a line, or that are about who signs in here."""
REMEMBERED = 6

_made: OrderedDict[tuple[str, ...], tuple[list[tuple[str, str, bytes]], bool]] = OrderedDict()
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A page as a device keeps it: its address, the mark of its content, and the page."""

    path: str
    mark: str
    html: str


def version(request: HttpRequest, person: Standing) -> str:
    """A mark that changes when anything may have changed that this person keeps."""
    said = (str(person.id), operations.version(), str(clock.today()), request.LANGUAGE_CODE, style.name())
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def pages(request: HttpRequest, person: Standing) -> tuple[list[Kept], bool]:
    """Every page that somebody keeps, those that matter most first, and whether these are all: a node that is slow may not reach
    the last ones in time. What was made is remembered until something changes."""
    key = (version(request, person), request.get_host())
    known = _made.get(key)
    if known is None:
        found: list[Kept] = []
        is_whole = _walk(request, person, found)
        known = ([(page.path, page.mark, zlib.compress(page.html.encode(), 1)) for page in found], is_whole)
        _made[key] = known
        while len(_made) > REMEMBERED:
            _made.popitem(last=False)
    packed, is_whole = known
    return [Kept(path, mark, zlib.decompress(html).decode()) for path, mark, html in packed], is_whole


def _walk(request: HttpRequest, person: Standing, found: list[Kept]) -> bool:
    """From the roots: all that they lead to, and one step further the forms alone; whether there was time for all."""
    until = time.monotonic() + SECONDS
    waiting = [(path, 0) for path in _roots(person)]
    seen = {path for path, _ in waiting}
    for path, steps in waiting:  # grows while it is walked
        if time.monotonic() > until:
            return False
        if len(found) >= MOST_PAGES:
            break
        html = _page(request, person, path)
        if html is None:
            continue
        found.append(Kept(path, hashlib.sha256(html.encode()).hexdigest()[:16], html))
        for link in LINK.findall(html):
            further = unescape(link)
            if further not in seen and (match := _match(further)) and _is_kept(match, steps, further):
                seen.add(further)
                waiting.append((further, steps + 1))
    return True


def _roots(person: Standing) -> list[str]:
    own = [reverse("website:hospital", args=[one]) for one in person.organisations]
    shared = [reverse("partnerships:partnership", args=[one.id]) for one in partnerships.own(person, 0, 10)]
    field = [reverse(name) for name in ("offline:ward", "website:my_page", "needs:voice", "equipment:broken")]
    return [*field, *own, *shared]


def _match(path: str) -> ResolverMatch | None:
    if LEFT_AT_HOME.match(path):
        return None
    return asking.page_at(path)


def _is_kept(match: ResolverMatch, steps: int, path: str) -> bool:
    """What a root leads to is kept; further on only forms, and of addresses with a question only those."""
    policy = getattr(match.func, "policy", None)
    is_form = bool(getattr(match.func, "offline", False))
    return policy is not None and policy is not anyone and (is_form or (steps == 0 and "?" not in path))


def _page(request: HttpRequest, person: Standing, path: str) -> str | None:
    """A page as this person reads it; None where it is not theirs, or no page."""
    match = _match(path)
    if match is None:
        return None
    inner = asking.inside(request, person, path, match)
    try:
        answer = match.func(inner, *match.args, **match.kwargs)
    except (Http404, Refused):
        return None
    except DatabaseError:
        raise
    except Exception as trouble:  # one page that cannot be made must not keep the others from being kept
        log.error("%s could not be kept", path, exc_info=trouble)
        return None
    if "no-store" in answer.headers.get(
        "Cache-Control", ""
    ):  # another one each time, such as a numbered sheet of paper
        return None
    if answer.status_code != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return None
    return str(answer.content.decode())
