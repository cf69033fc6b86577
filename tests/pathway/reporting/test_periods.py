"""Chosen indicators across hospitals, by quarter and by year: the same sums as the page of a network, and years made of quarters."""

import random
from datetime import date
from decimal import Decimal as D
from itertools import product
from uuid import UUID

import pytest
from django.db import transaction

from partnerhood.ground.operations.guard import building
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.reporting import queries, rules
from partnerhood.pathway.reporting.models import Sum
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast, by
from tests.pathway.reporting.story import DEATHS, figure, reported

pytestmark = pytest.mark.django_db
LAST = rules.quarter_of(date(2025, 10, 1))
LATEST, MEAN = "devices_working_today", "water_at_the_bed"


def year(house: UUID, code: str) -> tuple[str, str] | None:
    """What a hospital counted of 2025, as a value and how many months."""
    cell = queries.across([house], indicators.followed([code]), "year", 2025, 1)[code].of[house][0]
    return cell and (
        queries.said(cell.value(indicators.definition(code)), indicators.definition(code)),
        f"{cell.months}",
    )


def month(number: int) -> tuple[date, date]:
    return rules.month(2025, number)


def test_quarters_say_what_the_page_of_a_network_says(who: Cast) -> None:
    for number in (1, 2, 4, 9, 11):
        reported(
            who, {Key(DEATHS): figure(number, 400), Key(LATEST): figure(number, 12)}, days=month(number), sure=True
        )
        reported(
            who, {Key(DEATHS): figure(1, 100)}, hospital=who.sonwerou, deed=by(who.rekia), days=month(number), sure=True
        )
    houses = [who.lukanga.id, who.sonwerou.id]

    counted = queries.counted_by(houses, LAST)
    found = [one for domain in queries.domains(counted) for one in queries.beside(houses, counted, domain, LAST)]
    shown = queries.filled(found, [(one.definition.code, house) for one in found for house in one.counted], LAST)
    tables = {one.definition.code: one for one in shown}
    rows = queries.across(houses, counted, "quarter", LAST, queries.QUARTERS)

    assert {DEATHS} <= set(tables) <= set(rows)
    for code, table in tables.items():
        assert [one.value for one in rows[code].together] == list(table.together)
        assert {house: list(cells) for house, cells in rows[code].of.items() if any(cells)} == dict(table.rows)


def test_a_year_is_its_quarters_as_the_definition_puts_periods_together(who: Cast) -> None:
    for number, above in ((1, 6), (4, 9), (8, 3)):
        cells = {Key(DEATHS): figure(above, 400), Key(LATEST): figure(above, 12), Key(MEAN): figure(above, 10)}
        reported(who, cells, days=month(number), sure=True)
    here = who.lukanga.id

    assert year(here, DEATHS) == ("15 / 1000", "3")
    assert year(here, LATEST) == ("25 %", "3")
    assert year(here, MEAN) == ("60 %", "3")
    assert year(who.sonwerou.id, DEATHS) is None


def test_what_was_written_for_the_whole_year_counts_before_its_months(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(6, 400)}, days=month(1))
    reported(who, {Key(DEATHS): figure(40, 2000)}, days=rules.days_named("2025"), sure=True)

    assert year(who.lukanga.id, DEATHS) == ("20 / 1000", "0")


def test_numbers_with_and_without_a_denominator_do_not_become_one(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(6, 400)}, days=month(1))
    reported(who, {Key(DEATHS): figure(6)}, days=month(5), sure=True)

    assert year(who.lukanga.id, DEATHS) is None


