"""The hours that rounds ask of an organisation in a year, and how many it gives."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from partnerhood.ground.records import plans
from partnerhood.pathway.rounds import rules
from partnerhood.pathway.rounds.models import Cap, Round, Score
from partnerhood.pathway.rounds.queries import instruments


@dataclass(frozen=True)
class Asked:
    """What one round asks of one organisation, in minutes of all who answer."""

    round: Round
    minutes: int


@dataclass(frozen=True)
class Hours:
    """What rounds asked of an organisation in a year, and the hours it gives, if it said so."""

    organisation: UUID
    year: int
    rounds: tuple[Asked, ...]
    cap: int | None

    @property
    def minutes(self) -> int:
        """All of them together."""
        return sum(one.minutes for one in self.rounds)

    def goes_over(self, more: int) -> bool:
        """Whether so many minutes more go over what the organisation gives."""
        return rules.goes_over(self.cap, self.minutes, more)


def hours(organisations: Iterable[UUID], year: int) -> dict[UUID, Hours]:
    """What rounds asked of these organisations in a year: three queries whatever their number. A question that a side
    answered counts for all who are named as its scorers, one that waits for as many as it takes."""
    wanted = list(organisations)
    found = _held(wanted, year)
    named = _named(found, wanted)
    caps = dict(Cap.objects.filter(organisation__in=wanted).values_list("organisation", "hours"))
    return {
        key: Hours(
            key,
            year,
            tuple(Asked(one, _minutes(one, key, named)) for one in found if str(key) in one.sides),
            caps.get(key),
        )
        for key in wanted
    }


@plans.planned
def _held(organisations: list[UUID], year: int) -> QuerySet[Round]:
    held = Round.objects.filter(partnership__partners__organisation__in=organisations, opened_at__year=year).distinct()
    return held.select_related("hospital", "partnership", "own").order_by("opened_at", "id")


def cap_of(organisation: UUID) -> Cap | None:
    """What an organisation said of its hours, if anything: for a deed that changes it."""
    return Cap.objects.filter(organisation=organisation).first()


def _named(found: list[Round], organisations: list[UUID]) -> dict[tuple[UUID, str, UUID], int]:
    """How many scorers the newest score of each side names, per round and domain."""
    named: dict[tuple[UUID, str, UUID], int] = defaultdict(int)
    given: QuerySet[Score, Any] = Score.objects.filter(round__in=found, organisation__in=organisations)
    for which, domain, side, scorers in given.order_by("given_at", "id").values_list(
        "round", "domain", "organisation", "scorers"
    ):
        named[which, domain, side] = len(scorers)
    return named


def _minutes(which: Round, side: UUID, named: dict[tuple[UUID, str, UUID], int]) -> int:
    asks = instruments.of_round(which)
    least = asks.people_of(at_hospital=side == which.hospital_id)
    people = [rules.people_asked(named[which.id, domain, side], least) for domain in which.domains]
    return rules.minutes_asked(which.minutes or asks.minutes(len(which.domains)), people)


def minutes_of_a_round(asks: instruments.Instrument, items: int, *, at_hospital: bool) -> int:
    """What a round that is not yet open would ask of a side."""
    return asks.minutes(items) * asks.people_of(at_hospital=at_hospital)


def in_hours(minutes: int) -> str:
    """So many minutes as people say them: 2 h 30."""
    hours, rest = divmod(minutes, rules.MINUTES_AN_HOUR)
    return _("%(hours)s h %(minutes)s") % {"hours": hours, "minutes": f"{rest:02d}"}
