"""What is still open before a hand-over, when one looks again, and what counts. Plain decisions about plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.ground.vocabulary.rules import months_later

Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=2000)]
LOOKS = (6, 12, 24)
HALVES = (1, 2, 3, 4)
EARLY = timedelta(days=31)
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
    reason: Annotated[str, Field(min_length=3, max_length=1000, pattern=r"\S")]
    by_date: date


class Content(BaseModel):
    """Everything of a hand-over that both sides sign: who owns it, the plan, what stops, what stays, whom to call."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, Field(max_length=8)]
    owner: Line = ""
    deputy: Line = ""
    call: Line = ""
    steps: list[Step] = []
    stops: list[Line] = []
    stays: list[Line] = []
    stays_also: list[Line] = []
    accepted: list[Accepted] = []


@dataclass(frozen=True)
class Fact:
    """What is known of one criterion: met, not met or not known, and from what."""

    criterion: str
    met: Literal["met", "not-met", "not-known"]
    words: str = ""
    needs_keys: bool = False
    """Only the keys are missing to meet it: that keeps nobody from turning one."""


def open_points(facts: Iterable[Fact], accepted: Iterable[Accepted] = ()) -> list[str]:
    """The criteria that are neither met nor accepted and that a key alone does not meet, in their order."""
    taken = {one.criterion for one in accepted if one.criterion != NEVER_ACCEPTED}
    left = [fact for fact in facts if fact.met != "met" and not fact.needs_keys]
    return [fact.criterion for fact in left if fact.criterion not in taken]


def two_names(content: Content | None) -> str:
    """Somebody owns it and a second person can do it: two names, and not the same."""
    if content is None or not content.owner.strip():
        return "not-known"
    names = {content.owner.strip().casefold(), content.deputy.strip().casefold()} - {""}
    return "met" if len(names) == 2 else "not-met"


def knows_what_stays(content: Content | None) -> str:
    """The plan says what stops, what stays and whom one may call; the three later looks follow from the day of signing."""
    if content is None:
        return "not-known"
    whole = content.steps and content.stops and (content.stays or content.stays_also) and content.call.strip()
    return "met" if whole else "not-met"


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


@dataclass(frozen=True)
class Counted:
    """Domains that stand on their own, those that asked back, and those that still stood after a year."""

    stands: int
    asked_back: int
    after_a_year: int


def counted(signed: Iterable[Stood]) -> Counted:
    """The three numbers that are only told together."""
    kept = list(signed)
    return Counted(
        stands=sum(not one.asked_back for one in kept),
        asked_back=sum(one.asked_back for one in kept),
        after_a_year=sum(not one.asked_back and _held_a_year(one) for one in kept),
    )


def _held_a_year(one: Stood) -> bool:
    late = [held for months, held in sorted(one.looks) if months >= 12]
    return bool(late) and late[-1]


def state(*, worded: bool, agreed: bool, asked_back: bool, taken_back: bool) -> str:
    """Where a hand-over stands."""
    if agreed:
        return "asked-back" if asked_back else "stands"
    if taken_back:
        return "taken-back"
    return "waits-for-keys" if worded else "asked"
