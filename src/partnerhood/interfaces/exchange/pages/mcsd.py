"""The addresses of FHIR R4 as IHE mCSD asks for them: what everybody may find of care, for directories that follow ours."""

import functools
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict

from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.interfaces.exchange.mcsd import access, answering, asking, codes, writing
from partnerhood.interfaces.exchange.mcsd.answers import refused, said, version
from partnerhood.interfaces.exchange.pages import mcsd_writing
from partnerhood.pathway.services.queries import following

READ = ("GET", "HEAD")
NOT_HERE = "This is not here."
GONE = "This was here and is no longer told."


def speaks(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Answer these methods, in JSON, and say everything else in the words of FHIR."""

    def door(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(page)
        def behind(request: HttpRequest, **names: Any) -> HttpResponse:
            if request.method not in methods:
                answer = refused(405, "not-supported", f"Ask here with {' or '.join(methods)}.")
                answer.headers["Allow"] = ", ".join(methods)
                return answer
            if not _takes_json(request):
                return refused(406, "not-supported", "We answer in JSON only: application/fhir+json.")
            try:
                return page(request, **names)
            except asking.Unclear as unclear:
                return refused(400, "invalid", f"“{unclear}” cannot be read.")

        return behind

    return door


def _takes_json(request: HttpRequest) -> bool:
    asked = request.GET.get("_format", "").replace(" ", "+").partition(";")[0].lower()
    if asked:
        return asked in asking.JSON
    accepted = request.headers.get("Accept", "").lower()
    return "xml" not in accepted or "json" in accepted or "*/*" in accepted


@speaks(*READ)
@opens_to(anyone)
def metadata(request: HttpRequest) -> HttpResponse:
    """What this directory can do."""
    return said(answering.statement())


@speaks("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH")
@opens_to(access.nothing)
def other(request: HttpRequest) -> HttpResponse:
    """Everything else: we keep houses, places and services, and nothing more."""
    return refused(404, "not-found", NOT_HERE)


@speaks(*READ, "POST")
@opens_to(access.of_type)
def resources(request: HttpRequest, name: str) -> HttpResponse:
    """What there is of a kind, as far as it answers what is asked; or one more."""
    if request.method == "POST":
        return mcsd_writing.create(request, name)
    return _search(request, name, request.GET)


@speaks("POST")
@opens_to(access.of_type)
def search(request: HttpRequest, name: str) -> HttpResponse:
    """The same with the questions in the body."""
    asked = request.GET.copy()
    asked.update(request.POST)
    return _search(request, name, asked)


def _search(request: HttpRequest, name: str, params: QueryDict) -> HttpResponse:
    asked = asking.read(name, params)
    if asked.ignored and "handling=strict" in request.headers.get("Prefer", ""):
        raise asking.Unclear(asked.ignored[0])
    found = following.there(codes.TYPES[name]).filter(asked.which)
    total = found.count() if asked.only_number or (asked.wants_number and not asked.after) else None
    here = f"{writing.base()}/{name}"
    links = {"self": _link(here, asked.used)}
    if asked.only_number:
        return said(answering.searchset([], [], links, total, asked.ignored))
    try:
        rows = list(following.in_order(found, asked.order, asked.after)[: asked.count + 1])
    except ValueError:
        raise asking.Unclear("_after") from None
    page = rows[: asked.count]
    if len(rows) > asked.count:
        links["next"] = _link(here, [*asked.used, ("_after", following.cursor(page[-1], asked.order))])
    return said(answering.searchset(page, _along(name, asked.includes, page), links, total, asked.ignored))


def _along(name: str, includes: tuple[str, ...], page: list[following.Edition]) -> list[following.Edition]:
    """What goes along with what was found."""
    wanted = set()
    for one in includes:
        field, other = asking.INCLUDES[name][one]
        usual = "organisation_id" if field == "site_id" else field
        keys = (edition.told.get(field) or edition.told.get(usual) for edition in page)
        wanted |= {(codes.TYPES[other], asking.key(key)) for key in keys if key}
    there = {(one.kind, one.key) for one in page}
    return following.those(wanted - there) if wanted else []


@speaks(*READ, "PUT", "DELETE")
@opens_to(access.resource)
def resource(request: HttpRequest, which: access.Which) -> HttpResponse:
    """A resource as it is now; or as somebody writes it, or ends it."""
    if request.method == "PUT":
        return mcsd_writing.update(request, which)
    if request.method == "DELETE":
        return mcsd_writing.take_away(request, which)
    return _shown(which.found)


@speaks(*READ)
@opens_to(access.version)
def one_version(request: HttpRequest, which: access.Which) -> HttpResponse:
    """A resource as it was in one version."""
    return _shown(which.found)


def _shown(found: following.Edition | None) -> HttpResponse:
    if found is None:
        return refused(404, "not-found", NOT_HERE)
    return refused(410, "deleted", GONE) if found.gone else version(found)


@speaks(*READ)
@opens_to(access.of_type)
def history(request: HttpRequest, name: str) -> HttpResponse:
    """What came, changed and went of a kind."""
    return _history(request, name, None)


@speaks(*READ)
@opens_to(access.resource)
def history_of(request: HttpRequest, which: access.Which) -> HttpResponse:
    """What became of one resource."""
    if which.found is None:
        return refused(404, "not-found", NOT_HERE)
    return _history(request, which.name, which.found)


def _history(request: HttpRequest, name: str, of: following.Edition | None) -> HttpResponse:
    asked = request.GET
    since = asking.since(asked["_since"]) if asked.get("_since") else None
    count = min(asking.number(asked.get("_count") or str(asking.USUAL), "_count"), asking.MOST)
    after = asking.number(asked["_after"], "_after") if asked.get("_after") else None
    newest = (
        None if after else following.newest()
    )  # before the rows: a deed between the two is told once more, not lost
    key = of.key if of else None
    kind = codes.TYPES[name]
    total = following.before(kind, key, since, None).count()
    rows = list(following.before(kind, key, since, after)[: count + 1])
    here = f"{writing.base()}/{name}" + (f"/{key}" if key else "") + "/_history"
    used = [(one, asked[one]) for one in ("_since", "_count") if asked.get(one)]
    links = {"self": _link(here, used)}
    if count and len(rows) > count:
        links["next"] = _link(here, [*used, ("_after", str(rows[count - 1].id))])
    return said(answering.history(rows[:count], links, total, newest))


def _link(here: str, asked: list[tuple[str, str]]) -> str:
    return f"{here}?{urlencode(asked)}" if asked else here
