"""The addresses of HSDS 3.0: what everybody may find of care, page by page, for directories that follow ours."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange.hsds import access, writing
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.queries import directory

USUAL, MOST = 50, 100
LAST = 1_000_000


class Unclear(ValueError):
    """A question that cannot be read; its words are the name of what is wrong."""


@require_safe
@opens_to(anyone)
def base(request: HttpRequest) -> HttpResponse:
    """What this directory speaks."""
    return JsonResponse(writing.base())


@require_safe
@opens_to(anyone)
def services(request: HttpRequest) -> HttpResponse:
    """The services that everybody may find."""
    return _services(request, writing.services)


@require_safe
@opens_to(anyone)
def service_at_locations(request: HttpRequest) -> HttpResponse:
    """The same, each in its place."""
    return _services(request, writing.at_locations)


def _services(request: HttpRequest, write: Callable[..., list[writing.Said]]) -> HttpResponse:
    try:
        found = directory.services(**_asked(request))
        return _page(request, queries.complete(found), lambda rows: write(rows, full=_wants(request, "full")))
    except Unclear as unclear:
        return _unclear(unclear)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What a question leaves of the list."""
    said = request.GET
    asked: dict[str, Any] = {"words": said.get("search", "")[:200]}
    if said.get("organization_id"):
        asked["organisation"] = _key(said["organization_id"], "organization_id")
    if said.get("taxonomy_term_id"):
        wanted = [_key(one, "taxonomy_term_id") for one in said["taxonomy_term_id"].split(",")]
        known = writing.codes()
        asked["kinds"] = [known[one] for one in wanted if one in known]
    if said.get("taxonomy_id") and _key(said["taxonomy_id"], "taxonomy_id") != writing.KINDS:
        asked["kinds"] = []
    if said.get("modified_after"):
        asked["since"] = _moment(said["modified_after"])
    return asked


def _key(said: str, name: str) -> UUID:
    found = ids.read(said.strip())
    if found is None:
        raise Unclear(name)
    return found


def _moment(said: str) -> datetime:
    try:
        moment, day = parse_datetime(said), parse_date(said)
    except ValueError:
        raise Unclear("modified_after") from None
    if moment is None and day is None:
        raise Unclear("modified_after")
    found = moment or datetime.combine(day, datetime.min.time())  # type: ignore[arg-type]
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@require_safe
@opens_to(access.service)
def service(request: HttpRequest, found) -> HttpResponse:
    """A service with all that belongs to it."""
    return JsonResponse(writing.services([found], full=True)[0])


@require_safe
@opens_to(access.service)
def service_at_location(request: HttpRequest, found) -> HttpResponse:
    """A service in its place, with all that belongs to it."""
    return JsonResponse(writing.at_locations([found], full=True)[0])


@require_safe
@opens_to(anyone)
def organizations(request: HttpRequest) -> HttpResponse:
    """The houses that offer something."""
    return _page(request, directory.houses(), lambda rows: [writing.organization(one) for one in rows])


@require_safe
@opens_to(access.house)
def organization(request: HttpRequest, found) -> HttpResponse:
    """A house with its places and what it offers."""
    offered = list(queries.complete(directory.services(organisation=found.id))[:MOST])
    places = {place.key: place for place in (directory.Place(found, one.site) for one in offered)}
    return JsonResponse(writing.organization(found, offered, list(places.values())))


@require_safe
@opens_to(anyone)
def locations(request: HttpRequest) -> HttpResponse:
    """The places where services are given."""
    return _page(request, directory.places(), lambda rows: [writing.location(one) for one in directory.placed(rows)])


@require_safe
@opens_to(access.place)
def location(request: HttpRequest, found) -> HttpResponse:
    """A place where services are given."""
    return JsonResponse(writing.location(found))


@require_safe
@opens_to(anyone)
def taxonomies(request: HttpRequest) -> HttpResponse:
    """The lists that our kinds of care come from."""
    return _page(request, [writing.taxonomy()], list)


@require_safe
@opens_to(access.taxonomy)
def taxonomy(request: HttpRequest) -> HttpResponse:
    """The list of kinds of care."""
    return JsonResponse(writing.taxonomy())


@require_safe
@opens_to(anyone)
def taxonomy_terms(request: HttpRequest) -> HttpResponse:
    """Every kind of care."""
    return _page(request, list(writing.codes().values()), lambda rows: [writing.term(code) for code in rows])


@require_safe
@opens_to(access.term)
def taxonomy_term(request: HttpRequest, found) -> HttpResponse:
    """A kind of care."""
    return JsonResponse(writing.term(found))


def _wants(request: HttpRequest, name: str) -> bool:
    return request.GET.get(name, "").lower() in ("true", "1")


def _page(request: HttpRequest, found: Any, write: Callable[[list[Any]], list[Any]]) -> HttpResponse:
    """A page of a list, with the numbers that the standard asks for."""
    try:
        number, size = _number(request, "page", 1, LAST), _number(request, "per_page", USUAL, MOST)
    except Unclear as unclear:
        return _unclear(unclear)
    total = len(found) if isinstance(found, list) else found.count()
    rows = list(found[(number - 1) * size : number * size])
    pages = max(1, -(-total // size))
    return JsonResponse(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": number,
            "size": len(rows),
            "first_page": number == 1,
            "last_page": number >= pages,
            "empty": not rows,
            "contents": write(rows),
        }
    )


def _number(request: HttpRequest, name: str, usual: int, most: int) -> int:
    said = request.GET.get(name, str(usual))
    if not said.isdecimal() or len(said) > 9 or not int(said):
        raise Unclear(name)
    return min(int(said), most)


def _unclear(unclear: Unclear) -> HttpResponse:
    return JsonResponse({"message": _("“%(name)s” cannot be read.") % {"name": unclear}}, status=400)
