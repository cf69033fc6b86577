"""How several days of one quarter become one: what counts where they overlap, and what cannot be put together."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from partnerhood.ground.operations.guard import building
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Quarter
from partnerhood.pathway.reporting.rules import MONTH, OTHER, QUARTER, Key
from partnerhood.pathway.reporting.rules.quarters import Together, Told, together
from tests.cast import Cast
from tests.pathway.reporting.story import DEATHS, figure, reported

JULY, AUGUST = rules.month(2025, 7), rules.month(2025, 8)
BOTH = [Told(MONTH, *AUGUST, 30_000, 100_000), Told(MONTH, *JULY, 10_000, 50_000)]
WEEK = Told(OTHER, date(2025, 7, 1), date(2025, 7, 8), 990_000, 990_000)
ALL = Told(QUARTER, *rules.quarter_days(rules.quarter_of(JULY[0])), 70_000, 400_000)


@pytest.mark.parametrize(
    ("how", "found"),
    [
        (RollUp.SUM, Together(40_000, 150_000, 2)),
        (RollUp.RATIO_OF_SUMS, Together(40_000, 150_000, 2)),
        (RollUp.LATEST, Together(30_000, 100_000, 2)),
        (RollUp.MEAN, Together(5_000, 20_000, 2)),
        (RollUp.NONE, None),
    ],
)
def test_months_become_a_quarter_as_the_definition_says(how: RollUp, found: Together | None) -> None:
    assert together(BOTH, how) == found


@pytest.mark.parametrize("how", list(RollUp))
def test_one_month_is_what_it_is_however_several_are_put_together(how: RollUp) -> None:
    assert together(BOTH[:1], how) == Together(30_000, 100_000, 1)


def test_the_longest_counts_alone() -> None:
    assert together([*BOTH, WEEK, ALL], RollUp.SUM) == Together(70_000, 400_000, 0)
    assert together([*BOTH, WEEK], RollUp.SUM) == Together(40_000, 150_000, 2)
    assert together([WEEK], RollUp.SUM) == Together(990_000, 990_000, 0)


def test_months_with_and_without_all_of_them_are_not_added_up() -> None:
    mixed = [*BOTH, Told(MONTH, *rules.month(2025, 9), 10_000, None)]

    assert together(mixed, RollUp.SUM) is None
    assert together([*mixed, WEEK], RollUp.SUM) == Together(990_000, 990_000, 0)


def test_a_mean_of_nothing_is_nothing() -> None:
    assert together([Told(MONTH, *JULY, 0, 0), Told(MONTH, *AUGUST, 0, 0)], RollUp.MEAN) is None


@pytest.mark.django_db
def test_a_node_that_is_older_than_the_table_gets_the_same_quarters(who: Cast) -> None:
    for number in (7, 8, 10):
        reported(
            who,
            {Key(DEATHS): figure(number, 400), Key(DEATHS, "", "sex:male"): figure(1, 200)},
            days=rules.month(2025, number),
        )
    reported(who, {Key(DEATHS): figure(90, 4000)}, days=rules.days_named("2025"), sure=True)
    columns = ("hospital", "quarter", "indicator", "split", "numerator", "denominator", "months")
    kept = set(Quarter.objects.values_list(*columns))
    with building():
        Quarter.objects.all().delete()

        import_module("partnerhood.pathway.reporting.migrations.0003_quarters").fill(apps, None)

    assert len(kept) == 4 and set(Quarter.objects.values_list(*columns)) == kept
