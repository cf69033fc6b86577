"""What a hospital reported leaves as a sheet: every number with its definition, who entered it and what became of it."""

import csv
import gc
import io
from datetime import date

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from partnerhood.interfaces.exchange.sheets import reports, writing
from partnerhood.pathway.reporting import actions, rules
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.reporting.queries import leaving
from partnerhood.pathway.reporting.rules import Key
from tests.cast import OPERATOR, Cast, by
from tests.pathway.indicators.test_own import nights
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.visits import browser, seen_by

pytestmark = pytest.mark.django_db


def address(who: Cast, form: str = "csv") -> str:
    return f"/hospitals/{who.lukanga.id}/reports.{form}"


def text(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200, answer.status_code
    return b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


def listed(who: Cast, reader: object, language: str = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text(browser(reader, language), address(who)))))  # type: ignore[arg-type]


def test_a_line_says_what_was_counted_where_of_whom_and_by_whom(who: Cast) -> None:
    made = reported(
        who,
        {Key(DEATHS, str(who.newborn.id), "sex:female|age_band:under_1"): figure(9, 412)},
        note="=1+1",
        language="fr",
        left_out="+32",
    )
    actions.look_at(report=made, on_behalf_of=who.wilgenbeke, deed=by(who.lotte))

    (line,) = listed(who, who.lotte)

    assert line == {
        "First day": "2025-10-01",
        "Last day": "2025-10-31",
        "Indicator": line["Indicator"],
        "Ward": "Néonatologie",
        "Split by": "sex, age group",
        "Part": "women and girls, under 1 year",
        "How many": "9",
        "Out of": "412",
        "Value": "21.8447",
        "Unit": "per 1000",
        "What became of it": "stands",
        "Why it was changed": "",
        "Source": "Registre de la maternité",
        "Left out": "'+32",
        "What else changed": "'=1+1",
        "Entered by": who.mireille.name,
        "Entered on": date.today().isoformat(),
        "How it came in": "entered by hand",
        "Seen by the other side": f"Wilgenbeke ({who.lotte.name})",
        "Definition": DEATHS,
        "Address": f"{line['Address'].partition('/reports/')[0]}/reports/{made.id}/",
    }


def test_what_was_put_right_said_again_or_taken_back_says_so(who: Cast) -> None:
    more = {"sure": True}
    first = reported(who, {Key(DEATHS): figure(9, 412), Key(DEATHS, "", "sex:male"): figure(4, 200)})
    second = reported(who, {Key(DEATHS): figure(11, 412)}, seen=first.id, why="Deux de nuit", **more)
    third = reported(
        who, {Key(DEATHS): figure(11, 412), Key(DEATHS, "", "sex:male"): None}, seen=second.id, why="Mal lu", **more
    )

    lines = listed(who, who.mireille)

    told = [(one["Address"].split("/")[-2], one["Part"], one["How many"], one["What became of it"]) for one in lines]
    assert told == [
        (str(first.id), "", "9", "put right or taken back: Deux de nuit"),
        (str(first.id), "men and boys", "4", "put right or taken back: Mal lu"),
        (str(second.id), "", "11", "said again later"),
        (str(third.id), "", "11", "stands"),
        (str(third.id), "men and boys", "", "takes back what was said before"),
    ]
    assert [one["Why it was changed"] for one in lines] == ["", "", "Deux de nuit", "Mal lu", "Mal lu"]


def test_a_workbook_holds_numbers_and_the_definitions_they_were_counted_under(who: Cast) -> None:
    own = nights(who, beware="Une nuit sans naissance compte aussi")
    reported(who, {Key(DEATHS): figure(9, 412), Key(str(own.version_id)): figure(28, 31)}, note="=1+1")

    answer = browser(who.lotte, "fr").get(address(who, "xlsx"))

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    numbers, definitions = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="reports.xlsx"'
    assert [row[6:8] for row in numbers[1:]] == [[9.0, 412.0], [28.0, 31.0]]
    assert "=1+1" in numbers[1] and b"<f>" not in answer.content
    assert [row[0] for row in definitions[1:]] == [DEATHS, str(own.version_id)]
    assert "Une nuit sans naissance compte aussi" in definitions[2] and who.lukanga.name in definitions[2]


def test_a_national_number_has_its_own_name_and_no_definition(who: Cast) -> None:
    key = Key("dhis2:born", "", "combo:m")
    named = {"dhis2:born": "Naissances", "combo:m": "garçons"}
    reported(who, {key: figure(412)}, origin="dhis2", names=named, deed=OPERATOR)

    (line,) = listed(who, who.lotte)

    assert (line["Indicator"], line["Part"], line["How many"]) == ("Naissances", "garçons", "412")
    assert (line["Entered by"], line["How it came in"], line["Definition"]) == ("", "from DHIS2", "dhis2:born")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_who_reads_the_page_reads_the_sheet_and_nobody_else(who: Cast, form: str) -> None:
    reported(who, {Key(DEATHS): figure(9, 412)})
    readers = {"hers": who.mireille, "partner": who.lotte, "other": who.rekia, "nobody": None, "out": who.suspended}
    missing = address(who, form).replace(str(who.lukanga.id), "2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10")

    found = seen_by(address(who, form), readers, missing)

    assert found == {"hers": 200, "partner": 200, "other": 404, "nobody": 404, "out": 404}
    page = browser(who.lotte).get(f"/hospitals/{who.lukanga.id}/figures/").content.decode()
    assert f'href="{address(who, form)}"' in page


def test_reports_stand_in_memory_a_few_at_a_time(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "AT_ONCE", 1)
    monkeypatch.setattr(writing, "ROWS_A_PIECE", 10)
    cells = {Key(DEATHS, "", f"age_band:{age}"): figure(age, 400) for age in range(20)}
    for number in range(1, 10):
        reported(who, cells, days=rules.month(2025, number), origin="dhis2", deed=OPERATOR, sure=True)

    gc.collect()
    gc.freeze()  # what earlier tests left alive is not asked about
    alive, lines = [], 0
    for piece in reports.comma_separated(who.lukanga.id, "https://n.example"):
        lines += piece.count(b"\n")
        gc.collect()
        alive.append(sum(isinstance(one, Report) for one in gc.get_objects()))
    gc.unfreeze()

    assert (lines, len(alive)) == (9 * 20 + 1, 19)
    assert max(alive) <= 3, alive


def test_what_does_not_fit_on_a_sheet_goes_on_on_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_ROWS", 2)

    content = writing.sheets([("Numbers", ["n"], [[1], [2], [3], [4], [5]])], long=True)

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    told = {name: [row[0] for row in book.get_sheet_by_name(name).to_python()[1:]] for name in book.sheet_names}
    assert told == {"Numbers": [1, 2], "Numbers 2": [3, 4], "Numbers 3": [5]}
