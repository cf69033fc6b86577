"""What a need's answers make of it. Plain decisions about plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

LONGEST_VOICE_SECONDS = 60


@dataclass(frozen=True)
class Told:
    """What was done with a need so far, the oldest first."""

    noted_for_somebody: bool
    confirmed: bool
    answers: Sequence[str] = ()


def state(told: Told) -> str:
    """Where a need stands: what is noted for somebody counts only once they confirm; the last answer counts."""
    if told.noted_for_somebody and not told.confirmed:
        return "unconfirmed"
    last = told.answers[-1] if told.answers else "reopened"
    return "open" if last == "reopened" else last


def may_be_ranked(told: Told) -> bool:
    """Only what the hospital says itself is ranked or taken up."""
    return state(told) != "unconfirmed"


def asks_reason(kind: str) -> bool:
    """Whoever sets a need aside or answers it says why, in words the asker will read."""
    return kind in {"set-aside", "answered", "reopened"}


def days_waiting(voiced_at: datetime, answered_at: datetime | None, now: datetime) -> int:
    """Whole days between a need and its answer, or until now."""
    return ((answered_at or now) - voiced_at).days


def in_order(order: Sequence[str], ids: Sequence[str]) -> list[str]:
    """Needs in the hospital's own order; what it did not rank yet comes after, as given."""
    ranked = [key for key in order if key in set(ids)]
    return [*ranked, *(key for key in ids if key not in set(ranked))]


def moved(order: Sequence[str], key: str, steps: int) -> list[str]:
    """The same order with one of its needs some steps further down, or up where the steps are negative."""
    left = [one for one in order if one != key]
    if len(left) == len(order):
        return list(order)
    at = max(0, order.index(key) + steps)
    return [*left[:at], key, *left[at:]]
