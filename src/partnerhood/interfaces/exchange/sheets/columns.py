"""Which sheets we read, which columns they have, and by what names people call those."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

from partnerhood.ground.vocabulary import queries as vocabulary

LANGUAGES = ("en", "nl", "fr")
Kind = Literal["text", "note", "texts", "date", "email", "web", "choice", "number", "period", "yes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: what it holds, and its headings by language, with other names that we have met."""

    field: str
    kind: Kind
    heading: dict[str, str]
    also: tuple[str, ...]
    example: dict[str, str]
    required: bool = False
    longest: int = 300
    choices: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetKind:
    """One kind of sheet, such as past missions, and its columns in the order of the template."""

    code: str
    name: dict[str, str]
    columns: tuple[Column, ...]

    def column_called(self, heading: str) -> Column | None:
        """The column that a heading stands for, in any language and however it is written."""
        return _by_heading(self.code).get(plain(heading))


def kind(code: str) -> SheetKind:
    """The kind of sheet with this code: organisations, people, missions, agreements or open_points; else a KeyError."""
    return kinds()[code]


@cache
def kinds() -> dict[str, SheetKind]:
    """Every kind of sheet, by its code."""
    file = resources.files("partnerhood.interfaces.exchange") / "data" / "sheets.toml"
    sheets: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))["sheets"]
    return {
        code: SheetKind(
            code=code,
            name=said["name"],
            columns=tuple(_column(field, column) for field, column in said["columns"].items()),
        )
        for code, said in sheets.items()
    }


def plain(heading: str) -> str:
    """A heading without capitals, accents, signs and what stands between brackets: “E-mail *” is “e mail”."""
    words = unicodedata.normalize("NFKD", heading.split("(")[0]).casefold()
    letters = "".join(letter if letter.isalnum() else " " for letter in words if not unicodedata.combining(letter))
    return " ".join(letters.split())


def _column(field: str, said: dict[str, Any]) -> Column:
    example = said["example"]
    if said["kind"] == "choice":
        example = {language: vocabulary.name(said["list"], said["example"], language) for language in LANGUAGES}
    return Column(
        field=field,
        kind=said["kind"],
        heading=said["heading"],
        also=tuple(said["also"]),
        example=example,
        required=said.get("required", False),
        longest=said.get("longest", 300),
        choices=said.get("list", ""),
    )


@cache
def _by_heading(code: str) -> dict[str, Column]:
    """Official headings win over other names, and the first column over a later one."""
    found: dict[str, Column] = {}
    columns = kind(code).columns
    for column in columns:
        for heading in column.heading.values():
            found.setdefault(plain(heading), column)
    for column in columns:
        for heading in (*column.also, column.field):
            found.setdefault(plain(heading), column)
    return found
