"""How much a hospital does with its own hands: three shares, each from what the hospital counted itself, and for the years that it
did not count from the room that keeps the records."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages, plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import queries as activities
from partnerhood.pathway.activities import rules as activity_rules
from partnerhood.pathway.activities.models import Activity, ActivityGoal, Session
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.queries import Lead, Piece, Told
from partnerhood.pathway.reciprocity import rules
from partnerhood.pathway.reporting import queries as reporting

SHARES = ("sessions_led", "repairs_done", "protocols_owned")
COUNTED_AS = {"repairs_done": "repaired_by_own_team", "protocols_owned": "protocols_in_force"}
"""What a hospital may count itself: it knows of more than what was written down here."""
MOST = 400
Row = tuple[Any, ...]
"""A session as it is read: activity, first day, who led, format, title, what an earlier list said, how many times."""


@dataclass(frozen=True)
class Hands:
    """One share of a hospital: what is known, and the years as one care domain or the whole hospital sees them."""

    name: str
    told: Told | None
    domain: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """The records behind it, the newest first."""
        told = self.told.pieces if self.told else ()
        kept = [one for one in told if not self.domain or self.domain in one.domains]
        return sorted(kept, key=lambda one: one.day, reverse=True)

    @property
    def years(self) -> list[rules.Year]:
        """Year by year, the oldest first."""
        numbers = [(one.day, one.here, one.all) for one in self.pieces]
        return rules.by_year(numbers, is_stock=bool(self.told and self.told.is_stock))

    @property
    def domains(self) -> set[str]:
        """The care domains that its records speak of."""
        return {domain for one in (self.told.pieces if self.told else ()) for domain in one.domains}


def hands(hospital: UUID, person: Standing | None, domain: str = "", only: str = "") -> list[Hands]:
    """The three shares of a hospital, or one of them, for one reader."""
    wanted = [name for name in SHARES if only in ("", name)]
    kept = {name: partnerships.shares.ask(name, hospital, person) for name in wanted}
    if kept.get("sessions_led", 0) is None:
        kept["sessions_led"] = _sessions(hospital, person)
    counted = _counted(hospital, {name: code for name, code in COUNTED_AS.items() if name in wanted})
    return [Hands(name, _both(counted.get(name), kept[name]), domain) for name in wanted]


def _both(counted: Told | None, kept: Told | None) -> Told | None:
    """What was counted, and what the records know of the other years."""
    if counted is None or kept is None:
        return counted or kept
    years = {piece.day.year for piece in counted.pieces}
    others = [piece for piece in kept.pieces if piece.day.year not in years]
    if not others:
        return counted

    def source() -> str:
        told = {"one": counted.source(), "other": kept.source()}
        return _("%(one)s; for the years that it did not count: %(other)s") % told

    return Told(counted.counts, source, [*counted.pieces, *others], counted.is_stock)


def _sessions(hospital: UUID, person: Standing | None) -> Told | None:
    """Sessions in which somebody learnt something, activity by activity: as far as this reader may read of them."""
    teaching = {one.code for one in vocabulary.activity_formats() if one.teaches}
    rows = [row for row in _held(hospital, person) if row[3] in teaching]
    if not rows:
        return None
    domains: dict[UUID, set[str]] = {row[0]: {row[5].get("domain", "")} - {""} for row in rows}
    for activity, domain in _served(hospital, person):
        if activity in domains:
            domains[activity].add(domain)
    return Told(
        counts=lambda: _(
            "Sessions in which somebody learnt something, led by own people or by a hospital of the region"
        ),
        source=lambda: _("the activities that you may read"),
        pieces=[_session(row, frozenset(domains[row[0]])) for row in rows],
    )


@plans.planned
def _held(hospital: UUID, person: Standing | None) -> QuerySet[Session, Row]:
    told = Session.objects.filter(activity__in=_seen(hospital, person)).order_by("from_date")
    names = ("activity", "from_date", "led", "activity__format", "activity__title", "activity__earlier")
    return told.values_list(*names).annotate(Sum("times"))


@plans.planned
def _served(hospital: UUID, person: Standing | None) -> QuerySet[ActivityGoal, tuple[UUID, str]]:
    """The care domains of the goals that activities served."""
    served = ActivityGoal.objects.filter(activity__in=_seen(hospital, person))
    return served.values_list("activity", "goal__domain")


def _seen(hospital: UUID, person: Standing | None) -> QuerySet[Activity]:
    return activities.visible_to(person).filter(hospital=hospital)


def _session(row: Row, domains: frozenset[str]) -> Piece:
    activity, day, led, _format, title, _earlier, times = row
    here = times if led in activity_rules.LOCALLY else 0
    words = languages.best(title, get_language() or "en")[0]
    return Piece(
        day, Decimal(here), Decimal(times), Lead("activities:activity", [str(activity)], lambda: words), domains
    )


def _counted(hospital: UUID, wanted: dict[str, str]) -> dict[str, Told | None]:
    """What the hospital counted itself, by the definition of each share: one query."""
    defined = {code: indicators.definition(code) for code in wanted.values()}
    found = {one.definition.code: one for one in reporting.series(hospital, defined, MOST)} if defined else {}
    return {name: _told(hospital, found[code]) for name, code in wanted.items()}


def _told(hospital: UUID, one: reporting.Series) -> Told | None:
    kept = rules.apart(point.days for point in one.points)
    pieces = [_piece(hospital, one.definition, point) for point in one.points if point.days in kept]
    pieces = [piece for piece in pieces if piece.all]
    numerator, denominator = vocabulary.say(one.definition.numerator), vocabulary.say(one.definition.denominator)
    said = _("%(one)s, out of: %(all)s") % {"one": numerator, "all": denominator}
    told = Told(lambda: said, lambda: _("what the hospital counted"), pieces, one.definition.over_time == RollUp.LATEST)
    return told if pieces else None


def _piece(hospital: UUID, definition: Definition, point: reporting.Point) -> Piece:
    lead = Lead(
        "reporting:number", [str(hospital), definition.code, point.name], lambda: reporting.days_said(*point.days)
    )
    day: date = point.days[0]
    every = point.figure.denominator or Decimal(0)
    return Piece(day, point.figure.numerator, every, lead, frozenset(definition.domains))
