"""How a partnership may move, and what standing still means."""

from datetime import date

from partnerhood.pathway.partnerships import rules


def test_to_stand_still_is_no_move_of_one_partner() -> None:
    assert rules.may_move("prospecting", "active")
    assert rules.may_move("suspended", "active")
    assert not any(rules.may_move(state, "suspended") for state in rules.MOVES)
    assert not rules.may_move("prospecting", "follow-up")


def test_a_standstill_is_looked_at_three_months_after_the_last_look() -> None:
    assert rules.next_review(date(2025, 2, 14), []) == date(2025, 5, 16)
    assert rules.next_review(date(2025, 2, 14), [date(2025, 5, 10), date(2025, 8, 9)]) == date(2025, 11, 8)


def test_clocks_stand_still_meanwhile() -> None:
    pause = [(date(2025, 2, 14), date(2025, 2, 24))]

    assert rules.days_counted(date(2025, 2, 1), date(2025, 3, 1), pause) == 18
    assert rules.days_counted(date(2025, 2, 1), date(2025, 3, 1), [(date(2025, 2, 14), None)]) == 13
    assert rules.days_counted(date(2025, 3, 1), date(2025, 3, 11), pause) == 10
