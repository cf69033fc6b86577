"""A month counted on a printed sheet: whoever types it in, and however often, it is one report."""

import re
from datetime import date

import pytest
from django.test import Client

from partnerhood.ground.operations import models, papers
from partnerhood.ground.operations import queries as journal
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast
from tests.interfaces.api.test_filled import fill
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.pathway.reporting.test_pages import NIGHTS, address, filled
from tests.visits import AT_MOST, browser, queries_of

pytestmark = pytest.mark.django_db
WRITTEN = {f"n-{DEATHS}": "9", f"d-{DEATHS}": "1412", "source": "Feuille de la maternité"}
SEPTEMBER = (date(2025, 9, 1), date(2025, 10, 1))


def printed(client: Client, page: str, more: str = "") -> tuple[str, str]:
    """A sheet, and the number on it."""
    html = client.get(f"{page}paper/?also={DEATHS}{more}").content.decode()
    return html, re.findall(r'<b translate="no">([A-Z0-9-]+)</b>', html)[0]


def test_a_sheet_that_two_people_type_in_is_one_report(who: Cast) -> None:
    mireille, albertine = browser(who.mireille), browser(who.albertine)
    page = address(who, "months", "2025-10")
    _sheet, number = printed(mireille, page)
    there = f"{page}?also={DEATHS}&paper={number}"
    hers, theirs = (filled(one, there, **WRITTEN) for one in (mireille, albertine))

    first, again = mireille.post(there, hers), mireille.post(there.replace(number, number.lower()), hers)
    other = albertine.post(there, {**theirs, f"n-{DEATHS}": "8"})

    made = Report.objects.get()
    assert (first.status_code, again.status_code, first["Location"]) == (302, 302, again["Location"])
    assert (other.status_code, made.entered_by, made.cells["numerator"]) == (200, who.mireille, ["9"])
    assert "typed in already" in other.content.decode()
    assert journal.paper_in(models.Operation.objects.get(kind="reporting.report").seen) == number


def test_who_types_it_in_later_is_told_that_it_is_there_and_where(who: Cast) -> None:
    client, page = browser(who.mireille), address(who, "months", "2025-10")
    number = printed(client, page)[1]
    there = f"{page}?also={DEATHS}&paper={number}"
    assert f"paper {number}" in client.get(there).content.decode()
    report = client.post(there, filled(client, there, **WRITTEN))["Location"]

    later = browser(who.albertine)
    nothing_new = later.post(there, filled(later, there, **WRITTEN))

    for answer in (later.get(there), nothing_new):
        assert answer.status_code == 200 and f'href="{report}"' in answer.content.decode()
    assert Report.objects.count() == 1
    assert f"paper {number}" in later.get(report).content.decode()
    assert number not in browser(who.lotte).get(report).content.decode()


def test_a_sheet_typed_in_without_a_line_is_the_same_report(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(7, 1200)}, days=SEPTEMBER)
    client, page = browser(who.mireille), address(who, "months", "2025-10")
    there = f"{page}?paper={printed(client, page)[1]}"
    said = filled(client, there, **WRITTEN)
    client.post(there, said)
    fields = {name: [value] for name, value in said.items()}
    batch = {"page": [there], "numbers": [1], "fields": fields, "files": {}}

    same, other = fill(client, batch), fill(browser(who.albertine), {**batch, "numbers": [2]})

    assert (same["results"], other["results"]) == ([[1, 1, "duplicate"]], [[2, 2, "refused"]])
    assert other["exceptions"][0]["code"] == "typed-in-already"
    assert Report.objects.count() == 2


def test_a_sheet_asks_what_the_page_asks_and_is_printed_once(who: Cast) -> None:
    client, page = browser(who.mireille), address(who, "months", "2025-10")
    reported(who, {Key(NIGHTS): figure(20, 30)}, days=SEPTEMBER)

    (first, one), (_second, two) = printed(client, page), printed(client, page)

    assert one != two and papers.read(one) == one
    rows = re.findall(r'<td class="number">\d+</td><td[^>]*><b>([^<]+)</b>', first)
    asked = client.get(f"{page}?also={DEATHS}").content.decode()
    assert rows == re.findall(r"<li><div><b[^>]*>([^<]+)</b>", asked) and len(rows) == 2
    assert "no-store" in client.get(f"{page}paper/")["Cache-Control"]
    assert f'href="{page}paper/?also={DEATHS}"' in asked
    assert Report.objects.count() == 1


@pytest.mark.once
def test_a_sheet_is_printed_by_the_hospitals_own_people(who: Cast) -> None:
    page = address(who, "months", "2025-10") + "paper/"

    answers = {
        name: browser(one).get(page).status_code for name, one in (("own", who.mireille), ("partner", who.lotte))
    }

    assert answers == {"own": 200, "partner": 404}
    assert Client().get(page).status_code == 404
    assert browser(who.mireille).post(page).status_code == 405
    assert browser(who.mireille).get(page.replace("2025-10", "2025-13")).status_code == 404


@pytest.mark.once
def test_a_sheet_asks_the_database_little(who: Cast) -> None:
    reported(who, {Key(NIGHTS): figure(20, 30), Key(DEATHS): figure(7, 1200)})

    assert queries_of(browser(who.mireille), address(who, "months", "2025-10") + "paper/") <= AT_MOST
