"""The clock of an exploration, and what is late."""

from dataclasses import dataclass
from datetime import date, timedelta

WEEK = 7
TO_ANSWER = timedelta(days=14)


@dataclass(frozen=True)
class Clock:
    """Where the time stands: which week out of how many, and the days that are left; none are left once it is over."""

    week: int
    weeks: int
    days_left: int
    has_begun: bool
    is_over: bool


def clock(from_date: date, to_date: date, today: date) -> Clock:
    """Where an exploration stands today; its last day is the day before `to_date`."""
    weeks = max(1, -(-(to_date - from_date).days // WEEK))
    week = (today - from_date).days // WEEK + 1
    left = max(0, (to_date - today).days)
    return Clock(min(max(week, 0), weeks), weeks, left, today >= from_date, today >= to_date)


def is_late(due: date | None, done: date | None, today: date) -> bool:
    """Whether something came after its day, or has not come though its day is over."""
    return due is not None and (done or today) > due


def answer_by(asked: date) -> date:
    """The day by which a question to the boards is answered: within two weeks."""
    return asked + TO_ANSWER
