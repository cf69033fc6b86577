"""Start where we are: a sheet as somebody kept it is read row by row, or told what is wrong in which column."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.interfaces.exchange.sheets import columns, reading, writing
from partnerhood.interfaces.exchange.sheets.reading import Row, RowRefusal

PEOPLE = [
    ["LUMOS volunteers, March 2024"],
    [],
    ["Naam", "Ziekenhuis", "Beroep", "E-mailadres", "Schoenmaat"],
    ["Claudine Uwase", "Kivuma", "Vroedvrouw", "claudine@kivuma.example", 38],
    ["", "", "", "", 41],
    ["  Jean‐Bosco\u00a0 Ndayi ", "Kivuma", "SAGE FEMME", "", 44],
]


def text_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file with this text."""
    path = folder / "sheet.csv"
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, *sheets: list[list[object]]) -> Path:
    """An XLSX file with these sheets."""
    path = folder / "sheet.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write(number, place, cell)
    return path


def open_document(folder: Path, rows: list[list[str]]) -> Path:
    """An ODS file with these texts."""
    body = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="People">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    path = folder / "sheet.ods"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", "<manifest/>")
        packed.writestr("content.xml", content)
    return path


def read(path: Path, kind: str) -> list[Row | RowRefusal]:
    """Every row of a sheet."""
    return list(reading.read(path, kind).rows)


def faults(path: Path, kind: str) -> list[tuple[int, str, str]]:
    """Everything that is wrong in a sheet."""
    return [(row.number, row.column, str(row.reason)) for row in read(path, kind) if isinstance(row, RowRefusal)]