def test_the_parts_of_one_split_are_put_together_across_hospitals(who: Cast) -> None:
    girls, boys, small = (
        Key(DEATHS, "", "sex:female"),
        Key(DEATHS, "", "sex:male"),
        Key(DEATHS, "", "birth_weight_band:x"),
    )
    both = Key(DEATHS, "", "birth_weight_band:x|sex:female")
    cells = {Key(DEATHS): figure(8, 400), girls: figure(2, 200), boys: figure(6, 200), small: figure(1, 9)}
    reported(who, {**cells, both: figure(1, 5)}, days=month(10))
    reported(who, {Key(DEATHS): figure(4, 100), girls: figure(4, 50)}, hospital=who.sonwerou, deed=by(who.rekia))
    houses, defined = [who.lukanga.id, who.sonwerou.id], indicators.followed([DEATHS])

    found = queries.parts_across(houses, defined, {DEATHS: "sex"}, "quarter", LAST)
    of_year = queries.parts_across(houses, defined, {DEATHS: "sex"}, "year", 2025)

    assert found == of_year
    assert [(one.split, one.together.value) for one in found[DEATHS]] == [("sex:female", D(24)), ("sex:male", D(30))]
    assert queries.parts_across(houses, defined, {DEATHS: ""}, "quarter", LAST) == {}
    assert queries.parts_across([], defined, {DEATHS: "sex"}, "quarter", LAST) == {}


def test_the_last_whole_period_is_over() -> None:
    assert queries.period_days("quarter", queries.last_whole("quarter", date(2026, 1, 1))) == (
        date(2025, 10, 1),
        date(2026, 1, 1),
    )
    assert queries.period_days("year", queries.last_whole("year", date(2026, 12, 31))) == (
        date(2025, 1, 1),
        date(2026, 1, 1),
    )


@pytest.mark.parametrize("seed", range(12))
def test_what_the_database_adds_is_what_is_added_hospital_by_hospital(who: Cast, seed: int) -> None:
    chance = random.Random(seed)
    houses = [who.lukanga.id, who.sonwerou.id, who.wilgenbeke.id]
    codes = [DEATHS, LATEST, MEAN, "can_do_my_work_well", "days_to_repair", "bed_occupancy"]
    with building():
        Sum.objects.bulk_create(_sums(chance, houses, codes))
    defined = indicators.followed(codes)

    for length, last, number in (("quarter", LAST, 4), ("year", 2025, 2)):
        rows = queries.across(houses, defined, length, last, number)
        assert {code: list(row.together) for code, row in rows.items()} == queries.totals(
            houses, defined, length, last, number
        )
        parts = queries.parts_across(houses, defined, dict.fromkeys(codes, "sex"), length, last)
        assert {(code, one.split): one.together for code, some in parts.items() for one in some} == _by_hand(
            houses, defined, length, last
        )


def _sums(chance: random.Random, houses: list[UUID], codes: list[str]) -> list[Sum]:
    """Kept sums at random: of months, quarters, weeks and years, with and without a denominator, whole and in parts."""
    names = ["2024", "2025", "2024-Q4", *(f"2025-Q{n}" for n in range(1, 5)), *(f"2025-{n:02}" for n in range(1, 13))]
    names.append("2025-11-03--2025-11-09")
    found = []
    for house, code, split, name in product(houses, codes, ("", "sex:female", "sex:male"), names):
        if chance.random() < (0.1 if "Q" in name or len(name) == 4 or "--" in name else 0.5):
            days = rules.days_named(name)
            assert days is not None
            length, quarter = rules.placed(*days)
            below = None if chance.random() < 0.02 else chance.randint(0, 400) * 10_000
            kept = {"split": split, "numerator": chance.randint(0, 400) * 10_000, "denominator": below}
            place = {"from_date": days[0], "to_date": days[1], "length": length, "quarter": quarter}
            found.append(Sum(hospital=house, indicator=code, **kept, **place))
    return found


def _by_hand(houses: list[UUID], defined: dict, length: str, last: int) -> dict:
    """Each part of a split, hospital by hospital: as the whole is, after its sums were made the whole."""
    found = {}
    for split in ("sex:female", "sex:male"):
        with transaction.atomic(), building():
            Sum.objects.filter(split="").delete()
            Sum.objects.filter(split=split).update(split="")
            rows = queries.across(houses, defined, length, last, 1)
            transaction.set_rollback(True)
        for code, row in rows.items():
            if any(cells[0] for cells in row.of.values()):
                found[code, split] = row.together[0]
    return found
