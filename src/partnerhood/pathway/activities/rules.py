"""What is true of an activity: where it stands, who led it, how many came. Plain decisions about plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.pathway.indicators import rules as figures

LOCALLY = frozenset({"local", "south-south"})
ALWAYS_AT_A_DISTANCE = frozenset({"tele_mentoring", "webinar"})
EARLIEST = date(1990, 1, 1)
FURTHEST = timedelta(days=5 * 366)
ONE_DAY = timedelta(days=1)
MOST_ON_A_LIST = 500
WHEN_NOBODY_SAID = ("exchange_visit", "mixed")
OF_PURPOSE = {
    "prospection": ("prospection", "mixed"),
    "training": ("course", "visitor"),
    "study_stay": ("internship", "local"),
    "technical": ("technical_work", "visitor"),
    "supervision": ("supervision", "visitor"),
    "evaluation": ("evaluation", "mixed"),
    "check_after_handover": ("evaluation", "mixed"),
    "meeting": ("meeting", "mixed"),
}
"""In which way an earlier mission of a purpose was held and who led it, where no more was written down."""

Name = Annotated[str, Field(min_length=1, max_length=200)]


class Attendee(BaseModel):
    """Somebody on the list: a name is enough; the rest as far as it was written down."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Name
    profession: Annotated[str, Field(max_length=60)] = ""
    cadre: Annotated[str, Field(max_length=100)] = ""
    place: Annotated[str, Field(max_length=200)] = ""
    sex: Literal["", "woman", "man", "other"] = ""
    minutes: Annotated[int, Field(ge=0, le=200_000)] | None = None
    whole: bool = True


@dataclass(frozen=True)
class Came:
    """How many came and how many of them were women; nothing where nobody counted. `each`: on an ordinary day of many."""

    total: int | None = None
    women: int | None = None
    listed: int = 0
    each: bool = False


@dataclass(frozen=True)
class Taught:
    """Sessions of one year: how many there were, and how many the hospital or its region led itself."""

    year: int
    locally: int
    all: int

    @property
    def share(self) -> Decimal | None:
        """The part that was led locally or South–South, in per cent."""
        return figures.value(figures.Figure(Decimal(self.locally), Decimal(self.all)), 100)


def state(*, held: bool, cancelled: bool, to_date: date, today: date) -> str:
    """Where an activity stands; what was really held counts more than what was planned or called off."""
    if held:
        return "held"
    if cancelled:
        return "cancelled"
    return "waits" if to_date <= today else "planned"


def way_of(purpose: str) -> tuple[str, str]:
    """In which way an earlier mission was most probably held, and who led it, from what people travelled for."""
    return OF_PURPOSE.get(purpose, WHEN_NOBODY_SAID)


def needs_travel(led: str, *, at_a_distance: bool) -> bool:
    """Whether somebody comes from elsewhere for it."""
    return led != "local" and not at_a_distance


def is_at_a_distance(form: str, said: bool) -> bool:
    """Some formats are by phone or screen whatever was ticked."""
    return said or form in ALWAYS_AT_A_DISTANCE


def is_period(from_date: date, to_date: date) -> bool:
    """A period ends after it begins; the end is not included."""
    return from_date < to_date


def is_believable(from_date: date, to_date: date, today: date) -> bool:
    """Days that a hand may have meant to write."""
    return from_date >= EARLIEST and to_date <= today + FURTHEST


def is_under_way(from_date: date, to_date: date, today: date) -> bool:
    """From its first day on, somebody may say what came of it, though it is not over."""
    return from_date <= today < to_date


def has_come(to_date: date, today: date) -> bool:
    """Whether the last day is here; half the world is a day ahead of the clock."""
    return to_date - ONE_DAY <= today + ONE_DAY


def came(counts: Iterable[tuple[Came, int]]) -> Came:
    """How many came, from each session's count and how many times it was held.

    What was held once is counted; what was held more often is told as an ordinary day, because mostly the same people come.
    """
    known = [(one, times) for one, times in counts if one.total is not None]
    if not known:
        return Came()
    if sum(times for _, times in known) == 1:
        return known[0][0]
    totals = sorted(((one.total or 0, one.women) for one, times in known for _ in range(times)), key=lambda day: day[0])
    total, women = totals[(len(totals) - 1) // 2]
    return Came(total, women, sum(one.listed for one, _ in known), each=True)


def counted(said: int | None, said_women: int | None, listed: int, listed_women: int) -> Came:
    """One session's count: what was said, unless the list is longer; without a list what was said."""
    if said is None or listed > said:
        return Came(listed, listed_women, listed) if listed else Came(None, None, 0)
    women = said_women if said_women is not None else (listed_women if listed == said else None)
    return Came(said, women, listed)


def is_shown_to_all(how_many: Came) -> bool:
    """Of a small group the public reads how many came, not how many of them were women."""
    return figures.may_be_published(None if how_many.total is None else Decimal(how_many.total), counts_people=True)


def taught(sessions: Iterable[tuple[int, str, int]]) -> list[Taught]:
    """Sessions per year, the oldest first, from (year, who led, how many times)."""
    every: dict[int, int] = {}
    locally: dict[int, int] = {}
    for year, led, times in sessions:
        every[year] = every.get(year, 0) + times
        locally[year] = locally.get(year, 0) + (times if led in LOCALLY else 0)
    return [Taught(year, locally[year], every[year]) for year in sorted(every)]


def on_the_list(name: str, what: str, place: str) -> str:
    """What tells two people on one list apart: name, profession and place, whatever the capitals."""
    return "/".join(" ".join(part.casefold().split()) for part in (name, what, place))
