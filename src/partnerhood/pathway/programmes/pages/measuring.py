"""Indicators of a result as a table: where it stood, and for each period what was aimed at and what was reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import formats

from partnerhood.ground.look.templatetags import look
from partnerhood.pathway.programmes.pages import shown
from partnerhood.pathway.programmes.rules import promises
from partnerhood.pathway.programmes.rules.results import QUALITATIVE, number

PERCENT = "2"
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Period:
    """One period of an indicator: its days, what was aimed at, what was reached."""

    first: object
    last: object
    targets: list[str]
    actuals: list[str]


@dataclass(frozen=True)
class Indicator:
    """An indicator as a page shows it."""

    title: str
    language: str
    description: str
    kind: str
    baselines: list[str]
    periods: list[Period]
    more: int


def indicators(result: Told, own: str, *, most: int | None = None, most_periods: int | None = None) -> list[Indicator]:
    """The indicators of a result, the first few where a page is short of room."""
    return [_indicator(one, own, most_periods) for one in result.get("indicators", ())[:most]]


def _indicator(one: Told, own: str, most_periods: int | None) -> Indicator:
    title, language = shown.said(one.get("title"), own)
    measure = one.get("measure", "")
    periods = one.get("periods", ())
    latest = periods[-most_periods:] if most_periods else periods
    return Indicator(
        title=title,
        language=language,
        description=shown.said(one.get("description"), own)[0],
        kind=shown.name("IndicatorMeasure", measure) if measure in (PERCENT, QUALITATIVE) else "",
        baselines=[_baseline(base, measure, own) for base in one.get("baselines", ())],
        periods=[_period(period, measure, own) for period in latest],
        more=len(periods) - len(latest),
    )


def _period(period: Told, measure: str, own: str) -> Period:
    return Period(
        first=shown.day(period.get("first_day")),
        last=shown.day(period.get("last_day")),
        targets=[value(one, measure, own) for one in period.get("targets", ())],
        actuals=[value(one, measure, own) for one in period.get("actuals", ())],
    )


def _baseline(one: Told, measure: str, own: str) -> str:
    when = one.get("year") or (one.get("day") or "")[:4]
    told = value(one, measure, own)
    return f"{told} ({when})" if when and told else told


def value(one: Told, measure: str, own: str) -> str:
    """A value as it was written; what is plainly a number is written as the reader writes numbers."""
    written = one.get("value", "")
    plain = number(written)
    if plain is not None:
        written = formats.number_format(plain.normalize(), use_l10n=True, force_grouping=True)
        written = f"{written} %" if measure == PERCENT else written
    split = ", ".join(
        f"{dimension['name']}{look.colon()} {dimension['value']}" for dimension in one.get("dimensions", ())
    )
    comment = promises.in_words(one.get("comment"), own)
    return " · ".join(part for part in (written, split, comment) if part)
