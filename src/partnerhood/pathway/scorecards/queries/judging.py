"""A scorecard filled in: each indicator across the hospitals that are asked, over the last periods, read from the kept sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.reporting.queries import Cell, Row, Together
from partnerhood.pathway.scorecards import rules
from partnerhood.pathway.scorecards.rules import Chosen, Gap, Side

PERIODS = {"quarter": 8, "year": 5}
"""How many periods a page goes back that shows one thing hospital by hospital."""
DRAWN = {"quarter": 5, "year": 3}
"""How many periods the charts of a scorecard go back: far enough to stand beside the same quarter of the year before."""


@dataclass(frozen=True)
class Whole:
    """The periods that are over, up to the last, and of which hospitals this reader reads the counts."""

    length: reporting.Length
    last: int
    houses: Mapping[UUID, str]
    """Asked and readable, by name."""
    unread: int
    """How many more are asked, whose counts this reader does not read."""
    number: int
    """How many periods are shown."""

    @property
    def periods(self) -> list[tuple[date, date]]:
        """The days of each period, the first one first."""
        return [reporting.period_days(self.length, one) for one in range(self.last - self.number + 1, self.last + 1)]

    @property
    def days(self) -> tuple[date, date]:
        """The days of the last period."""
        return reporting.period_days(self.length, self.last)


@dataclass(frozen=True)
class Line:
    """One indicator of a scorecard with its figures; without a definition where ours is an older release than theirs."""

    chosen: Chosen
    definition: Definition | None
    row: Row | None
    """Hospital by hospital: the last period at least, and as many before it as were asked for."""
    together: Sequence[Together]
    """All hospitals as one in each period, the first one first."""
    gap: Gap | None
    parts: Sequence[reporting.PartAcross]
    """What was counted of each part of its split, in the last period."""
    now: str | None = None
    """What counts in its place now, where a house counts it otherwise since; empty where it counts it no more."""

    @property
    def last(self) -> Together:
        """All together in the last period."""
        return self.together[-1] if self.together else Together(None)

    @property
    def before(self) -> Together:
        """All together in the period before."""
        return self.together[-2] if self.together else Together(None)

    @property
    def told(self) -> dict[UUID, Cell]:
        """What each hospital counted in the last period, of those that did."""
        found = {house: cells[-1] for house, cells in self.row.of.items()} if self.row else {}
        return {house: cell for house, cell in found.items() if cell}

    @property
    def is_reached(self) -> bool | None:
        """Whether it is where it should be; nobody knows while one of the two is empty."""
        if self.definition is None:
            return None
        one = self.definition
        return figures.is_reached(self.last.value, one.direction, self.chosen.target, one.band)

    @property
    def is_better(self) -> bool | None:
        """Whether it moved the right way."""
        if self.definition is None or self.last.value is None or self.before.value is None:
            return None
        return figures.is_better(self.last.value, self.before.value, self.definition.direction)

    @property
    def stands_apart(self) -> bool:
        """Whether its hospitals do not become one figure, by its definition."""
        return self.definition is not None and self.definition.over_places == RollUp.NONE and len(self.told) > 1


@dataclass(frozen=True)
class Under:
    """One aim: its lines, or why it is blank."""

    aim: str
    lines: Sequence[Line]
    blank: str


@dataclass(frozen=True)
class Judged:
    """A scorecard filled in: its period, its hospitals, and its aims."""

    whole: Whole
    aims: Sequence[Under]

    @property
    def lines(self) -> list[Line]:
        """Every line, aim by aim."""
        return [line for under in self.aims for line in under.lines]


def whole(content: rules.Content, houses: Mapping[UUID, str], day: date, number: int = 0) -> Whole:
    """The last period that was over on a day, and the hospitals that are asked and readable."""
    asked = {key: name for key, name in houses.items() if key in content.hospitals}
    length = content.length
    unread = len(set(content.hospitals)) - len(asked)
    return Whole(length, reporting.last_whole(length, day), asked, unread, number or PERIODS[length])


def judged(content: rules.Content, houses: Mapping[UUID, str], day: date) -> Judged:
    """A scorecard as somebody reads it who reads the counts of these hospitals: who counted in the last period, and all of them
    together in those before."""
    about = whole(content, houses, day, DRAWN[content.length])
    return _judged(content, about, _lines(content.chosen, about, 1))


def each(content: rules.Content, houses: Mapping[UUID, str], day: date) -> Judged:
    """The same, hospital by hospital in every period."""
    about = whole(content, houses, day)
    return _judged(content, about, _lines(content.chosen, about, about.number))


def _judged(content: rules.Content, about: Whole, told: Sequence[Line]) -> Judged:
    lines = {one.chosen.indicator: one for one in told}
    under = [Under(group.aim, [lines[one.indicator] for one in group.chosen], group.blank) for group in content.aims]
    return Judged(about, under)


def line(content: rules.Content, chosen: Chosen, houses: Mapping[UUID, str], day: date) -> tuple[Whole, Line]:
    """One indicator of a scorecard, hospital by hospital in every period."""
    about = whole(content, houses, day)
    return about, _lines([chosen], about, about.number)[0]


def _lines(chosen: Sequence[Chosen], about: Whole, each: int) -> list[Line]:
    """Lines with their figures: so many of the last periods hospital by hospital, those before together."""
    defined = indicators.followed(one.indicator for one in chosen)
    houses, length = list(about.houses), about.length
    rows = reporting.across(houses, defined, length, about.last, each)
    earlier = reporting.totals(houses, defined, length, about.last - each, about.number - each)
    kinds = {one.indicator: one.split for one in chosen}
    parts = reporting.parts_across(houses, defined, kinds, length, about.last)
    now = indicators.replaced(one.indicator for one in chosen)
    found = []
    for one in chosen:
        row = rows.get(one.indicator)
        together = [*earlier[one.indicator], *row.together] if row else []
        gap = _gap(defined.get(one.indicator), parts.get(one.indicator, []))
        told = parts.get(one.indicator, [])
        found.append(Line(one, defined.get(one.indicator), row, together, gap, told, now.get(one.indicator)))
    return found


def _gap(definition: Definition | None, parts: Sequence[reporting.PartAcross]) -> Gap | None:
    sides = [
        Side(part.split, part.together.value, part.together.figure) for part in parts if part.together.value is not None
    ]
    return rules.gap(sides, counts_people=definition.counts_people) if definition else None
