"""What a score is, what must lie on the table, and when a domain is settled. Plain decisions about plain values."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Annotated, Literal, Protocol, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from partnerhood.ground.vocabulary.choices import Outside
from partnerhood.ground.vocabulary.rules import Answer, BothScores, difference, step

Mark = Literal["1", "2", "3", "4", "5", "not_chosen", "do_not_know"]
Text = Annotated[str, Field(max_length=4000)]
Line = Annotated[str, Field(max_length=300)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$", max_length=60)]
Words = Annotated[str, Field(min_length=1, max_length=1000, pattern=r"\S")]
Tongue = Literal["en", "nl", "fr"]
Texts = Annotated[dict[Tongue, Words], Field(min_length=1)]
LooksAt = Literal["hospital", "partnership"]

MINUTES_A_DOMAIN = 6
MINUTES_AN_HOUR = 60
LOOK_FROM = 3
FUNCTIONS = 2
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
    """What a side says of one domain or question: both answers of the ladder or one level, why, what one can look at, who
    scored, and how long it took."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    keeps_it_going: Mark | None = None
    as_agreed: Mark | None = None
    level: Mark | None = None
    words: Text = ""
    language: Annotated[str, Field(max_length=8)] = "en"
    evidence: list[Shown] = []
    scorers: list[Scorer] = []
    minutes: Annotated[int, Field(ge=0, le=600)] = 0

    @model_validator(mode="after")
    def _answers_in_one_way(self) -> Self:
        both = self.keeps_it_going is not None and self.as_agreed is not None
        if both == (self.level is not None) or (self.keeps_it_going is None) != (self.as_agreed is None):
            raise ValueError("A score is one level, or both answers of the ladder.")
        return self


class Question(BaseModel):
    """A question of an instrument that a network brought: its name, and what one sees at each level."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Slug
    name: Texts
    levels: Annotated[list[Texts], Field(min_length=2, max_length=5)]
    ask_to_see: Texts | None = None
    counted: Texts | None = None


class Questionnaire(BaseModel):
    """An instrument that a network brought, whole: the same that a file of ours says, in one language or in several."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Texts
    explanation: Texts | None = None
    looks_at: LooksAt = "partnership"
    minutes: Annotated[int, Field(ge=1, le=600)]
    people: Annotated[int, Field(ge=1, le=20)] = 1
    look_from: Annotated[int, Field(ge=1, le=6)] = LOOK_FROM
    levels: Annotated[list[Texts], Field(min_length=2, max_length=5)]
    questions: Annotated[list[Question], Field(min_length=1, max_length=200)]
    author: Line = ""
    source: Line = ""

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        codes = [one.code for one in self.questions]
        if len(set(codes)) < len(codes):
            raise ValueError("Two questions have the same code.")
        if any(len(one.levels) != len(self.levels) for one in self.questions):
            raise ValueError("Every question has all levels.")
        return self


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


class Answered(Protocol):
    """A score, said or kept: both answers of the ladder, or one level."""

    @property
    def keeps_it_going(self) -> str | None:
        """Who keeps it going."""

    @property
    def as_agreed(self) -> str | None:
        """Whether it is as good as agreed."""

    @property
    def level(self) -> str | None:
        """The level, where one is all that is asked."""


def counted(said: Answered) -> Answer:
    """What a score comes to: its level, or the lower of the two answers of the ladder."""
    return counted_of(said.keeps_it_going, said.as_agreed, said.level)


def counted_of(keeps_it_going: str | None, as_agreed: str | None, level: str | None) -> Answer:
    """The same of the answers themselves."""
    return answer(level) if level else lower(keeps_it_going or "", as_agreed or "")


def fits(said: Answered, *, is_ladder: bool, top: int) -> bool:
    """A score answers what its instrument asks: both questions of the ladder, or one of its levels; of a question of ours
    nobody says that it is not chosen."""
    if is_ladder != (not said.level):
        return False
    found = counted(said)
    return found <= top if isinstance(found, int) else is_ladder or found == Outside.DO_NOT_KNOW


def things_to_look_at(evidence: Iterable[Shown]) -> int:
    """How many things lie on the table."""
    return sum(bool(one.words.strip() or one.file) for one in evidence)


def lacks_evidence(content: Content, look_from: int = LOOK_FROM) -> bool:
    """From step three up, or where an instrument says so, there is at least one thing to look at."""
    found = counted(content)
    return isinstance(found, int) and found >= look_from and not things_to_look_at(content.evidence)


def lacks_voices(content: Content) -> bool:
    """At the hospital two functions score together, one of them from the ward; who does not choose need not explain."""
    if not isinstance(counted(content), int):
        return False
    functions = {one.function.strip().casefold() for one in content.scorers}
    return len(functions) < FUNCTIONS or not any(one.of_the_ward for one in content.scorers)


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


def middle(answers: Iterable[Answer | None]) -> int | None:
    """The middle of several levels, the lower one where two stand in the middle; what one does not know counts for none."""
    levels = [one for one in answers if isinstance(one, int)]
    return median_low(levels) if levels else None


def people_asked(named: int, expected: int) -> int:
    """How many of a side a question asked: those who are named as scorers, and never fewer than it takes."""
    return max(named, expected)


def minutes_asked(minutes: int, people: Sequence[int]) -> int:
    """What a round asks of a side: its minutes are shared by its questions, and count for each who answers one."""
    return -(-minutes * sum(people) // len(people)) if people else 0


def goes_over(cap_hours: int | None, asked: int, more: int) -> bool:
    """Whether more minutes would go over the hours that an organisation gives in a year."""
    return cap_hours is not None and asked + more > cap_hours * MINUTES_AN_HOUR
