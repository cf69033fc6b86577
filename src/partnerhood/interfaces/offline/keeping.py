"""Which pages somebody keeps on a device: their own page, their hospitals and partnerships, what those lead to, and every
form that may be filled in without a line. Found by following the links that the pages themselves show this reader, so a
room that comes later is kept without saying so anywhere.
"""

import hashlib
import logging
import re
import time
from dataclasses import dataclass
from html import unescape

from django.db import DatabaseError
from django.http import Http404, HttpRequest
from django.urls import ResolverMatch

from partnerhood.ground.look import style, thin
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.people.access import anyone
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.records.addresses import reverse
from partnerhood.interfaces.api import asking
from partnerhood.interfaces.api import queries as books
from partnerhood.interfaces.offline import remembering
from partnerhood.pathway.partnerships import queries as partnerships

MOST_PAGES = 150
AGAIN, AFRESH = 0.5, 5.0
"""For how many seconds one question makes pages again that a deed made stale, and pages that were never made."""
LINK = re.compile(r'<a\s[^>]*?href="(/[^"#]*)')
LEFT_AT_HOME = re.compile(r"^/(accounts|offline|bundles|api|search|language|exchange)\b")
"""Addresses that mean nothing without a line, or that are about who signs in here."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A page as a device keeps it: its address, and the page as it was made."""

    path: str
    made: remembering.Made


@dataclass(frozen=True)
class Found:
    """The pages that somebody keeps, and whether there was time to find all of them."""

    pages: list[Kept]
    is_whole: bool


def version(request: HttpRequest, person: Standing) -> str:
    """A mark that changes when something happened in a book that this person reads: what happened elsewhere leaves it."""
    said = (_reader(request, person), sorted(_turns(person).items()))
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _reader(request: HttpRequest, person: Standing) -> tuple[str, ...]:
    return (
        str(person.id),
        request.get_host(),
        str(clock.today()),
        request.LANGUAGE_CODE,
        style.name(),
        str(thin.is_wanted(request)),
    )


def _turns(person: Standing) -> dict[str, int]:
    return journal.turns(books.books(person))


def pages(request: HttpRequest, person: Standing) -> Found:
    """Every page that somebody keeps, those that matter most first. Each question makes pages for a second or
    two and no longer, those first that were made longest ago; the next one goes on where it stopped."""
    turns = _turns(person)
    shelf = remembering.shelf(_reader(request, person), turns)
    with shelf.lock:
        shelf.catch_up(turns)
        began = time.monotonic()
        for path in shelf.stale():
            if time.monotonic() > began + AGAIN:
                break
            shelf.pages[path] = _made(request, person, path)
        found = _walk(request, person, shelf, began + AFRESH)
        if found.is_whole:
            there = {page.path for page in found.pages}
            shelf.pages = {path: one for path, one in shelf.pages.items() if one is None or path in there}
        return found


def _walk(request: HttpRequest, person: Standing, shelf: remembering.Shelf, until: float) -> Found:
    """From the roots: all that they lead to, and one step further the forms alone. What is done on a ward comes with all its
    forms before everything that is only read."""
    found: list[Kept] = []
    seen: set[str] = set()
    for roots in (_of_the_ward(), _of_theirs(person)):
        waiting = [(path, 0) for path in roots]
        seen |= set(roots)
        for path, steps in waiting:  # grows while it is walked
            if len(found) >= MOST_PAGES:
                break
            if path not in shelf.pages:
                if time.monotonic() > until:
                    return Found(found, is_whole=False)
                shelf.pages[path] = _made(request, person, path)
            made = shelf.pages[path]
            if made is None:
                continue
            found.append(Kept(path, made))
            for further in made.links:
                if further not in seen and (match := _match(further)) and _is_kept(match, steps, further):
                    seen.add(further)
                    waiting.append((further, steps + 1))
    return Found(found, is_whole=True)


def _made(request: HttpRequest, person: Standing, path: str) -> remembering.Made | None:
    with remembering.listening() as heard:
        html = _page(request, person, path)
    if html is None:
        return None
    links = tuple(dict.fromkeys(unescape(link) for link in LINK.findall(html)))
    return remembering.made(html, links, heard)


def _of_the_ward() -> list[str]:
    return [reverse(name) for name in ("offline:ward", "needs:voice", "equipment:broken")]


def _of_theirs(person: Standing) -> list[str]:
    own = [reverse("website:hospital", args=[one]) for one in person.organisations]
    shared = [reverse("partnerships:partnership", args=[one.id]) for one in partnerships.own(person, 0, 10)]
    return [reverse("website:my_page"), *own, *shared]


def _match(path: str) -> ResolverMatch | None:
    if LEFT_AT_HOME.match(path):
        return None
    return asking.page_at(path)


def _is_kept(match: ResolverMatch, steps: int, path: str) -> bool:
    """What a root leads to is kept; further on only forms, and of addresses with a question only those."""
    policy = getattr(match.func, "policy", None)
    is_form = bool(getattr(match.func, "offline", False))
    if not getattr(match.func, "kept", False):
        return False
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
    about = answer.headers
    if "no-store" in about.get("Cache-Control", ""):  # another one each time, such as a numbered sheet of paper
        return None
    if answer.status_code != 200 or not about.get("Content-Type", "").startswith("text/html"):
        return None
    content = thin.without_drawings(answer.content) if thin.is_wanted(request) else answer.content
    return str(content.decode())
