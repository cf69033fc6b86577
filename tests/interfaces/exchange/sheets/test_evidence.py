"""Readings leave as a sheet: every number with its definition, its author and what became of it; nothing in it runs."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.measurement import actions
from partnerhood.pathway.measurement.models import Reading
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import Cast, by
from tests.pathway.indicators.test_own import nights
from tests.pathway.measurement.story import SHARE, measure, measured, read
from tests.visits import browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
FEW = {"numerator": Decimal(2), "denominator": Decimal(5)}


def counted(who: Cast) -> tuple[Measure, Reading]:
    """14 of 24 in October, with a remark that a spreadsheet would run."""
    one = measure(measured(who, SHARE))
    return one, read(who, one, note="=1+1", language="fr")


def listed(who: Cast, reader: object = None, language: str = "en") -> list[dict[str, str]]:
    address = f"/partnerships/{who.partnership.id}/evidence.csv"
    content = browser(reader, language).get(address).content.decode("utf-8-sig")  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(content)))


def test_a_line_says_what_was_counted_by_whom_and_where_it_opens(who: Cast) -> None:
    _goal, one = counted(who)

    (line,) = listed(who, who.lotte)

    assert (line["How many"], line["Out of"], line["Value"], line["Unit"]) == (
        "14.0000",
        "24.0000",
        "58.3333",
        "per cent",
    )
    assert (line["Entered by"], line["Entered for"]) == (who.mireille.name, "Lukanga")
    assert line["What became of it"] == "counts"
    assert line["Address"].endswith(f"/readings/{one.id}/")
    assert line["What else changed"] == "'=1+1"


def test_what_was_put_right_withdrawn_or_seen_says_so(who: Cast) -> None:
    goal, one = counted(who)
    said = {"on_behalf_of": who.lukanga, "source": "cartes", "from_date": one.from_date, "to_date": one.to_date}
    right = actions.correct(
        reading=one, numerator=Decimal(15), denominator=Decimal(24), why="mal lu", **said, deed=by(who.mireille)
    )
    actions.verify(reading=right, on_behalf_of=who.wilgenbeke, deed=by(who.lotte))
    gone = read(who, goal, from_date=date(2025, 1, 1), to_date=date(2025, 2, 1), sure=True)
    actions.withdraw(reading=gone, reason="autre mois", deed=by(who.mireille))

    became = {line["Address"].split("/")[-2]: line["What became of it"] for line in listed(who, who.lotte)}
    seen = {line["Address"].split("/")[-2]: line["Seen by the other side"] for line in listed(who, who.lotte)}

    assert became == {str(one.id): "put right: mal lu", str(right.id): "counts", str(gone.id): "withdrawn: autre mois"}
    assert seen[str(right.id)] == f"Wilgenbeke ({who.lotte.name})"


def test_the_public_reads_houses_without_names_and_no_small_group(who: Cast) -> None:
    partnerships.move(partnership=who.partnership, state="active", reason="2011", deed=by(who.lotte))
    goal, _one = counted(who)
    read(who, goal, **FEW, from_date=date(2025, 2, 1), to_date=date(2025, 3, 1), sure=True)

    inside, outside = listed(who, who.lotte), listed(who)

    assert len(inside) == 2
    assert [line["Out of"] for line in outside] == ["24.0000"]
    assert [line["Entered by"] for line in outside] == [""]
    assert [line["Entered for"] for line in outside] == ["Lukanga"]


def test_a_workbook_holds_readings_and_definitions_and_no_formula(who: Cast) -> None:
    counted(who)
    answer = browser(who.lotte, "fr").get(f"/partnerships/{who.partnership.id}/evidence.xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    readings, definitions = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)

    assert answer.headers["Content-Disposition"] == 'attachment; filename="evidence.xlsx"'
    assert len(readings) == 2
    assert readings[1][7:10] == [14.0, 24.0, 58.3333]
    assert "=1+1" in readings[1]
    assert len(definitions) == 2
    assert isinstance(readings[1][4], date | datetime)


def test_what_a_house_counts_in_its_own_way_is_named_for_those_inside(who: Cast) -> None:
    partnerships.move(partnership=who.partnership, state="active", reason="2011", deed=by(who.lotte))
    own = nights(who, beware="Une nuit sans naissance compte aussi")
    measured(who, SHARE.model_copy(update={"indicator": str(own.version_id)}))

    told = {}
    for name, person in (("inside", who.lotte), ("outside", None)):
        answer = browser(person).get(f"/partnerships/{who.partnership.id}/evidence.xlsx")
        book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
        told[name] = book.get_sheet_by_name(book.sheet_names[1]).to_python()[1][-2:]

    assert told == {
        "inside": ["Nuits avec de la lumière", "Une nuit sans naissance compte aussi"],
        "outside": ["", ""],
    }


def test_who_may_not_read_a_partnership_gets_no_sheet(who: Cast) -> None:
    readers = {"partner": who.mireille, "other": who.rekia, "nobody": None}
    missing = "/partnerships/2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10/evidence.csv"

    before = seen_by(f"/partnerships/{who.partnership.id}/evidence.csv", readers, missing)

    assert before["partner"] == 200
    assert (
        before["other"]
        == before["nobody"]
        == browser(None).get(f"/partnerships/{who.partnership.id}/evidence/").status_code
    )


def test_ten_readings_cost_as_many_questions_as_one(who: Cast) -> None:
    goal, _one = counted(who)
    lotte, address = browser(who.lotte), f"/partnerships/{who.partnership.id}/evidence.csv"
    for_one = queries_of(lotte, address)
    for month in range(1, 10):
        read(who, goal, from_date=date(2025, month, 1), to_date=date(2025, month + 1, 1), sure=True)

    assert queries_of(lotte, address) == for_one <= 12
    assert len(listed(who, who.lotte)) == 10
