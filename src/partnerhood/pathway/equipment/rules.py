"""How a device was from day to day, as it follows from what people said of it. Plain decisions about plain values."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

WORKING = "working"
OUT = frozenset({"broken", "unsafe"})
TROUBLE = OUT | {"partly"}
AWAY = frozenset({"stored", "gone"})
OWN = "own"
NO_REPAIR = "nobody"
"""Who brought a device back: the hospital's own people, or nobody, such as after a power cut."""
EVERY_KIND = frozenset({"technique_it_maintenance", "medical_equipment"})
"""The domains that look after every kind of device."""


@dataclass(frozen=True)
class Said:
    """What somebody said of a device, and the day from which it is so; `by` is who brought it back."""

    state: str
    from_date: date
    by: str = ""


@dataclass(frozen=True)
class Fault:
    """A device that did not do what it should, from a day until another day; still so where that is empty."""

    from_date: date
    to_date: date | None = None
    by: str = ""


def course(said: Sequence[Said]) -> list[Said]:
    """How a device was, the earliest first, from what was said of it in the order in which it was said.

    Who speaks later knows better: from the day that they name, their word stands in the place of every earlier one.
    """
    found: list[Said] = []
    for one in said:
        found = [*(kept for kept in found if kept.from_date <= one.from_date), one]
    return found


def state(said: Sequence[Said]) -> str:
    """How a device is, after all that was said of it."""
    return said[-1].state


def is_needed(said: Sequence[Said]) -> bool:
    """Whether somebody needs the device: it was neither put away nor did it leave the house."""
    return state(said) not in AWAY


def since(said: Sequence[Said]) -> date:
    """The day since which a device is as it is now: the earliest that was named since somebody last said otherwise. Broken
    and unsafe are one, for nobody can use it."""
    like = OUT if said[-1].state in OUT else {said[-1].state}
    first = said[-1].from_date
    for one in reversed(said):
        if one.state not in like:
            break
        first = min(first, one.from_date)
    return first


def faults(said: Sequence[Said]) -> list[Fault]:
    """Every fault of a device, the earliest first; one that ended because the device was put away was never repaired."""
    found: list[Fault] = []
    began: date | None = None
    for one in course(said):
        if one.state in TROUBLE:
            began = began or one.from_date
        elif began is not None:
            found.append(Fault(began, one.from_date, one.by if one.state == WORKING else "away"))
            began = None
    return found if began is None else [*found, Fault(began)]


def repaired(said: Sequence[Said], from_date: date, to_date: date) -> list[Fault]:
    """The faults that ended in a period because the device works again."""
    return [
        one
        for one in faults(said)
        if one.to_date is not None and one.by != "away" and from_date <= one.to_date < to_date
    ]


def closed(said: Sequence[Said], from_date: date, to_date: date) -> list[Fault]:
    """The faults that somebody closed in a period; what came back without a repair is left out."""
    return [one for one in repaired(said, from_date, to_date) if one.by not in ("", NO_REPAIR)]


def days(said: Sequence[Said], from_date: date, to_date: date) -> tuple[int, int]:
    """How many days of a period a device worked, and how many it was needed; nothing is known before the first word."""
    works = needed = 0
    for one, start, end in _within(said, from_date, to_date):
        length = (end - start).days
        works += length if one.state == WORKING else 0
        needed += length if one.state not in AWAY else 0
    return works, needed


def longest_out(said: Sequence[Said], from_date: date, to_date: date) -> int:
    """The longest time within a period that a device was out of use, in days."""
    longest = run = 0
    for one, start, end in _within(said, from_date, to_date):
        run = run + (end - start).days if one.state in OUT else 0
        longest = max(longest, run)
    return longest


def _within(said: Sequence[Said], from_date: date, to_date: date) -> Iterator[tuple[Said, date, date]]:
    """The stretches of a course that lie within a period."""
    told = course(said)
    ends = [*(one.from_date for one in told[1:]), to_date]
    for one, until in zip(told, ends, strict=True):
        start, end = max(one.from_date, from_date), min(until, to_date)
        if start < end:
            yield one, start, end


def middle_and_longest(found: Sequence[Fault]) -> tuple[float, int] | None:
    """How long these faults lasted: the middle one and the longest, in days."""
    lengths = [(one.to_date - one.from_date).days for one in found if one.to_date is not None]
    return (median(lengths), max(lengths)) if lengths else None


def one_name(name: str) -> str:
    """What is written on a device without capitals, accents and signs: “OC 11” and “oc-11” are one."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[\W_]+", "", "".join(one for one in letters if not unicodedata.combining(one)))
