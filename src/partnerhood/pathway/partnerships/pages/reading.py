"""Pages where partnerships are read: one with its seven stations, all of mine, and a network."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from partnerhood.ground.look.choices import STATIONS
from partnerhood.ground.look.components import Crumb, Empty, NextStep, Place, Station, Tie, WorldMap
from partnerhood.ground.look.templatetags import look
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.access import anyone, opens_to
from partnerhood.ground.records import clock, languages, paging
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.signatures import queries as signatures
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import access, choices, queries, rules
from partnerhood.pathway.partnerships.pages import keys, naming

ON_THE_MAP = 80
CLOSE = 1.0
"""So many degrees apart, places are drawn as those of one region."""


@opens_to(access.partnership)
def partnership(request: HttpRequest, partnership) -> HttpResponse:
    """One partnership: what waits, its seven stations, who decides together, and how it came here."""
    person, is_inside = request.person, partnership.is_inside
    line = queries.stations([partnership.id], person)[partnership.id]
    pause = queries.suspension_now(partnership.id)
    charter = getattr(partnership, "charter", None)
    rings = signatures.keyrings([one.wording for one in (pause, charter) if one])
    names = naming.names(partnership, naming.unnamed(partnership, is_inside))
    told = {
        "partnership": partnership,
        "title": naming.title(partnership, is_inside),
        "state": choices.State(partnership.state),
        "kind": choices.Kind(partnership.kind),
        "step": _next_step(person, partnership, line, pause, charter, rings) if is_inside else None,
        "stations": line,
        "partners": [
            _partner(one, names, is_inside or partnership.state != "suspended") for one in partnership.partners.all()
        ],
        "asked": queries.not_yet_joined(partnership) if is_inside and partnership.state == "prospecting" else [],
        "pause": _pause(pause, rings, partnership),
        "moves": queries.moves(partnership.id),
        "panels": queries.panels.beside(partnership, person),
        "charter_agreed": bool(charter) and keys.is_agreed(rings[charter.wording_id]),
        "prepares": access.prepares(person, partnership),
        "coordinates": access.coordinates(person, partnership),
        "is_own": any(person is not None and person.is_of(one.organisation_id) for one in partnership.partners.all()),
        "trail": [Crumb(_("Partnerships"), reverse("partnerships:mine")), Crumb(naming.title(partnership, is_inside))],
    }
    return render(request, "partnerships/partnership.html", told)


def _next_step(person, partnership, line: list[Station], pause, charter, rings) -> NextStep | None:
    """The next thing to do here: a key of the reader's first, then what stands still too long, then what waits."""
    if pause and _waits_for(person, pause.wording, rings):
        return NextStep(
            _("To stand still is proposed. It waits for your key."),
            _("Read it"),
            reverse("partnerships:suspension", args=[pause.id]),
        )
    if charter and _waits_for(person, charter.wording, rings):
        return NextStep(
            _("The charter waits for your key."), _("Read it"), reverse("partnerships:charter", args=[partnership.id])
        )
    if pause and partnership.state == choices.State.SUSPENDED and _review_date(pause) <= clock.today():
        return NextStep(
            _("Three months have passed. Is it still so?"),
            _("Look at it again"),
            reverse("partnerships:review", args=[pause.id]),
        )
    waiting = [station for station in line if station.state == "waits" and station.waits and station.href]
    first = next((one for one in waiting if isinstance(one, queries.YourStation)), next(iter(waiting), None))
    if first is None:
        return None
    button = _("Look at the measures") if first.kind == "evidence" else _("Go there")
    return NextStep(f"{capfirst(first.waits)}.", button, first.href)


def _waits_for(person, wording, rings) -> bool:
    missing = keys.missing_keys(rings[wording.id])
    return bool(set(access.keys_held(person, list(missing))))


def _partner(one, names: dict[UUID, str], shows_place: bool) -> dict[str, object]:
    there = one.organisation
    country = vocabulary.name("countries", there.country) if there.country else ""
    place = ", ".join(part for part in (there.place if shows_place else "", country) if part)
    href = organisation_address(there.id) if shows_place else ""
    return {
        "name": there.name if shows_place else names[there.id],
        "place": place,
        "works_here": one.works_here,
        "href": href,
    }


def organisation_address(key: UUID) -> str:
    """Where an organisation has its page, if this node has such pages."""
    try:
        return reverse("website:hospital", args=[key])
    except NoReverseMatch:
        return ""


def _pause(pause, rings, partnership) -> dict[str, object] | None:
    """What everybody reads of a standstill: why in a word, since when, and when it is looked at again."""
    if pause is None:
        return None
    stands = partnership.state == choices.State.SUSPENDED
    return {
        "suspension": pause,
        "stands": stands,
        "reason": choices.Reason(pause.reason).label,
        "goes_on": going_on(pause),
        "review": _review_date(pause) if stands else None,
    }


