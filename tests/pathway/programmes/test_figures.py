"""What the hospitals of a programme counted of what its goals measure: by year, together, and open to who reads them."""

from datetime import UTC, datetime

import pytest

from partnerhood.ground.operations.guard import building
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.rules import Measure
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.programmes import actions
from partnerhood.pathway.programmes.models import Result
from partnerhood.pathway.reporting import rules as reports
from partnerhood.pathway.reporting.rules import Key
from tests.cast import OPERATOR, Cast, by, content, goal
from tests.pathway.programmes.activities import bring_in
from tests.pathway.programmes.test_keys import OURS, THEIRS, told
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 15, 9, tzinfo=UTC)
NOWHERE = "2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10"
MEASURED = [Measure(key="deaths", name="Newborns who die", unit="per-thousand", direction="down", indicator=DEATHS)]


def promised(who: Cast) -> Result:
    """A result of a programme of Wilgenbeke and Lukanga."""
    with building():
        for one, identifier in ((who.wilgenbeke, OURS), (who.lukanga, THEIRS)):
            Organisation.objects.filter(pk=one.pk).update(identifier=identifier)
    bring_in(told(), who.network)
    return Result.objects.get()


def measuring(who: Cast, partnership: Partnership | None = None, hospital: Organisation | None = None) -> Goal:
    """A goal that is measured by what a hospital reports."""
    said = {"hospital": hospital or who.lukanga, "words": "Ils meurent trop tôt.", "language": "fr"}
    asks = who.rekia if hospital else who.makiese
    voiced = needs.voice(**said, deed=by(asks))
    offered = needs.offer(need=voiced, partners=[who.wilgenbeke], deed=by(asks))
    return goals.propose(
        partnership=partnership or who.partnership,
        hospital=hospital or who.lukanga,
        domain="newborn_care",
        content=content("Moins de nouveau-nés meurent.").model_copy(update={"measures": MEASURED}),
        needs=[offered],
        on_behalf_of=who.wilgenbeke,
        deed=by(who.lotte),
    )


def address(which: Result) -> str:
    return f"/programmes/{which.programme_id}/figures/"


def test_hospitals_of_the_goals_stand_by_year_and_together_and_lead_on(who: Cast) -> None:
    which = promised(who)
    second = partnerships.propose(
        key=ids.named("second"),
        name="La Source – Wilgenbeke",
        kind="twinning",
        network=who.network,
        partners=[who.sonwerou, who.wilgenbeke],
        works_at=[who.sonwerou],
        deed=OPERATOR,
    )
    for one in (measuring(who), measuring(who, second, who.sonwerou), goal(who)):
        actions.link_goal(result=which, goal=one, deed=by(who.lotte))
    for year, deaths in ((2024, 12), (2025, 8)):
        for month in (3, 4):
            reported(who, {Key(DEATHS): figure(deaths, 400)}, days=reports.month(year, month), sure=True)
    reported(who, {Key(DEATHS): figure(5, 100)}, hospital=who.sonwerou, deed=by(who.rekia), days=reports.month(2025, 3))

    with clock.at(NOW):
        page = browser(who.lotte).get(address(which))
        asked = queries_of(browser(who.lotte), address(which))
    said = page.content.decode()

    (table,) = page.context["tables"]
    assert [(called, cells[-3:]) for called, _href, cells in table["rows"]] == [
        ("Lukanga", [("30 / 1000", "2/12"), ("20 / 1000", "2/12"), ("–", "")]),
        ("La Source", [("–", ""), ("50 / 1000", "1/12"), ("–", "")]),
    ]
    assert table["together"][-3:] == ["30 / 1000", "23.3 / 1000", "–"]
    assert f"/hospitals/{who.sonwerou.id}/figures/{DEATHS}/" in said
    assert said.count("Moins de nouveau-nés meurent.") == 2 and "60 % des soignants" in said
    assert asked <= AT_MOST


def test_who_reads_the_counts_of_none_of_its_hospitals_finds_nothing_there(who: Cast) -> None:
    which = promised(who)
    readers = {"hers": who.mireille, "partner": who.lotte, "other": who.rekia, "nobody": None, "out": who.suspended}
    missing = f"/programmes/{NOWHERE}/figures/"

    assert set(seen_by(address(which), readers, missing).values()) == {404}
    actions.link_goal(result=which, goal=measuring(who), deed=by(who.lotte))
    expected = {"hers": 200, "partner": 200, "other": 404, "nobody": 404, "out": 404}
    assert seen_by(address(which), readers, missing) == expected
    shown = {name: browser(one).get(f"/programmes/{which.programme_id}/") for name, one in readers.items()}
    assert {name: address(which) in page.content.decode() for name, page in shown.items()} == {
        name: status == 200 for name, status in expected.items()
    }
    assert browser(who.lotte).post(address(which)).status_code == 405


def test_a_goal_that_is_measured_otherwise_is_named(who: Cast) -> None:
    which = promised(who)
    actions.link_goal(result=which, goal=goal(who), deed=by(who.lotte))

    page = browser(who.lotte).get(address(which)).content.decode()

    assert "None of its goals is measured by something that hospitals report." in page
    assert "60 % des soignants" in page
    assert browser(who.lotte).get(f"{address(which)}?page=zz").status_code == 200
