"""Which part of the pairs that we call one house are one (precision), and which part of those that are one we find (recall).

The pairs stand in `duplicates.txt`, made by hand for this measurement: every second pair was put by while the rule was written, and
only those count. Forty-eight pairs are few: a figure of 0.92 may as well be 0.8. They show that the rule holds over languages, kinds of
house and spellings, not how many duplicates a real list has.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure

PAIRS = Path(__file__).with_name("duplicates.txt")
NAMES = ("duplicates.precision", "duplicates.recall")


def measure(folder: Path) -> Iterator[Figure]:
    """Hold every pair that was put by against the rule."""
    right, called, there = judged(1)
    note = {"pairs": sum(1 for _ in pairs(1)), "while_written": judged(0)}
    yield Figure("duplicates.precision", "of what is called one house", (right / called,), note=note)
    yield Figure("duplicates.recall", "of what is one house", (right / there,), note=note)


def judged(half: int) -> tuple[int, int, int]:
    """How many pairs were rightly called one, how many were called so, and how many are, of those in one half."""
    from partnerhood.pathway.services.rules import likeness

    said = [(are_one, likeness.are_probably_one(one, other)) for are_one, one, other in pairs(half)]
    return sum(a and b for a, b in said), sum(b for _a, b in said), sum(a for a, _b in said)


def pairs(half: int) -> Iterator[tuple[bool, Any, Any]]:
    """Whether two houses are one, and both."""
    lines = [line for line in PAIRS.read_text().splitlines() if line[:1] in "=x"]
    for line in lines[half::2]:
        one, other = line[1:].split(" | ")
        yield line[0] == "=", _house(one), _house(other)


def _house(said: str) -> Any:
    from partnerhood.pathway.services.rules import likeness, nearness

    name, kind, country, place, where, number = (part.strip() for part in said.split(";"))
    degrees = [float(one) for one in where.split(",")] if where else []
    spot = nearness.spot(degrees[0], degrees[1]) if degrees else None
    return likeness.House(name, kind, country, place, spot, number)
