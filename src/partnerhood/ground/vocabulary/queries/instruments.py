"""What every hospital is looked at with: the ladder, and the hand-over."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from partnerhood.ground.vocabulary.queries.sheets import Row, Text
from partnerhood.ground.vocabulary.queries.things import Term

LEVELS_WITH_A_CUE = ("clinical", "support", "organisation")


@dataclass(frozen=True, kw_only=True)
class Step(Term):
    """A step of the ladder: what one can see when a hospital stands there in a domain."""

    number: int
    keeps_it_going: Text
    as_agreed: Text
    ask_to_see: Text
    looks_like: Mapping[str, Text]


def step(row: Row) -> Step:
    """A step of the ladder with its cue for each level of support."""
    if not row.code.isdigit():
        raise row.fault("a step is a whole number")
    return Step(
        code=row.code,
        name=row.name(),
        number=int(row.code),
        keeps_it_going=row.text("keeps_it_going"),
        as_agreed=row.text("as_agreed"),
        ask_to_see=row.text("ask_to_see"),
        looks_like=MappingProxyType({level: row.text(f"looks_like_{level}") for level in LEVELS_WITH_A_CUE}),
    )


@dataclass(frozen=True, kw_only=True)
class Criterion(Term):
    """A criterion for hand-over: the fact it is read from, and thresholds that a network may change."""

    explanation: Text
    fact: str
    thresholds: Mapping[str, int]


def criterion(row: Row) -> Criterion:
    """A criterion for hand-over in plain words."""
    return Criterion(
        code=row.code,
        name=row.name(),
        explanation=row.text("explanation"),
        fact=row.word("fact"),
        thresholds=MappingProxyType(row.numbers("thresholds")),
    )
