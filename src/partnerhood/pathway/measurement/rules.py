"""What a reading is worth, and what is asked back when it comes in. Plain decisions about plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import Direction

TIMES = {"percent": 100, "per-hundred": 100, "per-thousand": 1000}
KEPT_TO = Decimal("0.0001")
LARGEST = Decimal(10) ** 16
EARLIEST = date(1990, 1, 1)
ONE_DAY = timedelta(days=1)
COMPARED_WITH = 3
LOOKED_AT = 2

Number = Annotated[Decimal, Field(max_digits=16, decimal_places=4)]
Line = Annotated[str, Field(max_length=300)]


class Counted(BaseModel):
    """What somebody counted: a numerator out of a denominator, or one number where there is nothing to divide."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    numerator: Number | None = None
    denominator: Number | None = None
    value: Number | None = None


@dataclass(frozen=True)
class Earlier:
    """A reading that stands already, as far as a new one is compared with it."""

    from_date: date
    to_date: date
    value: Decimal | None
    place: str = ""


Kind = Literal[
    "less-than-nothing",
    "nothing-counted",
    "more-than-all",
    "jump",
    "ten-times",
    "jump-found",
    "ten-times-found",
    "same-period",
    "overlap",
    "gap",
    "not-over",
]


@dataclass(frozen=True)
class Question:
    """Something unusual that is asked about before a reading is kept; whoever is sure says so, and it is kept."""

    kind: Kind
    low: Decimal | None = None
    high: Decimal | None = None
    value: Decimal | None = None
    from_date: date | None = None
    to_date: date | None = None


def is_whole(counted: Counted) -> bool:
    """Either a numerator and a denominator, or one number; never half of the one, nor both."""
    parts = [counted.numerator is not None, counted.denominator is not None]
    return all(parts) if any(parts) and counted.value is None else not any(parts) and counted.value is not None


def value(counted: Counted, unit: str) -> Decimal | None:
    """The value in the unit of the measure, to four decimals; nothing where nothing was counted."""
    if counted.value is not None:
        return counted.value
    if counted.numerator is None:
        return None
    exact = figures.value(figures.Figure(counted.numerator, counted.denominator), TIMES.get(unit, 1))
    return None if exact is None else exact.quantize(KEPT_TO, ROUND_HALF_UP)


def fits(found: Decimal | None) -> bool:
    """Whether a value is one that can be kept at all."""
    return found is None or abs(found) < LARGEST


def is_period(from_date: date, to_date: date) -> bool:
    """A period ends after it begins, in a year that somebody can have meant."""
    return EARLIEST <= from_date < to_date


def has_begun(from_date: date, today: date) -> bool:
    """Whether a period began; half the world is a day ahead of the clock."""
    return from_date <= today + ONE_DAY


def questions(
    counted: Counted,
    found: Decimal | None,
    period: tuple[date, date],
    earlier: Sequence[Earlier],
    *,
    is_share: bool,
    today: date,
    place: str = "",
) -> list[Question]:
    """Everything unusual about a reading, the most telling first; empty where nothing is."""
    same_place = sorted((one for one in earlier if one.place == place), key=lambda one: one.from_date)
    asked = [*_of_the_count(counted, is_share=is_share), *_of_the_size(counted, found, period, same_place)]
    return [*asked, *_of_the_period(period, same_place, today)]


def _of_the_count(counted: Counted, *, is_share: bool) -> Iterable[Question]:
    figure = figures.Figure(counted.numerator or counted.value or Decimal(0), counted.denominator)
    for doubt in figures.doubts(figure, is_share=is_share):
        yield Question(doubt.replace("_", "-"), value=figure.numerator)  # type: ignore[arg-type]
    if is_share and counted.value is not None and counted.value > 100:
        yield Question("more-than-all", value=counted.value)


def _of_the_size(
    counted: Counted, found: Decimal | None, period: tuple[date, date], earlier: Sequence[Earlier]
) -> Iterable[Question]:
    """Far outside the last three, or ten times another: a wrong key is more likely than a wonder."""
    known = [one.value for one in earlier if one.value is not None and one.from_date < period[0]][-COMPARED_WITH:]
    if found is None or not known:
        return
    low, high = min(known), max(known)
    written = counted.value is not None
    if len(known) > 1 and not low - _room(low, high) <= found <= high + _room(low, high):
        yield Question("jump" if written else "jump-found", low, high, found)
    elif len(known) == 1 and found and high and not high / 10 < found < high * 10:
        yield Question("ten-times" if written else "ten-times-found", low, high, found)


def _room(low: Decimal, high: Decimal) -> Decimal:
    """How far beyond the last ones a value may lie before it is asked about."""
    return max((high - low) * 3, max(abs(low), abs(high)) / 2, Decimal(1))


def _of_the_period(period: tuple[date, date], earlier: Sequence[Earlier], today: date) -> Iterable[Question]:
    from_date, to_date = period
    same = [one for one in earlier if (one.from_date, one.to_date) == period]
    crossing = [one for one in earlier if one.from_date < to_date and from_date < one.to_date and one not in same]
    if same:
        yield Question("same-period", value=same[-1].value, from_date=from_date, to_date=to_date)
    elif crossing:
        yield Question(
            "overlap", value=crossing[-1].value, from_date=crossing[-1].from_date, to_date=crossing[-1].to_date
        )
    before = [one for one in earlier if one.to_date <= from_date]
    if before and not (same or crossing) and _is_gap(before[-1], from_date):
        yield Question("gap", from_date=before[-1].to_date, to_date=from_date)
    if to_date > today + 2 * ONE_DAY:
        yield Question("not-over", to_date=to_date)


def _is_gap(last: Earlier, from_date: date) -> bool:
    """Whether a whole period of the usual length was left out."""
    return from_date - last.to_date >= last.to_date - last.from_date


def is_small(denominator: Decimal | None, *, counts_people: bool) -> bool:
    """A small group is entered and shown inside, and not on public pages."""
    return denominator is not None and not figures.may_be_published(denominator, counts_people)


def is_reached(found: Decimal | None, direction: str, target: Decimal | None) -> bool | None:
    """Whether a target is reached; nobody knows while one of the two is empty."""
    return figures.is_reached(found, Direction(direction), target)


def reached_twice(
    found: Sequence[tuple[date, Decimal | None]], direction: str, target: Decimal | None, periods: int = LOOKED_AT
) -> bool:
    """Whether the last two periods, or so many as one asks, all reached the target; one good month alone proves little."""
    last = [one for _, one in sorted(found, key=lambda pair: pair[0])][-periods:]
    return len(last) == periods and all(is_reached(one, direction, target) for one in last)
