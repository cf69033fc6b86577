"""What is open, when one looks again, and what is counted."""

from datetime import date

import pytest

from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.rules import Accepted, Content, Fact, Step, Stood


def fact(criterion: str, met: str, **more: object) -> Fact:
    return Fact(criterion=criterion, met=met, **more)


def test_an_open_criterion_names_itself_until_it_is_met_or_accepted() -> None:
    facts = [fact("money", "met"), fact("protocols", "not-met"), fact("things_work", "not-known")]
    accepted = [Accepted(criterion="things_work", reason="solaire", by_date=date(2027, 1, 1))]

    assert rules.open_points(facts) == ["protocols", "things_work"]
    assert rules.open_points(facts, accepted) == ["protocols"]
    assert rules.open_points([fact("what_stays", "not-met", needs_keys=True)]) == []


def test_nobody_accepts_that_the_hospital_did_not_ask() -> None:
    taken = [Accepted(criterion="asked_by_hospital", reason="fin du programme", by_date=date(2027, 1, 1))]

    assert rules.open_points([fact("asked_by_hospital", "not-met")], taken) == ["asked_by_hospital"]


def test_two_names_are_two_people() -> None:
    assert rules.two_names(None) == "not-known"
    assert rules.two_names(Content(language="fr", owner="Rékia", deputy=" rékia ")) == "not-met"
    assert rules.two_names(Content(language="fr", owner="Rékia", deputy="Moussa")) == "met"


def test_what_stays_is_known_when_the_plan_is_whole() -> None:
    whole = Content(language="fr", call="UZW", steps=[Step(half=1, what="x")], stops=["visite"], stays=["newsletter"])

    assert rules.knows_what_stays(whole) == "met"
    assert rules.knows_what_stays(whole.model_copy(update={"call": " "})) == "not-met"


def test_one_looks_again_at_six_twelve_and_twenty_four_months() -> None:
    assert list(rules.look_dates(date(2025, 9, 19)).values()) == [
        date(2026, 3, 19),
        date(2026, 9, 19),
        date(2027, 9, 19),
    ]


def test_the_clock_of_the_looks_stands_still_with_the_partnership() -> None:
    due = rules.look_dates(date(2025, 1, 1), [(date(2025, 2, 1), date(2025, 3, 1))], date(2026, 1, 1))

    assert due[6] == date(2025, 7, 29)


def test_what_stands_is_told_with_what_asked_back_what_lasted_and_what_was_found_lower() -> None:
    day = date(2025, 1, 1)
    signed = [
        Stood(day, False, ((6, True), (12, True))),
        Stood(day, False, ((6, True),)),
        Stood(day, True, ((6, False),)),
        Stood(day, False, ((12, True), (24, False))),
    ]

    assert rules.counted(signed) == rules.Counted(stands=2, asked_back=1, after_a_year=1, lower=1)


def test_a_reason_of_spaces_is_no_reason() -> None:
    with pytest.raises(ValueError, match="pattern"):
        Accepted(criterion="things_work", reason=" \n\u00a0 ", by_date=date(2027, 1, 1))
