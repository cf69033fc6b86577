"""A scorecard leaves as a sheet: every hospital and period, also who is silent and what is blank, with definitions and reasons."""

import csv
import io
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from partnerhood.ground.records import clock
from partnerhood.pathway.reporting.rules import Key
from partnerhood.pathway.scorecards.models import ScorecardVersion
from tests.cast import Cast, by
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.pathway.scorecards.story import chosen, close, content
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
JANUARY = datetime(2026, 1, 15, 9, tzinfo=UTC)
NOWHERE = "2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10"


def told(who: Cast) -> str:
    """A scorecard with one report of October; the address of its sheet, without its ending."""
    close(who)
    reported(who, {Key(DEATHS): figure(8, 412)})
    chosen(who, content(who, blank={"cost": "=1+1"}))
    return f"/networks/{who.network.id}/scorecard"


def test_every_hospital_and_period_is_a_line_and_what_is_blank_too(who: Cast) -> None:
    address = told(who)

    with clock.at(JANUARY):
        answer = browser(who.lotte).get(f"{address}.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    last = [row for row in rows if row["First day"] == "2025-10-01" and row["Indicator"].startswith("Newborns")]

    assert answer.headers["Content-Disposition"] == 'attachment; filename="scorecard.csv"'
    kept = [(one["Hospital"], one["How many"], one["Out of"], one["Value"], one["Months counted"]) for one in last]
    assert kept == [
        ("Lukanga", "8", "412", "19.4175", "1/3"),
        ("La Source", "", "", "", ""),
        ("All together", "8", "412", "19.4175", ""),
    ]
    version = ScorecardVersion.objects.get().id
    assert {(one["Last day"], one["Where it should be"], one["Looked at by"]) for one in last} == {
        ("2025-12-31", "25", "sex")
    }
    assert last[0]["Address"].endswith(f"{address}/{version}/{DEATHS}/")
    assert len(rows) == 3 * 8 * 3 + 2
    blank = [row for row in rows if row["Indicator"] == "blank"]
    assert [(one["Aim"], one["Address"]) for one in blank] == [
        ("A healthier population", ""),
        ("Care we can pay", "'=1+1"),
    ]


def test_the_workbook_has_definitions_and_reasons_and_no_formula(who: Cast) -> None:
    address = told(who)

    with clock.at(JANUARY):
        answer = browser(who.lotte, "fr").get(f"{address}.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    figures, definitions, versions = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)

    assert len(figures) == 1 + 3 * 8 * 3 + 2
    assert "=1+1" in figures[-1]
    assert definitions[1][9] == DEATHS and len(definitions) == 1 + 3
    assert versions[1][1:3] == ["Om samen te kijken", "Lotte Van Rillaer"]
    assert isinstance(versions[1][0], date)


def test_who_may_not_read_it_gets_no_sheet_and_who_reads_less_gets_less(who: Cast) -> None:
    address = told(who)
    reported(who, {Key(DEATHS): figure(5, 100)}, hospital=who.sonwerou, deed=by(who.rekia))
    readers = {"lotte": who.lotte, "hers": who.mireille, "rekia": who.rekia, "nobody": None, "out": who.suspended}
    expected = {"lotte": 200, "hers": 200, "rekia": 200, "nobody": 404, "out": 404}

    for ending in ("csv", "xlsx"):
        found = {}
        for name, person in readers.items():
            found[name] = browser(person).get(f"{address}.{ending}").status_code
        assert found == expected
    with clock.at(JANUARY):
        theirs = browser(who.rekia).get(f"{address}.csv").content.decode("utf-8-sig")
    assert "Lukanga" not in theirs and "La Source" in theirs and "Lotte" not in theirs
    outside = {"nobody": None, "out": who.suspended}
    assert set(seen_by(f"{address}.csv", outside, f"/networks/{NOWHERE}/scorecard.csv").values()) == {404}
    assert browser(who.lotte).post(f"{address}.csv").status_code == 405
    assert queries_of(browser(who.lotte), f"{address}.xlsx") <= AT_MOST
