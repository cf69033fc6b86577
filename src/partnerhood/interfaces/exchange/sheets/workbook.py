"""A workbook (XLSX, ODS, XLS), opened in a process of its own: its sheets and rows as plain cells."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, PasswordError, load_workbook

from partnerhood.interfaces.exchange.sentences import FileRefused, say

ZIP = b"PK\x03\x04"
MOST_UNPACKED = 10 * 1024**2  # bytes; 10,000 rows of ten columns take half of it
MOST_TIMES = 120  # a sheet of numbers packs 10 to 30 times
MOST_MEMBERS = 2_000
MOST_SHEETS = 30
LONGEST_CELL = 20_000  # letters


def tell(path: str, most_rows: str, most_columns: str) -> Iterator[dict[str, Any]]:
    """Every sheet's name, then its rows from the first, each as a list of cells."""
    try:
        _refuse_bomb(Path(path))
        workbook = load_workbook(path)
        for index, name in enumerate(workbook.sheet_names[:MOST_SHEETS]):
            yield {"sheet": name}
            sheet = workbook.get_sheet_by_index(index)
            if sheet.total_height > int(most_rows):
                wording = _("The sheet “%(name)s” has more than %(most)s rows. Bring it in by parts.")
                raise FileRefused(say(wording, name=name, most=int(most_rows)), int(most_rows))
            for row in sheet.iter_rows():
                yield {"cells": [_cell(cell) for cell in row[: int(most_columns)]]}
    except PasswordError:
        raise FileRefused(say(_("The workbook is locked with a password. Save it without one."))) from None
    except (CalamineError, zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as broken:
        raise FileRefused(say(_("The workbook cannot be opened: it is damaged, or not a workbook."))) from broken


def _refuse_bomb(path: Path) -> None:
    """What a ZIP says of itself may be a lie; the bounds of this process are there for that."""
    with path.open("rb") as file:
        if not file.read(4).startswith(ZIP):
            return
    with zipfile.ZipFile(path) as packed:
        members = packed.infolist()
    unpacked = sum(member.file_size for member in members)
    largest_ratio = max((member.file_size / max(member.compress_size, 1) for member in members), default=0)
    if len(members) > MOST_MEMBERS or (unpacked > 2**20 and largest_ratio > MOST_TIMES):
        wording = _("The workbook is packed as no real one is; it may be meant to do harm.")
        raise FileRefused(say(wording))
    if unpacked > MOST_UNPACKED:
        wording = _("Unpacked, the workbook is larger than %(megabytes)s MB. Bring it in by parts.")
        raise FileRefused(say(wording, megabytes=MOST_UNPACKED // 1024**2))


def _cell(cell: object) -> object:
    match cell:
        case datetime() if cell.time() == time():
            return {"day": cell.date().isoformat()}
        case date():
            return {"day": cell.isoformat()}
        case time() | timedelta():
            return str(cell)
        case str():
            return cell[:LONGEST_CELL]
        case float() if cell != cell or cell in (float("inf"), float("-inf")):
            return str(cell)
    return cell
