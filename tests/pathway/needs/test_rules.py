"""What a need's answers make of it."""

from datetime import UTC, datetime, timedelta

from partnerhood.pathway.needs import rules
from partnerhood.pathway.needs.rules import Told

MARCH = datetime(2026, 3, 17, 22, tzinfo=UTC)


def test_the_last_answer_counts() -> None:
    assert rules.state(Told(False, False)) == "open"
    assert rules.state(Told(False, False, ["set-aside"])) == "set-aside"
    assert rules.state(Told(False, False, ["set-aside", "reopened"])) == "open"
    assert rules.state(Told(False, False, ["taken-up", "answered"])) == "answered"


def test_what_was_noted_for_somebody_counts_once_they_confirm_it() -> None:
    assert rules.state(Told(True, False, ["answered"])) == "unconfirmed"
    assert rules.state(Told(True, True)) == "open"
    assert not rules.may_be_ranked(Told(True, False))
    assert rules.may_be_ranked(Told(True, True))


def test_days_are_whole_and_end_with_the_answer() -> None:
    assert rules.days_waiting(MARCH, None, MARCH + timedelta(days=2, hours=23)) == 2
    assert rules.days_waiting(MARCH, MARCH + timedelta(days=1), MARCH + timedelta(days=9)) == 1


def test_what_was_not_ranked_comes_after() -> None:
    assert rules.in_order(["c", "gone", "a"], ["a", "b", "c"]) == ["c", "a", "b"]


def test_a_need_moves_one_place_and_never_over_the_edge() -> None:
    assert rules.moved(["a", "b", "c"], "c", -1) == ["a", "c", "b"]
    assert rules.moved(["a", "b", "c"], "a", 1) == ["b", "a", "c"]
    assert rules.moved(["a", "b", "c"], "a", -1) == ["a", "b", "c"]
    assert rules.moved(["a", "b", "c"], "c", 1) == ["a", "b", "c"]
    assert rules.moved(["a", "b"], "", 1) == ["a", "b"]
