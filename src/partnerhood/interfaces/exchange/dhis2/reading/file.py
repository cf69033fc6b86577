"""A whole file of values: recognised by what is in it, read to its end, and each thing in it said once."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2 import opening
from partnerhood.interfaces.exchange.dhis2.opening import Limits
from partnerhood.interfaces.exchange.dhis2.reading import csv_file, json_file
from partnerhood.interfaces.exchange.dhis2.reading import values as one
from partnerhood.interfaces.exchange.dhis2.reading.rows import Heading, Row
from partnerhood.interfaces.exchange.dhis2.reading.values import DataValue, Key
from partnerhood.interfaces.exchange.dhis2.reading.xml_file import ADX, XmlFile
from partnerhood.interfaces.exchange.dhis2.unreadable import Unreadable
from partnerhood.interfaces.exchange.sentences import FileRefused, Sentence, say

LONGEST_WRITTEN = 200  # letters


class Format(StrEnum):
    """How a file of values is written."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    ADX = "adx"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be used: the how-manieth it is, its line, what was written, and why."""

    position: int
    line: int
    written: str
    reason: Sentence


@dataclass(frozen=True, slots=True)
class Repeat:
    """A value that the same file says again further on, where it counts: the one that does not count, and where the next is."""

    value: DataValue
    again_position: int
    again_line: int


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says: its values in the file's order, each about something else, and what was left out and why.

    Of refusals and repeats the first thousand are given whole; `refused` and `repeated` count all of them. A file without
    values is no fault: a server answers so when nothing changed."""

    name: str
    format: Format
    heading: Heading
    values: tuple[DataValue, ...]
    refusals: tuple[Refusal, ...]
    repeats: tuple[Repeat, ...]
    refused: int
    repeated: int


def read(content: bytes, name: str = "", *, limits: Limits | None = None) -> Read:
    """Everything that a file of values says; FileRefused, with a sentence, where it cannot be read to its end.

    The name is only passed on; what a file is, is seen from what is in it, also when it is packed."""
    limits = limits or Limits()
    inside = opening.unpacked(content, limits)
    opening.refuse_other_things(inside)
    format, heading, rows = _rows(inside, limits)
    values: dict[Key, DataValue] = {}
    refusals: list[Refusal] = []
    repeats: list[Repeat] = []
    refused = repeated = 0
    for position, row in enumerate(rows, 1):
        try:
            value = one.value(row, heading, position)
        except Unreadable as unreadable:
            refused += 1
            if refused <= limits.answers:
                refusals.append(Refusal(position, row.line, _written(row), unreadable.reason))
            continue
        if (earlier := values.pop(value.key, None)) is not None:
            repeated += 1
            if repeated <= limits.answers:
                repeats.append(Repeat(earlier, value.position, value.line))
        values[value.key] = value
    return Read(name, format, heading, tuple(values.values()), tuple(refusals), tuple(repeats), refused, repeated)


def _rows(content: bytes, limits: Limits) -> tuple[Format, Heading, list[Row]]:
    """Every row; all of them before the first is understood, for a JSON file may say its heading last."""
    match opening.first_sign(content):
        case "{":
            said: dict[str, str] = {}
            rows = _counted(json_file.rows(content, said), limits)
            return Format.JSON, Heading.of(said), rows
        case "<":
            xml = XmlFile()
            rows = _counted(xml.rows(content), limits)
            return (Format.ADX if xml.kind == ADX else Format.XML), Heading.of(xml.heading), rows
        case _:
            return Format.CSV, Heading(), _counted(csv_file.rows(content), limits)


def _counted(rows: Iterator[Row], limits: Limits) -> list[Row]:
    known: dict[str, str] = {}  # each code once, however many rows have it
    found: list[Row] = []
    for row in rows:
        if len(found) >= limits.values:
            wording = _("The file holds more than %(most)s values. Bring it in by parts.")
            raise FileRefused(say(wording, most=limits.values), row.line)
        codes = [known.setdefault(said, said) for said in row[1:6]]
        found.append(Row._make((row.line, *codes, *row[6:])))
    return found


def _written(row: Row) -> str:
    """What a row says, on one line of at most two hundred letters."""
    said = " · ".join(" ".join(part[:200].split()) for part in row[1:7] if part)
    return said if len(said) <= LONGEST_WRITTEN else f"{said[: LONGEST_WRITTEN - 1]}…"
