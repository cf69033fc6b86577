"""When something is likely: a range of days from the pace of what was counted, and silence where too little is known."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from partnerhood.pathway.handover import rules
from partnerhood.pathway.handover.rules import Outlook, Point

START = date(2024, 1, 1)
TODAY = date(2024, 1, 2)


def row(*values: object, every: int = 91) -> list[Point]:
    return [Point(START + timedelta(days=every * number), Decimal(str(one))) for number, one in enumerate(values)]


def said(points: list[Point], target: object = 80, *, up: bool = True, today: date = TODAY) -> Outlook:
    return rules.outlook(points, Decimal(str(target)), up=up, today=today)


def test_a_steady_pace_arrives_on_its_day_and_is_seen_when_one_next_looks() -> None:
    found = said(row(10, 20, 30, 40), 60)

    assert (found.kind, found.months) == ("between", 9)
    assert found.early == START + timedelta(days=91 * 5)
    assert found.late == START + timedelta(days=91 * 6)


def test_less_may_be_better() -> None:
    assert said(row(40, 30, 20, 10), 0, up=False).early == START + timedelta(days=91 * 4)


def test_too_little_says_how_much_more_would_help() -> None:
    few, close = said(row(1, 2)), said(row(1, 2, 3, 4, every=30))

    assert (few.kind, few.lacks) == ("too-few", 2)
    assert (close.kind, close.lacks) == ("too-short", 3)
    assert (few.early, close.early) == (None, None)


def test_what_stands_still_or_moves_away_has_no_day() -> None:
    assert said(row(40, 40, 40, 40)).kind == "still"
    assert said(row(50, 45, 40, 35)).kind == "away"
    assert said(row(10, "10.1", "10.2", "10.3"), 100).kind == "too-far"


def test_a_pace_that_often_goes_back_says_only_from_when() -> None:
    found = said(row(40, 50, 38, 52, 41, 55), 80)

    assert (found.kind, found.late) == ("not-before", None)
    assert found.early is not None


def test_one_odd_month_does_not_move_the_pace() -> None:
    plain, odd = said(row(10, 20, 30, 40, 50, 60), 80), said(row(10, 20, 95, 40, 50, 60), 80)

    assert odd.kind == "between"
    assert abs((odd.early - plain.early).days) < 92


def test_what_has_to_hold_longer_comes_so_much_later() -> None:
    found = rules.later(said(row(10, 20, 30, 40), 60), months=6)

    assert found.early == date(2025, 9, 30)


def test_a_step_that_holds_says_from_when_it_has_held_long_enough() -> None:
    assert rules.holds_until([], 2, 6, TODAY) is None
    assert rules.holds_until([START], 2, 6, TODAY) == (date(2024, 7, 1), 1)
    assert rules.holds_until([START, date(2024, 3, 1)], 4, 6, date(2025, 1, 1)) == (date(2025, 1, 1), 2)


values = st.decimals(0, 100, places=1, allow_nan=False, allow_infinity=False)
rows = st.lists(values, min_size=4, max_size=12).map(lambda some: row(*some))


@given(rows, values, st.booleans())
def test_a_range_never_ends_before_it_begins_nor_begins_before_today(
    points: list[Point], target: Decimal, up: bool
) -> None:
    found = said(points, target, up=up, today=START + timedelta(days=400))

    assert (found.kind in ("between", "not-before")) == (found.early is not None)
    assert (found.kind == "between") == (found.late is not None)
    if found.early:
        assert found.early >= START + timedelta(days=400)
        assert found.late is None or found.late >= found.early


@given(rows, values, st.booleans(), st.randoms())
def test_the_order_in_which_points_are_told_says_nothing(points: list[Point], target: Decimal, up: bool, mix) -> None:  # type: ignore[no-untyped-def]
    mixed = list(points)
    mix.shuffle(mixed)

    assert said(mixed, target, up=up) == said(points, target, up=up)


@given(rows, values, st.booleans(), st.integers(1, 999))
def test_other_units_and_other_days_say_the_same(points: list[Point], target: Decimal, up: bool, days: int) -> None:
    later = [Point(one.on + timedelta(days=days), one.value * 10) for one in points]
    plain, moved = said(points, target, up=up), said(later, target * 10, up=up, today=TODAY + timedelta(days=days))

    assert moved.kind == plain.kind
    assert moved.early == (plain.early and plain.early + timedelta(days=days))
    assert moved.late == (plain.late and plain.late + timedelta(days=days))


@given(rows, values)
def test_up_and_down_are_each_other_in_a_mirror(points: list[Point], target: Decimal) -> None:
    mirror = [Point(one.on, -one.value) for one in points]
    plain, turned = said(points, target), said(mirror, -target, up=False)

    assert (turned.kind, turned.early, turned.late) == (plain.kind, plain.early, plain.late)


@given(rows, values, st.decimals(0, 50, places=1))
def test_a_target_that_lies_farther_is_never_reached_sooner(
    points: list[Point], target: Decimal, more: Decimal
) -> None:
    near, far = said(points, target), said(points, target + more)

    if near.early and far.early:
        assert far.early >= near.early
    if near.early is None:
        assert far.early is None
