"""One cell: what somebody wrote becomes a typed value, or a sentence about what is wrong with it."""

import difflib
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.sentences import Sentence, say
from partnerhood.interfaces.exchange.sheets.columns import LANGUAGES, Column, plain
from partnerhood.pathway.reporting.rules import days_named, month

Value = str | date | tuple[str, ...] | Decimal | tuple[date, date] | bool
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+)?", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
MONTH_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{4})", re.ASCII)
MONTH_NAMED = re.compile(r"([^\W\d]+) (\d{4})")
UNSURE = re.compile(r"[-+]?\d{1,3}(?:[.,]\d{3})+", re.ASCII)
LARGEST = Decimal(10) ** 12
YES = {"yes", "y", "ja", "j", "oui", "o", "x", "1", "true"}
SPREADSHEET_ERROR = re.compile(r"#(?:REF|N/A|NAME|VALUE|DIV/0|NUM|NULL|SPILL)[!?]?|#+")
TURNS_LETTERS = (
    "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"  # they make a name look like another
)


class Wrong(Exception):
    """A cell cannot be used; the sentence says why."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def value(raw: Any, column: Column) -> Value | None:
    """What a cell says, as its column needs it; None where it is empty, Wrong where it cannot be used."""
    if column.kind == "date" and isinstance(raw, date):
        return _within(raw.date() if isinstance(raw, datetime) else raw)
    if column.kind == "period" and isinstance(raw, date):
        day = _within(raw.date() if isinstance(raw, datetime) else raw)
        return month(day.year, day.month)
    if column.kind == "number" and isinstance(raw, int | float):
        return _exact(Decimal(f"{raw:.15g}"), raw)
    said = written(raw, lines=column.kind in ("note", "texts"))
    if not said:
        return None
    if SPREADSHEET_ERROR.fullmatch(said):
        raise Wrong(say(_("The spreadsheet shows the error %(said)s here."), said=said))
    match column.kind:
        case "date":
            return _date(said)
        case "texts":
            return tuple(_short(part, column) for part in _parts(said))
        case "choice":
            return _choice(said, column.choices)
        case "number":
            return _number(said)
        case "period":
            return _period(said)
        case "yes":
            return plain(said) in YES
        case "email":
            return _email(_short(said, column))
        case "web":
            return _address(_short(said, column))
        case _:
            return _short(said, column)


def written(raw: Any, *, lines: bool = False) -> str:
    """What stands in a cell as people read it: 5.0 is 5, spaces and signs that nobody sees are gone."""
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = raw if isinstance(raw, str) else raw.isoformat() if isinstance(raw, date) else str(raw)
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(letter for letter in kept if letter not in TURNS_LETTERS)
    kept = "".join(" " if unicodedata.category(letter) == "Cc" and letter != "\n" else letter for letter in kept)
    rows = [" ".join(row.split()) for row in kept.split("\n")]
    return "\n".join(rows).strip() if lines else " ".join(" ".join(rows).split())


def _short(said: str, column: Column) -> str:
    if len(said) > column.longest:
        wording = _("This is longer than %(longest)s letters: “%(said)s”.")
        raise Wrong(say(wording, longest=column.longest, said=said))
    return said


def _parts(said: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", said) if part.strip()]


def _date(said: str) -> date:
    """Year first or day first; never month first, which nobody in our languages writes."""
    if match := YEAR_FIRST.fullmatch(said):
        year, month, day = map(int, match.groups())
    elif match := DAY_FIRST.fullmatch(said):
        day, month, year = map(int, match.groups())
    else:
        raise Wrong(say(_("“%(said)s” is not a date. Write it as 2026-01-31 or 31/01/2026."), said=said))
    try:
        return _within(date(year, month, day))
    except ValueError:
        wording = _("“%(said)s” is not a day of the calendar. Write it as 2026-01-31 or 31/01/2026.")
        raise Wrong(say(wording, said=said)) from None


def _number(said: str) -> Decimal:
    """A number with a comma or a point; where a sign could mean thousands as well, nobody guesses."""
    bare = re.sub(r"[\s\u202f\u00a0'’]", "", said)
    if UNSURE.fullmatch(bare):
        wording = _("“%(said)s” may be a thousand or one and some: write it without a sign for thousands.")
        raise Wrong(say(wording, said=said))
    try:
        return _exact(Decimal(bare.replace(",", ".")), said)
    except InvalidOperation:
        raise Wrong(say(_("“%(said)s” is not a number."), said=said)) from None


def _exact(found: Decimal, said: object) -> Decimal:
    """A number that can be kept as it was written: twelve digits, four decimals."""
    if not found.is_finite() or abs(found) >= LARGEST or found != round(found, 4):
        wording = _("“%(said)s” cannot be kept exactly: at most twelve digits, and four behind the comma.")
        raise Wrong(say(wording, said=str(said)))
    return round(found, 4).normalize() + 0


def _period(said: str) -> tuple[date, date]:
    """A month, a quarter or a year, as people write them: 2026-10, 10/2026, October 2026, 2026-Q4, 2026."""
    if match := MONTH_FIRST.fullmatch(said):
        said = f"{match[2]}-{int(match[1]):02}"
    elif match := MONTH_NAMED.fullmatch(plain(said)):
        number = _months().get(match[1])
        said = f"{match[2]}-{number:02}" if number else said
    days = days_named(said.upper())
    if days is None:
        wording = _("“%(said)s” is not a month. Write it as 2026-10; a quarter as 2026-Q4, a year as 2026.")
        raise Wrong(say(wording, said=said))
    _within(days[0])
    return days


@cache
def _months() -> dict[str, int]:
    """The names of the months in every language of the house, and their beginnings of three letters."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        with translation.override(language):
            for number, name in MONTHS.items():
                found.setdefault(plain(str(name)), number)
                found.setdefault(plain(str(name))[:3], number)
    return found


def _within(day: date) -> date:
    if not EARLIEST <= day < LATEST:
        raise Wrong(say(_("The year of “%(said)s” cannot be right."), said=day.isoformat()))
    return day


def _email(said: str) -> str:
    address = said.removeprefix("mailto:")
    try:
        validate_email(address)
    except ValidationError:
        raise Wrong(say(_("“%(said)s” is not an e-mail address."), said=said)) from None
    return address


def _address(said: str) -> str:
    address = f"https://{said}" if said.lower().startswith("www.") else said
    if not re.fullmatch(r"https?://[^\s/]+\.?[^\s]*", address, re.IGNORECASE):
        raise Wrong(say(_("“%(said)s” is not an address on the web; it begins with https://."), said=said))
    return address


def _choice(said: str, list_name: str) -> str:
    codes = _codes(list_name)
    if (code := codes.get(plain(said)) or codes.get(said.casefold())) is not None:
        return code
    near = difflib.get_close_matches(plain(said)[:100], codes, n=1, cutoff=0.75)
    if near:
        meant = vocabulary.name(list_name, codes[near[0]])
        raise Wrong(say(_("“%(said)s” is not in the list. Did you mean “%(meant)s”?"), said=said, meant=meant))
    raise Wrong(
        say(_("“%(said)s” is not in the list. Choose a name from the second sheet of the template."), said=said)
    )


@cache
def _codes(list_name: str) -> dict[str, str]:
    """Every name and code of a list, written plainly, and the code it stands for."""
    codes: dict[str, str] = {}
    for code, term in vocabulary.terms(list_name).items():
        for called in (term.name.en, term.name.nl, term.name.fr, code):
            codes.setdefault(plain(called), code)
    return codes
