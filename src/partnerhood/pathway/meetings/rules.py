"""When minutes are approved, when they can be, and whether each side has its share of the seats. Plain decisions about plain
values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

MOST = 100
TWO_WEEKS = timedelta(days=14)
"""After how long minutes are approved where no next meeting is called."""
Text = Annotated[str, Field(max_length=4000)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Line = Annotated[str, Field(max_length=300)]
Tongue = Annotated[str, Field(max_length=8)]
Lasting = Annotated[int, Field(ge=5, le=2880)]


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Came(_Content):
    """That somebody came, came by line, or was excused."""

    person: UUID
    came: Literal["came", "by-line", "excused"]


class Said(_Content):
    """Words in the language in which they were written."""

    words: str
    language: str


class Minute(_Content):
    """A point as the minutes tell it."""

    number: int
    title: Said
    asks: str
    minutes: Said | None = None


class Decided(_Content):
    """A decision as the minutes tell it."""

    words: Said
    why: Said
    goal: UUID | None = None


class Agreed(_Content):
    """An action point as the minutes tell it."""

    what: Said
    owner: UUID
    by_date: date


class Minutes(_Content):
    """The minutes of a meeting, word by word: what two keys are turned under."""

    body: UUID
    begins_at: AwareDatetime
    place: str
    came: list[Came]
    points: list[Minute]
    decisions: list[Decided]
    actions: list[Agreed]


@dataclass(frozen=True)
class Turned:
    """A key under minutes: for which organisation, and whether its owner chaired the body then."""

    organisation: UUID
    is_chair: bool


@dataclass(frozen=True)
class Share:
    """How many of the seats an organisation has, and whether that is more than its share."""

    organisation: UUID
    seats: int
    has_more: bool


def is_approved(turned: Iterable[Turned]) -> bool:
    """Minutes are approved by a chair and by somebody of another organisation than the chair's."""
    keys = list(turned)
    chairs = {key.organisation for key in keys if key.is_chair}
    return bool(chairs) and len({key.organisation for key in keys}) > 1


def can_be_approved(met_at: datetime, next_at: datetime | None, today: date) -> bool:
    """Minutes are approved at the next meeting, from its day on; where none is called, two weeks after the meeting."""
    return (next_at.date() if next_at else met_at.date() + TWO_WEEKS) <= today


def balance(seats: Mapping[UUID, int], sides: Iterable[UUID]) -> list[Share]:
    """The seats of each side, most first; more than its share has who sits on more than an equal part, rounded up."""
    every = {**dict.fromkeys(sides, 0), **seats}
    fair = -(-sum(every.values()) // max(2, len(every)))
    shares = [Share(one, number, number > fair) for one, number in every.items()]
    return sorted(shares, key=lambda share: -share.seats)


def clock_there(moment: datetime, zone: str) -> datetime | None:
    """What clocks show somewhere at a moment; None where nobody knows."""
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def moment_of(day: date, clock: tuple[int, int], zone: str) -> datetime:
    """The moment at which clocks somewhere show this hour on this day."""
    return datetime(day.year, day.month, day.day, *clock, tzinfo=ZoneInfo(zone))


def other_clocks(moment: datetime, zone: str, zones: Iterable[str]) -> list[tuple[str, datetime]]:
    """What clocks elsewhere show at a moment, where it is another hour than by the clock that was named."""
    named = clock_there(moment, zone)
    if named is None:
        return []
    found: dict[datetime, tuple[str, datetime]] = {}
    for other in zones:
        there = clock_there(moment, other)
        if there is not None and there.replace(tzinfo=None) != named.replace(tzinfo=None):
            found.setdefault(there.replace(tzinfo=None), (other, there))
    return [found[key] for key in sorted(found)]
