"""What hospitals counted, as cells of a table: by indicator, part, hospital and quarter or year, read from the kept quarters; and how
several hospitals become one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import models
from partnerhood.pathway.reporting.models import Quarter
from partnerhood.pathway.reporting.queries.figures import said, times, value
from partnerhood.pathway.reporting.rules import SCALE, quarters

Spot = tuple[str, str, UUID, int]
"""An indicator, a part of a split or the whole, a hospital and a quarter."""
Place = tuple[str, str, int]
"""An indicator, a part of a split or the whole, and a period: of all hospitals together."""
PLACE = ("indicator", "split", "hospital", "quarter")
IN_QUARTER, IN_YEAR = 3, 12
"""How many months there are in each."""


@dataclass(frozen=True)
class Cell:
    """What a hospital counted in a quarter or a year, in whole ten-thousandths; of how many months, where months were added."""

    above: int
    below: int | None
    months: int = 0
    of: int = IN_QUARTER

    @property
    def is_partial(self) -> bool:
        """Whether some months are missing."""
        return 0 < self.months < self.of

    @property
    def figure(self) -> Figure:
        """What was counted: so many, out of so many."""
        return quarters.figure(self.above, self.below)

    def value(self, definition: Definition) -> Decimal | None:
        """The value in the unit of its definition."""
        return value(self.figure, definition)


@dataclass(frozen=True)
class Together:
    """Several hospitals as one: a value, and what was counted where their numbers were added."""

    value: Decimal | None
    figure: Figure | None = None


NOTHING = Together(None)


def cells(told: QuerySet[Quarter]) -> dict[Spot, Cell]:
    """What each hospital counted in each quarter, whole and by its parts."""
    rows = told.order_by().values_list(*PLACE, "numerator", "denominator", "months")
    return {(code, split, house, quarter): Cell(*counted) for code, split, house, quarter, *counted in rows}


def of_years(
    by_quarter: Mapping[Spot, Cell], written: Iterable[models.Sum], defined: Mapping[str, Definition]
) -> dict[Spot, Cell]:
    """The same year by year: what a hospital wrote for a whole year, or else its quarters put together as the definition puts
    periods together."""
    apart: dict[Spot, list[Cell]] = defaultdict(list)
    for code, split, hospital, quarter in sorted(by_quarter, key=lambda spot: spot[3]):
        apart[code, split, hospital, quarter // 4].append(by_quarter[code, split, hospital, quarter])
    found = {spot: _of_year(some, defined[spot[0]].over_time) for spot, some in apart.items()}
    told = {spot: one for spot, one in found.items() if one is not None}
    for row in written:
        year = (row.indicator, row.split, row.hospital, row.from_date.year)
        told[year] = Cell(row.numerator, row.denominator, 0, IN_YEAR)
    return told


def _of_year(some: Sequence[Cell], how: RollUp) -> Cell | None:
    months = sum(one.months or IN_QUARTER for one in some)
    last = some[-1]
    if how == RollUp.LATEST or len(some) == 1:
        return Cell(last.above, last.below, months, IN_YEAR)
    if how in quarters.ADDED:
        below = [one.below for one in some if one.below is not None]
        if below and len(below) < len(some):
            return None
        return Cell(sum(one.above for one in some), sum(below) if below else None, months, IN_YEAR)
    return _mean([one.figure for one in some], months) if how == RollUp.MEAN else None


def _mean(counted: Sequence[Figure], months: int) -> Cell | None:
    values = [one for one in map(figures.value, counted) if one is not None]
    if not values:
        return None
    above = (sum(values, Decimal(0)) * SCALE).to_integral_value(ROUND_HALF_UP)
    return Cell(int(above), int(len(values) * SCALE), months, IN_YEAR)


def all_together(
    told: QuerySet[Quarter],
    defined: Mapping[str, Definition],
    *,
    by_year: bool = False,
    written: Sequence[models.Sum] = (),
) -> dict[Place, Together]:
    """All hospitals as one, quarter by quarter or year by year: added by the database, and hospital by hospital where that could
    say something else. `written` is what hospitals wrote for a whole year."""
    found, left = _folded(told, defined, {(one.indicator, one.split, one.from_date.year) for one in written}, by_year)
    codes = {code for code, _split, _period in left}
    if not codes:
        return found
    some: dict[Place, list[Cell]] = defaultdict(list)
    apart = cells(told.filter(indicator__in=[code for code in defined if code in codes]))
    for (code, split, _house, period), cell in (of_years(apart, written, defined) if by_year else apart).items():
        some[code, split, period].append(cell)
    return {**found, **{place: together(defined[place[0]], some[place]) for place in left & some.keys()}}


def _folded(
    told: QuerySet[Quarter], defined: Mapping[str, Definition], apart: Set[Place], by_year: bool
) -> tuple[dict[Place, Together], set[Place]]:
    """What the database adds up: where all hospitals counted out of how many, or none. And the places where that is not so, or
    where numbers may not be added."""
    adds = {code for code, one in defined.items() if one.over_places in quarters.ADDED}
    adding = {code for code in adds if not by_year or defined[code].over_time in quarters.ADDED}
    grouped = told.order_by().values_list("indicator", "split", "quarter")
    number, whole = Count("pk"), Count("denominator")
    by_place: dict[Place, list[tuple[int, int | None, int, int]]] = defaultdict(list)
    for code, split, quarter, *rest in grouped.annotate(
        above=Sum("numerator"), below=Sum("denominator"), number=number, whole=whole
    ):
        by_place[code, split, quarter // 4 if by_year else quarter].append((rest[0], rest[1], rest[2], rest[3]))
    found, left = {}, set(apart)
    for place, some in by_place.items():
        divided = {0 if whole == 0 else 1 if whole == number else 2 for *_rest, number, whole in some}
        if place in apart or place[0] not in adding or len(divided) > 1 or 2 in divided:
            left.add(place)
            continue
        below = sum(int(one[1] or 0) for one in some) if 1 in divided else None
        counted = quarters.figure(sum(int(one[0]) for one in some), below)
        found[place] = Together(value(counted, defined[place[0]]), counted)
    return found, left


def together(definition: Definition, found: Iterable[Cell | None]) -> Together:
    """Several hospitals as one, as the definition puts places together; nothing where it does not."""
    told = [one for one in found if one]
    if not told:
        return NOTHING
    if definition.over_places in quarters.ADDED:
        below = [one.below for one in told if one.below is not None]
        if below and len(below) < len(told):
            return NOTHING
        added = quarters.figure(sum(one.above for one in told), sum(below) if below else None)
        return Together(value(added, definition), added)
    counted = [one.figure for one in told]
    rolled = figures.roll_up(definition.over_places, counted, times(counted[0], definition))
    return Together(rolled.value, counted[0] if len(counted) == 1 else None)


def cell_said(cell: Cell | None, definition: Definition) -> tuple[str, str]:
    """What was counted, and of how many months where some are missing."""
    if cell is None:
        return "–", ""
    return said(cell.value(definition), definition), f"{cell.months}/{cell.of}" if cell.is_partial else ""
