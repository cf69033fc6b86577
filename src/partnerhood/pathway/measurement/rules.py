"""What a reading is worth, and what is asked back when it comes in. Plain decisions about plain values."""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import Field

from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import Direction
from partnerhood.pathway.indicators.rules.asking import Counted

TIMES = {"percent": 100, "per-hundred": 100, "per-thousand": 1000}
KEPT_TO = Decimal("0.0001")
LARGEST = Decimal(10) ** 16
LOOKED_AT = 2

Line = Annotated[str, Field(max_length=300)]


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
