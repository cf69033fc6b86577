"""What leaves the house cannot be executed, and says the same when it is read again."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import load_workbook

from partnerhood.interfaces.exchange.sheets import columns, writing

DANGEROUS = (
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+32 16 00 00 00",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    "{=1}",
    "http://evil.example",
    "mailto:a@b.example",
    "12",
    "'quoted",
    "_x0041_",
    "Hôpital “Saint-Jean”; ward 2",
)


def texts(content: bytes, folder: Path) -> list[list[object]]:
    """What a spreadsheet program reads in a workbook."""
    path = folder / "written.xlsx"
    path.write_bytes(content)
    return load_workbook(str(path)).get_sheet_by_index(0).to_python()


def test_a_workbook_holds_no_formula_and_no_link_and_reads_the_same(tmp_path: Path) -> None:
    content = writing.workbook("Sheet", ["Words"], [[text] for text in DANGEROUS])

    packed = zipfile.ZipFile(io.BytesIO(content))
    inside = packed.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"<f[ >]|<hyperlink", inside) == []
    assert not any("rels" in name and "sheet1" in name for name in packed.namelist())
    assert texts(content, tmp_path) == [["Words"], *([text] for text in DANGEROUS)]


def test_numbers_days_and_answers_stay_what_they_are(tmp_path: Path) -> None:
    row = [5, Decimal("-2.50"), date(2026, 1, 31), True, None, datetime(2026, 1, 31, 9, 5), 12345678901234567890]

    content = writing.workbook("A: very/long*name? [of] a sheet that nobody reads", ["a"] * 7, [row])

    assert texts(content, tmp_path)[1] == [
        5.0,
        -2.5,
        date(2026, 1, 31),
        True,
        "",
        "2026-01-31 09:05",
        "12345678901234567890",
    ]


def test_a_text_that_no_cell_can_hold_is_not_cut_in_silence() -> None:
    with pytest.raises(writing.CellTooLong):
        writing.workbook("Sheet", ["a"], [["x" * 32_768]])


def test_a_comma_separated_file_has_an_apostrophe_before_what_would_be_executed() -> None:
    content = writing.comma_separated(["Words"], [[text] for text in DANGEROUS])

    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row[0] for row in rows[1:]] == [f"'{text}" if text[0] in "=+-@\t\r＝" else text for text in DANGEROUS]


def test_a_negative_number_is_no_text_and_gets_no_apostrophe() -> None:
    content = writing.comma_separated(["a", "b", "c", "d"], [[-5, Decimal("-2.50"), date(2026, 1, 31), None]])

    assert content.decode("utf-8-sig").splitlines()[1] == "-5,-2.50,2026-01-31,"


@pytest.mark.parametrize("kind", list(columns.kinds()))
@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_a_template_has_headings_in_the_readers_language_an_example_and_lists(
    tmp_path: Path, kind: str, language: str
) -> None:
    content = writing.template(kind, language)

    headings, example = texts(content, tmp_path)[:2]
    sheet_kind = columns.kind(kind)
    assert [str(heading).removesuffix(" *") for heading in headings] == [
        column.heading[language] for column in sheet_kind.columns
    ]
    assert [str(heading).endswith(" *") for heading in headings] == [column.required for column in sheet_kind.columns]
    assert example == [column.example[language] for column in sheet_kind.columns]
    validations = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").count(b"<dataValidation ")
    assert validations == sum(bool(column.choices) for column in sheet_kind.columns)


def test_a_template_in_a_language_that_we_do_not_have_is_in_english(tmp_path: Path) -> None:
    headings = texts(writing.template("people", "rw"), tmp_path)[0]

    assert headings[:2] == ["Name *", "Organisation *"]
