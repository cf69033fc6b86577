"""The hospitals of a network beside each other: one care domain, quarter by quarter, read from the kept sums."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from partnerhood.ground.organisations.models import Membership, Organisation
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reporting import models, rules
from partnerhood.pathway.reporting.queries.figures import times, value
from partnerhood.pathway.reporting.rules import WHOLE

QUARTERS = 8
ADDED = (RollUp.RATIO_OF_SUMS, RollUp.SUM)
Spot = tuple[str, UUID, int]
"""An indicator, a hospital and a quarter."""


@dataclass(frozen=True)
class Cell:
    """What a hospital counted in a quarter, in whole ten-thousandths; of how many months, where months were added."""

    above: int
    below: int | None
    months: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether some months of the quarter are missing."""
        return 0 < self.months < 3

    def value(self, definition: Definition) -> Decimal | None:
        """The value in the unit of its definition."""
        return value(_figure(self.above, self.below), definition)


@dataclass(frozen=True)
class Table:
    """One indicator: a row for each hospital that counted it, and one for all of them together."""

    definition: Definition
    rows: Sequence[tuple[UUID, Sequence[Cell | None]]]
    together: Sequence[Decimal | None]
    silent: Sequence[UUID]


def hospitals(network: UUID, person: Standing | None) -> dict[UUID, str]:
    """The organisations of a network whose counts somebody may read, by name: their own, and those they work with."""
    if person is None or not person.is_active:
        return {}
    there = Membership.objects.filter(network=network, until_date=None).values("organisation")
    close = Q(pk__in=person.organisations) | Q(pk__in=partnerships.working_with(person.organisations).values("pk"))
    found = Organisation.objects.filter(close, pk__in=there).order_by("name")
    return {one.pk: one.known_as for one in found}


def counted_by(houses: Iterable[UUID], last: int) -> dict[str, Definition]:
    """What these hospitals counted in the quarters up to the last, by its code, what most counted first: one question, for
    who goes on to ask for domains and tables."""
    told = _told(list(houses), last, WHOLE).values("indicator").annotate(number=Count("pk"))
    return indicators.followed(told.order_by("-number", "indicator").values_list("indicator", flat=True))


def domains(counted: Mapping[str, Definition]) -> list[str]:
    """The care domains of what was counted, those of which most was counted first."""
    return list(dict.fromkeys(domain for one in counted.values() for domain in one.domains))


def tables(
    houses: Sequence[UUID], counted: Mapping[str, Definition], domain: str, last: int, split: str = WHOLE
) -> list[Table]:
    """Every indicator of a domain that one of these hospitals counted, over the quarters up to the last."""
    defined = {code: one for code, one in counted.items() if domain in one.domains}
    if not defined:
        return []
    cells = _cells(_told(houses, last, split).filter(indicator__in=list(defined)), defined)
    found = [_table(one, houses, last, cells) for one in defined.values()]
    return [one for one in found if one.rows]


def _told(houses: Sequence[UUID], last: int, split: str) -> QuerySet[models.Sum]:
    between = {"quarter__gt": last - QUARTERS, "quarter__lte": last}
    return models.Sum.objects.filter(hospital__in=list(houses), split=split, **between)


def _cells(told: QuerySet[models.Sum], defined: Mapping[str, Definition]) -> dict[Spot, Cell]:
    """What each hospital counted in each quarter: added by the database where numbers may be added, and here otherwise."""
    adding = [code for code, one in defined.items() if one.over_time in ADDED]
    grouped = told.filter(indicator__in=adding).values_list("indicator", "hospital", "quarter", "length").order_by()
    number, whole = Count("pk"), Count("denominator")
    sums = grouped.annotate(above=Sum("numerator"), below=Sum("denominator"), number=number, whole=whole)
    found: dict[Spot, dict[str, Cell]] = defaultdict(dict)
    for code, hospital, quarter, length, above, below, several, divided in sums:
        if divided in (0, several):
            found[code, hospital, quarter][length] = Cell(int(above), None if below is None else int(below), several)
    apart: dict[tuple[Spot, str], list[models.Sum]] = defaultdict(list)
    for row in told.exclude(indicator__in=adding).order_by("to_date", "from_date"):
        apart[(row.indicator, row.hospital, row.quarter or 0), row.length].append(row)
    for (spot, length), some in apart.items():
        together = _over_time(some, defined[spot[0]].over_time)
        if together is not None:
            found[spot][length] = together
    return {spot: _longest(by_length) for spot, by_length in found.items()}


def _over_time(told: Sequence[models.Sum], how: RollUp) -> Cell | None:
    """Several periods of a quarter as one, where their numbers may not be added."""
    last = told[-1]
    if how == RollUp.LATEST or len(told) == 1:
        return Cell(last.numerator, last.denominator, len(told))
    if how != RollUp.MEAN:
        return None
    values = [
        one for one in (figures.value(_figure(row.numerator, row.denominator)) for row in told) if one is not None
    ]
    if not values:
        return None
    above = (sum(values, Decimal(0)) * rules.SCALE).to_integral_value(ROUND_HALF_UP)
    return Cell(int(above), int(len(values) * rules.SCALE), len(told))


def _figure(above: int, below: int | None) -> Figure:
    return Figure(rules.unscaled(above) or Decimal(0), rules.unscaled(below))


def _longest(by_length: Mapping[str, Cell]) -> Cell:
    """What was counted for the whole quarter, or else its months, or else shorter days; never two of them together."""
    length = next(one for one in rules.FINEST_LAST if one in by_length)
    found = by_length[length]
    return found if length == rules.MONTH else replace(found, months=0)


def _table(definition: Definition, houses: Sequence[UUID], last: int, cells: Mapping[Spot, Cell]) -> Table:
    quarters = range(last - QUARTERS + 1, last + 1)
    rows = [(house, [cells.get((definition.code, house, quarter)) for quarter in quarters]) for house in houses]
    counted = [(house, told) for house, told in rows if any(told)]
    together = [_together(definition, [told[place] for _, told in counted]) for place in range(QUARTERS)]
    return Table(definition, counted, together, [house for house, told in rows if not any(told)])


def _together(definition: Definition, found: Sequence[Cell | None]) -> Decimal | None:
    """All hospitals as one, as the definition puts places together; nothing where it does not."""
    told = [one for one in found if one]
    if not told:
        return None
    if definition.over_places in ADDED:
        below = [one.below for one in told if one.below is not None]
        if below and len(below) < len(told):
            return None
        return value(_figure(sum(one.above for one in told), sum(below) if below else None), definition)
    counted = [_figure(one.above, one.below) for one in told]
    return figures.roll_up(definition.over_places, counted, times(counted[0], definition)).value
