"""What a score is, what must lie on the table, and when a domain is settled. Plain decisions about plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.ground.vocabulary.choices import Outside
from partnerhood.ground.vocabulary.rules import Answer, BothScores, difference, step

Mark = Literal["1", "2", "3", "4", "5", "not_chosen", "do_not_know"]
Text = Annotated[str, Field(max_length=4000)]
Line = Annotated[str, Field(max_length=300)]

MINUTES_A_DOMAIN = 6
LOOK_FROM = 3
MEASURE_FROM = 4


class Shown(BaseModel):
    """One thing to look at: in words, as a file, or both."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: Line = ""
    file: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""


class Scorer(BaseModel):
    """Somebody who scored, by function and never by name; `of_the_ward` works where it is about."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    function: Annotated[str, Field(min_length=2, max_length=100)]
    of_the_ward: bool = False


class Content(BaseModel):
    """What a side says of one domain: both answers, why, what one can look at, who scored, and how long it took."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keeps_it_going: Mark
    as_agreed: Mark
    words: Text = ""
    language: Annotated[str, Field(max_length=8)] = "en"
    evidence: list[Shown] = []
    scorers: list[Scorer] = []
    minutes: Annotated[int, Field(ge=0, le=600)] = 0


class Agreement(BaseModel):
    """What both sides sign for one domain: a step with its target, or no step this time with the reasons of each."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, Field(max_length=8)]
    step: Annotated[int, Field(ge=1, le=5)] | None = None
    target: Annotated[int, Field(ge=1, le=5)] | None = None
    target_date: date | None = None
    words: Text = ""


class Earlier(BaseModel):
    """Where an open point from before Partnerhood comes from, as the list of that time said it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    raised_date: date | None = None
    raised_by: Line = ""
    source: Line = ""


def answer(mark: str) -> Answer:
    """A mark as the ladder reads it: a whole step, or one of the two answers outside it."""
    return int(mark) if mark.isdigit() else Outside(mark)


def lower(keeps_it_going: str, as_agreed: str) -> Answer:
    """The lower of the two answers counts."""
    return step(answer(keeps_it_going), answer(as_agreed))


def things_to_look_at(evidence: Iterable[Shown]) -> int:
    """How many things lie on the table."""
    return sum(bool(one.words.strip() or one.file) for one in evidence)


def lacks_evidence(content: Content) -> bool:
    """From step three up there is at least one thing to look at."""
    counted = lower(content.keeps_it_going, content.as_agreed)
    return isinstance(counted, int) and counted >= LOOK_FROM and not things_to_look_at(content.evidence)


def lacks_voices(content: Content) -> bool:
    """At the hospital two functions score together, one of them from the ward; who does not choose need not explain."""
    if not isinstance(lower(content.keeps_it_going, content.as_agreed), int):
        return False
    functions = {one.function.strip().casefold() for one in content.scorers}
    return len(functions) < 2 or not any(one.of_the_ward for one in content.scorers)


@dataclass(frozen=True)
class Talk:
    """A domain as it lies before those who talk: who is in, and the answers that this reader may know."""

    domain: str
    own: Answer | None
    others: tuple[Answer, ...]


def in_order(talks: Iterable[Talk]) -> list[str]:
    """The widest difference first, then the lowest step; what cannot be compared comes last."""
    return [one.domain for one in sorted(talks, key=_place)]


def _place(one: Talk) -> tuple[int, int, str]:
    steps = [which for which in (one.own, *one.others) if isinstance(which, int)]
    return (-widest(one), min(steps, default=6), one.domain)


def widest(one: Talk) -> int:
    """How far the answers lie apart that a reader may know; less than nothing where there is one only."""
    apart = [difference(BothScores(one.domain, one.own, other)) for other in one.others]
    return max(apart, default=-1)


def nobody_chose(answers: Sequence[Answer], sides: int) -> bool:
    """Every side says that this is not chosen: nothing is left to agree."""
    return len(answers) == sides and all(one == Outside.NOT_CHOSEN for one in answers)


def silent_sides(sides: Iterable[str], scored: Iterable[UUID]) -> set[str]:
    """The sides whose score is not in yet."""
    return set(sides) - {str(one) for one in scored}


def stage(*, own_in: bool, all_in: bool, proposed: bool, settled: bool) -> str:
    """Where a domain stands for one side."""
    if settled:
        return "settled"
    if not own_in:
        return "to-score"
    if not all_in:
        return "waits-for-other"
    return "waits-for-keys" if proposed else "to-talk"


def said_by_all(sides: Iterable[str], reasons: Mapping[str, object]) -> bool:
    """Whether each side gave its reason."""
    return set(sides) <= set(reasons)
