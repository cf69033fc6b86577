"""What everybody may read on the first page, and what somebody's own page shows beside what waits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from partnerhood.ground.look.components import Place, Tie, WorldMap
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.handover import queries as handovers
from partnerhood.pathway.handover.rules import Counted
from partnerhood.pathway.initiatives import queries as initiatives
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.partnerships import queries as partnerships

MOST, NEWEST = 30, 5


@dataclass(frozen=True)
class Front:
    """The first page for everybody."""

    partnerships: Sequence[partnerships.Partnership]
    goals: Sequence[goals.Row]
    agreed: int
    unanswered: int
    handed_over: Counted
    map: WorldMap
    doing: Sequence[Any]
    """The networks in which something goes on, by name."""


def front() -> Front:
    """What was agreed, between whom, and what nobody met yet: made anew after each deed, and once for everybody until then."""
    return _made(operations.version(), clock.today(), get_language())


@lru_cache(maxsize=8)
def _made(version: str, today: date, language: str | None) -> Front:
    shown = _shown()
    return Front(
        partnerships=shown,
        goals=goals.rows(_newest()),
        agreed=_agreed.count(),
        unanswered=_unanswered.count(),
        handed_over=handovers.count(handovers.Where()),
        map=world(shown),
        doing=list(initiatives.networks_with_any(None)[:MOST]),
    )


@plans.planned
def _shown() -> QuerySet[partnerships.Partnership]:
    return partnerships.with_partners(partnerships.public())[:MOST]


@plans.planned
def _newest() -> QuerySet[Any]:
    return goals.complete_list(goals.agreed()).order_by("-proposed_at", "-id")[:NEWEST]


@plans.planned
def _agreed() -> QuerySet[Any]:
    return goals.agreed()


@plans.planned
def _unanswered() -> QuerySet[Any]:
    return needs.met_by_nobody()


def world(shown: Sequence[partnerships.Partnership]) -> WorldMap:
    """Who is where and who works with whom; no place finer than the country where a partnership stands still."""
    members = {one.organisation_id: one.organisation for row in shown for one in row.partners.all()}
    hidden = partnerships.hidden_places(members)
    spots = {key: at for key in members if (at := _at(members[key], key in hidden))}
    places = [
        Place(_called(members[key], key in hidden), latitude, longitude) for key, (latitude, longitude) in spots.items()
    ]
    order = {key: number for number, key in enumerate(spots)}
    ties = []
    for row in shown:
        known = [order[one.organisation_id] for one in row.partners.all() if one.organisation_id in order]
        ties += [Tie(known[0], other) for other in known[1:]]
    return WorldMap("", tuple(places), tuple(ties))


def _called(organisation: organisations.Organisation, is_hidden: bool) -> str:
    return vocabulary.name("countries", organisation.country) if is_hidden else organisation.known_as


def _at(organisation: organisations.Organisation, is_hidden: bool) -> tuple[float, float] | None:
    if not is_hidden and organisation.latitude is not None and organisation.longitude is not None:
        return float(organisation.latitude), float(organisation.longitude)
    if not organisation.country or not vocabulary.is_known("countries", organisation.country):
        return None
    return vocabulary.country(organisation.country).at


def doing(person: Standing) -> list[Any]:
    """The networks of somebody's houses in which something goes on."""
    return list(
        initiatives.networks_with_any(person).filter(pk__in=partnerships.networks_of(person).values("pk"))[:MOST]
    )


def hospitals(person: Standing) -> list[organisations.Organisation]:
    """The organisations somebody speaks for."""
    return list(organisations.everybody().filter(pk__in=person.organisations).order_by("name"))
