"""Chosen indicators across hospitals, period by period, quarters or years, with who counted and the parts of a split: read from the
kept sums, and added exactly as the page of a network adds them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.db.models import Q

from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Sum
from partnerhood.pathway.reporting.queries.cells import Cell, Spot, Together, cells, of_years, together
from partnerhood.pathway.reporting.rules import WHOLE

Length = Literal["quarter", "year"]
AFTER_COLON = ";"
"""The sign after the colon: every part of a split lies between the two."""


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
    """These indicators over so many periods up to the last: one question for quarters, two for years; one more where some
    numbers may not be added."""
    periods = range(last - number + 1, last + 1)
    told = _told(houses, defined, length, periods, Q(split=WHOLE)) if defined and houses else {}
    return {code: _row(one, houses, periods, told) for code, one in defined.items()}


def _row(definition: Definition, houses: Sequence[UUID], periods: range, told: Mapping[Spot, Cell]) -> Row:
    of = {house: [told.get((definition.code, WHOLE, house, period)) for period in periods] for house in houses}
    return _of(definition, of, len(periods))


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
        which |= Q(indicator__in=codes, split__gte=f"{kind}:", split__lt=f"{kind}{AFTER_COLON}")
    told = _told(houses, defined, length, range(period, period + 1), which & ~Q(split__contains="|"))
    spots: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for (code, split, _house, _period), cell in told.items():
        spots[code, split].append(cell)
    found: dict[str, list[Part]] = defaultdict(list)
    for (code, split), some in sorted(spots.items()):
        found[code].append(Part(split, together(defined[code], some)))
    return dict(found)


def _told(
    houses: Sequence[UUID], defined: Mapping[str, Definition], length: Length, periods: range, which: Q
) -> dict[Spot, Cell]:
    said = Sum.objects.filter(which, hospital__in=list(houses), indicator__in=list(defined))
    if length == "quarter":
        return cells(said.filter(quarter__gte=periods[0], quarter__lte=periods[-1]), defined)
    quarters = cells(said.filter(quarter__gte=4 * periods[0], quarter__lte=4 * periods[-1] + 3), defined)
    written = said.filter(length=rules.YEAR, from_date__year__gte=periods[0], from_date__year__lte=periods[-1])
    return of_years(quarters, written, defined)
