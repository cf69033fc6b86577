"""Sheets that leave the house: every text stays a text, whatever it begins with, so nothing in them can be executed."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.sheets import columns
from partnerhood.interfaces.exchange.sheets.columns import Column

if TYPE_CHECKING:  # forty modules that a node needs when somebody asks for a sheet, and not to start
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | date | datetime | bool | None
INERT = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_767  # letters, by the format itself
EXACT_DIGITS = 15  # a sheet's numbers are floating; longer ones leave as texts
ROWS_TO_CHOOSE_IN = 1_000
ROWS_A_PIECE = 500
MOST_ROWS = 1_048_575  # on one sheet below its headings, by the format itself
PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class CellTooLong(ValueError):
    """A text is longer than a cell of this format can hold; write it somewhere else rather than cut it."""


def comma_separated(headings: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str = ",") -> bytes:
    """A CSV file in UTF-8 with its mark; a text that a spreadsheet would execute gets an apostrophe before it."""
    return b"".join(pieces(headings, rows, separator))


def pieces(headings: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str = ",") -> Iterator[bytes]:
    """The same, a few hundred rows at a time, for a list that shall not stand in memory whole."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator)
    writer.writerow([_inert(heading) for heading in headings])
    mark = codecs.BOM_UTF8
    for number, row in enumerate(rows, start=1):
        writer.writerow([_inert(cell) for cell in row])
        if number % ROWS_A_PIECE == 0:
            yield mark + written.getvalue().encode()
            mark = b""
            written.seek(0)
            written.truncate()
    yield mark + written.getvalue().encode()


def _inert(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(INERT) else cell
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return cell.isoformat() if isinstance(cell, date) else f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def workbook(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An XLSX file with one sheet; there is no formula and no link in it, only texts, numbers and days."""
    return sheets([(name, headings, rows)])


def sheets(named: Sequence[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]], *, long: bool = False) -> bytes:
    """An XLSX file with several sheets, each with its name, its headings and its rows. One that may be `long` is written row
    by row and does not stand in memory; what no longer fits on a sheet goes on on the next."""
    with _Book(long=long) as book:
        for name, headings, rows in named:
            sheet = book.sheet(name)
            book.headings(sheet, headings)
            for number, row in enumerate(rows):
                at = number % MOST_ROWS + 1
                if number and at == 1:
                    sheet = book.sheet(f"{name} {number // MOST_ROWS + 1}")
                    book.headings(sheet, headings)
                for place, cell in enumerate(row):
                    book.write(sheet, at, place, cell)
    return book.content


def template(kind: str, language: str) -> bytes:
    """A sheet to fill in: headings in this language, with a star where we need them, an example, and lists to choose from."""
    sheet_kind = columns.kind(kind)
    with translation.override(language), _Book() as book:
        sheet = book.sheet(_said(sheet_kind.name, language))
        book.headings(sheet, [_heading(column, language) for column in sheet_kind.columns])
        for place, column in enumerate(sheet_kind.columns):
            book.write(sheet, 1, place, _said(column.example, language), book.example)
        _lists(book, sheet, sheet_kind.columns, language)
    return book.content


def _heading(column: Column, language: str) -> str:
    return f"{_said(column.heading, language)} *" if column.required else _said(column.heading, language)


def _said(text: dict[str, str], language: str) -> str:
    return text.get(language.split("-")[0], text["en"])


def _lists(book: "_Book", sheet: "Worksheet", all_columns: Sequence[Column], language: str) -> None:
    """The names that may be chosen, on a second sheet, and the cells where one chooses tied to them."""
    chosen = [(place, column) for place, column in enumerate(all_columns) if column.choices]
    if not chosen:
        return
    lists = book.sheet(_("Lists"))
    book.headings(lists, [_said(column.heading, language) for _place, column in chosen])
    names = [[name for _code, name in vocabulary.choices(column.choices, language)] for _place, column in chosen]
    for row in range(max(map(len, names))):
        for at, list_ in enumerate(names):
            if row < len(list_):
                book.write(lists, row + 1, at, list_[row])
    for at, (place, _column) in enumerate(chosen):
        letter = chr(ord("A") + at)
        source = f"='{lists.name}'!${letter}$2:${letter}${len(names[at]) + 1}"
        sheet.data_validation(1, place, ROWS_TO_CHOOSE_IN, place, {"validate": "list", "source": source})


class _Book:
    """A workbook while it is written; its content is there when it is closed."""

    def __init__(self, *, long: bool = False) -> None:
        self._file = io.BytesIO()
        import xlsxwriter

        row_by_row = {"in_memory": False, "constant_memory": True} if long else {}
        self._book = xlsxwriter.Workbook(self._file, {**PLAIN, **row_by_row})
        self._bold = self._book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        self._day = self._book.add_format({"num_format": "yyyy-mm-dd"})
        self.example = self._book.add_format({"italic": True, "font_color": "#666666"})
        self.content = b""

    def __enter__(self) -> "_Book":
        return self

    def __exit__(self, *problem: object) -> None:
        self._book.close()
        self.content = self._file.getvalue()

    def sheet(self, name: str) -> "Worksheet":
        """A sheet with at most 31 letters in its name, without the signs that the format forbids."""
        allowed = "".join(" " if letter in "[]:*?/\\'" else letter for letter in name)
        return self._book.add_worksheet(" ".join(allowed.split())[:31])

    def headings(self, sheet: "Worksheet", headings: Sequence[str]) -> None:
        """The first row, which stays in sight."""
        sheet.freeze_panes(1, 0)
        for place, heading in enumerate(headings):
            sheet.set_column(place, place, max(14, min(40, len(heading) + 4)))
            self.write(sheet, 0, place, heading, self._bold)

    def write(self, sheet: "Worksheet", row: int, place: int, cell: Cell, look: "Format | None" = None) -> None:
        """One cell: a text as a text, a number as a number, a day as a day."""
        if cell is None or cell == "":
            return
        if isinstance(cell, bool):
            sheet.write_boolean(row, place, cell, look)
        elif isinstance(cell, datetime):
            sheet.write_string(row, place, cell.isoformat(sep=" ", timespec="minutes"), look)
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, cell, look or self._day)
        elif isinstance(cell, int | Decimal) and len(Decimal(cell).as_tuple().digits) <= EXACT_DIGITS:
            sheet.write_number(row, place, cell, look)
        elif len(str(cell)) > LONGEST_CELL:
            raise CellTooLong(f"row {row + 1}, column {place + 1}")
        else:
            sheet.write_string(row, place, str(cell), look)
