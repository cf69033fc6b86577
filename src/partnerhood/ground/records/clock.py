"""The one clock. A told story and a demo node live at another day; everybody else at the real one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

_told: ContextVar[datetime | None] = ContextVar("told", default=None)
_day: ContextVar[date | None] = ContextVar("day", default=None)


class OnlyTheDay(RuntimeError):
    """Somebody asked for the moment where only the day may count."""


def now() -> datetime:
    """This moment, in UTC."""
    if _day.get() is not None:
        raise OnlyTheDay
    return _told.get() or datetime.now(UTC) + _shift()


def today() -> date:
    """This day, in UTC."""
    return _day.get() or now().date()


@contextmanager
def only_the_day() -> Iterator[None]:
    """Let whoever asks meanwhile know the day and not the moment: what they make is used for the rest of the day."""
    token = _day.set(today())
    try:
        yield
    finally:
        _day.reset(token)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let the clock stand still at a moment, for a story or a test."""
    token = _told.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _told.reset(token)


def _shift() -> timedelta:
    """How far a demo node's day lies from the real one, in seconds, as `partnerhood demo` set it."""
    return timedelta(seconds=float(os.environ.get("PARTNERHOOD_CLOCK_SHIFT", "0")))
