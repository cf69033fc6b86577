"""Chosen indicators across hospitals, period by period, quarters or years, with who counted and the parts of a split: read from the
kept quarters, and added exactly as the page of a network adds them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Quarter, Sum
from partnerhood.pathway.reporting.queries.cells import (
    NOTHING,
    Cell,
    Place,
    Spot,
    Together,
    all_together,
    cells,
    of_years,
    together,
)
from partnerhood.pathway.reporting.rules import WHOLE

Length = Literal["quarter", "year"]


@dataclass(frozen=True)
class Row:
    """One indicator: what each hospital counted in each period, the first period first, and all of them together."""

    definition: Definition
    of: Mapping[UUID, Sequence[Cell | None]]
    together: Sequence[Together]

    def only(self, houses: Collection[UUID]) -> "Row":
        """The same of some of its hospitals, put together anew."""
        kept = {house: cells for house, cells in self.of.items() if house in houses}
        return _of(self.definition, kept, len(self.together))


def _of(definition: Definition, of: Mapping[UUID, Sequence[Cell | None]], periods: int) -> Row:
    whole = [together(definition, (cells[place] for cells in of.values())) for place in range(periods)]
    return Row(definition, of, whole)


@dataclass(frozen=True)
class Part:
    """A part of a split across hospitals, in one period."""

    split: str
    together: Together


def last_whole(length: Length, day: date) -> int:
    """The number of the last period that is over: a quarter as 4 × year + 0 to 3, or a year."""
    return rules.quarter_of(day) - 1 if length == "quarter" else day.year - 1


def period_days(length: Length, number: int) -> tuple[date, date]:
    """The days of a period by its number."""
    return rules.quarter_days(number) if length == "quarter" else (date(number, 1, 1), date(number + 1, 1, 1))


def across(
    houses: Sequence[UUID], defined: Mapping[str, Definition], length: Length, last: int, number: int
) -> dict[str, Row]:
    """These indicators hospital by hospital over so many periods up to the last: one question for quarters, two for years; one more
    where some numbers may not be added."""
    periods = range(last - number + 1, last + 1)
    told = _cells(_Asked(houses, defined, length, periods, Q(split=WHOLE))) if defined and houses else {}
    return {code: _row(one, houses, periods, told) for code, one in defined.items()}


def _row(definition: Definition, houses: Sequence[UUID], periods: range, told: Mapping[Spot, Cell]) -> Row:
    of = {house: [told.get((definition.code, WHOLE, house, period)) for period in periods] for house in houses}
    return _of(definition, of, len(periods))


def totals(
    houses: Sequence[UUID], defined: Mapping[str, Definition], length: Length, last: int, number: int
) -> dict[str, list[Together]]:
    """The same as all of `across` says of all hospitals together, added by the database wherever it may: what charts show."""
    periods = range(last - number + 1, last + 1)
    asked = _Asked(houses, defined, length, periods, Q(split=WHOLE))
    told = asked.together if defined and houses and periods else {}
    return {code: [told.get((code, WHOLE, period), NOTHING) for period in periods] for code in defined}


def parts_across(
    houses: Sequence[UUID], defined: Mapping[str, Definition], kinds: Mapping[str, str], length: Length, period: int
) -> dict[str, list[Part]]:
    """Of each indicator the parts of one split in one period, across hospitals; `kinds` says which split, by its code."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for code, kind in kinds.items():
        if kind and code in defined:
            by_kind[kind].append(code)
    if not by_kind or not houses:
        return {}
    which = Q()
    for kind, codes in by_kind.items():
        which |= Q(indicator__in=codes, split__startswith=f"{kind}:")
    asked = _Asked(houses, defined, length, range(period, period + 1), which & ~Q(split__contains="|"))
    found: dict[str, list[Part]] = defaultdict(list)
    for (code, split, _period), whole in sorted(asked.together.items(), key=lambda one: one[0]):
        found[code].append(Part(split, whole))
    return dict(found)


@dataclass(frozen=True)
class _Asked:
    """Which sums are asked for: of whom, of what, and of which periods."""

    houses: Sequence[UUID]
    defined: Mapping[str, Definition]
    length: Length
    periods: range
    which: Q

    @property
    def quarters(self) -> QuerySet[Quarter]:
        """The kept quarters of these periods."""
        numbers = self.periods if self.length == "quarter" else range(4 * self.periods[0], 4 * self.periods[-1] + 4)
        return Quarter.objects.filter(self.which, quarter__in=list(numbers), **self._of)

    @property
    def years(self) -> list[Sum]:
        """What was written for a whole year of these; none where quarters are asked for."""
        if self.length == "quarter":
            return []
        first_days = [date(year, 1, 1) for year in self.periods]
        written = Sum.objects.filter(self.which, quarter=None, length=rules.YEAR, from_date__in=first_days, **self._of)
        return list(written)

    @property
    def _of(self) -> dict[str, list[UUID] | list[str]]:
        return {"hospital__in": list(self.houses), "indicator__in": list(self.defined)}

    @property
    def together(self) -> dict[Place, Together]:
        """All hospitals as one."""
        return all_together(self.quarters, self.defined, by_year=self.length == "year", written=self.years)


def _cells(asked: _Asked) -> dict[Spot, Cell]:
    found = cells(asked.quarters)
    return found if asked.length == "quarter" else of_years(found, asked.years, asked.defined)
