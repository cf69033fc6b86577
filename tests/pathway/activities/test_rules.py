"""What is true of an activity, on plain values."""

from datetime import date
from decimal import Decimal

from partnerhood.pathway.activities import rules
from partnerhood.pathway.activities.rules import Came, Taught

MARCH = date(2025, 3, 7)


def test_what_was_really_held_counts_more_than_what_was_called_off() -> None:
    states = [
        rules.state(held=held, cancelled=cancelled, to_date=MARCH, today=today)
        for held, cancelled, today in [
            (True, True, MARCH),
            (False, True, MARCH),
            (False, False, MARCH),
            (False, False, date(2025, 3, 6)),
        ]
    ]

    assert states == ["held", "cancelled", "waits", "planned"]


def test_only_who_comes_from_elsewhere_in_person_travels() -> None:
    assert [
        rules.needs_travel(led, at_a_distance=distant)
        for led, distant in [("local", False), ("visitor", False), ("south-south", False), ("mixed", True)]
    ] == [False, True, True, False]
    assert rules.is_at_a_distance("tele_mentoring", said=False)
    assert not rules.is_at_a_distance("bedside_teaching", said=False)


def test_a_list_that_is_longer_than_the_count_is_believed() -> None:
    assert rules.counted(8, 3, 0, 0) == Came(8, 3, 0)
    assert rules.counted(None, None, 5, 4) == Came(5, 4, 5)
    assert rules.counted(3, 1, 5, 4) == Came(5, 4, 5)
    assert rules.counted(24, None, 19, 12) == Came(24, None, 19)
    assert rules.counted(None, None, 0, 0) == Came()


def test_what_was_held_more_often_is_told_as_an_ordinary_day() -> None:
    assert rules.came([(Came(24, 16, 3), 1)]) == Came(24, 16, 3)
    assert rules.came([(Came(22, 9), 1), (Came(19, 8), 1), (Came(25, None), 1)]) == Came(22, 9, 0, each=True)
    assert rules.came([(Came(7, 5), 3)]) == Came(7, 5, 0, each=True)
    assert rules.came([(Came(), 1), (Came(2, 1), 1)]) == Came(2, 1)
    assert rules.came([]) == Came()


def test_the_women_of_a_small_group_are_not_shown_to_all() -> None:
    assert [rules.is_shown_to_all(Came(total, 1)) for total in (9, 10, None)] == [False, True, False]


def test_the_share_led_locally_or_south_south_counts_sessions_per_year() -> None:
    sessions = [
        (2024, "local", 20),
        (2024, "south-south", 9),
        (2024, "visitor", 30),
        (2024, "mixed", 5),
        (2025, "local", 1),
    ]

    years = rules.taught(sessions)

    assert years == [Taught(2024, 29, 64), Taught(2025, 1, 1)]
    assert years[0].share == Decimal("45.3125")
    assert rules.taught([]) == []


def test_a_year_that_nobody_can_have_meant_is_seen() -> None:
    today = date(2026, 11, 20)

    assert rules.is_believable(date(2025, 3, 3), date(2025, 3, 7), today)
    assert not rules.is_believable(date(205, 3, 3), date(2025, 3, 7), today)
    assert not rules.is_believable(date(2025, 3, 3), date(2205, 3, 7), today)
    assert not rules.is_period(MARCH, MARCH)


def test_half_the_world_is_a_day_ahead() -> None:
    assert rules.has_come(date(2025, 3, 8), today=date(2025, 3, 6))
    assert not rules.has_come(date(2025, 3, 9), today=date(2025, 3, 6))
