"""What a hospital counted, period by period, as pages show it: read from the kept sums."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils import formats
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags.look import written
from partnerhood.ground.records import plans
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.indicators.rules.asking import ONE_DAY
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Sum
from partnerhood.pathway.reporting.queries.keeping import Days
from partnerhood.pathway.reporting.rules import WHOLE

LATELY = 24
TOLD = ("from_date", "to_date", "numerator", "denominator")
Told = Sequence[Any]
"""What a sum says, as it is read from its table."""


@dataclass(frozen=True)
class Point:
    """What a hospital counted in some days, as a value in the unit of the definition."""

    days: Days
    figure: Figure
    value: Decimal | None

    @property
    def name(self) -> str:
        """How an address names the days."""
        return rules.name_of(*self.days)


@dataclass(frozen=True)
class Series:
    """What a hospital counted of one indicator, the oldest first."""

    definition: Definition
    points: Sequence[Point]


def counted(hospital: UUID) -> list[str]:
    """The indicators that a hospital counted, the last ones first."""
    found = Sum.objects.filter(hospital=hospital, split=WHOLE).values("indicator")
    last = found.annotate(last=Max("to_date"), number=Count("pk")).order_by("-last", "-number", "indicator")
    return [one["indicator"] for one in last]


def numbers(hospital: UUID) -> int:
    """How many numbers of a hospital stand, whole and in parts."""
    return Sum.objects.filter(hospital=hospital).count()


def is_counted(hospital: UUID, code: str) -> bool:
    """Whether a number of an indicator stands for a hospital."""
    return Sum.objects.filter(hospital=hospital, indicator=code, split=WHOLE).exists()


def series(hospital: UUID, defined: Mapping[str, Definition], most: int = LATELY) -> list[Series]:
    """What a hospital counted of these indicators, the last so many periods of each: one query."""
    by_code: dict[str, list[Told]] = defaultdict(list)
    for code, *told in _lately(hospital, sorted(defined), most):
        by_code[code].append(told)
    return [
        Series(definition, [_point(one, definition) for one in reversed(by_code[code])])
        for code, definition in defined.items()
    ]


@plans.planned
def _lately(hospital: UUID, codes: list[str], most: int) -> QuerySet[Sum, Any]:
    newest = Window(RowNumber(), partition_by="indicator", order_by=["-to_date", "from_date"])
    found = Sum.objects.filter(hospital=hospital, indicator__in=codes, split=WHOLE).annotate(place=newest)
    return found.filter(place__lte=most).order_by("place").values_list("indicator", *TOLD)


def splits(hospital: UUID, code: str) -> dict[str, list[Point]]:
    """What a hospital counted of each part of an indicator, the oldest first, the parts by their names."""
    defined = indicators.followed([code])
    found = Sum.objects.filter(hospital=hospital, indicator=code).exclude(split=WHOLE).order_by("split", "to_date")
    by_part: dict[str, list[Point]] = defaultdict(list)
    for part, *told in found.values_list("split", *TOLD):
        by_part[part].append(_point(told, defined[code]))
    return {part: points[-LATELY:] for part, points in by_part.items()}


def _point(told: Told, definition: Definition) -> Point:
    from_date, to_date, numerator, denominator = told
    figure = Figure(rules.unscaled(numerator) or Decimal(0), rules.unscaled(denominator))
    return Point((from_date, to_date), figure, value(figure, definition))


def value(figure: Figure, definition: Definition) -> Decimal | None:
    """What was counted as a value in the unit of its definition."""
    return figures.value(figure, times(figure, definition))


def times(figure: Figure, definition: Definition) -> int:
    """What a division is multiplied with; what is not divided stays what it is."""
    return indicators.unit(definition.unit).times if figure.denominator is not None else 1


def said(found: Decimal | None, definition: Definition) -> str:
    """A value as people read it."""
    return indicators.written(found, indicators.unit(definition.unit).sign)


def days_said(from_date: date, to_date: date) -> str:
    """Some days as people name them: a month, a quarter, a year, or from a day to a day."""
    name = rules.name_of(from_date, to_date)
    if len(name) == len("2026-10"):
        if "Q" in name:
            return _("quarter %(number)s of %(year)s") % {"number": name[-1], "year": name[:4]}
        return formats.date_format(from_date, "YEAR_MONTH_FORMAT")
    return name if len(name) == len("2026") else f"{written(from_date)} – {written(to_date - ONE_DAY)}"
