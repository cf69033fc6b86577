"""The page of the ledger: both sides beside each other, and beside them what the records know."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from partnerhood.ground.look.components import Empty, Flow, Ribbon
from partnerhood.ground.people.access import opens_to
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.activities.choices import Led
from partnerhood.pathway.reciprocity import access, choices, queries, rules
from partnerhood.pathway.reciprocity.pages import shared

SHOWN = 3


@require_GET
@opens_to(access.ledger)
def ledger(request: HttpRequest, sight) -> HttpResponse:
    """What flows in both directions: each side for itself, and beside it what the records know."""
    everything = queries.said(sight.partnership.id)
    held = queries.sessions(sight.partnership.id)
    years = sorted({*queries.years(everything), *(one.from_date.year for one in held)}, reverse=True)
    year = _year(request, years)
    said = [one for one in everything if year in (None, one.day.year)]
    pairs = rules.pairs(list(sight.names), sight.own)
    one, other = _pair(request, pairs)
    flows = rules.flows(said, one, other)
    words = rules.in_words(said, one, other)
    shown = queries.told(entry for some in words.values() for entry in some[:SHOWN])
    told = {
        "sight": sight,
        "readers": shared.readers(sight),
        "years": _links(sight, years, year, (one, other)),
        "pairs": _pairs(sight, pairs, (one, other), year) if len(pairs) > 1 else [],
        "ribbon": _ribbon(sight, flows, (one, other)) if flows else None,
        "flows": [_flow(sight, flow, (one, other), year) for flow in flows],
        "unsaid": _unsaid(flows),
        "words": [_words(sight, kind, words, shown, (one, other), year) for kind in rules.TOLD if said],
        "records": _records(sight, [entry for entry in held if year in (None, entry.from_date.year)], year),
        "empty": _teach(sight),
        "hands": [(reverse("reciprocity:hands", args=[key]), sight.names[key]) for key in _worked_at(sight)],
        "trail": shared.crumbs(sight),
    }
    return render(request, "reciprocity/ledger.html", told)


def _worked_at(sight) -> list[UUID]:
    return [one.organisation_id for one in sight.partnership.partners.all() if one.works_here]


def _year(request: HttpRequest, years: list[int]) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) in years else None


def _pair(request: HttpRequest, pairs: list[tuple[UUID, UUID]]) -> tuple[UUID, UUID]:
    """The two sides that are asked for, or the first two; a partner who is alone stands beside nobody."""
    asked = request.GET.get("between", "")
    return next((pair for pair in pairs if _between(pair) == asked), pairs[0])


def _between(pair: tuple[UUID, UUID]) -> str:
    return "~".join(str(key) for key in pair)


def _links(sight, years: list[int], year: int | None, pair) -> list[tuple[str, str, bool]]:
    there, between = sight.partnership.id, _between(pair)
    every = (shared.address("ledger", there, between=between), _("all years"), year is None)
    return [
        every,
        *((shared.address("ledger", there, between=between, year=one), str(one), one == year) for one in years),
    ]


def _pairs(sight, pairs, pair, year: int | None) -> list[tuple[str, str, bool]]:
    return [
        (
            shared.address("ledger", sight.partnership.id, between=_between(one), year=year),
            " ⇄ ".join(sight.names[key] for key in one),
            one == pair,
        )
        for one in pairs
    ]


def _ribbon(sight, flows: list[rules.Flow], pair) -> Ribbon:
    one, other = (sight.names[key] for key in pair)
    drawn = [
        Flow(shared.name(flow.kind, flow.currency), _number(flow.drawn(flow.there)), _number(flow.drawn(flow.back)))
        for flow in flows
    ]
    return Ribbon(one, other, tuple(drawn))


def _number(value: Decimal | None) -> Decimal | None:
    """A number without the noughts that it is kept with."""
    return None if value is None else (value.quantize(Decimal(1)) if value == value.to_integral_value() else value)


def _flow(sight, flow: rules.Flow, pair, year: int | None) -> dict[str, Any]:
    """One kind: each direction, and what each of the two says of it."""
    one, other = pair
    return {
        "name": shared.name(flow.kind, flow.currency),
        "ways": [
            _stream(sight, flow, flow.there, one, other, year),
            _stream(sight, flow, flow.back, other, one, year),
        ],
    }


def _stream(
    sight, flow: rules.Flow, stream: rules.Stream, giver: UUID, receiver: UUID, year: int | None
) -> dict[str, Any]:
    sides = [(giver, receiver, "gave", stream.giver), (receiver, giver, "got", stream.receiver)]
    if flow.kind in rules.WAY_OF:
        sides = sides[1:]
    return {
        "names": (sight.names[giver], sight.names[receiver]),
        "is_told": stream.is_told,
        "sides": [_side(sight, flow, *side, year) for side in sides],
    }


def _side(
    sight, flow: rules.Flow, by: UUID, about: UUID, way: str, value: Decimal | None, year: int | None
) -> dict[str, Any]:
    """What one side says, and where its entries are; or where its own people may say it."""
    if value is None:
        there = reverse("reciprocity:say", args=[sight.partnership.id, flow.kind])
        say = f"{there}?way={way}&about={about}" if by in sight.speaks else ""
        return {"house": sight.names[by], "said": None, "href": say}
    asked = {"by": by, "about": about, "way": way, "kind": flow.kind, "currency": flow.currency, "year": year}
    href = shared.address("said", sight.partnership.id, **asked)
    return {"house": sight.names[by], "said": shared.amount(value, flow.currency), "href": href}


def _unsaid(flows: list[rules.Flow]) -> str:
    """The kinds that neither side spoke about yet."""
    told = {flow.kind for flow in flows}
    return ", ".join(str(choices.Kind(kind).label) for kind in rules.DRAWN if kind not in told)


def _words(sight, kind: str, words, shown, pair, year: int | None) -> dict[str, Any]:
    """What each side says in words, side by side; where one said nothing, that it did not."""
    sides = []
    for by, about in (pair, (pair[1], pair[0])):
        mine = words.get((kind, by), [])
        more = shared.address("said", sight.partnership.id, by=by, about=about, kind=kind, year=year)
        entries = [shown[one.key] for one in mine[:SHOWN] if one.key in shown]
        told = [(entry, shared.in_short(entry.words), shared.domain(entry)) for entry in entries]
        sides.append((sight.names[by], told, more if len(mine) > SHOWN else ""))
    return {"name": str(choices.Kind(kind).label), "sides": sides}


def _records(sight, held, year: int | None) -> list[dict[str, Any]]:
    """What was held at each hospital, by who led it; every number opens to the same sessions."""
    return [
        {
            "held": one,
            "hospital": sight.names.get(one.hospital, ""),
            "led": str(Led(one.led).label),
            "href": shared.address("records", sight.partnership.id, at=one.hospital, led=one.led, year=year),
        }
        for one in queries.held(held)
    ]


def _teach(sight) -> Empty:
    may = {"action": _("Write something down"), "href": reverse("reciprocity:choose", args=[sight.partnership.id])}
    return Empty(
        _("Here stands what flows in both directions: visits, days, hours, money, people taught, ideas taken up."),
        _("Each side says it for itself. Where one side says nothing, nothing is filled in for it."),
        _("We took up their one sheet per wound; it cost us two shifts that were hard to fill."),
        **(may if sight.speaks and len(sight.names) > 1 else {}),
    )
