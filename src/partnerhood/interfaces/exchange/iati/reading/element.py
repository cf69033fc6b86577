"""The small things every IATI element is made of: codes, texts, days, numbers and money."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from html import unescape

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati.reading.notes import Notes, Unusable
from partnerhood.interfaces.exchange.iati.reading.tree import Element
from partnerhood.interfaces.exchange.sentences import say
from partnerhood.pathway.programmes.rules import results
from partnerhood.pathway.programmes.rules.finances import Money
from partnerhood.pathway.programmes.rules.words import Text

LANGUAGE = "xml:lang"
LONGEST_CODE = 255  # characters of an identifier, a code or a name in a list
LONGEST_ADDRESS = 2000  # characters of an address on the web
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:.]+)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)
TWICE_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,6});")
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
MOST_DIGITS = 18  # before the decimal point; the world's money fits in fifteen


def code(element: Element | None, attribute: str = "code", longest: int = LONGEST_CODE) -> str:
    """What an attribute says, without spaces around it; empty where it or the element is missing."""
    if element is None or attribute not in element.attributes:
        return ""
    said = element.attributes[attribute].strip()
    if len(said) > longest:
        wording = _("“%(said)s” is longer than %(longest)s characters, which no code or identifier is.")
        raise Unusable(element.line, say(wording, said=said, longest=longest))
    return said if said.isascii() else unicodedata.normalize("NFC", said)


def code_of(parent: Element, tag: str, attribute: str = "code") -> str:
    """The code of the first part with this name; empty where there is none."""
    return code(parent.parts[tag][0], attribute) if tag in parent.parts else ""


def address(element: Element, attribute: str) -> str:
    """An address on the web: http or https, or empty; anything else could run in somebody's browser."""
    said = code(element, attribute, LONGEST_ADDRESS)
    return said if said.lower().startswith(("http://", "https://")) else ""


def text(element: Element | None, notes: Notes) -> Text:
    """What an element says, by language; two narratives in one language become two lines."""
    if element is None or "narrative" not in element.parts:
        return {}
    said: Text = {}
    inherited = element.attributes.get(LANGUAGE)
    for narrative in element.parts["narrative"]:
        words = narrative.text.strip()
        if not words:
            continue
        language = notes.language_of(narrative, narrative.attributes.get(LANGUAGE) or inherited)
        if TWICE_ESCAPED.search(words):
            words = unescape(words)
            notes.note(
                narrative, _("A text holds signs that were escaped twice; they are read as the signs they stand for.")
            )
        words = words if words.isascii() else unicodedata.normalize("NFC", words)
        said[language] = f"{said[language]}\n{words}" if language in said else words
    return said if len(said) < 2 else dict(sorted(said.items()))


def text_of(parent: Element, tag: str, notes: Notes) -> Text:
    """What the first part with this name says; empty where there is none."""
    return text(parent.parts[tag][0], notes) if tag in parent.parts else {}


def day(element: Element | None, attribute: str = "iso-date") -> date | None:
    """The day an attribute names, or None where it is missing; a day that is none makes the activity unusable."""
    said = code(element, attribute)
    if element is None or not said:
        return None
    match = DAY.fullmatch(said)
    try:
        named = date.fromisoformat(match[1]) if match else None
    except ValueError:
        named = None
    if named is None or not EARLIEST <= named < LATEST:
        wording = _("“%(said)s” is not a date such as 2026-01-31, between 1900 and 2200.")
        raise Unusable(element.line, say(wording, said=said))
    return named


def yes(element: Element, attribute: str) -> bool | None:
    """What an attribute says to a yes-or-no question, or None where it does not answer."""
    return {"1": True, "true": True, "0": False, "false": False}.get(code(element, attribute))


def percentage(element: Element, notes: Notes, rule: str) -> Decimal | None:
    """A share in percent; what cannot be a share is noted and left out."""
    said = code(element, "percentage")
    if not said:
        return None
    share = results.number(said)
    if share is None or not 0 <= share <= 100:
        notes.note(element, _("“%(said)s” is not a percentage between 0 and 100; it is left out."), rule, said=said)
        return None
    return plain(share)


def money(parent: Element, notes: Notes) -> Money:
    """The amount of a budget or a transaction; without a number or a currency the activity is unusable."""
    element = parent.first("value")
    if element is None:
        raise Unusable(parent.line, say(_("An amount is missing here.")))
    said = element.text.strip()
    amount = results.number(said)
    if amount is None or abs(amount) >= Decimal(10) ** MOST_DIGITS:
        wording = _("“%(said)s” is not an amount; write it with figures and a point only, such as 1250.50.")
        raise Unusable(element.line, say(wording, said=said))
    currency = code(element, "currency").upper() or notes.currency
    if not currency:
        wording = _("The amount %(said)s has no currency, and the activity does not name one for all.")
        raise Unusable(element.line, say(wording, said=said))
    notes.check(element, "Currency", currency)
    value_date = day(element, "value-date")
    if value_date is None:
        notes.note(element, _("The amount %(said)s does not say on which day its rate of exchange holds."), said=said)
    return Money(amount=plain(amount), currency=currency, value_date=value_date)


def plain(number: Decimal) -> Decimal:
    """The same number, always written in the same way: 98000.00 and 9.8E+4 are 98000, and there is no minus zero."""
    written = f"{number:f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return Decimal(0) if written == "-0" else Decimal(written)
