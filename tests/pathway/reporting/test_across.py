"""The hospitals of a network beside each other: what is added, what is left out, who reads whose."""

from datetime import date

import pytest

from partnerhood.ground.organisations import actions as organisations
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.reporting import queries, rules
from partnerhood.pathway.reporting.rules import Key
from tests.cast import OPERATOR, Cast, by
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
LAST = rules.quarter_of(date(2025, 10, 1))
DOMAIN = "newborn_care"


def tables(houses: list, split: str = "") -> list[queries.Table]:
    found = queries.beside(houses, queries.counted_by(houses, LAST), DOMAIN, LAST, split)
    return queries.filled(found, [(one.definition.code, house) for one in found for house in one.counted], LAST, split)


def values(who: Cast, houses: list, split: str = "") -> dict[str, list[str | None]]:
    """What the table says of each house and of all together, in its last quarters."""
    (table,) = tables([one.id for one in houses], split)
    named = {one.id: one.known_as for one in houses}
    told = {named[key]: [cell and cell.value(table.definition) for cell in cells] for key, cells in table.rows} | {
        "all": list(table.together)
    }
    return {
        name: [None if one is None else queries.said(one, table.definition) for one in values][-2:]
        for name, values in told.items()
    }


def test_months_of_a_quarter_are_added_and_the_gap_is_shown(who: Cast) -> None:
    for number, deaths in ((7, 8), (8, 10), (10, 9)):
        reported(who, {Key(DEATHS): figure(deaths, 400)}, days=rules.month(2025, number))

    assert values(who, [who.lukanga])["Lukanga"] == ["22.5 / 1000", "22.5 / 1000"]
    (table,) = tables([who.lukanga.id])
    assert [cell and (cell.months, cell.is_partial) for cell in table.rows[0][1]][-2:] == [(2, True), (1, True)]


def test_of_a_quarter_and_its_months_only_the_quarter_counts(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(8, 400)}, days=rules.month(2025, 10))
    reported(who, {Key(DEATHS): figure(40, 1000)}, days=rules.days_named("2025-Q4"), sure=True)
    reported(who, {Key(DEATHS): figure(99, 3000)}, days=rules.days_named("2025"), sure=True)

    assert values(who, [who.lukanga])["Lukanga"] == [None, "40 / 1000"]


def test_hospitals_are_put_together_by_their_numbers_and_not_by_their_rates(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(8, 400)})
    reported(who, {Key(DEATHS): figure(5, 100)}, hospital=who.sonwerou, deed=by(who.rekia))

    found = values(who, [who.lukanga, who.sonwerou])

    assert found["all"][-1] == "26 / 1000"
    assert (found["Lukanga"][-1], found["La Source"][-1]) == ("20 / 1000", "50 / 1000")


def test_who_counted_nothing_is_named(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(8, 400)})

    (table,) = tables([who.lukanga.id, who.sonwerou.id])

    assert table.silent == [who.sonwerou.id]


def test_a_part_of_a_split_has_a_table_of_its_own(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(8, 400), Key(DEATHS, "", "sex:female"): figure(2, 200)})

    assert values(who, [who.lukanga], "sex:female")["Lukanga"][-1] == "10 / 1000"
    assert tables([who.lukanga.id], "sex:male") == []


def test_each_reads_of_a_network_the_houses_they_work_with(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(8, 400)})
    reported(who, {Key(DEATHS): figure(5, 100)}, hospital=who.sonwerou, deed=by(who.rekia))
    address = f"/networks/{who.network.id}/figures/"

    readers = {"hers": who.mireille, "partner": who.lotte, "other": who.rekia, "nobody": None, "out": who.suspended}
    missing = "/networks/2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10/figures/"
    assert seen_by(address, readers, missing) == {"hers": 200, "partner": 200, "other": 200, "nobody": 404, "out": 404}
    page = browser(who.rekia).get(f"{address}?domain={DOMAIN}&until=2025-Q4").content.decode()
    assert "50 / 1000" in page and "20 / 1000" not in page and "Lukanga" not in page


@pytest.mark.parametrize(
    "asked", ["domain=nothing", "domain=newborn_care&until=9999-Q9", "domain=&part=x", "until=%00"]
)
def test_a_strange_question_is_answered_with_a_page(who: Cast, asked: str) -> None:
    reported(who, {Key(DEATHS): figure(8, 400)})

    assert browser(who.mireille).get(f"/networks/{who.network.id}/figures/?{asked}").status_code == 200


def test_the_page_asks_the_same_whatever_was_counted(who: Cast) -> None:
    client = browser(who.lotte)
    address = f"/networks/{who.network.id}/figures/?domain={DOMAIN}&until=2025-Q4"
    asked = []
    for number in range(1, 4):
        reported(who, {Key(DEATHS): figure(8, 400)}, days=rules.month(2025, number))
        other = organisations.found(
            key=who.lukanga.id.__class__(int=number), name=f"H{number}", kind="hospital", country="CD", deed=OPERATOR
        )
        organisations.join_network(network=who.network, organisation=other, deed=OPERATOR)
        partnerships.propose(
            key=who.lukanga.id.__class__(int=100 + number),
            name=f"H{number}",
            kind="twinning",
            network=who.network,
            partners=[other, who.wilgenbeke],
            works_at=[other],
            deed=OPERATOR,
        )
        asked.append(queries_of(client, address))

    assert len(set(asked)) == 1 and asked[0] <= AT_MOST, asked
