"""The line chart: readings over time, against where it began and where it should be."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils import formats
from django.utils.html import format_html_join

from partnerhood.ground.look.components import LineChart, Reading

LEFT, RIGHT, TOP, BOTTOM = 40.0, 318.0, 24.0, 176.0
LINE = 13.0
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Tick:
    """A line across or along the chart, its number, and where that is written when another stands in its way."""

    at: float
    words: str
    written_at: float = 0.0


@dataclass(frozen=True)
class Dot:
    """One reading on the chart; `words` only where there is room for them."""

    x: float
    y: float
    words: str
    said: str


@dataclass(frozen=True)
class Drawn:
    """A chart, ready to be written down; its circles as one piece, for a page may have a hundred of them."""

    ticks: list[Tick]
    years: list[Tick]
    dots: list[Dot]
    circles: str
    line: str
    target: Tick | None
    baseline: Tick | None


def drawn(one: LineChart) -> Drawn:
    """Everything on the chart in its place."""
    readings = sorted(one.readings, key=lambda reading: reading.day)
    steps = _steps(
        [*(reading.value for reading in readings), *(v for v in (one.baseline, one.target) if v is not None)]
    )
    low, high = steps[0], steps[-1]

    def height(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * (value - low) / (high - low), 1)

    dots = _dots(readings, height)
    return Drawn(
        ticks=[Tick(height(step), _whole(step)) for step in steps],
        years=_years(readings, dots),
        dots=dots,
        circles=format_html_join("", '<circle cx="{}" cy="{}" r="4"/>', ((str(dot.x), str(dot.y)) for dot in dots)),
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        **_held_against(one, height),
    )


def _held_against(one: LineChart, height: Callable[[float], float]) -> dict[str, Tick | None]:
    """Beginning and target, their words kept one line apart."""
    target = None if one.target is None else Tick(height(one.target), _number(one.target), height(one.target))
    if one.baseline is None:
        return {"target": target, "baseline": None}
    at = height(one.baseline)
    near = target is not None and abs(target.at - at) < LINE
    above = target is not None and at < target.at
    written = at if target is None or not near else target.at + (-LINE if above else LINE)
    return {"target": target, "baseline": Tick(at, _number(one.baseline), written)}


def _dots(readings: list[Reading], height: Callable[[float], float]) -> list[Dot]:
    if not readings:
        return []
    first, span = readings[0].day, (readings[-1].day - readings[0].day).days
    dots = []
    for at, reading in enumerate(readings):
        x = round(LEFT + 12 + (RIGHT - LEFT - 24) * ((reading.day - first).days / span if span else 0.5), 1)
        is_end = at == len(readings) - 1
        dots.append(
            Dot(
                x,
                height(reading.value),
                _number(reading.value) if is_end else "",
                reading.said or _number(reading.value),
            )
        )
    return dots


def _years(readings: list[Reading], dots: list[Dot]) -> list[Tick]:
    """A year under its first reading, where there is room."""
    ticks: list[Tick] = []
    for reading, dot in zip(readings, dots, strict=True):
        year = str(reading.day.year)
        if not ticks or (ticks[-1].words != year and dot.x - ticks[-1].at > 34):
            ticks.append(Tick(dot.x, year))
    return ticks


def _steps(values: list[float]) -> list[float]:
    """Three to six round numbers that hold every value and nought: an axis that starts elsewhere exaggerates."""
    if not values:
        return [0, 1]
    low, high = min(0.0, *values), max(0.0, *values)
    span = (high - low) or 1.0
    power = 10 ** math.floor(math.log10(span / 4))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times * 4 >= span)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(step * at, 6) for at in range(first, max(last, first + 1) + 1)]


def _number(value: float) -> str:
    """A value as it is written everywhere else: one decimal, a half rounded up; Django's own way cuts the rest off."""
    shown = Decimal(repr(float(value))).quantize(TENTH, ROUND_HALF_UP)
    return formats.number_format(shown, 0 if shown == shown.to_integral_value() else 1, use_l10n=True)


def _whole(step: float) -> str:
    """A round number of the axis, with all its digits: a quarter is not 0.3."""
    shown = Decimal(repr(float(step))).normalize() + 0
    return formats.number_format(shown, max(0, -int(shown.as_tuple().exponent)), use_l10n=True)
