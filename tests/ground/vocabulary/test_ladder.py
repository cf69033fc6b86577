"""How the ladder is read, with plain steps and days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.ground.vocabulary import rules
from partnerhood.ground.vocabulary.choices import Freshness, Outside
from partnerhood.ground.vocabulary.rules import AgreedStep, BothScores, Shown

ANSWERS = st.one_of(st.sampled_from(rules.STEPS), st.sampled_from(list(Outside)))
TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("keeps_it_going", "as_agreed", "counted"),
    [(4, 2, 2), (2, 4, 2), (3, 3, 3), (5, 1, 1)],
)
def test_the_lower_of_the_two_answers_counts(keeps_it_going: int, as_agreed: int, counted: int) -> None:
    assert rules.step(keeps_it_going, as_agreed) == counted


def test_a_step_with_something_we_do_not_know_is_not_a_step() -> None:
    assert rules.step(5, Outside.DO_NOT_KNOW) == Outside.DO_NOT_KNOW
    assert rules.step(Outside.DO_NOT_KNOW, 1) == Outside.DO_NOT_KNOW


def test_a_domain_that_was_not_chosen_stays_not_chosen() -> None:
    assert rules.step(Outside.NOT_CHOSEN, 4) == Outside.NOT_CHOSEN
    assert rules.step(Outside.DO_NOT_KNOW, Outside.NOT_CHOSEN) == Outside.NOT_CHOSEN


@given(ANSWERS, ANSWERS)
def test_the_order_of_the_two_questions_makes_no_difference(first: rules.Answer, second: rules.Answer) -> None:
    assert rules.step(first, second) == rules.step(second, first)


@pytest.mark.parametrize("answer", [0, 6, 3.5, True, "3", None])
def test_only_whole_steps_from_one_to_five_are_answers(answer: object) -> None:
    assert not rules.is_answer(answer)


def test_not_knowing_and_not_choosing_are_answers() -> None:
    assert [rules.is_answer(one) for one in (1, 5, *Outside)] == [True, True, True, True]


def test_both_answers_are_shown_only_when_they_differ() -> None:
    assert rules.answers_differ(4, 2)
    assert not rules.answers_differ(3, 3)


@pytest.mark.parametrize(
    ("looked_at_on", "freshness"),
    [
        (None, Freshness.NEVER),
        (date(2026, 11, 20), Freshness.FRESH),
        (date(2025, 11, 21), Freshness.FRESH),
        (date(2025, 11, 20), Freshness.HOLLOW),
        (date(2024, 11, 21), Freshness.HOLLOW),
        (date(2024, 11, 20), Freshness.TOO_OLD),
    ],
)
def test_a_step_is_hollow_after_a_year_and_too_old_after_two(looked_at_on: date | None, freshness: Freshness) -> None:
    assert rules.freshness(looked_at_on, TODAY) == freshness


def test_a_step_that_is_too_old_does_not_count_for_handover() -> None:
    assert rules.counts_for_handover(date(2025, 1, 1), TODAY)
    assert not rules.counts_for_handover(date(2024, 1, 1), TODAY)
    assert not rules.counts_for_handover(None, TODAY)


def test_a_month_later_never_falls_outside_a_shorter_month() -> None:
    assert rules.months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert rules.months_later(date(2025, 8, 31), 6) == date(2026, 2, 28)
    assert rules.months_later(date(2025, 12, 15), 1) == date(2026, 1, 15)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 240))
def test_months_later_is_so_many_calendar_months_later(day: date, months: int) -> None:
    later = rules.months_later(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("answer", "shown", "missing"),
    [
        (2, Shown(), ()),
        (3, Shown(), ("something_to_look_at",)),
        (3, Shown(things_looked_at=1), ()),
        (4, Shown(things_looked_at=1), ("measure_reached_twice",)),
        (4, Shown(things_looked_at=1, goal_reached=(True, False)), ("measure_reached_twice",)),
        (4, Shown(things_looked_at=1, goal_reached=(True, True, False)), ()),
        (5, Shown(), ("something_to_look_at", "measure_reached_twice")),
        (Outside.DO_NOT_KNOW, Shown(), ()),
    ],
)
def test_higher_steps_are_agreed_with_something_on_the_table(
    answer: rules.Answer, shown: Shown, missing: tuple[str, ...]
) -> None:
    assert rules.missing_to_agree(answer, shown) == missing


def test_a_step_has_held_when_it_was_agreed_twice_six_months_apart() -> None:
    agreed = [AgreedStep(date(2024, 12, 10), 4), AgreedStep(date(2025, 6, 10), 4)]

    assert rules.has_held(agreed, target=4, today=date(2025, 9, 19))


def test_a_step_has_not_held_when_it_was_agreed_once_or_too_close_together() -> None:
    once = [AgreedStep(date(2025, 6, 10), 4)]
    close = [AgreedStep(date(2025, 3, 10), 4), AgreedStep(date(2025, 6, 10), 4)]

    assert not rules.has_held(once, target=4, today=date(2025, 9, 19))
    assert not rules.has_held(close, target=4, today=date(2025, 9, 19))


def test_a_fall_in_between_starts_the_count_again() -> None:
    agreed = [
        AgreedStep(date(2024, 6, 1), 4),
        AgreedStep(date(2025, 1, 1), 3),
        AgreedStep(date(2025, 6, 1), 4),
    ]

    assert not rules.has_held(agreed, target=4, today=date(2025, 9, 19))


def test_what_nobody_looked_at_for_two_years_does_not_prove_that_it_held() -> None:
    agreed = [AgreedStep(date(2022, 1, 1), 4), AgreedStep(date(2022, 9, 1), 4)]

    assert not rules.has_held(agreed, target=4, today=TODAY)


def test_the_conversation_starts_with_the_widest_difference_and_then_the_lowest_step() -> None:
    stock = BothScores("pharmacy_stock", 4, 2)
    technique = BothScores("technique_it_maintenance", 2, 4)
    newborn = BothScores("newborn_care", 3, 3)
    surgery = BothScores("surgery", 2, 2)
    accounts = BothScores("accounts", 3, None)

    order = rules.order_of_conversation([accounts, newborn, surgery, technique, stock])

    assert order == [stock, technique, surgery, newborn, accounts]


def test_not_knowing_against_a_step_is_as_wide_as_can_be() -> None:
    unknown = BothScores("laboratory", Outside.DO_NOT_KNOW, 2)
    both_unknown = BothScores("imaging", Outside.DO_NOT_KNOW, Outside.DO_NOT_KNOW)
    wide = BothScores("surgery", 1, 5)

    assert rules.order_of_conversation([both_unknown, wide, unknown]) == [unknown, wide, both_unknown]


def test_an_answer_outside_the_ladder_reaches_no_target() -> None:
    assert rules.reaches(4, 4)
    assert not rules.reaches(3, 4)
    assert not rules.reaches(Outside.NOT_CHOSEN, 1)
    assert not rules.reaches(None, 1)