def going_on(pause) -> languages.Words:
    """What goes on while a partnership stands still; nothing where nobody wrote it."""
    said = pause.wording.content.get("goes_on") or {}
    return said if languages.original(said) else {}


def _review_date(pause):
    looked = [pause.reviewed_at.date()] if pause.reviewed_at else []
    return rules.next_review(pause.since_date, looked)


@opens_to(anyone)
def mine(request: HttpRequest) -> HttpResponse:
    """The partnerships that one knows of, a line each: what waits, and how they stand."""
    person = request.person
    page = paging.page(request.GET.get("page"), queries.own.count(person))
    shown = queries.own(person, page.start, page.start + paging.ROWS)
    lines = queries.stations([one.id for one in shown], person)
    told = {
        "rows": [_row(one, lines[one.id]) for one in shown],
        "page": page,
        "may_propose": person is not None and any(person.has(one, "coordinator") for one in person.organisations),
        "empty": _nothing_yet(),
    }
    return render(request, "partnerships/mine.html", told)


def _row(one, line: list[Station]) -> dict[str, object]:
    waiting = [
        f"{STATIONS[station.kind]}{look.colon()} {station.waits}"
        for station in line
        if station.state == "waits" and station.waits
    ]
    return {
        "partnership": one,
        "title": naming.title(one, one.is_inside),
        "state": choices.State(one.state),
        "waits": waiting,
    }


def _nothing_yet() -> Empty:
    return Empty(
        _("Here come the partnerships of your organisation."),
        _(
            "Two organisations that stay themselves and decide together what is needed, what they want to reach, and when it is done."
        ),
    )


@opens_to(access.network)
def network(request: HttpRequest, network) -> HttpResponse:
    """A network: who belongs to it, who works with whom, and its bodies; people's names inside only."""
    person = request.person
    members = [one.organisation for one in queries.members(network.id)]
    together = queries.of_network(network.id, person)
    is_inside = person is not None and any(person.is_of(one.id) for one in members)
    hidden = set() if is_inside else queries.hidden_places([one.id for one in members])
    bodies = queries.bodies(network=network.id)
    runs = person is not None and person.has(network.coordinator_id, "coordinator")
    told = {
        "network": network,
        "about": network.about,
        "map": _map(network, members[:ON_THE_MAP], together, hidden),
        "rows": [_row(one, []) for one in together],
        "bodies": [(one, choices.BodyKind(one.kind), _country(one.country)) for one in bodies],
        "is_inside": is_inside,
        "may_open": runs,
        "asked": organisations.not_yet_in(network.id) if runs else [],
        "coordinator": network.coordinator.known_as,
        "panels": queries.of_networks.beside(network, person),
    }
    return render(request, "partnerships/network.html", told)


def _country(code: str) -> str:
    return vocabulary.name("countries", code) if code else ""


def _map(network, members: list, together: list, hidden: set[UUID]) -> WorldMap | None:
    """Who is where and who works with whom; a partner whose place is kept silent stands in the middle of its country."""
    at = {one.id: _where(one, one.id in hidden) for one in members}
    shown = [one for one in members if at[one.id]]
    number = {one.id: place for place, one in enumerate(shown)}
    places = tuple(
        Place(
            naming.somewhere(one.country) if one.id in hidden else one.known_as,
            *at[one.id],
            href="" if one.id in hidden else organisation_address(one.id),
            note=_country(one.country),
        )
        for one in shown
    )
    return WorldMap(network.name, places, tuple(_ties(together, number)), _are_near(places)) if places else None


def _are_near(places: tuple[Place, ...]) -> bool:
    """Whether all of them lie in one town or its region, so that the map comes close."""
    north, east = [one.latitude for one in places], [one.longitude for one in places]
    return len(places) > 1 and max(north) - min(north) < CLOSE and max(east) - min(east) < CLOSE


def _where(organisation, is_hidden: bool) -> tuple[float, float] | None:
    if organisation.latitude is not None and organisation.longitude is not None and not is_hidden:
        return float(organisation.latitude), float(organisation.longitude)
    try:
        return tuple(vocabulary.country(organisation.country).at)
    except vocabulary.UnknownCode:
        return None


def _ties(together: list, number: dict[UUID, int]):
    for one in together:
        partners = [
            number[partner.organisation_id] for partner in one.partners.all() if partner.organisation_id in number
        ]
        for other in partners[1:]:
            yield Tie(
                partners[0], other, choices.State(one.state).label, reverse("partnerships:partnership", args=[one.id])
            )


def here(partnership, *more: Crumb) -> list[Crumb]:
    """The way back to a partnership."""
    return [Crumb(partnership.name, reverse("partnerships:partnership", args=[partnership.id])), *more]
