"""The hospitals of a network beside each other: one care domain, quarter by quarter, read from the kept sums."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
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
from partnerhood.pathway.reporting.queries.figures import value
from partnerhood.pathway.reporting.rules import WHOLE

QUARTERS = 8
ADDED = (RollUp.RATIO_OF_SUMS, RollUp.SUM)
Spot = tuple[str, UUID, int]
"""An indicator, a hospital and a quarter."""


@dataclass(frozen=True)
class Cell:
    """What a hospital, or all of them, counted in a quarter; of how many months, where months were added."""

    value: Decimal | None
    months: int = 0

    @property
    def is_partial(self) -> bool:
        """Whether some months of the quarter are missing."""
        return 0 < self.months < 3


@dataclass(frozen=True)
class Table:
    """One indicator: a row for each hospital that counted it, and one for all of them together."""

    definition: Definition
    rows: Sequence[tuple[UUID, Sequence[Cell | None]]]
    together: Sequence[Cell | None]
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


def _cells(told: QuerySet[models.Sum], defined: Mapping[str, Definition]) -> dict[Spot, tuple[Figure, int]]:
    """What each hospital counted in each quarter: added by the database where numbers may be added, and here otherwise."""
    adding = [code for code, one in defined.items() if one.over_time in ADDED]
    grouped = told.filter(indicator__in=adding).values("indicator", "hospital", "quarter", "length").order_by()
    sums = grouped.annotate(
        above=Sum("numerator"), below=Sum("denominator"), number=Count("pk"), whole=Count("denominator")
    )
    found: dict[Spot, dict[str, tuple[Figure, int]]] = defaultdict(dict)
    for one in sums:
        if one["whole"] in (0, one["number"]):
            figure = _figure(one["above"], one["below"])
            found[one["indicator"], one["hospital"], one["quarter"] or 0][one["length"]] = figure, one["number"]
    others = told.exclude(indicator__in=adding).order_by("to_date", "from_date")
    apart: dict[Spot, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for row in others:
        apart[row.indicator, row.hospital, row.quarter or 0][row.length].append(_figure(row.numerator, row.denominator))
    for spot, by_length in apart.items():
        for length, some in by_length.items():
            together = _over_time(some, defined[spot[0]].over_time)
            if together is not None:
                found[spot][length] = together, len(some)
    return {spot: _longest(by_length) for spot, by_length in found.items()}


def _figure(above: int, below: int | None) -> Figure:
    return Figure(rules.unscaled(int(above)) or Decimal(0), None if below is None else rules.unscaled(int(below)))


def _over_time(found: Sequence[Figure], how: RollUp) -> Figure | None:
    if how == RollUp.LATEST or len(found) == 1:
        return found[-1]
    if how == RollUp.MEAN:
        values = [one for one in map(figures.value, found) if one is not None]
        return Figure(sum(values, Decimal(0)), Decimal(len(values))) if values else None
    return None


def _longest(by_length: Mapping[str, tuple[Figure, int]]) -> tuple[Figure, int]:
    """What was counted for the whole quarter, or else its months, or else shorter days; never two of them together."""
    for length in rules.FINEST_LAST:
        if length in by_length:
            figure, number = by_length[length]
            return figure, number if length == rules.MONTH else 0
    raise KeyError(by_length)


def _table(
    definition: Definition, houses: Sequence[UUID], last: int, cells: Mapping[Spot, tuple[Figure, int]]
) -> Table:
    quarters = range(last - QUARTERS + 1, last + 1)
    rows = []
    for house in houses:
        told = [cells.get((definition.code, house, quarter)) for quarter in quarters]
        if any(told):
            rows.append((house, [one and Cell(value(one[0], definition), one[1]) for one in told]))
    together = [
        _together(definition, [cells.get((definition.code, house, one)) for house in houses]) for one in quarters
    ]
    counted = {house for house, _ in rows}
    return Table(definition, rows, together, [house for house in houses if house not in counted])


def _together(definition: Definition, found: Sequence[tuple[Figure, int] | None]) -> Cell | None:
    """All hospitals as one, as the definition puts places together; nothing where it does not."""
    told = [one[0] for one in found if one]
    if not told:
        return None
    times = indicators.unit(definition.unit).times if told[0].denominator is not None else 1
    rolled = figures.roll_up(definition.over_places, told, times)
    return Cell(rolled.value)
