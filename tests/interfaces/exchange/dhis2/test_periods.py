"""A period stands for days: from the first one to the day after the last, and a year has no gap between its periods."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.interfaces.exchange.dhis2 import periods
from partnerhood.interfaces.exchange.dhis2.periods import Period
from partnerhood.interfaces.exchange.dhis2.unreadable import Unreadable

KNOWN = {
    "20181231": ("2018-12-31", "2019-01-01"),
    "2018-12-31": ("2018-12-31", "2019-01-01"),
    "20200229": ("2020-02-29", "2020-03-01"),
    "2018W1": ("2018-01-01", "2018-01-08"),
    "2018W12": ("2018-03-19", "2018-03-26"),
    "2020W53": ("2020-12-28", "2021-01-04"),
    "2021W1": ("2021-01-04", "2021-01-11"),
    "2015WedW5": ("2015-01-28", "2015-02-04"),
    "2015ThuW6": ("2015-02-05", "2015-02-12"),
    "2026FriW1": ("2026-01-02", "2026-01-09"),
    "2015SatW7": ("2015-02-14", "2015-02-21"),
    "2015SunW8": ("2015-02-22", "2015-03-01"),
    "2018BiW1": ("2018-01-01", "2018-01-15"),
    "2018BiW26": ("2018-12-17", "2018-12-31"),
    "201812": ("2018-12-01", "2019-01-01"),
    "2018-12": ("2018-12-01", "2019-01-01"),
    "201801B": ("2018-01-01", "2018-03-01"),
    "201802B": ("2018-03-01", "2018-05-01"),
    "201806B": ("2018-11-01", "2019-01-01"),
    "2018Q1": ("2018-01-01", "2018-04-01"),
    "2018Q4": ("2018-10-01", "2019-01-01"),
    "2018NovQ1": ("2017-11-01", "2018-02-01"),
    "2018NovQ2": ("2018-02-01", "2018-05-01"),
    "2018NovQ4": ("2018-08-01", "2018-11-01"),
    "2018S1": ("2018-01-01", "2018-07-01"),
    "2018S2": ("2018-07-01", "2019-01-01"),
    "2018AprilS1": ("2018-04-01", "2018-10-01"),
    "2018AprilS2": ("2018-10-01", "2019-04-01"),
    "2018NovS1": ("2017-11-01", "2018-05-01"),
    "2018NovS2": ("2018-05-01", "2018-11-01"),
    "2018": ("2018-01-01", "2019-01-01"),
    "2018Feb": ("2018-02-01", "2019-02-01"),
    "2018April": ("2018-04-01", "2019-04-01"),
    "2018July": ("2018-07-01", "2019-07-01"),
    "2018Aug": ("2018-08-01", "2019-08-01"),
    "2018Sep": ("2018-09-01", "2019-09-01"),
    "2018Oct": ("2018-10-01", "2019-10-01"),
    "2018Nov": ("2017-11-01", "2018-11-01"),
    "2018-01-01/P1D": ("2018-01-01", "2018-01-02"),
    "2018-01-01/P7D": ("2018-01-01", "2018-01-08"),
    "2018-01-03/P1W": ("2018-01-03", "2018-01-10"),
    "2018-01-01/P14D": ("2018-01-01", "2018-01-15"),
    "2018-01-01/P1M": ("2018-01-01", "2018-02-01"),
    "2018-01-01/P2M": ("2018-01-01", "2018-03-01"),
    "2018-10-01/P3M": ("2018-10-01", "2019-01-01"),
    "2018-01-01/P1Q": ("2018-01-01", "2018-04-01"),
    "2018-10-01/P6M": ("2018-10-01", "2019-04-01"),
    "2018-07-01/P1Y": ("2018-07-01", "2019-07-01"),
    "2018-02-05/2018-03-04": ("2018-02-05", "2018-03-05"),
}

UNKNOWN = (
    "",
    " ",
    "18",
    "201800",
    "201813",
    "20180230",
    "2018-0101",
    "201801-01",
    "2018W0",
    "2018W53",
    "2018W54",
    "2015WedW53",
    "2018MonW1",
    "2018BiW0",
    "2018BiW27",
    "201800B",
    "201807B",
    "201810B",
    "2018Q0",
    "2018Q5",
    "2018S3",
    "2018AprilS3",
    "2018NovQ5",
    "2018april",
    "2018Jan",
    "LAST_12_MONTHS",
    "2018-01-01/P0M",
    "2018-01-01/P25M",
    "2018-01-01/PT1H",
    "2018-01-15/P1M",
    "2018-13-01/P1M",
    "2018-01-01/",
    "٢٠١٨",
    "2018\n",
    "2018" * 1000,
)


@pytest.mark.parametrize("written", KNOWN)
def test_every_form_of_a_period_stands_for_its_days(written: str) -> None:
    first, after = KNOWN[written]

    assert periods.read(written) == Period(date.fromisoformat(first), date.fromisoformat(after))


@pytest.mark.parametrize("written", UNKNOWN, ids=lambda written: repr(written[:20]))
def test_what_is_no_period_is_refused_with_examples_of_what_is(written: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        periods.read(written)

    assert "is not a period that we know, such as 201801" in str(unreadable.value.reason)


@pytest.mark.parametrize("written", ["189912", "2200", "0001", "9000", "2018-02-01/2018-01-01"])
def test_what_lies_outside_our_time_or_ends_before_it_begins_is_refused(written: str) -> None:
    with pytest.raises(Unreadable) as unreadable:
        periods.read(written)

    assert str(unreadable.value.reason) == (
        f"The period “{written}” ends before it begins, or lies far outside our time."
    )


def _without_gaps(*written: str) -> tuple[date, date]:
    """From where to where these periods lie end to end."""
    found = [periods.read(one) for one in written]
    assert [one.from_date for one in found[1:]] == [one.to_date for one in found[:-1]]
    return found[0].from_date, found[-1].to_date


@given(st.integers(1901, 2198))
def test_months_quarters_and_halves_fill_their_year_without_a_gap(year: int) -> None:
    whole = date(year, 1, 1), date(year + 1, 1, 1)
    april = date(year, 4, 1), date(year + 1, 4, 1)
    november = date(year - 1, 11, 1), date(year, 11, 1)

    assert _without_gaps(*[f"{year}{month:02}" for month in range(1, 13)]) == whole
    assert _without_gaps(*[f"{year}-{month:02}-01/P1M" for month in range(1, 13)]) == whole
    assert _without_gaps(*[f"{year}{two:02}B" for two in range(1, 7)]) == whole
    assert _without_gaps(*[f"{year}Q{quarter}" for quarter in range(1, 5)]) == whole
    assert _without_gaps(f"{year}S1", f"{year}S2") == whole == _without_gaps(f"{year}")
    assert _without_gaps(f"{year}AprilS1", f"{year}AprilS2") == april == _without_gaps(f"{year}April")
    assert _without_gaps(f"{year}NovS1", f"{year}NovS2") == november == _without_gaps(f"{year}Nov")
    assert _without_gaps(*[f"{year}NovQ{quarter}" for quarter in range(1, 5)]) == november


@given(st.integers(1901, 2198), st.sampled_from(["", "Wed", "Thu", "Fri", "Sat", "Sun"]))
def test_weeks_follow_each_other_over_the_years(year: int, begins: str) -> None:
    weeks = []
    for number in range(1, 55):
        try:
            weeks.append(periods.read(f"{year}{begins}W{number}"))
        except Unreadable:
            break

    assert len(weeks) in (52, 53)
    assert weeks[0].from_date <= date(year, 1, 4) < weeks[0].to_date
    assert {one.from_date.strftime("%a") for one in weeks} == {begins or "Mon"}
    assert weeks[-1].to_date == periods.read(f"{year + 1}{begins}W1").from_date
    assert all(later.from_date - earlier.from_date == timedelta(7) for earlier, later in pairwise(weeks))


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)))
def test_iso_weeks_and_days_are_those_of_the_calendar(day: date) -> None:
    year, week, _ = day.isocalendar()

    in_week = periods.read(f"{year}W{week}")

    assert in_week.from_date <= day < in_week.to_date
    assert periods.read(f"{day:%Y%m%d}") == periods.read(day.isoformat()) == Period(day, day + timedelta(1))


@given(st.one_of(st.text(max_size=30), st.from_regex(r"[12]\d{3}[-\dWBQSPDMYANovprilJuyctSeW/]{0,16}", fullmatch=True)))
def test_whatever_is_written_becomes_days_in_their_order_or_is_refused(written: str) -> None:
    try:
        period = periods.read(written)
    except Unreadable:
        return

    assert periods.EARLIEST <= period.from_date < period.to_date <= periods.LATEST
