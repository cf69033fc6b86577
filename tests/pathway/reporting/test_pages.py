"""A month filled in on pages: as a grid, one question after the other, twice at once, with doubts, and every number opened."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.rules import Content as GoalContent
from partnerhood.pathway.goals.rules import Measure as GoalMeasure
from partnerhood.pathway.indicators import actions as indicators
from partnerhood.pathway.indicators.rules import Content
from partnerhood.pathway.reporting import actions, rules
from partnerhood.pathway.reporting.models import Look, Report
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast, by
from tests.pathway.measurement.story import SHARE, measured
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
NIGHTS = "posts_filled_at_night"


def address(who: Cast, *rest: str) -> str:
    return "/".join([f"/hospitals/{who.lukanga.id}", *rest, ""])


def filled(client: Client, page: str, **said: str) -> dict[str, str]:
    """Everything that the form on a page carries, with what somebody writes in it; buttons are named by who presses them."""
    answer = client.get(page)
    assert answer.status_code == 200, answer.status_code
    return carried(answer.content.decode()) | said


def carried(html: str) -> dict[str, str]:
    base = html.index('name="base"')
    form = html[html.rindex("<form", 0, base) : html.index("</form>", base)]
    fields = {}
    for one in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)
        if name and 'type="checkbox"' not in one:
            fields[name[1]] = value[1] if value else ""
    return {**fields, "language": "fr"}


def test_a_nurse_fills_in_a_month_and_everybody_who_works_with_her_reads_it(who: Cast) -> None:
    client = browser(who.mireille)
    page = address(who, "months", "2025-10")

    said = filled(client, f"{page}?also={DEATHS}", **{f"n-{DEATHS}": "9", f"d-{DEATHS}": "1 412", "source": "Registre"})
    answer = client.post(f"{page}?also={DEATHS}", said)

    made = Report.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/reports/{made.id}/")
    assert made.cells == {"indicator": [DEATHS], "numerator": ["9"], "denominator": ["1412"]}
    readers = {"hers": who.mireille, "partner": who.lotte, "same network": who.rekia, "nobody": None}
    for path in (f"/reports/{made.id}/", address(who, "figures"), address(who, "figures", DEATHS, "2025-10")):
        missing = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10", path)
        assert seen_by(path, readers, missing) == {"hers": 200, "partner": 200, "same network": 404, "nobody": 404}


def test_a_double_click_is_one_report(who: Cast) -> None:
    client = browser(who.mireille)
    page = address(who, "months", "2025-10") + f"?also={DEATHS}"
    said = filled(client, page, **{f"n-{DEATHS}": "9", f"d-{DEATHS}": "412", "source": "Registre"})

    answers = [client.post(page, said) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 302]
    assert Report.objects.count() == 1


def test_one_question_after_the_other_keeps_every_word(who: Cast) -> None:
    client = browser(who.mireille)
    page = address(who, "months", "2025-10") + f"?also={DEATHS}&also={NIGHTS}"
    first = carried(client.post(page, filled(client, page) | {"more": "0"}).content.decode())
    assert first["at"] == "0"

    wrong = client.post(page, first | {f"n-{DEATHS}": "neuf", "more": "1"}).content.decode()
    assert 'name="at" value="0"' in wrong and "neuf" in wrong, "what cannot be read stays where it was written"
    second = carried(
        client.post(page, first | {f"n-{DEATHS}": "9", f"d-{DEATHS}": "412", "more": "1"}).content.decode()
    )
    assert (second["at"], second[f"n-{DEATHS}"]) == ("1", "9")
    last = client.post(page, second | {f"n-{NIGHTS}": "28", f"d-{NIGHTS}": "31", "more": "all"}).content.decode()
    whole = carried(last)
    assert "at" not in whole
    client.post(page, whole | {"source": "Registre"})

    made = Report.objects.get()
    assert made.cells["indicator"] == [DEATHS, NIGHTS]
    assert made.cells["numerator"] == ["9", "28"]


def test_parts_of_a_split_are_asked_on_the_page_of_one_question(who: Cast) -> None:
    client = browser(who.mireille)
    page = address(who, "months", "2025-10") + f"?also={DEATHS}"
    said = filled(client, page, **{f"n-{DEATHS}": "9", f"d-{DEATHS}": "412", "source": "Registre"})
    said |= {f"n-{DEATHS}-sex:female": "4", f"d-{DEATHS}-sex:female": "200"}

    client.post(page, said)

    assert Report.objects.get().cells["split"] == ["", "sex:female"]
    assert "women and girls" in client.get(address(who, "figures", DEATHS)).content.decode()


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"n": "9"}, "Give how many and out of how many."),
        ({"n": "neuf", "d": "412"}, "Enter a number."),
        ({"n": "9" * 30, "d": "412"}, "Ensure that there are no more than"),
        ({}, "Write at least one number, or change one."),
    ],
)
def test_bad_input_is_said_beside_its_number_and_nothing_is_lost(who: Cast, written, sentence: str) -> None:
    client = browser(who.mireille)
    page = address(who, "months", "2025-10") + f"?also={DEATHS}"
    said = {f"{part}-{DEATHS}": value for part, value in written.items()}

    answer = client.post(page, filled(client, page, source="Registre", **said)).content.decode()

    assert sentence in answer
    assert 'value="Registre"' in answer and all(f'value="{value}"' in answer for value in written.values())
    assert not Report.objects.exists()


def test_a_doubt_is_asked_beside_its_number_and_only_about_these_very_numbers(who: Cast) -> None:
    for number in (7, 8, 9):
        reported(who, {Key(DEATHS): figure(8 + number % 3, 400)}, days=rules.month(2025, number))
    client = browser(who.mireille)
    page = address(who, "months", "2025-10")
    wild = {f"n-{DEATHS}": "90", f"d-{DEATHS}": "400", "source": "Registre"}

    asked = client.post(page, filled(client, page) | wild).content.decode()
    assert "this gives 225 / 1000" in asked
    sure = carried(asked) | {"sure": "on"}
    client.post(page, sure | {f"n-{DEATHS}": "95"})
    assert Report.objects.count() == 3, "another number is asked about again"
    client.post(page, sure)

    assert Report.objects.count() == 4 and Report.objects.get(from_date="2025-10-01").sure


def test_who_corrects_says_why_and_only_the_change_is_sent(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(9, 412), Key(NIGHTS): figure(28, 31)})
    client = browser(who.mireille)
    page = address(who, "months", "2025-10")
    said = filled(client, page, **{f"n-{DEATHS}": "11"})

    assert "Say what was wrong" in client.post(page, said).content.decode()
    client.post(page, said | {"why": "Deux décès de nuit"})

    last = Report.objects.latest("entered_at")
    assert (last.cells["indicator"], last.cells["numerator"], last.why) == ([DEATHS], ["11"], "Deux décès de nuit")
    opened = browser(who.lotte).get(address(who, "figures", DEATHS, "2025-10")).content.decode()
    assert "Deux décès de nuit" in opened and "<del>9 / 412</del>" in opened and "Mireille" in opened


def test_a_number_that_was_taken_back_still_opens_from_its_report(who: Cast) -> None:
    first = reported(who, {Key(DEATHS): figure(9, 412)})
    last = reported(who, {Key(DEATHS): None}, seen=first.id, why="Compté pour un autre mois")
    client = browser(who.lotte)

    link = address(who, "figures", DEATHS, "2025-10")
    opened = client.get(link)

    assert f'href="{link}"' in client.get(f"/reports/{last.id}/").content.decode()
    assert (opened.status_code, "<del>9 / 412</del>" in opened.content.decode()) == (200, True)


def test_two_people_on_the_same_month_do_not_overwrite_each_other(who: Cast) -> None:
    mireille, albertine = browser(who.mireille), browser(who.albertine)
    page = address(who, "months", "2025-10") + f"?also={DEATHS}&also={NIGHTS}"
    hers = filled(mireille, page, **{f"n-{DEATHS}": "9", f"d-{DEATHS}": "412", "source": "Registre"})
    other = filled(albertine, page, **{f"n-{DEATHS}": "8", f"d-{DEATHS}": "412", "source": "Cahier"})
    apart = filled(albertine, page, **{f"n-{NIGHTS}": "28", f"d-{NIGHTS}": "31", "source": "Cahier"})

    assert mireille.post(page, hers).status_code == 302
    refused = albertine.post(page, other).content.decode()
    assert albertine.post(page, apart).status_code == 302, "another number of the same month is no conflict"

    assert "Somebody reported these days meanwhile" in refused and 'value="8"' in refused
    assert Report.objects.count() == 2


def test_a_ward_counts_for_itself_and_the_hospital_adds_up(who: Cast) -> None:
    client = browser(who.mireille)
    page = address(who, "months", "2025-10") + f"?ward={who.newborn.id}&also={DEATHS}"
    client.post(page, filled(client, page, **{f"n-{DEATHS}": "9", f"d-{DEATHS}": "412", "source": "Registre"}))

    opened = client.get(address(who, "figures", DEATHS, "2025-10")).content.decode()

    assert Report.objects.get().cells["place"] == [str(who.newborn.id)]
    assert "Néonatologie" in opened and "<h1>21.8 / 1000</h1>" in opened


def test_what_the_hospital_counts_in_its_own_way_is_on_the_grid_until_it_ends(who: Cast) -> None:
    said = {"language": "fr", "name": "Nuits éclairées", "why": "Pour coudre", "numerator": "Nuits avec du courant"}
    own = indicators.define(organisation=who.lukanga, content=Content(**said), deed=by(who.albertine))
    client = browser(who.mireille)
    page = address(who, "months", "2025-10")

    assert "Nuits éclairées" in client.get(page).content.decode()
    client.post(page, filled(client, page, **{f"n-{own.version_id}": "28", "source": "Cahier"}))
    indicators.end(indicator=own, words="fini", language="fr", deed=by(who.albertine))

    assert "Nuits éclairées" in client.get(address(who, "figures")).content.decode()
    assert "Nuits éclairées" not in client.get(address(who, "months", "2025-11")).content.decode()


@pytest.mark.parametrize("days", ["2025-13", "soon", "2025-10-01", "9999-12-31--9999-12-31", "2025-1", "%00"])
def test_days_that_are_none_are_not_there(who: Cast, days: str) -> None:
    assert browser(who.mireille).get(address(who, "months", days)).status_code == 404


def test_a_partner_looks_at_a_report_on_its_page(who: Cast) -> None:
    made = reported(who, {Key(DEATHS): figure(9, 412)})
    client = browser(who.katrien)
    page = f"/reports/{made.id}/look/"

    said = filled(client, page, words="Vijf kaarten")
    answers = [client.post(page, said) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 404], "whoever looked is not asked again"
    assert Look.objects.get().organisation == who.wilgenbeke
    assert "Vijf kaarten" in browser(who.mireille).get(f"/reports/{made.id}/").content.decode()


def test_pages_ask_the_same_whatever_was_counted(who: Cast) -> None:
    client = browser(who.mireille)
    counts = []
    for number in (1, 2, 3):
        reported(
            who,
            {Key(DEATHS): figure(9, 412), Key(NIGHTS): figure(28, 31), Key(DEATHS, "", "sex:female"): figure(4, 200)},
            days=rules.month(2025, number),
        )
        pages = ("figures",), ("figures", DEATHS), ("figures", DEATHS, "2025-01"), ("months",), ("months", "2025-10")
        counts.append([queries_of(client, address(who, *rest)) for rest in pages])

    assert counts[1] == counts[2]
    assert max(counts[2]) <= AT_MOST, counts[2]


def test_the_same_from_outside(who: Cast) -> None:
    """The API says the same operation, and what it cannot read it names."""
    client = browser(who.mireille)
    said = {"hospital": str(who.lukanga.id), "from_date": "2025-10-01", "to_date": "2025-11-01", "source": "cartes"}
    uneven = {"indicator": [DEATHS], "numerator": ["1", "2"]}

    wrong = client.post(
        "/api/1/do/reporting/report", {"payload": {**said, "cells": uneven}}, content_type="application/json"
    )
    right = client.post(
        "/api/1/do/reporting/report",
        {"payload": {**said, "cells": {"indicator": [DEATHS], "numerator": ["9"], "denominator": ["412"]}}},
        content_type="application/json",
    )

    assert (wrong.status_code, right.status_code) == (422, 201), (wrong.content, right.content)
    assert actions.report.__doc__ and Report.objects.count() == 1


def test_what_the_hospital_counted_is_entered_for_its_goal_without_counting_twice(who: Cast) -> None:
    goal = measured(who, SHARE.model_copy(update={"indicator": DEATHS, "unit": "per-thousand", "direction": "down"}))
    reported(who, {Key(DEATHS): figure(9, 412)})
    client = browser(who.lotte)
    page = f"/goals/{goal.id}/measures/share/"

    assert "9 / 412" in client.get(page).content.decode()
    answer = client.get(f"{page}new/?days=2025-10").content.decode()

    form = carried(answer)
    told = (form["numerator"], form["denominator"], form["from_date"], form["last_day"], form["source"])
    assert told == ("9", "412", "2025-10-01", "2025-10-31", "Registre de la maternité")
    assert client.get(f"{page}new/?days=soon").status_code == 200


SHARE_OF_DEATHS = GoalMeasure(
    key="deaths", name="décès", unit="per-thousand", indicator=DEATHS, target="12.5", target_date="2026-12-31"
)


def test_a_chart_shows_where_a_signed_goal_wants_it_to_be(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(9, 412)})
    goal = measured(who, SHARE_OF_DEATHS)
    client = browser(who.lotte)

    every = client.get(address(who, "figures")).content.decode()
    one = client.get(address(who, "figures", DEATHS)).content.decode()

    assert "target 12.5" in every and "target 12.5" in one
    assert f'href="/goals/{goal.id}/"' in one and "<b>12.5 / 1000</b>" in one and "31 December 2026</time>" in one


def test_what_nobody_signed_or_what_is_written_otherwise_is_no_target(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(9, 412)})
    goal = measured(who, SHARE_OF_DEATHS.model_copy(update={"unit": "percent"}))
    client = browser(who.lotte)
    other = client.get(address(who, "figures", DEATHS)).content.decode()

    content = GoalContent(language="fr", statement="Moins de décès.", measures=[SHARE_OF_DEATHS])
    goals.reword(goal=goal, content=content, deed=by(who.lotte))
    unsigned = client.get(address(who, "figures", DEATHS)).content.decode()

    assert "target" not in other and "12.5" not in other
    assert "target" not in unsigned and "12.5" not in unsigned


def test_two_goals_that_want_different_things_are_both_named_and_draw_no_line(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(9, 412)})
    wanted = [SHARE_OF_DEATHS, SHARE_OF_DEATHS.model_copy(update={"key": "soon", "target": Decimal("8")})]
    measured(who, *wanted)

    page = browser(who.lotte).get(address(who, "figures", DEATHS)).content.decode()

    assert "<b>12.5 / 1000</b>" in page and "<b>8 / 1000</b>" in page and 'class="goal"' not in page


def test_the_pages_ask_the_same_whatever_goals_want(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(9, 412)})
    client = browser(who.lotte)
    pages = [address(who, "figures"), address(who, "figures", DEATHS)]
    before = [queries_of(client, one) for one in pages]
    measured(who, SHARE_OF_DEATHS)

    assert [queries_of(client, one) for one in pages] == before and max(before) <= AT_MOST
