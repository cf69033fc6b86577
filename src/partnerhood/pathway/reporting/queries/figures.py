"""What a hospital counted, period by period, as pages show it: read from the kept sums."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Max
from django.utils import formats
from django.utils.translation import gettext as _

from partnerhood.ground.look.templatetags.look import written
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


def series(hospital: UUID, defined: Mapping[str, Definition]) -> list[Series]:
    """What a hospital counted of these indicators, lately: one query."""
    found = Sum.objects.filter(hospital=hospital, indicator__in=list(defined), split=WHOLE)
    by_code: dict[str, list[Point]] = defaultdict(list)
    for one in found.order_by("-to_date", "from_date"):
        if len(by_code[one.indicator]) < LATELY:
            by_code[one.indicator].append(_point(one, defined[one.indicator]))
    return [Series(definition, by_code[code][::-1]) for code, definition in defined.items()]


def splits(hospital: UUID, code: str) -> dict[str, list[Point]]:
    """What a hospital counted of each part of an indicator, the oldest first, the parts by their names."""
    defined = indicators.followed([code])
    found = Sum.objects.filter(hospital=hospital, indicator=code).exclude(split=WHOLE).order_by("split", "to_date")
    by_part: dict[str, list[Point]] = defaultdict(list)
    for one in found:
        by_part[one.split].append(_point(one, defined[code]))
    return {part: points[-LATELY:] for part, points in by_part.items()}


def _point(one: Sum, definition: Definition) -> Point:
    figure = Figure(rules.unscaled(one.numerator) or Decimal(0), rules.unscaled(one.denominator))
    return Point((one.from_date, one.to_date), figure, value(figure, definition))


def value(figure: Figure, definition: Definition) -> Decimal | None:
    """What was counted as a value in the unit of its definition."""
    return figures.value(figure, indicators.unit(definition.unit).times if figure.denominator is not None else 1)


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
