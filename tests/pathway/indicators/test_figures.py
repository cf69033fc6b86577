"""How counts become figures, with plain numbers from the demo story."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.pathway.indicators import rules
from partnerhood.pathway.indicators.choices import Direction, RollUp
from partnerhood.pathway.indicators.rules import Figure

COUNTS = st.integers(0, 10_000)
FIGURES = st.builds(
    lambda part, rest: Figure(Decimal(part), Decimal(part + rest)), part=COUNTS, rest=st.integers(1, 10_000)
)
SMALL_GROUPS = st.builds(lambda people: Figure(Decimal(0), Decimal(people)), people=st.integers(0, 30))


def of(numerator: int, denominator: int | None = None) -> Figure:
    """A count, written short."""
    return Figure(Decimal(numerator), None if denominator is None else Decimal(denominator))


@pytest.mark.parametrize(
    ("figure", "times", "read"),
    [
        (of(7, 21), 100, "33.3"),
        (of(14, 24), 100, "58.3"),
        (of(71, 1840), 1000, "38.6"),
        (of(45, 1724), 1000, "26.1"),
        (of(9, 13), 100, "69.2"),
        (of(230, 3648), 100, "6.3"),
        (of(118, 171), 100, "69.0"),
        (of(8), 1, "8.0"),
    ],
)
def test_a_value_is_the_numerator_divided_by_the_denominator(figure: Figure, times: int, read: str) -> None:
    exact = rules.value(figure, times)

    assert exact is not None
    assert str(rules.shown(exact)) == read


def test_nothing_counted_is_empty_and_not_zero() -> None:
    assert rules.value(of(0, 0), 100) is None
    assert rules.value(of(0, 12), 100) == 0


def test_a_half_is_rounded_up_as_people_do() -> None:
    assert rules.shown(Decimal("2.25")) == Decimal("2.3")
    assert rules.shown(Decimal("2.35")) == Decimal("2.4")


def test_over_time_numerators_and_denominators_are_added_before_dividing() -> None:
    months = [of(1, 2), of(90, 100)]

    rolled = rules.roll_up(RollUp.RATIO_OF_SUMS, months, 100)

    assert rolled.value is not None
    assert rules.shown(rolled.value) == Decimal("89.2")
    assert rolled.counted == 102


def test_the_mean_gives_every_reading_the_same_weight() -> None:
    assert rules.roll_up(RollUp.MEAN, [of(1, 2), of(90, 100)], 100).value == 70


def test_the_latest_reading_that_counted_something_is_the_one_that_counts() -> None:
    rolled = rules.roll_up(RollUp.LATEST, [of(1, 2), of(3, 4), of(0, 0)], 100)

    assert rolled == rules.RolledUp(Decimal(75), used=(of(3, 4),), left_out=(of(0, 0),))


def test_plain_numbers_can_be_added() -> None:
    rolled = rules.roll_up(RollUp.SUM, [of(11), of(8), of(1)])

    assert (rolled.value, rolled.counted) == (20, None)


def test_some_measures_never_become_one_figure() -> None:
    rolled = rules.roll_up(RollUp.NONE, [of(1, 2), of(3, 4)], 100)

    assert rolled == rules.RolledUp(None, used=(), left_out=(of(1, 2), of(3, 4)))


@pytest.mark.parametrize("how", list(RollUp))
def test_no_readings_make_no_figure(how: RollUp) -> None:
    assert rules.roll_up(how, [], 100) == rules.RolledUp(None, (), ())


def test_what_could_not_be_counted_is_left_out_and_named() -> None:
    rolled = rules.roll_up(RollUp.RATIO_OF_SUMS, [of(0, 0), of(1, 4)], 100)

    assert rolled == rules.RolledUp(Decimal(25), used=(of(1, 4),), left_out=(of(0, 0),))


def test_a_number_without_a_denominator_has_no_ratio() -> None:
    assert rules.roll_up(RollUp.RATIO_OF_SUMS, [of(3), of(1, 4)], 100).value is None


@given(st.lists(FIGURES, min_size=1, max_size=20))
def test_a_ratio_of_sums_lies_between_its_lowest_and_its_highest_part(figures: list[Figure]) -> None:
    parts = [rules.value(one, 100) for one in figures]
    whole = rules.ratio_of_sums(figures, 100)

    assert whole is not None
    known = [rules.shown(one) for one in parts if one is not None]
    assert min(known) <= rules.shown(whole) <= max(known)


@given(st.lists(FIGURES, min_size=1, max_size=20))
def test_the_order_of_the_readings_makes_no_difference_to_a_ratio_of_sums(figures: list[Figure]) -> None:
    assert rules.ratio_of_sums(figures, 100) == rules.ratio_of_sums(figures[::-1], 100)


@given(FIGURES)
def test_one_reading_alone_is_its_own_figure(figure: Figure) -> None:
    for how in (RollUp.RATIO_OF_SUMS, RollUp.LATEST, RollUp.MEAN, RollUp.SUM):
        assert rules.roll_up(how, [figure], 100).value == rules.value(figure, 100)


@pytest.mark.parametrize(
    ("found", "direction", "target", "reached"),
    [
        ("80", Direction.UP, "80", True),
        ("79.2", Direction.UP, "80", False),
        ("26.1", Direction.DOWN, "25", False),
        ("25", Direction.DOWN, "25", True),
        ("66.66666", Direction.UP, "66.7", True),
        ("79.94", Direction.UP, "80", False),
        ("79.96", Direction.UP, "80", True),
    ],
)
def test_a_target_is_judged_on_the_value_that_people_see(
    found: str, direction: Direction, target: str, reached: bool
) -> None:
    assert rules.is_reached(Decimal(found), direction, Decimal(target)) is reached


def test_a_band_is_reached_between_its_limits() -> None:
    band = (Decimal(70), Decimal(85))

    reached = [rules.is_reached(Decimal(one), Direction.BAND, band=band) for one in (69, 70, 85, 86)]

    assert reached == [False, True, True, False]


def test_nobody_knows_while_the_value_or_the_target_is_empty() -> None:
    assert rules.is_reached(None, Direction.UP, Decimal(80)) is None
    assert rules.is_reached(Decimal(80), Direction.UP) is None
    assert rules.is_reached(Decimal(80), Direction.BAND) is None


def test_better_depends_on_the_direction() -> None:
    assert rules.is_better(Decimal(26), Decimal(38), Direction.DOWN) is True
    assert rules.is_better(Decimal(58), Decimal(61), Direction.UP) is False
    assert rules.is_better(Decimal("58.01"), Decimal("58.04"), Direction.UP) is None
    assert rules.is_better(Decimal(75), Decimal(60), Direction.BAND) is None


def test_fewer_than_ten_people_are_not_published() -> None:
    assert not rules.may_be_published(Decimal(9), counts_people=True)
    assert rules.may_be_published(Decimal(10), counts_people=True)
    assert not rules.may_be_published(None, counts_people=True)


def test_ten_months_of_accounts_have_no_secrets() -> None:
    assert rules.may_be_published(Decimal(3), counts_people=False)


def test_a_single_small_part_takes_the_next_smallest_with_it_into_hiding() -> None:
    parts = {"Steenakker": of(2, 7), "Oeverwijk": of(11, 40), "Centrum": of(20, 60)}

    assert rules.hidden_parts(parts, counts_people=True) == {"Steenakker", "Oeverwijk"}


def test_two_very_small_parts_take_a_third_with_them() -> None:
    parts = {"day": of(2, 3), "evening": of(1, 2), "night": of(20, 60), "weekend": of(10, 30)}

    assert rules.hidden_parts(parts, counts_people=True) == {"day", "evening", "weekend"}


def test_two_small_parts_hide_each_other() -> None:
    parts = {"day": of(2, 7), "evening": of(1, 8), "night": of(20, 60)}

    assert rules.hidden_parts(parts, counts_people=True) == {"day", "evening"}


def test_parts_that_are_large_enough_and_devices_are_all_shown() -> None:
    assert rules.hidden_parts({"day": of(2, 17), "night": of(2, 12)}, counts_people=True) == frozenset()
    assert rules.hidden_parts({"model A": of(0, 3), "model C": of(4, 6)}, counts_people=False) == frozenset()


@given(st.dictionaries(st.sampled_from(["Centrum", "Oeverwijk", "Terheide", "Molenveld", "Steenakker"]), SMALL_GROUPS))
def test_what_stays_hidden_can_never_be_worked_out_from_the_total(parts: dict[str, Figure]) -> None:
    hidden = rules.hidden_parts(parts, counts_people=True)

    small = {name for name, part in parts.items() if (part.denominator or 0) < rules.ENOUGH_PEOPLE}
    behind_the_total = sum(parts[name].denominator or 0 for name in hidden)
    assert small <= hidden
    if 0 < len(hidden) < len(parts):
        assert len(hidden) > 1
        assert behind_the_total >= rules.ENOUGH_PEOPLE


@pytest.mark.parametrize(
    ("figure", "is_share", "doubts"),
    [
        (of(7, 21), True, ()),
        (of(22, 21), True, ("more_than_all",)),
        (of(22, 21), False, ()),
        (of(0, 0), True, ("nothing_counted",)),
        (of(-1, 21), True, ("less_than_nothing",)),
        (of(12), False, ()),
    ],
)
def test_a_strange_count_is_asked_back(figure: Figure, is_share: bool, doubts: tuple[str, ...]) -> None:
    assert rules.doubts(figure, is_share=is_share) == doubts
