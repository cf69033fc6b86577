"""Who has more than a share of the seats, when minutes count, and what clocks show elsewhere."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.pathway.meetings import rules
from partnerhood.pathway.meetings.rules import Turned

ONE, OTHER, THIRD = (UUID(int=number) for number in (1, 2, 3))
MET = datetime(2026, 3, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seats", "sides", "more"),
    [
        ({ONE: 3, OTHER: 2}, (ONE, OTHER), set()),
        ({ONE: 3, OTHER: 1}, (ONE, OTHER), {ONE}),
        ({ONE: 3, OTHER: 1, THIRD: 1}, (), {ONE}),
        ({ONE: 2}, (ONE, OTHER), {ONE}),
        ({ONE: 4}, (), {ONE}),
        ({ONE: 1}, (), set()),
        ({}, (ONE, OTHER), set()),
    ],
)
def test_a_side_with_more_than_an_equal_part_of_the_seats_is_named(seats: dict, sides: tuple, more: set) -> None:
    found = rules.balance(seats, sides)

    assert {share.organisation for share in found if share.has_more} == more
    assert {share.organisation: share.seats for share in found} == {**dict.fromkeys(sides, 0), **seats}


@given(st.dictionaries(st.sampled_from([UUID(int=number) for number in range(6)]), st.integers(0, 9), min_size=2))
def test_not_every_side_has_more_than_its_share(seats: dict) -> None:
    found = rules.balance(seats, ())

    assert sum(share.has_more for share in found) < len(found)
    assert [share.seats for share in found] == sorted(seats.values(), reverse=True)


@pytest.mark.parametrize(
    ("turned", "approved"),
    [
        ([], False),
        ([Turned(ONE, is_chair=True)], False),
        ([Turned(ONE, is_chair=False), Turned(OTHER, is_chair=False)], False),
        ([Turned(ONE, is_chair=True), Turned(ONE, is_chair=False)], False),
        ([Turned(ONE, is_chair=True), Turned(OTHER, is_chair=False)], True),
        ([Turned(ONE, is_chair=True), Turned(OTHER, is_chair=True)], True),
    ],
)
def test_minutes_count_under_the_key_of_a_chair_and_of_another_house(turned: list, approved: bool) -> None:
    assert rules.is_approved(turned) == approved


def test_minutes_are_approved_at_the_next_meeting_or_after_two_weeks_where_none_is_called() -> None:
    later = MET + timedelta(days=28)

    assert [rules.can_be_approved(MET, later, date(2026, 3, day)) for day in (17, 30, 31)] == [False, False, True]
    assert [rules.can_be_approved(MET, None, date(2026, 3, day)) for day in (16, 17)] == [False, True]


def test_an_hour_is_said_by_the_clock_that_was_named_and_by_those_that_show_another() -> None:
    noon = rules.moment_of(date(2026, 7, 1), (12, 0), "Europe/Brussels")

    assert noon == datetime(2026, 7, 1, 10, tzinfo=UTC)
    zones = ("Africa/Kinshasa", "Africa/Porto-Novo", "Africa/Lubumbashi", "Nowhere/At_all")
    found = rules.other_clocks(noon, "Europe/Brussels", zones)
    assert [(zone, f"{at:%H:%M}") for zone, at in found] == [("Africa/Kinshasa", "11:00")]
    assert rules.clock_there(noon, "Nowhere/At_all") is None
