"""When something is likely to be reached, as a range of days. Plain and exact arithmetic on days and numbers.

The pace is the median of the slopes between every two points (Theil and Sen): one odd month does not move it. The range is
what the faster and the slower quarter of those slopes would give, and until somebody looks again. Where points are few, or
close in time, nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil
from typing import Literal

from partnerhood.ground.vocabulary.rules import months_later

FEWEST = 4
FEWEST_ROUNDS = 3
SHORTEST = timedelta(days=180)
FARTHEST = timedelta(days=3653)
MOST_POINTS = 24
DAYS_IN_MONTH = Fraction(36525, 1200)

Kind = Literal["between", "not-before", "too-far", "still", "away", "too-few", "too-short"]


@dataclass(frozen=True)
class Point:
    """A value on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Outlook:
    """What the points let one say: between two days, not before a day, or why nothing can be said."""

    kind: Kind
    first: Point | None = None
    last: Point | None = None
    early: date | None = None
    late: date | None = None
    lacks: int = 0
    """How many more points, or months, one would need to say more."""

    @property
    def months(self) -> int:
        """Over how many months the points lie."""
        return _months(self.last.on - self.first.on) if self.first and self.last else 0


def _between(known: Sequence[Point]) -> timedelta:
    """How long it usually takes until somebody looks again: what is reached is only seen then."""
    gaps = sorted(later.on - one.on for one, later in pairwise(known))
    return gaps[len(gaps) // 2]


def _months(span: timedelta) -> int:
    return round(span.days / DAYS_IN_MONTH)


def outlook(points: Sequence[Point], target: Decimal, *, up: bool, today: date, fewest: int = FEWEST) -> Outlook:
    """When a row of values is likely to reach its target at its pace; it never says a day before today."""
    known = list({one.on: one for one in sorted(points, key=lambda one: one.on)}.values())[-MOST_POINTS:]
    if len(known) < fewest:
        return Outlook("too-few", lacks=fewest - len(known))
    first, last = known[0], known[-1]
    if last.on - first.on < SHORTEST:
        left = ceil((SHORTEST - (last.on - first.on)).days / DAYS_IN_MONTH)
        return Outlook("too-short", first, last, lacks=left)
    slow, pace, fast = _paces(known, up=up)
    if pace <= 0:
        return Outlook("still" if pace == 0 else "away", first, last)
    gap = max(_gap(known, target, pace, up=up), Fraction(0))
    early, late = _day(last.on, gap, fast), _day(last.on, gap, slow)
    if early is None:
        return Outlook("too-far", first, last)
    early, late = max(early, today), late and max(late + _between(known), today)
    return Outlook("between" if late else "not-before", first, last, early, late)


def _paces(known: Sequence[Point], *, up: bool) -> tuple[Fraction, Fraction, Fraction]:
    """The slower quarter, the middle and the faster quarter of the slopes between every two points, towards the target."""
    slopes = sorted(
        _towards(later.value - one.value, up=up) / (later.on - one.on).days for one, later in combinations(known, 2)
    )
    return _at(slopes, Fraction(1, 4)), _at(slopes, Fraction(1, 2)), _at(slopes, Fraction(3, 4))


def _towards(step: Decimal, *, up: bool) -> Fraction:
    return Fraction(step) if up else -Fraction(step)


def _at(ordered: Sequence[Fraction], part: Fraction) -> Fraction:
    """The value so far along an ordered row, between two of them where it falls so."""
    place = part * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _gap(known: Sequence[Point], target: Decimal, pace: Fraction, *, up: bool) -> Fraction:
    """How far the target lies from where the row stands on its last day, one odd value left aside."""
    end = known[-1].on
    left = sorted(_towards(target - one.value, up=up) - pace * (end - one.on).days for one in known)
    return _at(left, Fraction(1, 2))


def _day(start: date, gap: Fraction, pace: Fraction) -> date | None:
    """The day on which a gap is closed at a pace; none where that is never, or too far to mean anything."""
    if pace <= 0 or gap > pace * FARTHEST.days:
        return None
    return start + timedelta(days=ceil(gap / pace))


def later(found: Outlook, *, days: int = 0, months: int = 0) -> Outlook:
    """The same outlook for what has to hold so much longer."""
    moved = [day and months_later(day + timedelta(days=days), months) for day in (found.early, found.late)]
    return Outlook(found.kind, found.first, found.last, moved[0], moved[1], found.lacks)


def latest(each: Sequence[Outlook]) -> tuple[date | None, date | None]:
    """When the last of several is likely; no day where one of them has none."""
    early = [one.early for one in each if one.early]
    late = [one.late for one in each if one.late]
    if not each or len(early) < len(each):
        return None, None
    return max(early), max(late) if len(late) == len(each) else None


def holds_until(run: Sequence[date], rounds: int, months: int, today: date) -> tuple[date, int] | None:
    """From which day a step has held long enough, and in how many more rounds, where both sides stand on it now."""
    if not run:
        return None
    return max(months_later(run[0], months), today), max(max(rounds, 2) - len(run), 1)
