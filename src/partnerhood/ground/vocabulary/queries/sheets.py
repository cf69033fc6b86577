"""Reading one data file: entries in three languages, and plain words about what is wrong and where."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS

ENTRY = re.compile(r'\[entries\."?(?P<table>[\w.-]+)"?\]|"?(?P<key>[\w.-]+)"?\s*=')


class UnreadableSheet(Exception):
    """A data file says something that cannot be read; the sentence names the file, the line and the entry."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in every language of the house."""

    en: str
    nl: str
    fr: str

    def in_language(self, language: str) -> str:
        """The text in this language, or in English where we do not have it."""
        match language.replace("_", "-").split("-")[0].lower():
            case "nl":
                return self.nl
            case "fr":
                return self.fr
            case _:
                return self.en


@dataclass(frozen=True, slots=True)
class About:
    """Who answers for a list: its author, where the facts come from, and when somebody must read it again."""

    title: Text
    author: str
    source: str
    licence: str
    reviewed: date
    review_due: date


class Row:
    """One entry of a data file, asked field by field; a field that nobody asks for is a typing fault."""

    def __init__(self, file: str, code: str, line: int, fields: dict[str, object]) -> None:
        self.code = code
        self._where = f"{file}, line {line}, entry {code!r}"
        self._fields = fields
        self._asked: set[str] = set()

    def name(self) -> Text:
        """The entry's own name, written as en, nl and fr."""
        self._asked.update(LANGUAGES_OF_TEXTS)
        return self._text(self._fields, "name")

    def text(self, field: str) -> Text:
        """A text that must be there in every language."""
        value = self._ask(field)
        if not isinstance(value, dict):
            raise self.fault(f"{field} must be given in {', '.join(LANGUAGES_OF_TEXTS)}")
        if extra := set(value) - set(LANGUAGES_OF_TEXTS):
            raise self.fault(f"{field} has a language we do not know: {', '.join(sorted(extra))}")
        return self._text(value, field)

    def text_or_none(self, field: str) -> Text | None:
        """A text that may be left out, but never in one language only."""
        return self.text(field) if field in self._fields else None

    def word(self, field: str, default: str | None = None) -> str:
        """One word or code."""
        value = self._ask(field, default)
        if not isinstance(value, str):
            raise self.fault(f"{field} must be a text")
        return value

    def word_of(self, field: str, known: Collection[str]) -> str:
        """One word out of a closed list."""
        value = self.word(field)
        if value not in known:
            raise self.fault(f"{field} must be one of {', '.join(known)}, not {value!r}")
        return value

    def words_of(self, field: str, known: Collection[str]) -> tuple[str, ...]:
        """Words out of a closed list, possibly none."""
        value = self.words(field)
        if strange := [one for one in value if one not in known]:
            raise self.fault(f"{field} must be out of {', '.join(known)}, not {strange[0]!r}")
        return value

    def words(self, field: str) -> tuple[str, ...]:
        """A list of words, possibly empty."""
        value = self._ask(field, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.fault(f"{field} must be a list of texts")
        return tuple(value)

    def flag(self, field: str) -> bool:
        """Yes or no; no when left out."""
        value = self._ask(field, False)
        if not isinstance(value, bool):
            raise self.fault(f"{field} must be true or false")
        return value

    def number(self, field: str) -> int:
        """A whole number."""
        value = self._ask(field)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.fault(f"{field} must be a whole number")
        return value

    def number_between(self, field: str, least: int, most: int) -> int:
        """A whole number that is neither smaller nor larger than these."""
        value = self.number(field)
        if not least <= value <= most:
            raise self.fault(f"{field} must lie from {least} to {most}")
        return value

    @property
    def number_of_fields(self) -> int:
        """How many fields there are."""
        return len(self._fields)

    def numbers(self, field: str) -> dict[str, int]:
        """Whole numbers by name, possibly none."""
        value = self._ask(field, {})
        if not isinstance(value, dict) or not all(type(one) is int for one in value.values()):
            raise self.fault(f"{field} must be whole numbers by name")
        return dict(value)

    def decimals(self, field: str) -> tuple[Decimal, ...]:
        """A list of exact numbers, possibly none."""
        value = self._ask(field, [])
        if not isinstance(value, list) or not all(type(one) in (int, float) for one in value):
            raise self.fault(f"{field} must be a list of numbers")
        return tuple(Decimal(str(one)) for one in value)

    def place(self, field: str) -> tuple[float, float]:
        """A latitude and a longitude in degrees."""
        value = self._ask(field)
        if not isinstance(value, list) or len(value) != 2 or not all(isinstance(one, int | float) for one in value):
            raise self.fault(f"{field} must be [latitude, longitude]")
        latitude, longitude = float(value[0]), float(value[1])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise self.fault(f"{field} lies outside the globe")
        return latitude, longitude

    def day(self, field: str) -> date:
        """A calendar day, written 2026-11-20 without quotes."""
        value = self._ask(field)
        if type(value) is not date:
            raise self.fault(f"{field} must be a day such as 2026-11-20")
        return value

    def finished(self) -> None:
        """Say so when the entry holds a field that nobody reads."""
        if unread := sorted(set(self._fields) - self._asked):
            raise self.fault(f"nobody reads {', '.join(unread)}; is it a typing fault?")

    def fault(self, sentence: str) -> UnreadableSheet:
        """What is wrong with this entry, with the place to look."""
        return UnreadableSheet(f"{self._where}: {sentence}.")

    def _ask(self, field: str, default: object = None) -> object:
        self._asked.add(field)
        value = self._fields.get(field, default)
        if value is None:
            raise self.fault(f"{field} is missing")
        return value

    def _text(self, texts: dict[str, object], field: str) -> Text:
        found = [texts.get(language) for language in LANGUAGES_OF_TEXTS]
        for language, one in zip(LANGUAGES_OF_TEXTS, found, strict=True):
            if not isinstance(one, str) or not one.strip():
                raise self.fault(f"{field} has no text in {language}")
        en, nl, fr = (str(one) for one in found)
        return Text(en=en, nl=nl, fr=fr)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One data file: who answers for it, its entries in the order of the file, and the further tables it was asked for."""

    about: About
    rows: tuple[Row, ...]
    also: Mapping[str, Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def read(path: Path, also: Sequence[str] = ()) -> Sheet:
    """Read a data file and say plainly where it cannot be read; `also` names the tables it holds beside its entries."""
    return parsed(path.name, path.read_text(encoding="utf-8"), also)


def parsed(name: str, content: str, also: Sequence[str] = ()) -> Sheet:
    """The same for a file that somebody brought."""
    try:
        tables = tomllib.loads(content)
    except tomllib.TOMLDecodeError as fault:
        raise UnreadableSheet(f"{name}: {fault}.") from fault
    if unread := sorted(set(tables) - {"about", "entries", *also}):
        *first, last = (f"[{one}]" for one in ("about", *also, "entries"))
        raise UnreadableSheet(f"{name}: only {', '.join(first)} and {last} are read, not {', '.join(unread)}.")
    for table in ("about", *also, "entries"):
        if not isinstance(tables.get(table, {}), dict):
            raise UnreadableSheet(f"{name}: [{table}] must hold fields.")
    rows = tuple(_rows(name, content, tables.get("entries", {})))
    beside = {table: Row(name, table, 1, tables.get(table, {})) for table in also}
    return Sheet(_about(name, tables.get("about", {})), rows, MappingProxyType(beside))


def _about(file: str, fields: dict[str, object]) -> About:
    row = Row(file, "about", 1, fields)
    about = About(
        title=row.text("title"),
        author=row.word("author"),
        source=row.word("source"),
        licence=row.word("licence"),
        reviewed=row.day("reviewed"),
        review_due=row.day("review_due"),
    )
    row.finished()
    if about.review_due <= about.reviewed:
        raise row.fault("review_due must come after reviewed")
    return about


def _rows(file: str, content: str, entries: dict[str, object]) -> Iterator[Row]:
    lines = _lines(content)
    for code, fields in entries.items():
        line = lines.get(code, 1)
        if not isinstance(fields, dict):
            raise UnreadableSheet(f"{file}, line {line}, entry {code!r}: must hold fields.")
        yield Row(file, code, line, fields)


def _lines(content: str) -> dict[str, int]:
    """On which line each entry begins, whether it is a table of its own or stands on one line."""
    found: dict[str, int] = {}
    for number, line in enumerate(content.splitlines(), 1):
        if start := ENTRY.match(line):
            found.setdefault(start["table"] or start["key"], number)
    return found
