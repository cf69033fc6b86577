"""How a partnership may move, and what standing still means. Plain decisions about plain values."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field

MOVES = {
    "prospecting": {"active", "ended"},
    "active": {"phasing-out", "ended"},
    "suspended": {"active", "phasing-out", "ended"},
    "phasing-out": {"active", "ended", "follow-up"},
    "ended": {"follow-up", "prospecting"},
    "follow-up": {"ended", "active"},
}
"""From where to where by one partner's word; to stand still takes both keys and has its own way."""

REVIEW_EVERY = timedelta(days=91)
LEAST = 2
"""How many partners a partnership has at least before anything is agreed in it."""
MOST_SIGNERS = 40
Partner = TypeVar("Partner")


class Paper(BaseModel):
    """An agreement that was signed on paper before Partnerhood: what it is called, since when it holds, and where it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
    signed_date: date
    until_date: date | None = None
    signers: Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=MOST_SIGNERS)] = []
    kept_at: Annotated[str, Field(max_length=300)] = ""
    address: Annotated[str, Field(max_length=2000, pattern=r"^(https?://[^\s<>\"]+)?$")] = ""


def signers(paper: Paper, partners: Iterable[Partner]) -> list[tuple[Partner, str]]:
    """Who signed for which partner: in the order in which both are named, where there is one name for each."""
    signed_by = list(partners)
    named = len(paper.signers) == len(signed_by)
    return list(zip(signed_by, paper.signers if named else [""] * len(signed_by), strict=True))


def may_move(now: str, to: str) -> bool:
    """Whether a partnership may go from one state to another."""
    return to in MOVES.get(now, set())


def needs_charter(to: str) -> bool:
    """A partnership is active when its charter carries every key."""
    return to == "active"


def next_review(since: date, reviews: list[date]) -> date:
    """When a suspension has to be looked at again: three months after it began or was last looked at."""
    return max([since, *reviews]) + REVIEW_EVERY


def days_counted(start: date, end: date, paused: list[tuple[date, date | None]]) -> int:
    """Days between two dates on a clock that stands still during suspensions."""
    still = sum(max(0, (min(until or end, end) - max(since, start)).days) for since, until in paused if since < end)
    return max(0, (end - start).days - still)


FORGOTTEN_AFTER = timedelta(days=180)
"""When what somebody said who wanted to join is erased, if nobody answered."""
FORGOTTEN_AFTER_NO = timedelta(days=30)
MOST_AN_HOUR = 200
"""How many join one network in an hour: a full hall does, a flood does not."""
MOST_WAITING = 2000


def reach(contact: str) -> str:
    """A telephone number or an address as one compares it: without capitals, spaces and the signs between digits."""
    bare = contact.strip().lower()
    if "@" in bare:
        return "".join(bare.split())
    return "".join(sign for sign in bare if sign.isalnum() or sign == "+")


def can_be_reached(contact: str) -> bool:
    """Whether somebody can be called or written to: a mail address, or a telephone number."""
    bare = reach(contact)
    if "@" in bare:
        before, _sign, after = bare.partition("@")
        return bool(before) and "." in after.strip(".")
    return sum(sign.isdigit() for sign in bare) >= 6 and all(sign.isdigit() or sign == "+" for sign in bare)
