"""What a scorecard says, what cannot be, what one warns about, and how far the parts of a split lie apart. Plain decisions about
plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal, Protocol
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.rules import Code, Figure, Number, Text

FEWEST, MOST, MOST_IN_ALL = 2, 4, 15
"""Of an aim, and of the whole scorecard; one may go beyond, and reads why one should not."""
ROOM = 10
"""How many one aim has room for on a page."""
EQUITY = ("insured", "distance_band", "neighbourhood", "sex", "age_band", "language", "ward")
"""By which splits one looks first, of those that a definition names."""


class Chosen(BaseModel):
    """An indicator of an aim, where it should be, and by which split it is looked at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: Code
    target: Number | None = None
    split: Code = ""


class Group(BaseModel):
    """What stands under one aim, or why nothing stands there yet."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    aim: Code
    chosen: Annotated[list[Chosen], Field(max_length=ROOM)] = []
    blank: Text = ""


class Content(BaseModel):
    """By what a network judges itself: aim by aim, in which periods, and of which hospitals it is asked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    length: Literal["quarter", "year"] = "quarter"
    hospitals: Annotated[list[UUID], Field(max_length=500)]
    aims: Annotated[list[Group], Field(max_length=8)]

    @property
    def chosen(self) -> list[Chosen]:
        """Every indicator, aim by aim."""
        return [one for group in self.aims for one in group.chosen]

    @property
    def codes(self) -> list[str]:
        """What is counted, each once."""
        return list(dict.fromkeys(one.indicator for one in self.chosen))


class Known(Protocol):
    """A definition, as far as one must know it to judge a choice."""

    @property
    def split(self) -> Sequence[str]:
        """By what it may be split."""

    @property
    def band(self) -> tuple[Decimal, Decimal] | None:
        """Between which numbers it is good, where that is so."""


def faults(content: Content, aims: Iterable[str], known: Mapping[str, Known], members: Iterable[UUID]) -> list[str]:
    """What cannot be so, each by the name of its field."""
    found = [] if [group.aim for group in content.aims] == list(aims) else ["aims"]
    if not content.chosen:
        found.append("nothing")
    if not content.hospitals or set(content.hospitals) - set(members):
        found.append("hospitals")
    seen: set[str] = set()
    for group in content.aims:
        for one in group.chosen:
            found += _faults_of(one, group.aim, known, seen)
            seen.add(one.indicator)
    return found


def _faults_of(one: Chosen, aim: str, known: Mapping[str, Known], seen: set[str]) -> list[str]:
    definition = known.get(one.indicator)
    if definition is None or one.indicator in seen:
        return [f"twice_{aim}" if definition else f"unknown_{aim}"]
    found = [f"split_{one.indicator}"] if one.split and one.split not in definition.split else []
    return found + ([f"target_{one.indicator}"] if one.target is not None and definition.band else [])


@dataclass(frozen=True)
class Warned:
    """Something to think about before one goes on: too many in all, too many or one alone in an aim."""

    kind: Literal["all", "many", "one"]
    number: int
    aim: str = ""


def warnings(content: Content) -> list[Warned]:
    """What a short list would do without; nothing of it is refused."""
    number = len(content.chosen)
    found = [Warned("all", number)] if number > MOST_IN_ALL else []
    for group in content.aims:
        if len(group.chosen) > MOST:
            found.append(Warned("many", len(group.chosen), group.aim))
        elif 0 < len(group.chosen) < FEWEST:
            found.append(Warned("one", len(group.chosen), group.aim))
    return found


def first_split(split: Sequence[str]) -> str:
    """By which split one looks for who is left behind, unless a network says another."""
    return next((one for one in EQUITY if one in split), split[0] if split else "")


@dataclass(frozen=True)
class Side:
    """One end of a gap: a part of a split, its value, and out of how many."""

    part: str
    value: Decimal
    figure: Figure | None


@dataclass(frozen=True)
class Gap:
    """How far the parts of a split lie apart: the highest and the lowest with their numbers, and what was too small to compare."""

    highest: Side
    lowest: Side
    too_small: tuple[str, ...]

    @property
    def wide(self) -> Decimal:
        """From the lowest to the highest, as people read the two."""
        return figures.shown(self.highest.value) - figures.shown(self.lowest.value)


def gap(sides: Sequence[Side], *, counts_people: bool) -> Gap | None:
    """The highest and the lowest part of a split; parts of fewer than ten people say nothing, and one part alone is no gap."""
    small = tuple(one.part for one in sides if not figures.may_be_published(_people(one), _matters(one, counts_people)))
    told = sorted((one for one in sides if one.part not in small), key=lambda one: (one.value, one.part))
    return Gap(told[-1], told[0], small) if len(told) > 1 else None


def _people(one: Side) -> Decimal | None:
    return one.figure.denominator if one.figure else None


def _matters(one: Side, counts_people: bool) -> bool:
    """Whether a part can be too small: where nothing is divided, nobody knows out of how many."""
    return counts_people and one.figure is not None and one.figure.denominator is not None
