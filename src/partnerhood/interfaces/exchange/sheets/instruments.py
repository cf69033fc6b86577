"""An instrument that a network brings: a sheet with a question on each row, or a file of the same shape as ours."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary.queries import UnreadableSheet, parsed
from partnerhood.interfaces.exchange.sentences import FileRefused, Sentence, say
from partnerhood.interfaces.exchange.sheets import reading, tables
from partnerhood.interfaces.exchange.sheets.columns import plain
from partnerhood.interfaces.exchange.sheets.reading import Row, RowRefusal
from partnerhood.pathway.rounds import rules
from partnerhood.pathway.rounds.queries import instruments

KIND = "instruments"
LARGEST_FILE = 1024**2
MOST_QUESTIONS = 200
LEVELS = range(1, instruments.MOST_LEVELS + 1)


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says of a sheet that the sheet does not say itself."""

    title: str
    language: rules.Tongue
    looks_at: rules.LooksAt
    minutes: int | None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of one row: its question as it would be asked, or why it cannot be."""

    number: int
    name: str
    levels: int = 0
    column: str = ""
    reason: Sentence | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A file that was read: an answer for each row, and the whole instrument where no row is wrong."""

    answers: tuple[Answer, ...]
    content: rules.Questionnaire | None
    code: str
    ignored: tuple[str, ...] = ()

    @property
    def to_look_at(self) -> list[Answer]:
        """The answers with what is wrong first, otherwise in the order of the rows."""
        return sorted(self.answers, key=lambda one: (one.reason is None, one.number))


def read(path: Path, said: Said) -> Trial:
    """Read a file that somebody brought; FileRefused where it is neither a sheet nor a file of our shape."""
    return _file(path) if _is_ours(path) else _sheet(path, said)


def slug(name: str) -> str:
    """A name as a code: “Who checks the oxygen?” is who_checks_the_oxygen."""
    plain_letters = "".join(letter if letter.isascii() else " " for letter in plain(name))
    return "_".join(plain_letters.split())[:60].strip("_")


def _is_ours(path: Path) -> bool:
    """Whether a file says of itself that it is an instrument: a table [instrument] on a line of its own."""
    if path.stat().st_size > LARGEST_FILE:
        return False
    return any(line.strip() == b"[instrument]" for line in path.read_bytes().splitlines())


def _file(path: Path) -> Trial:
    """A file of the same shape as ours, in English, Dutch and French."""
    try:
        sheet = parsed("", path.read_text(encoding="utf-8"), also=instruments.TABLES)
        found = instruments.read("brought", sheet)
        content = instruments.content(found, sheet.about.author)
    except (UnreadableSheet, UnicodeDecodeError, RecursionError, ValueError) as wrong:
        said = str(wrong).lstrip(" ,:") if isinstance(wrong, UnreadableSheet) else ""
        raise FileRefused(say(_("This file cannot be read as an instrument. %(why)s"), why=said)) from wrong
    answers = tuple(
        Answer(number, instruments.spoken(one.name), len(one.levels)) for number, one in enumerate(content.questions, 1)
    )
    return Trial(answers, content, slug(found.name.en))


def _sheet(path: Path, said: Said) -> Trial:
    if not slug(said.title) or not said.minutes:
        wording = _("Say what it is called, in letters that we can make a code of, and how many minutes it asks.")
        raise FileRefused(say(wording))
    sheet = reading.read(path, KIND, limits=tables.Limits(rows=MOST_QUESTIONS + reading.HEADINGS_WITHIN))
    rows = list(sheet.rows)
    levels = max((_levels(row.values) for row in rows if isinstance(row, Row)), default=0)
    answers = tuple(_answers(rows, levels, sheet.headings))
    whole = answers and all(one.reason is None for one in answers)
    content = _content([row for row in rows if isinstance(row, Row)], levels, said) if whole else None
    return Trial(answers, content, slug(said.title), sheet.ignored)


def _levels(values: dict[str, Any]) -> int:
    """The highest level that a row describes."""
    return max((number for number in LEVELS if f"level_{number}" in values), default=0)


def _answers(rows: list[Row | RowRefusal], levels: int, headings: dict[str, str]) -> Iterator[Answer]:
    known: dict[str, int] = {}
    for row in rows:
        if isinstance(row, RowRefusal):
            yield Answer(row.number, "", column=row.column, reason=row.reason)
            continue
        name = str(row.values["name"])
        missing = next((number for number in range(1, levels + 1) if f"level_{number}" not in row.values), None)
        code = slug(name)
        if not code:
            wording = _("Write the name of the question in letters that we can make a code of.")
            yield Answer(row.number, name, column=headings["name"], reason=say(wording))
        elif missing:
            wording = _("Other questions have a level %(number)s. Say what one sees at it here too.")
            yield Answer(
                row.number,
                name,
                column=headings.get(f"level_{missing}", ""),
                reason=say(wording, number=missing),
            )
        elif code in known:
            wording = _("This question stands on row %(number)s already.")
            yield Answer(row.number, name, column=headings["name"], reason=say(wording, number=known[code]))
        else:
            known[code] = row.number
            yield Answer(row.number, name, levels)


def _content(rows: list[Row], levels: int, said: Said) -> rules.Questionnaire:
    def text(words: object) -> dict[rules.Tongue, str]:
        return {said.language: str(words)}

    return rules.Questionnaire(
        title=text(said.title),
        looks_at=said.looks_at,
        minutes=said.minutes or 0,
        look_from=min(rules.LOOK_FROM, levels),
        levels=[text(number) for number in range(1, levels + 1)],
        questions=[
            rules.Question(
                code=slug(str(row.values["name"])),
                name=text(row.values["name"]),
                levels=[text(row.values[f"level_{number}"]) for number in range(1, levels + 1)],
                ask_to_see=text(row.values["ask_to_see"]) if "ask_to_see" in row.values else None,
            )
            for row in rows
        ],
        author=said.author,
    )