def test_a_workbook_is_read_from_the_row_where_its_headings_are(tmp_path: Path) -> None:
    path = workbook(tmp_path, PEOPLE)

    sheet = reading.read(path, "people")

    assert sheet.headings == {
        "name": "Naam",
        "organisation": "Ziekenhuis",
        "profession": "Beroep",
        "email": "E-mailadres",
    }
    assert sheet.ignored == ("Schoenmaat",)
    assert list(sheet.rows) == [
        Row(
            4,
            {
                "name": "Claudine Uwase",
                "organisation": "Kivuma",
                "profession": "midwife",
                "email": "claudine@kivuma.example",
            },
        ),
        Row(6, {"name": "Jean‐Bosco Ndayi", "organisation": "Kivuma", "profession": "midwife"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_file_is_read_in_every_usual_encoding_and_with_every_separator(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    lines = ["Nom|Type|Pays|Lieu", "Hôpital de Kivuma|Hôpital|Bénin|Parakou", "CHU|hopital universitaire|BE|"]
    path = text_file(tmp_path, "\r\n".join(lines).replace("|", separator), encoding)

    found = read(path, "organisations")

    assert found == [
        Row(2, {"name": "Hôpital de Kivuma", "kind": "hospital", "country": "BJ", "place": "Parakou"}),
        Row(3, {"name": "CHU", "kind": "university_hospital", "country": "BE"}),
    ]


def test_an_open_document_is_read(tmp_path: Path) -> None:
    path = open_document(tmp_path, [["Name", "Organisation"], ["Claudine", "Kivuma"]])

    assert read(path, "people") == [Row(2, {"name": "Claudine", "organisation": "Kivuma"})]


def test_headings_are_known_in_three_languages_and_however_they_are_written(tmp_path: Path) -> None:
    for heading in ("NAME *", "naam (verplicht)", "Nom et prénom", "volledige  naam:"):
        path = text_file(tmp_path, f"{heading},organisation\nClaudine,Kivuma")
        assert read(path, "people") == [Row(2, {"name": "Claudine", "organisation": "Kivuma"})]


def test_the_sheet_with_our_headings_is_found_among_others(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Read me first"]], [["Name", "Organisation"], ["Claudine", "Kivuma"]], [["Name", "x"]])

    sheet = reading.read(path, "people")

    assert (sheet.name, list(sheet.rows)) == ("Sheet2", [Row(2, {"name": "Claudine", "organisation": "Kivuma"})])


def test_dates_are_read_year_first_day_first_or_as_the_sheet_keeps_them(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Mission", "From", "Last day", "Host", "People"],
        ["First", date(2019, 3, 4), "15/03/2019", "Kivuma", "Ada; Bo\nCas ;"],
        ["Second", "2020-1-6", "10.1.2020", "Kivuma", ""],
    ]

    found = read(workbook(tmp_path, rows), "missions")

    assert found == [
        Row(
            2,
            {
                "title": "First",
                "from_date": date(2019, 3, 4),
                "last_day": date(2019, 3, 15),
                "host": "Kivuma",
                "people": ("Ada", "Bo", "Cas"),
            },
        ),
        Row(3, {"title": "Second", "from_date": date(2020, 1, 6), "last_day": date(2020, 1, 10), "host": "Kivuma"}),
    ]


def test_everything_that_is_wrong_in_a_row_is_said_with_its_column(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "Mission;Du;Au;Host;Purpose;Link\n"
        ";04/13/2019;2019;Kivuma;Teching;javascript:alert(1)\n"
        "Next;2019-02-30;0019-01-01;#REF!;;\n",
    )

    assert faults(path, "missions") == [
        (2, "Mission", "This cell is empty, and we need it."),
        (2, "Du", "“04/13/2019” is not a day of the calendar. Write it as 2026-01-31 or 31/01/2026."),
        (2, "Au", "“2019” is not a date. Write it as 2026-01-31 or 31/01/2026."),
        (2, "Purpose", "“Teching” is not in the list. Did you mean “Teaching”?"),
        (2, "Link", "“javascript:alert(1)” is not an address on the web; it begins with https://."),
        (3, "Du", "“2019-02-30” is not a day of the calendar. Write it as 2026-01-31 or 31/01/2026."),
        (3, "Au", "The year of “0019-01-01” cannot be right."),
        (3, "Host", "The spreadsheet shows the error #REF! here."),
    ]


def test_a_wrong_address_or_an_endless_name_is_refused(tmp_path: Path) -> None:
    path = text_file(tmp_path, f"Name,Organisation,Email\n{'x' * 201},Kivuma,nobody\n")

    assert faults(path, "people") == [
        (2, "Name", f"This is longer than 200 letters: “{'x' * 79}…”."),
        (2, "Email", "“nobody” is not an e-mail address."),
    ]


def test_numbers_are_read_as_people_see_them(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Name", "Organisation", "GSM"], ["Claudine", "Kivuma", 250788000111]]

    assert read(workbook(tmp_path, rows), "people") == [
        Row(2, {"name": "Claudine", "organisation": "Kivuma", "phone": "250788000111"})
    ]


def test_signs_that_make_a_name_look_like_another_are_taken_out(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Name,Organisation\nAda \u202eoB\u202c\x07,Kivuma")

    assert read(path, "people") == [Row(2, {"name": "Ada oB", "organisation": "Kivuma"})]


def test_a_row_that_the_template_gave_as_an_example_is_passed_over(tmp_path: Path) -> None:
    for kind in columns.kinds():
        for language in ("en", "nl", "fr"):
            path = tmp_path / "template.xlsx"
            path.write_bytes(writing.template(kind, language))
            sheet = reading.read(path, kind)
            assert len(sheet.headings) == len(columns.kind(kind).columns)
            assert (sheet.ignored, list(sheet.rows)) == ((), [])


def test_the_example_of_every_template_would_come_in_if_a_word_of_it_changed() -> None:
    from partnerhood.interfaces.exchange.sheets import cells

    for kind in columns.kinds().values():
        for column in kind.columns:
            for example in column.example.values():
                assert cells.value(example, column) is not None, (kind.code, column.field)


def test_no_two_columns_of_a_sheet_share_a_heading() -> None:
    for kind in columns.kinds().values():
        headings = [
            (columns.plain(name), column.field)
            for column in kind.columns
            for name in {*map(columns.plain, [*column.heading.values(), *column.also])}
        ]
        names = [name for name, _field in headings]
        assert sorted(name for name in set(names) if names.count(name) > 1) == [], kind.code


def test_a_sheet_without_the_headings_we_need_is_refused_with_what_is_missing(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Naam,Land\nKivuma,RW\n")

    with pytest.raises(FileRefused) as refused:
        reading.read(path, "organisations")

    assert str(refused.value) == (
        "No sheet has the headings that we need. Missing: Kind. The template shows all headings."
    )


def test_our_own_apostrophes_are_taken_off_again(tmp_path: Path) -> None:
    content = writing.comma_separated(["Name", "Organisation"], [["=Ada", "'t Hospitaal"]])
    path = tmp_path / "sheet.csv"
    path.write_bytes(content)

    assert read(path, "people") == [Row(2, {"name": "=Ada", "organisation": "'t Hospitaal"})]


def test_a_sheet_is_a_workbook_by_its_content_not_by_its_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Name", "Organisation"], ["Claudine", "Kivuma"]])
    renamed = path.rename(tmp_path / "sheet.csv")

    assert read(renamed, "people") == [Row(2, {"name": "Claudine", "organisation": "Kivuma"})]
    assert io.BytesIO(renamed.read_bytes()).read(2) == b"PK"
