"""Reading a sheet row by row: typed values, or what is wrong in which column; nothing is written anywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.sentences import FileRefused, Sentence, say
from partnerhood.interfaces.exchange.sheets import cells, columns, tables
from partnerhood.interfaces.exchange.sheets.cells import Value, Wrong
from partnerhood.interfaces.exchange.sheets.columns import Column, SheetKind
from partnerhood.interfaces.exchange.sheets.tables import Limits, TableRow

HEADINGS_WITHIN = 20  # rows; above the headings people put a title, a logo, a date


@dataclass(frozen=True, slots=True)
class Row:
    """A row that may come in: its number in the sheet, and what each column says; an empty cell is not there."""

    number: int
    values: dict[str, Value]


@dataclass(frozen=True, slots=True)
class RowRefusal:
    """One thing that is wrong in a row, under which heading, and why; a row with two faults is refused twice."""

    number: int
    column: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet whose headings were understood: the field of each, the headings that say nothing to us, and its rows."""

    name: str
    headings: dict[str, str]
    ignored: tuple[str, ...]
    rows: Iterator[Row | RowRefusal]


def read(path: Path, kind: str, *, limits: Limits | None = None) -> Sheet:
    """The first sheet of a file whose headings fit this kind; its rows are read while one asks for them.

    FileRefused, here or while the rows are read, where the file cannot be read or no sheet has the headings we need."""
    sheet_kind = columns.kind(kind)
    rows = tables.rows(path, limits or Limits())
    best: tuple[Column, ...] = ()
    for row in rows:
        if row.number > HEADINGS_WITHIN:
            continue
        found = _headings(row, sheet_kind)
        if all(column in found.values() for column in sheet_kind.columns if column.required):
            return _sheet(row, found, rows, sheet_kind)
        best = max(best, tuple(found.values()), key=len)
    raise _no_headings(sheet_kind, best)


def _headings(row: TableRow, kind: SheetKind) -> dict[int, Column]:
    """Where each column stands; of two that mean the same the first counts."""
    found: dict[int, Column] = {}
    for place, cell in enumerate(row.cells):
        column = kind.column_called(cell) if isinstance(cell, str) else None
        if column is not None and column not in found.values():
            found[place] = column
    return found


def _sheet(headings: TableRow, found: dict[int, Column], rest: Iterator[TableRow], kind: SheetKind) -> Sheet:
    called = {place: cells.written(cell) for place, cell in enumerate(headings.cells)}
    return Sheet(
        name=headings.sheet,
        headings={column.field: called[place] for place, column in found.items()},
        ignored=tuple(heading for place, heading in called.items() if heading and place not in found),
        rows=_rows(headings.sheet, found, called, rest, kind),
    )


def _rows(
    sheet: str, found: dict[int, Column], called: dict[int, str], rest: Iterator[TableRow], kind: SheetKind
) -> Iterator[Row | RowRefusal]:
    for row in rest:
        if row.sheet != sheet:
            return
        said = {place: row.cells[place] if place < len(row.cells) else None for place in found}
        if not any(cells.written(cell) for cell in said.values()) or _is_example(said, found):
            continue
        yield from _row(row.number, said, found, called)


def _row(
    number: int, said: dict[int, Any], found: dict[int, Column], called: dict[int, str]
) -> Iterator[Row | RowRefusal]:
    values: dict[str, Value] = {}
    refusals: list[RowRefusal] = []
    for place, column in found.items():
        try:
            value = cells.value(said[place], column)
        except Wrong as wrong:
            refusals.append(RowRefusal(number, called[place], wrong.reason))
            continue
        if value:
            values[column.field] = value
        elif column.required:
            refusals.append(RowRefusal(number, called[place], say(_("This cell is empty, and we need it."))))
    if refusals:
        yield from refusals
    else:
        yield Row(number, values)


def _is_example(said: dict[int, Any], found: dict[int, Column]) -> bool:
    """Whether a row still says what the template put there, in one of its languages."""
    return any(
        all(cells.written(said[place]) == column.example[language] for place, column in found.items())
        for language in columns.LANGUAGES
    )


def _no_headings(kind: SheetKind, best: tuple[Column, ...]) -> FileRefused:
    language = (translation.get_language() or "en").split("-")[0]
    missing = [
        column.heading.get(language, column.heading["en"])
        for column in kind.columns
        if column.required and column not in best
    ]
    wording = _("No sheet has the headings that we need. Missing: %(missing)s. The template shows all headings.")
    return FileRefused(say(wording, missing=", ".join(missing)), 1)
