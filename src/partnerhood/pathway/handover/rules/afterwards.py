"""When one looks again after a hand-over, what counts, and where one stands. Plain decisions about plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from partnerhood.ground.vocabulary.rules import months_later

LOOKS = (6, 12, 24)
EARLY = timedelta(days=31)
STANDING = ("stands", "lower")
SETTLED = (*STANDING, "taken-back", "asked-back")


def look_dates(
    signed_on: date, paused: Sequence[tuple[date, date | None]] = (), today: date | None = None
) -> dict[int, date]:
    """When one looks again: 6, 12 and 24 months after signing, later by as long as the partnership stood still."""
    return {months: _after(signed_on, months_later(signed_on, months), paused, today) for months in LOOKS}


def _after(start: date, due: date, paused: Sequence[tuple[date, date | None]], today: date | None) -> date:
    for since, until in sorted(paused, key=lambda one: one[0]):
        end = until or today or since
        if since < due and end > start:
            due += end - max(since, start)
    return due


@dataclass(frozen=True)
class Stood:
    """A signed hand-over as it is counted."""

    signed_on: date
    asked_back: bool
    looks: tuple[tuple[int, bool], ...] = ()
    """Which looks were taken, and whether it had held."""

    @property
    def stands(self) -> bool:
        """Nobody asked back, and the last look found what was agreed."""
        return not self.asked_back and (not self.looks or max(self.looks)[1])


@dataclass(frozen=True)
class Counted:
    """Domains that stand on their own, those that asked back, those that still stood after a year, and those that a later look
    found lower."""

    stands: int
    asked_back: int
    after_a_year: int
    lower: int = 0


def counted(signed: Iterable[Stood]) -> Counted:
    """The numbers that are only told together."""
    kept = list(signed)
    return Counted(
        stands=sum(one.stands for one in kept),
        asked_back=sum(one.asked_back for one in kept),
        lower=sum(not one.stands and not one.asked_back for one in kept),
        after_a_year=sum(one.stands and _held_a_year(one) for one in kept),
    )


def _held_a_year(one: Stood) -> bool:
    late = [held for months, held in sorted(one.looks) if months >= 12]
    return bool(late) and late[-1]


def is_lower(has_held: bool, level: int | None, agreed: int | None) -> bool:
    """Whether a later look found less than what was agreed: it did not hold, or the step one saw is lower."""
    return not has_held or (level is not None and agreed is not None and level < agreed)


def state(*, worded: bool, agreed: bool, asked_back: bool, taken_back: bool, lower: bool = False) -> str:
    """Where a hand-over stands."""
    if agreed:
        if asked_back:
            return "asked-back"
        return "lower" if lower else "stands"
    if taken_back:
        return "taken-back"
    return "waits-for-keys" if worded else "asked"
