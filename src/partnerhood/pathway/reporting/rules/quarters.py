"""What was counted on several days of one quarter, as one. Plain decisions about plain values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting.rules import FINEST_LAST, MONTH, SCALE, unscaled

ADDED = (RollUp.RATIO_OF_SUMS, RollUp.SUM)


class Told(NamedTuple):
    """What was counted on some days of a quarter, in whole ten-thousandths, and what kind of days these are."""

    length: str
    from_date: date
    to_date: date
    numerator: int
    denominator: int | None


class Together(NamedTuple):
    """The days of a quarter as one, in whole ten-thousandths; of how many months, where months were put together."""

    numerator: int
    denominator: int | None
    months: int


def together(told: Iterable[Told], how: RollUp) -> Together | None:
    """What was counted for the whole quarter, or else its months, or else shorter days; never two of them together."""
    by_length: dict[str, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (one.to_date, one.from_date)):
        by_length[one.length].append(one)
    for length in FINEST_LAST:
        found = _over_time(by_length[length], how) if length in by_length else None
        if found:
            return found if length == MONTH else found._replace(months=0)
    return None


def _over_time(told: Sequence[Told], how: RollUp) -> Together | None:
    """Several periods as one, as their definition puts them together; nothing where it does not."""
    below = [one.denominator for one in told if one.denominator is not None]
    if how in ADDED:
        if below and len(below) < len(told):
            return None
        return Together(sum(one.numerator for one in told), sum(below) if below else None, len(told))
    last = told[-1]
    if how == RollUp.LATEST or len(told) == 1:
        return Together(last.numerator, last.denominator, len(told))
    return _mean(told) if how == RollUp.MEAN else None


def _mean(told: Sequence[Told]) -> Together | None:
    found = [figures.value(figure(one.numerator, one.denominator)) for one in told]
    values = [one for one in found if one is not None]
    if not values:
        return None
    above = (sum(values, Decimal(0)) * SCALE).to_integral_value(ROUND_HALF_UP)
    return Together(int(above), int(len(values) * SCALE), len(told))


def figure(numerator: int, denominator: int | None) -> Figure:
    """Whole ten-thousandths as the figure they stand for."""
    return Figure(unscaled(numerator) or Decimal(0), unscaled(denominator))
