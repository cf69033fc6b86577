"""DHIS2's values as CSV: eleven columns, whose headings changed over the years."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2 import opening, periods
from partnerhood.interfaces.exchange.dhis2.reading.rows import Row
from partnerhood.interfaces.exchange.dhis2.unreadable import Unreadable
from partnerhood.interfaces.exchange.sentences import FileRefused, say

SEPARATORS = ",;\t|"
LONGEST_LINE = 256 * 1024  # letters
LONGEST_CELL = 64 * 1024
ORDER = (
    "data_element period org_unit category_option_combo attribute_option_combo value stored_by last_updated comment "
    "followup deleted"
).split()  # where nothing stands above them, as DHIS2 reads them by default
HEADINGS = {
    "dataelement": "data_element",
    "period": "period",
    "orgunit": "org_unit",
    "organisationunit": "org_unit",
    "categoryoptioncombo": "category_option_combo",
    "catoptcombo": "category_option_combo",
    "attributeoptioncombo": "attribute_option_combo",
    "attroptcombo": "attribute_option_combo",
    "value": "value",
    "lastupdated": "last_updated",
    "lstupd": "last_updated",
    "timestamp": "last_updated",
    "comment": "comment",
    "cmt": "comment",
    "followup": "followup",
    "flwup": "followup",
    "deleted": "deleted",
    "dataset": "data_set",
    "completedate": "complete_date",
}
NEEDED = {"data_element": "dataelement", "period": "period", "org_unit": "orgunit", "value": "value"}


def rows(content: bytes) -> Iterator[Row]:
    """Every row as written, whatever separates its cells; FileRefused where the first is neither headings nor a value."""
    letters = opening.text(content)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(_lines(letters), delimiter=_separator(letters))
    places: dict[str, int] | None = None
    line = 1
    try:
        for cells in reader:
            begins, line = line, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if places is None:
                places = _places(cells)
                if not _is_value(cells):
                    continue
            heard: dict[str, Any] = {name: cells[place] for name, place in places.items() if place < len(cells)}
            yield Row(begins, **heard)
    except csv.Error as wrong:
        wording = _("This row cannot be read: a quotation mark is never closed, or a cell is endless.")
        raise FileRefused(say(wording), line) from wrong
    except UnicodeError:
        raise opening.strange_letters(content) from None


def _lines(letters: io.TextIOWrapper) -> Iterator[str]:
    while line := letters.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise csv.Error
        yield line


def _separator(letters: io.TextIOWrapper) -> str:
    """The sign that separates most in the beginning of a file, where the reading starts again."""
    try:
        head = letters.read(2_000)
    except UnicodeError:
        raise _no_values() from None
    letters.seek(0)
    return max(SEPARATORS, key=head.count)


def _places(cells: Sequence[str]) -> dict[str, int]:
    """Where each thing stands, by the headings; or in DHIS2's own order where a value stands in the first row."""
    if _is_value(cells):
        return {name: place for place, name in enumerate(ORDER) if name != "stored_by"}
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        name = HEADINGS.get("".join(letter for letter in cell.lower() if letter.isalpha()))
        if name:
            found.setdefault(name, place)
    missing = [heading for name, heading in NEEDED.items() if name not in found]
    if len(missing) > 2:
        raise _no_values()
    if missing:
        wording = _("The headings lack %(missing)s. Save the file from DHIS2 once more, with all its columns.")
        raise FileRefused(say(wording, missing=", ".join(missing)), 1)
    return found


def _is_value(cells: Sequence[str]) -> bool:
    if len(cells) < 6:
        return False
    try:
        periods.read(cells[1].strip())
    except Unreadable:
        return False
    return True


def _no_values() -> FileRefused:
    wording = _("This is no file with values that we know. We read what DHIS2 writes as JSON, XML or CSV, and ADX.")
    return FileRefused(say(wording), 1)
