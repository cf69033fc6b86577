"""What a reading is worth and what is asked back, on plain values."""

from datetime import date
from decimal import Decimal as D

import pytest

from partnerhood.pathway.indicators.rules import asking
from partnerhood.pathway.indicators.rules.asking import Counted, Earlier
from partnerhood.pathway.measurement import rules

TODAY = date(2026, 11, 20)


def month(number: int, year: int = 2026) -> tuple[date, date]:
    """A month; its end is not included."""
    return date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)


def earlier(*values: str) -> list[Earlier]:
    """Readings of one month after the other, from January on."""
    return [Earlier(*month(number), D(value)) for number, value in enumerate(values, 1)]


def asked(counted: Counted, unit: str, before: list[Earlier], at: tuple[date, date], place: str = "") -> list[str]:
    """The kinds of questions that are asked."""
    found = rules.value(counted, unit)
    share = unit == "percent"
    return [one.kind for one in asking.questions(counted, found, at, before, is_share=share, today=TODAY, place=place)]


@pytest.mark.parametrize(
    ("counted", "unit", "value"),
    [
        (Counted(numerator=D(14), denominator=D(24)), "percent", D("58.3333")),
        (Counted(numerator=D(45), denominator=D(1724)), "per-thousand", D("26.1021")),
        (Counted(numerator=D(9), denominator=D(10)), "number", D("0.9000")),
        (Counted(value=D("0")), "number", D(0)),
        (Counted(numerator=D(0), denominator=D(0)), "percent", None),
    ],
)
def test_the_value_follows_from_what_was_counted(counted: Counted, unit: str, value: D | None) -> None:
    assert rules.value(counted, unit) == value


def test_half_a_number_is_none() -> None:
    halves = [Counted(), Counted(numerator=D(1)), Counted(denominator=D(1)), Counted(numerator=D(1), value=D(1))]

    assert [rules.is_whole(one) for one in halves] == [False] * 4
    assert rules.is_whole(Counted(numerator=D(1), denominator=D(2)))
    assert rules.is_whole(Counted(value=D(0)))


def test_a_wrong_key_is_asked_about() -> None:
    assert asked(Counted(value=D(420)), "seconds", earlier("40", "46", "42"), month(4)) == ["jump"]
    assert asked(Counted(value=D(52)), "seconds", earlier("40", "46", "42"), month(4)) == []
    assert asked(Counted(value=D(420)), "seconds", earlier("42"), month(2)) == ["ten-times"]
    assert asked(Counted(value=D(4)), "seconds", earlier("42"), month(2)) == ["ten-times"]
    assert asked(Counted(value=D(420)), "seconds", [], month(2)) == []
    share = Counted(numerator=D(2), denominator=D(300))
    assert asked(share, "percent", earlier("40", "46", "42"), month(4)) == ["jump-found"]
    assert asked(share, "percent", earlier("42"), month(2)) == ["ten-times-found"]


def test_the_story_of_the_demo_is_not_asked_about() -> None:
    for values in (("38.6", "34.4", "28.0", "26.1"), ("11", "8", "1", "0"), ("41", "68", "82", "80"), ("33.3", "58.3")):
        before, last = earlier(*values[:-1]), D(values[-1])
        assert asked(Counted(value=last), "number", before, month(len(values))) == []


def test_more_than_all_and_less_than_nothing_are_asked_about() -> None:
    assert asked(Counted(numerator=D(25), denominator=D(24)), "percent", [], month(1)) == ["more-than-all"]
    assert asked(Counted(value=D(101)), "percent", [], month(1)) == ["more-than-all"]
    assert asked(Counted(numerator=D(-1), denominator=D(24)), "percent", [], month(1)) == ["less-than-nothing"]
    assert asked(Counted(numerator=D(0), denominator=D(0)), "percent", [], month(1)) == ["nothing-counted"]


def test_days_that_were_left_out_or_read_twice_are_asked_about() -> None:
    before = earlier("40", "46")

    assert asked(Counted(value=D(44)), "number", before, month(3)) == []
    assert asked(Counted(value=D(44)), "number", before, month(5)) == ["gap"]
    assert asked(Counted(value=D(44)), "number", before, month(2)) == ["same-period"]
    assert asked(Counted(value=D(44)), "number", before, (date(2026, 1, 15), date(2026, 2, 15))) == ["overlap"]
    assert asked(Counted(value=D(44)), "number", before, month(2), place="maternité") == []
    assert asked(Counted(value=D(44)), "number", earlier("40"), (date(2026, 2, 1), date(2027, 1, 1))) == ["not-over"]


def test_a_target_is_reached_when_the_last_two_periods_reached_it() -> None:
    months = [(month(number)[1], D(value)) for number, value in [(3, "80"), (1, "60"), (2, "81")]]

    assert rules.reached_twice(months, "up", D(80))
    assert not rules.reached_twice(months, "up", D("80.5"))
    assert not rules.reached_twice(months, "down", D(80))
    assert not rules.reached_twice(months[:1], "up", D(80))
    assert not rules.reached_twice(months, "up", None)
    assert not rules.reached_twice([*months, (month(4)[1], None)], "up", D(80))


def test_small_groups_are_those_of_fewer_than_ten_people() -> None:
    assert [rules.is_small(value, counts_people=True) for value in (D(9), D(10), None)] == [True, False, False]
    assert not rules.is_small(D(9), counts_people=False)


def test_a_year_that_nobody_meant_is_no_period() -> None:
    assert asking.is_period(*month(1))
    assert not asking.is_period(date(205, 1, 1), date(2026, 1, 1))
    assert not asking.is_period(TODAY, TODAY)
    assert asking.has_begun(date(2026, 11, 21), TODAY)
    assert not asking.has_begun(date(2026, 11, 22), TODAY)
