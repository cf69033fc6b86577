"""One row becomes a typed value, or a sentence about why it cannot."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2 import periods
from partnerhood.interfaces.exchange.dhis2.reading.rows import Dimensions, Heading, Row, joined
from partnerhood.interfaces.exchange.dhis2.unreadable import Unreadable
from partnerhood.interfaces.exchange.sentences import say

LONGEST_NAME = 255  # letters of an identifier or a code
LONGEST_TEXT = 5_000  # letters of a comment or of a value in words; what is longer ends in “…”
MOST_DIGITS = 18  # before the decimal point, and behind it
LONGEST_NUMBER = 60  # signs
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
WITH_COMMA = re.compile(r"[+-]?\d[\d.,' \u00a0\u202f]*,[\d.,' \u00a0\u202f]*", re.ASCII)
NO_NUMBERS = {f"{sign}{word}" for word in ("nan", "inf", "infinity") for sign in ("", "+", "-")}
ANSWERS = {"true": True, "false": False}
YES = ("true", "1")


class Key(NamedTuple):
    """What a value is about; two values with the same key are one value, said twice."""

    data_element: str
    org_unit: str
    from_date: date
    to_date: date
    category_option_combo: str
    attribute_option_combo: str


@dataclass(frozen=True, slots=True)
class DataValue:
    """One value: what was counted, where, when and of whom, and what was found.

    `number` is None where a text stands, or where a value was taken away; `written` is always what the file says. In ADX the
    combos are joined from `dimensions` and `attributes` where the file does not name a combo itself."""

    key: Key
    period: str
    written: str
    number: Decimal | None
    comment: str
    deleted: bool
    followup: bool
    last_updated: datetime | None
    data_set: str
    complete_date: date | None
    dimensions: Dimensions
    attributes: Dimensions
    position: int
    line: int

    @property
    def answer(self) -> bool | None:
        """What a yes-or-no question was answered, or None where the value is no such answer."""
        return ANSWERS.get(self.written.lower())


def value(row: Row, heading: Heading, position: int) -> DataValue:
    """What a row says, filled in from the heading; Unreadable where that is no value."""
    key = _key(row, heading)
    deleted = row.deleted.lower() in YES
    written = text(row.value)
    if not written and not deleted:
        raise Unreadable(say(_("There is no value in this row.")))
    return DataValue(
        key=key,
        period=(row.period or heading.period).strip(),
        written=written,
        number=number(written),
        comment=text(row.comment),
        deleted=deleted,
        followup=row.followup.lower() in YES,
        last_updated=moment(row.last_updated),
        data_set=row.data_set or heading.data_set,
        complete_date=_day(row.complete_date or heading.complete_date),
        dimensions=row.dimensions,
        attributes=row.attributes,
        position=position,
        line=row.line,
    )


def _key(row: Row, heading: Heading) -> Key:
    data_element = _name(row.data_element)
    if not data_element:
        raise Unreadable(say(_("This row does not say what was counted (dataElement).")))
    org_unit = _name(row.org_unit or heading.org_unit)
    if not org_unit:
        raise Unreadable(say(_("This row does not say where it was counted (orgUnit).")))
    said = (row.period or heading.period).strip()
    if not said:
        raise Unreadable(say(_("This row does not say in which period it was counted.")))
    period = periods.read(said)
    return Key(
        data_element,
        org_unit,
        period.from_date,
        period.to_date,
        _name(row.category_option_combo) or joined(row.dimensions),
        _name(row.attribute_option_combo or heading.attribute_option_combo) or joined(row.attributes),
    )


def number(said: str) -> Decimal | None:
    """What is written as a number, always in the same digits; None for a text, Unreadable for what may mean two numbers."""
    if said.isascii() and said.isdigit() and len(said) <= MOST_DIGITS:  # nearly all
        return Decimal(said)
    if len(said) <= LONGEST_NUMBER and NUMBER.fullmatch(said):
        found = Decimal(said)
        if found and not -MOST_DIGITS <= found.adjusted() < MOST_DIGITS:
            raise _too_long(said)
        found = _plain(found)
        exponent = found.as_tuple().exponent
        if isinstance(exponent, int) and exponent < -MOST_DIGITS:
            raise _too_long(said)
        return found
    if said.lower() in NO_NUMBERS:
        raise Unreadable(say(_("“%(said)s” stands where a number should be."), said=said))
    if len(said) > LONGEST_NUMBER and NUMBER.fullmatch(said[:5_000]):
        raise _too_long(said)
    if WITH_COMMA.fullmatch(said[:LONGEST_NUMBER]):
        wording = _(
            "“%(said)s” has a comma and may mean two numbers. Write it with figures and a point, such as 1250.5."
        )
        raise Unreadable(say(wording, said=said))
    return None


def _too_long(said: str) -> Unreadable:
    wording = _("“%(said)s” is a larger or a finer number than people count in.")
    return Unreadable(say(wording, said=said))


def _plain(found: Decimal) -> Decimal:
    """98000.00 and 9.8E+4 are 98000, and there is no minus zero."""
    written = f"{found:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return Decimal(0) if written in ("-0", "-") else Decimal(written)


def _name(said: str) -> str:
    """An identifier or a code without spaces around it; Unreadable where nobody could see what it is."""
    if said.isascii() and said.isalnum() and len(said) <= LONGEST_NAME:
        return said
    name = " ".join(said.split())
    if len(name) > LONGEST_NAME:
        wording = _("“%(said)s” is longer than %(longest)s characters, which no code or identifier is.")
        raise Unreadable(say(wording, said=name, longest=LONGEST_NAME))
    if not name.isprintable():
        raise Unreadable(say(_("A code in this row holds signs that nobody sees.")))
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def text(said: str) -> str:
    """Words without spaces around them and without signs that steer a machine."""
    said = said.strip()
    if len(said) > LONGEST_TEXT:
        said = f"{said[: LONGEST_TEXT - 1]}…"
    if said.isascii() and said.isprintable():
        return said
    kept = (letter for letter in said if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def moment(said: str) -> datetime | None:
    """When somebody last touched a value, in world time where no zone is named; None where no moment is named."""
    if not 10 <= len(said) <= 40:
        return None
    try:
        named = datetime.fromisoformat(said)
    except ValueError:
        return None
    return named if named.tzinfo else named.replace(tzinfo=UTC)


def _day(said: str) -> date | None:
    named = moment(said)
    return named.date() if named else None
