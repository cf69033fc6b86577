"""Opening hours: how they are written down, whether a place is open, and when it opens. Minutes of a week, in the place's own
time; the week begins on Monday at midnight."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY, WEEK = 24 * 60, 7 * 24 * 60
DAYS = ("1", "2", "3", "4", "5", "6", "7")
"""The days of the week, Monday first."""
HOLIDAYS = ("call", "same", "closed")
MOST_SPANS = 4
TIME = re.compile(r"^(\d{1,2})(?:\s*[:.hu]\s*(\d{2})?)?$")
BETWEEN = re.compile(r"\s*(?:-|–|—|/)\s*")
AND = re.compile(r"\s*(?:,|;|&|\+)\s*")
Span = tuple[int, int]


class UnclearHours(ValueError):
    """Hours that cannot be read; its words are the part that is unclear."""


def read_day(text: str) -> list[list[str]]:
    """The hours of one day as people write them ("9-12, 13u30-17u"), in the one way that is kept; nothing where it is empty."""
    said = text.strip().lower()
    if not said:
        return []
    found = [_read_span(part) for part in AND.split(said) if part]
    if len(found) > MOST_SPANS:
        raise UnclearHours(text)
    ordered = sorted(found)
    for (_from, to), (later, _to) in pairwise(ordered):
        if not _from < to <= later:
            raise UnclearHours(text)
    return [[written(begin), written(end)] for begin, end in ordered]


def _read_span(part: str) -> Span:
    ends = BETWEEN.split(part)
    if len(ends) != 2:
        raise UnclearHours(part)
    begin, end = (_read_time(one) for one in ends)
    if begin in (end, DAY):
        raise UnclearHours(part)
    return begin, end


def _read_time(said: str) -> int:
    found = TIME.match(said.strip())
    minutes = int(found[1]) * 60 + int(found[2] or 0) if found else -1
    if not found or not 0 <= minutes <= DAY or int(found[2] or 0) > 59:
        raise UnclearHours(said)
    return minutes


def written(minute: int) -> str:
    """A minute of the day as it is kept."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def faults(hours: Mapping[str, Any]) -> bool:
    """Whether hours that came in are not written in the one way that is kept."""
    if not hours:
        return False
    if hours.get("holidays") not in HOLIDAYS or not set(hours) <= {*DAYS, "holidays"}:
        return True
    try:
        return any(
            read_day(", ".join("-".join(one) for one in hours[day])) != hours[day] for day in DAYS if day in hours
        )
    except (UnclearHours, TypeError):
        return True


def spans(hours: Mapping[str, Any]) -> list[Span]:
    """When a place is open in a week, in order; what goes on over midnight goes on into the next day, Sunday's into Monday."""
    found = []
    for number, day in enumerate(DAYS):
        for begin, end in hours.get(day, ()):
            start, stop = _read_time(begin), _read_time(end)
            length = stop - start if stop > start else stop - start + DAY
            found.append((number * DAY + start, number * DAY + start + length))
    over = [(0, end - WEEK) for _start, end in found if end > WEEK]
    return _joined([*over, *((start, min(end, WEEK)) for start, end in found)])


def _joined(found: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def minute_of(moment: datetime, zone: str) -> int | None:
    """Which minute of the week it is where a place lies; None where its time is not known."""
    try:
        there = moment.astimezone(ZoneInfo(zone)) if zone else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
    return there.weekday() * DAY + there.hour * 60 + there.minute if there else None


def is_open(week: Sequence[Span], minute: int | None) -> bool | None:
    """Whether a place is open in a minute of the week; None where nobody said when it is open."""
    if not week or minute is None:
        return None
    return any(start <= minute < end for start, end in week)


def opens_at(week: Sequence[Span], minute: int | None) -> int | None:
    """The next minute of the week in which a place that is closed now opens."""
    if not week or minute is None or is_open(week, minute):
        return None
    return min((start for start, _end in week), key=lambda start: (start - minute) % WEEK)


def closes_at(week: Sequence[Span], minute: int | None) -> int | None:
    """The minute of the week in which a place that is open now closes; None where it never does."""
    if minute is None or not is_open(week, minute) or list(week) == [(0, WEEK)]:
        return None
    end = next(end for start, end in week if start <= minute < end)
    goes_on = end == WEEK and week[0][0] == 0
    return week[0][1] if goes_on else end % WEEK


def lines(hours: Mapping[str, Any]) -> list[tuple[int, int, list[list[str]]]]:
    """The hours as a list that is read aloud: from which day to which day, and the hours they share."""
    found: list[tuple[int, int, list[list[str]]]] = []
    for number, day in enumerate(DAYS):
        said = hours.get(day, [])
        if found and found[-1][2] == said:
            found[-1] = (found[-1][0], number, said)
        else:
            found.append((number, number, said))
    return found if spans(hours) else []
