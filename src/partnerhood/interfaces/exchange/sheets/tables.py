"""The rows of a file, whatever its format: CSV in the usual encodings and with the usual separators, XLSX, ODS or XLS."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange import apart
from partnerhood.interfaces.exchange.sentences import FileRefused, say

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
SEPARATORS = ";,\t|"
INERT = "=+-@\t\r"  # what our own sheets put an apostrophe before


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much we take from one spreadsheet."""

    file_bytes: int = 10 * 1024**2
    rows: int = 10_000
    columns: int = 100
    megabytes: int = 256  # of the process that opens a workbook
    seconds: float = 20


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: the name of its sheet (empty in a CSV file), its number there from 1, and its cells."""

    sheet: str
    number: int
    cells: list[Any]


def rows(path: Path, limits: Limits) -> Iterator[TableRow]:
    """Every row of every sheet in its order; FileRefused where the file is too large, damaged, or no sheet at all."""
    if not path.is_file():
        raise FileRefused(say(_("There is no file here.")))
    size = path.stat().st_size
    if not size:
        raise FileRefused(say(_("The file is empty.")))
    if size > limits.file_bytes:
        wording = _("The file is larger than %(megabytes)s MB. Bring it in by parts.")
        raise FileRefused(say(wording, megabytes=limits.file_bytes // 1024**2))
    with path.open("rb") as file:
        start = file.read(4)
    yield from _workbook(path, limits) if start.startswith(WORKBOOKS) else _text(path.read_bytes(), limits)


def _workbook(path: Path, limits: Limits) -> Iterator[TableRow]:
    bounds = apart.Bounds(
        megabytes=limits.megabytes, computing_seconds=int(limits.seconds), clock_seconds=limits.seconds
    )
    sheet, number = "", 0
    for said in apart.lines("workbook", str(path), str(limits.rows), str(limits.columns), bounds=bounds):
        if "sheet" in said:
            sheet, number = said["sheet"], 0
        else:
            number += 1
            yield TableRow(sheet, number, [_cell(cell) for cell in said["cells"]])


def _cell(cell: Any) -> Any:
    return date.fromisoformat(cell["day"][:10]) if isinstance(cell, dict) else cell


def _text(content: bytes, limits: Limits) -> Iterator[TableRow]:
    text = _decoded(content)
    csv.field_size_limit(20_000)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for cells in reader:
            if reader.line_num > limits.rows:
                wording = _("The file has more than %(most)s rows. Bring it in by parts.")
                raise FileRefused(say(wording, most=limits.rows), limits.rows)
            yield TableRow("", reader.line_num, [_without_apostrophe(cell) for cell in cells[: limits.columns]])
    except csv.Error as wrong:
        wording = _("This row cannot be read: a quotation mark is never closed, or a cell is endless.")
        raise FileRefused(say(wording), reader.line_num) from wrong


def _decoded(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what Western European spreadsheets wrote before; FileRefused for anything else."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    if b"\0" not in content or encodings == ["utf-16"]:
        for encoding in encodings:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise FileRefused(say(_("This is not a spreadsheet that we can read. Save it as XLSX, ODS or CSV.")))


def _separator(text: str) -> str:
    """The sign that separates most in the first lines that hold one."""
    head = [line for line in text[:20_000].splitlines() if line.strip()][:10]
    counts = {separator: sum(line.count(separator) for line in head) for separator in SEPARATORS}
    return max(counts, key=lambda separator: counts[separator])


def _without_apostrophe(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] and cell[1:2] in INERT else cell
