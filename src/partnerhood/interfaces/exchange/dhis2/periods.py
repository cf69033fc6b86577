"""The periods of DHIS2 and ADX as days: from the first one to the day after the last.

The forms are those that DHIS2's own server reads (developer manual, “Date and period format”; PeriodTypeEnum). Where the
server and some of its clients differ, the server counts: what begins in November has the name of the year in which it ends."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2.unreadable import Unreadable
from partnerhood.interfaces.exchange.sentences import say

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
LONGEST = 40  # letters
MOST = {"D": 366, "W": 53, "M": 24, "Q": 8, "Y": 2}  # of each unit in one period of ADX

DAY = re.compile(r"(\d{4})(-?)(\d\d)\2(\d\d)", re.ASCII)
MONTH = re.compile(r"(\d{4})-?(\d\d)", re.ASCII)
YEAR = re.compile(r"\d{4}", re.ASCII)
TWO_MONTHS = re.compile(r"(\d{4})0([1-6])B", re.ASCII)
WEEK = re.compile(r"(\d{4})(|Wed|Thu|Fri|Sat|Sun)W(\d{1,2})", re.ASCII)
TWO_WEEKS = re.compile(r"(\d{4})BiW(\d{1,2})", re.ASCII)
QUARTER = re.compile(r"(\d{4})(|Nov)Q([1-4])", re.ASCII)
HALF_YEAR = re.compile(r"(\d{4})(|April|Nov)S([12])", re.ASCII)
FINANCIAL_YEAR = re.compile(r"(\d{4})(Feb|April|July|Aug|Sep|Oct|Nov)", re.ASCII)
SPAN = re.compile(r"(\d{4}-\d\d-\d\d)/P(\d{1,3})([DWMQY])", re.ASCII)
BETWEEN = re.compile(r"(\d{4}-\d\d-\d\d)/(\d{4}-\d\d-\d\d)", re.ASCII)

BEGINS_IN = {
    "": 1,
    "Feb": 2,
    "April": 4,
    "July": 7,
    "Aug": 8,
    "Sep": 9,
    "Oct": 10,
    "Nov": -1,
}  # -1: last year's November
WEEK_BEGINS_ON = {"": 0, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}
MONTHS_IN = {"M": 1, "Q": 3, "Y": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the day after the last."""

    from_date: date
    to_date: date


@lru_cache(maxsize=4096)
def read(written: str) -> Period:
    """The days that a period stands for; Unreadable where it is none that we know, or none of the calendar."""
    try:
        found = _found(written) if len(written) <= LONGEST else None
    except (ValueError, OverflowError):  # a thirteenth month, a thirtieth of February, a year nought
        found = None
    if found is None:
        wording = _("“%(said)s” is not a period that we know, such as 201801, 2018W12, 2018Q1, 2018 or 2018-01-01/P1M.")
        raise Unreadable(say(wording, said=written))
    if not EARLIEST <= found.from_date < found.to_date <= LATEST:
        wording = _("The period “%(said)s” ends before it begins, or lies far outside our time.")
        raise Unreadable(say(wording, said=written))
    return found


def _found(said: str) -> Period | None:
    if match := MONTH.fullmatch(said):
        return _months(int(match[1]), int(match[2]), 1)
    if match := QUARTER.fullmatch(said):
        return _months(int(match[1]), BEGINS_IN[match[2]] + 3 * (int(match[3]) - 1), 3)
    if YEAR.fullmatch(said):
        return _months(int(said), 1, 12)
    if match := DAY.fullmatch(said):
        return _days(date(int(match[1]), int(match[3]), int(match[4])), 1)
    if match := SPAN.fullmatch(said):
        return _span(date.fromisoformat(match[1]), int(match[2]), match[3])
    if match := BETWEEN.fullmatch(said):
        return Period(date.fromisoformat(match[1]), date.fromisoformat(match[2]) + timedelta(days=1))
    if match := WEEK.fullmatch(said):
        return _weeks(int(match[1]), int(match[3]), 1, WEEK_BEGINS_ON[match[2]])
    if match := TWO_WEEKS.fullmatch(said):
        return _weeks(int(match[1]), 2 * int(match[2]) - 1, 2)
    if match := TWO_MONTHS.fullmatch(said):
        return _months(int(match[1]), 2 * int(match[2]) - 1, 2)
    if match := HALF_YEAR.fullmatch(said):
        return _months(int(match[1]), BEGINS_IN[match[2]] + 6 * (int(match[3]) - 1), 6)
    if match := FINANCIAL_YEAR.fullmatch(said):
        return _months(int(match[1]), BEGINS_IN[match[2]], 12)
    return None


def _months(year: int, first: int, many: int) -> Period:
    """A number of whole months from a month of the year; nought and less lie in the year before, from -1 for November."""
    if first < 0:
        year, first = year - 1, first + 12
    after = first - 1 + many
    return Period(date(year, first, 1), date(year + after // 12, after % 12 + 1, 1))


def _days(first: date, many: int) -> Period:
    return Period(first, first + timedelta(days=many))


def _weeks(year: int, week: int, many: int, begins_on: int = 0) -> Period | None:
    """Weeks of a year, as it has them when weeks begin on that day."""
    first = _first_week(year, begins_on) + timedelta(weeks=week - 1)
    return _days(first, 7 * many) if week >= 1 and first < _first_week(year + 1, begins_on) else None


def _first_week(year: int, begins_on: int) -> date:
    """The day on which a year's first week begins: that in which the fourth of January lies."""
    fourth = date(year, 1, 4)
    return fourth - timedelta(days=(fourth.weekday() - begins_on) % 7)


def _span(first: date, many: int, unit: str) -> Period | None:
    """A day and how long from there, as ADX says it; months and years begin on the first day of a month."""
    if not 1 <= many <= MOST[unit]:
        return None
    if unit in ("D", "W"):
        return _days(first, many * (7 if unit == "W" else 1))
    return _months(first.year, first.month, many * MONTHS_IN[unit]) if first.day == 1 else None
