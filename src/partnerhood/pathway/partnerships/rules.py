"""How a partnership may move, and what standing still means. Plain decisions about plain values."""

from datetime import date, timedelta

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
    still = sum(
        max(0, (min(until or end, end) - max(since, start)).days) for since, until in paused if since < end
    )
    return max(0, (end - start).days - still)
