"""What hospitals counted, as cells of a table: by indicator, part, hospital and quarter or year, read from the kept sums; and how
several hospitals become one."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import models, rules
from partnerhood.pathway.reporting.queries.figures import times, value

ADDED = (RollUp.RATIO_OF_SUMS, RollUp.SUM)
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
        return figure(self.above, self.below)

    def value(self, definition: Definition) -> Decimal | None:
        """The value in the unit of its definition."""
        return value(self.figure, definition)


@dataclass(frozen=True)
class Together:
    """Several hospitals as one: a value, and what was counted where their numbers were added."""

    value: Decimal | None
    figure: Figure | None = None


NOTHING = Together(None)


def cells(told: QuerySet[models.Sum], defined: Mapping[str, Definition]) -> dict[Spot, Cell]:
    """What each hospital counted in each quarter, whole and by its parts: added by the database where numbers may be added, and
    here otherwise."""
    adding = [code for code, one in defined.items() if one.over_time in ADDED]
    grouped = told.filter(indicator__in=adding).order_by().values_list(*PLACE, "length")
    number, whole = Count("pk"), Count("denominator")
    sums = grouped.annotate(above=Sum("numerator"), below=Sum("denominator"), number=number, whole=whole)
    found: dict[Spot, dict[str, Cell]] = defaultdict(dict)
    for code, split, hospital, quarter, length, above, below, several, divided in sums:
        if divided in (0, several):
            whole_below = None if below is None else int(below)
            found[code, split, hospital, quarter][length] = Cell(int(above), whole_below, several)
    if len(adding) < len(defined):
        for (spot, length), some in _apart(told.exclude(indicator__in=adding)).items():
            together = _over_time(some, defined[spot[0]].over_time)
            if together is not None:
                found[spot][length] = together
    return {spot: _longest(by_length) for spot, by_length in found.items()}


def _apart(told: QuerySet[models.Sum]) -> dict[tuple[Spot, str], list[models.Sum]]:
    """The periods of each quarter, the first ones first, where their numbers may not be added."""
    found: dict[tuple[Spot, str], list[models.Sum]] = defaultdict(list)
    for row in told.order_by("to_date", "from_date"):
        found[(row.indicator, row.split, row.hospital, row.quarter or 0), row.length].append(row)
    return found


def _over_time(told: Sequence[models.Sum], how: RollUp) -> Cell | None:
    """Several periods of a quarter as one, where their numbers may not be added."""
    last = told[-1]
    if how == RollUp.LATEST or len(told) == 1:
        return Cell(last.numerator, last.denominator, len(told))
    if how != RollUp.MEAN:
        return None
    mean = _mean([figure(row.numerator, row.denominator) for row in told])
    return mean and replace(mean, months=len(told))


def _mean(counted: Sequence[Figure]) -> Cell | None:
    values = [one for one in map(figures.value, counted) if one is not None]
    if not values:
        return None
    above = (sum(values, Decimal(0)) * rules.SCALE).to_integral_value(ROUND_HALF_UP)
    return Cell(int(above), int(len(values) * rules.SCALE))


def _longest(by_length: Mapping[str, Cell]) -> Cell:
    """What was counted for the whole quarter, or else its months, or else shorter days; never two of them together."""
    length = next(one for one in rules.FINEST_LAST if one in by_length)
    found = by_length[length]
    return found if length == rules.MONTH else replace(found, months=0)


def of_years(
    quarters: Mapping[Spot, Cell], written: Iterable[models.Sum], defined: Mapping[str, Definition]
) -> dict[Spot, Cell]:
    """The same year by year: what a hospital wrote for a whole year, or else its quarters put together as the definition puts
    periods together."""
    apart: dict[Spot, list[Cell]] = defaultdict(list)
    for code, split, hospital, quarter in sorted(quarters, key=lambda spot: spot[3]):
        apart[code, split, hospital, quarter // 4].append(quarters[code, split, hospital, quarter])
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
    if how in ADDED:
        below = [one.below for one in some if one.below is not None]
        if below and len(below) < len(some):
            return None
        return Cell(sum(one.above for one in some), sum(below) if below else None, months, IN_YEAR)
    mean = _mean([one.figure for one in some]) if how == RollUp.MEAN else None
    return mean and replace(mean, months=months, of=IN_YEAR)


def folded(
    told: QuerySet[models.Sum], defined: Mapping[str, Definition], period: Callable[[int], int], apart: Set[Place]
) -> tuple[dict[Place, Together], set[Place]]:
    """All hospitals as one, added by the database: where all of them counted periods of one length, and all of them out of how many,
    or none. And the places where that is not so, or where numbers may not be added: those are asked hospital by hospital."""
    adding = {code for code, one in defined.items() if one.over_time in ADDED and one.over_places in ADDED}
    grouped = told.order_by().values_list("indicator", "split", "quarter", "length")
    number, whole = Count("pk"), Count("denominator")
    by_place: dict[Place, list[tuple[int, str, int, int | None, int, int]]] = defaultdict(list)
    for code, split, quarter, *rest in grouped.annotate(
        above=Sum("numerator"), below=Sum("denominator"), number=number, whole=whole
    ):
        by_place[code, split, period(quarter)].append((quarter, *rest))
    found, left = {}, set(apart)
    for place, some in by_place.items():
        divided = {0 if whole == 0 else 1 if whole == number else 2 for *_rest, number, whole in some}
        lengths = len({quarter for quarter, *_rest in some}) == len(some)
        if place in apart or place[0] not in adding or not lengths or len(divided) > 1 or 2 in divided:
            left.add(place)
            continue
        below = sum(int(one[3] or 0) for one in some) if 1 in divided else None
        counted = figure(sum(int(one[2]) for one in some), below)
        found[place] = Together(value(counted, defined[place[0]]), counted)
    return found, left


def together(definition: Definition, found: Iterable[Cell | None]) -> Together:
    """Several hospitals as one, as the definition puts places together; nothing where it does not."""
    told = [one for one in found if one]
    if not told:
        return NOTHING
    if definition.over_places in ADDED:
        below = [one.below for one in told if one.below is not None]
        if below and len(below) < len(told):
            return NOTHING
        added = figure(sum(one.above for one in told), sum(below) if below else None)
        return Together(value(added, definition), added)
    counted = [one.figure for one in told]
    rolled = figures.roll_up(definition.over_places, counted, times(counted[0], definition))
    return Together(rolled.value, counted[0] if len(counted) == 1 else None)


def figure(above: int, below: int | None) -> Figure:
    """Whole ten-thousandths as what was counted."""
    return Figure(rules.unscaled(above) or Decimal(0), rules.unscaled(below))
