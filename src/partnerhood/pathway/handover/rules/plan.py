"""What both sides sign: the plan, what was known on the day, and what else changed. Plain decisions about plain values."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=2000)]
Language = Annotated[str, Field(max_length=8)]
Said = Annotated[dict[Language, Text], Field(max_length=8)]
"""One sentence of the house in each of its languages, so that who signs it can read it."""
Sentence = Annotated[str, Field(min_length=3, max_length=1000, pattern=r"\S")]
Met = Literal["met", "not-met", "not-known"]
HALVES = (1, 2, 3, 4)
NEVER_ACCEPTED = "asked_by_hospital"
"""Whether a hospital is ready is its own to say; nobody can accept that it did not."""


class Step(BaseModel):
    """What one half-year asks, and who does it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    half: Annotated[int, Field(ge=1, le=4)]
    what: Text


class Accepted(BaseModel):
    """A criterion that is still open, accepted with a reason and a day by which it is looked at again."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    criterion: Line
    reason: Sentence
    by_date: date


class Source(BaseModel):
    """Where a fact was read: the name of an address with what stands in it, and what lies there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    address: Line
    names: Annotated[list[Line], Field(max_length=4)]
    words: Said


class Answered(BaseModel):
    """Who answered a criterion by name, for which side, on which day, and what they said that one can look at."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    testimony: UUID
    person: Line = ""
    side: Line
    on: date
    language: Language = ""
    words: Text = ""
    has_file: bool = False


class Fact(BaseModel):
    """What is known of one criterion: met, not met or not known, and from what."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    criterion: Line
    met: Met
    words: Said = {}
    needs_keys: bool = False
    """Only the keys are missing to meet it: that keeps nobody from turning one."""
    sources: Annotated[list[Source], Field(max_length=40)] = []
    answered: Answered | None = None


class Figure(BaseModel):
    """An outcome on the day: a goal's measure with its last reading, or the step that both sides last agreed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Line
    name: Line = ""
    language: Language = ""
    unit: Line
    value: Decimal | None = None
    target: Decimal | None = None
    day: date
    source: Source


class Known(BaseModel):
    """What was known on a day: every criterion with its fact, and every outcome figure."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: date
    facts: Annotated[list[Fact], Field(max_length=40)] = []
    figures: Annotated[list[Figure], Field(max_length=60)] = []


class Beside(BaseModel):
    """What else changed, beside one outcome figure: not everything that moved was moved by the partners."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    figure: Line
    words: Sentence


class Content(BaseModel):
    """Everything of a hand-over that both sides sign: who owns it, the plan, what stops, what stays, whom to call, what was
    known on the day, and beside each outcome what else changed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Language
    owner: Line = ""
    deputy: Line = ""
    call: Line = ""
    steps: list[Step] = []
    stops: list[Line] = []
    stays: list[Line] = []
    stays_also: list[Line] = []
    accepted: list[Accepted] = []
    beside: Annotated[list[Beside], Field(max_length=60)] = []
    known: Known | None = None


def open_points(facts: Iterable[Fact], accepted: Iterable[Accepted] = ()) -> list[str]:
    """The criteria that are neither met nor accepted and that a key alone does not meet, in their order."""
    taken = {one.criterion for one in accepted if one.criterion != NEVER_ACCEPTED}
    left = [fact for fact in facts if fact.met != "met" and not fact.needs_keys]
    return [fact.criterion for fact in left if fact.criterion not in taken]


def without_a_word(content: Content) -> list[Figure]:
    """The outcome figures beside which nobody said yet what else changed."""
    said = {one.figure for one in content.beside}
    return [one for one in content.known.figures if one.key not in said] if content.known else []


def changed_since(then: Iterable[Fact], now: Iterable[Fact]) -> list[tuple[Fact, Fact]]:
    """The facts that are not what they were when a plan was written, each with what it is now."""
    known = {one.criterion: one for one in then}
    return [(known[one.criterion], one) for one in now if one.criterion in known and known[one.criterion] != one]


def two_names(content: Content | None) -> Met:
    """Somebody owns it and a second person can do it: two names, and not the same."""
    if content is None or not content.owner.strip():
        return "not-known"
    names = {content.owner.strip().casefold(), content.deputy.strip().casefold()} - {""}
    return "met" if len(names) == 2 else "not-met"


def knows_what_stays(content: Content | None) -> Met:
    """The plan says what stops, what stays and whom one may call; the three later looks follow from the day of signing."""
    if content is None:
        return "not-known"
    whole = content.steps and content.stops and (content.stays or content.stays_also) and content.call.strip()
    return "met" if whole else "not-met"
