"""How numbers of a national system are called here, and where they count once somebody said so. Plain text and plain numbers.

A national system has its own codes. Its numbers are kept under them, before anybody said what they are; a mapping says which of
them are the numerator or the denominator of which indicator. What the hospital's own people wrote counts before them.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.rules import WHOLE, Key

PREFIX = "dhis2:"
ORIGINS = ("dhis2", "adx")
LONGEST_ELEMENT = 60 - len(PREFIX)
LONGEST_PART = 50
MARK = 20
"""How many signs of a fingerprint tell long codes apart that begin alike."""
MOST = Decimal(10) ** 14
"""A sum that is no longer kept exactly counts nowhere."""

Side = Literal["numerator", "denominator"]
Names = Annotated[
    dict[Annotated[str, Field(max_length=120)], Annotated[str, Field(min_length=1, max_length=255)]],
    Field(max_length=2 * rules.MOST),
]
"""What a national system calls its codes."""


def element(code: str) -> str:
    """How a cell names what a national system counts by this code."""
    return PREFIX + _fitted(code, LONGEST_ELEMENT)


def part(combo: str = "", attribute: str = "") -> str:
    """How a cell names the combo and the attribute by which a national system splits a number; empty ones are left out."""
    said = (("combo", combo), ("attribute", attribute))
    return "|".join(f"{name}:{_fitted(_escaped(code), LONGEST_PART)}" for name, code in said if code)


def is_national(code: str) -> bool:
    """Whether a cell has the name that a national system gave it, and not that of an indicator."""
    return code.startswith(PREFIX)


def bare(code: str) -> str:
    """The code of a national system without our sign before it."""
    return code.removeprefix(PREFIX)


def _escaped(code: str) -> str:
    return code.replace("%", "%25").replace("|", "%7C").replace(":", "%3A")


def _fitted(code: str, most: int) -> str:
    """A code as it is, or the beginning of a long one with its fingerprint, so that two of them never meet."""
    if len(code) <= most:
        return code
    return f"{code[: most - MARK - 1]}~{hashlib.sha256(code.encode()).hexdigest()[:MARK]}"


def is_well_said(key: Key, figure: Figure | None) -> bool:
    """Whether a national number stands as it has to: of the whole hospital, and one number alone."""
    return key.place == WHOLE and (figure is None or figure.denominator is None)


@dataclass(frozen=True)
class Target:
    """Where a national number counts: all its parts added up or one of them, as which side of which indicator and split."""

    element: str
    part: str
    indicator: str
    side: str
    split: str

    def takes(self, key: Key) -> bool:
        """Whether a national number is meant."""
        return key.indicator == self.element and self.part in (WHOLE, key.split)

    def meets(self, other: "Target") -> bool:
        """Whether a number would count twice in the same place."""
        place = (self.element, self.indicator, self.side, self.split)
        there = (other.element, other.indicator, other.side, other.split)
        return place == there and (WHOLE in (self.part, other.part) or self.part == other.part)


@dataclass(frozen=True)
class Mapped:
    """An indicator's figure from national numbers, and which ones."""

    figure: Figure
    sources: tuple[Key, ...]


def counted(numbers: Mapping[Key, Figure], targets: Iterable[Target], divides: Collection[str]) -> dict[Key, Mapped]:
    """What national numbers say of indicators. Of several numbers for one side those that are there are added; an indicator
    that divides has a figure only where both sides have a number, and another one only a numerator."""
    found: dict[Key, dict[str, dict[Key, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    for target in targets:
        for key, figure in numbers.items():
            if target.takes(key):
                found[Key(target.indicator, WHOLE, target.split)][target.side][key] = figure.numerator
    told = {}
    for place, sides in found.items():
        numerator, denominator = _added(sides["numerator"]), _added(sides["denominator"])
        if numerator is None or (denominator is None) == (place.indicator in divides):
            continue
        if abs(numerator) < MOST and abs(denominator or Decimal(0)) < MOST:
            sources = dict.fromkeys([*sides["numerator"], *sides["denominator"]])
            told[place] = Mapped(Figure(numerator, denominator), tuple(sources))
    return told


def _added(numbers: Mapping[Key, Decimal]) -> Decimal | None:
    return sum(numbers.values(), Decimal(0)) if numbers else None


@dataclass(frozen=True)
class Whole:
    """One figure, the cells that people wrote and the national numbers that it was made of, and those of both that stand beside
    it and were not added."""

    figure: Figure | None
    used: tuple[Key, ...] = ()
    beside: tuple[Key, ...] = ()
    sources: tuple[Key, ...] = ()
    unused: tuple[Key, ...] = ()


def total(written: Mapping[Key, Figure], mapped: Mapping[Key, Mapped], how: RollUp, split: str = WHOLE) -> Whole:
    """One indicator's figure: what the hospital's people wrote, and where that gives none, what a national system says."""
    own = rules.total(written, how, split)
    if own.figure is not None or not mapped:
        return Whole(own.figure, own.used, own.beside, (), _sources(mapped.values()))
    found = rules.total({**{key: one.figure for key, one in mapped.items()}, **written}, how, split)
    theirs = {key: one for key, one in mapped.items() if key not in written}
    return Whole(
        found.figure,
        tuple(key for key in found.used if key in written),
        tuple(key for key in written if key not in found.used),
        sources := _sources(one for key, one in theirs.items() if key in found.used),
        tuple(key for key in _sources(mapped.values()) if key not in sources),
    )


def _sources(found: Iterable[Mapped]) -> tuple[Key, ...]:
    return tuple(dict.fromkeys(key for one in found for key in one.sources))
