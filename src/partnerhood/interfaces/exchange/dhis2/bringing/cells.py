"""One value of a national system becomes a cell of a report under its own name, or a sentence about why it cannot."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2.metadata import COUNTED, DataElement, Metadata, Named
from partnerhood.interfaces.exchange.dhis2.reading import DataValue
from partnerhood.interfaces.exchange.dhis2.unreadable import Unreadable
from partnerhood.interfaces.exchange.sentences import say
from partnerhood.pathway.indicators.rules import Figure, asking
from partnerhood.pathway.reporting.rules import WHOLE, Key, national

DEFAULT = "HllvX50cXC0"  # what every DHIS2 calls the combo of what is not split
DEFAULTS = ("", "default", DEFAULT)
ANSWERED = {"BOOLEAN", "TRUE_ONLY"}
DIGITS, PLACES = 12, 4  # before the decimal point, and behind it


@dataclass(frozen=True, slots=True)
class Cell:
    """One value as a report keeps it, and what its system calls it."""

    key: Key
    figure: Figure | None
    names: dict[str, str]


def cell(value: DataValue, names: Metadata, today: date) -> Cell:
    """A value under its own name; Unreadable where it is no number that can be kept exactly, or of days that did not begin."""
    key = value.key
    if not asking.is_period(key.from_date, key.to_date):
        raise Unreadable(say(_("The period “%(said)s” lies too far back."), said=value.period))
    if not asking.has_begun(key.from_date, today):
        raise Unreadable(say(_("The period “%(said)s” has not begun yet."), said=value.period))
    element = names.data_elements.called(key.data_element)
    combo, combo_name = _combo(key.category_option_combo, names)
    attribute, attribute_name = _combo(key.attribute_option_combo, names)
    code = national.element(element.id if element else key.data_element)
    found = {
        code: element.name if element else "",
        national.part(combo): combo_name,
        national.part(attribute=attribute): attribute_name,
    }
    said = {name: called for name, called in found.items() if name and called}
    figure = None if value.deleted else Figure(_number(value, element))
    return Cell(Key(code, WHOLE, national.part(combo, attribute)), figure, said)


def _combo(said: str, names: Metadata) -> tuple[str, str]:
    """A combo by its identifier and its name; nothing for the one that splits nothing, whether a file names it or not."""
    if said in DEFAULTS:
        return "", ""
    found: Named | None = names.category_option_combos.called(said)
    if found is None:
        return said, ""
    return ("", "") if found.name in DEFAULTS else (found.id, found.name)


def _number(value: DataValue, element: DataElement | None) -> Decimal:
    kind = element.value_type if element else ""
    if kind and kind not in COUNTED | ANSWERED:
        raise Unreadable(
            say(_("“%(said)s” is a text, a day or a file in the national system, and no number."), said=value.written)
        )
    if value.answer is not None:
        return Decimal(int(value.answer))
    number = value.number
    if number is None:
        raise Unreadable(say(_("“%(said)s” is a text and no number."), said=value.written))
    exponent = number.as_tuple().exponent
    if abs(number) >= 10**DIGITS or (isinstance(exponent, int) and exponent < -PLACES):
        wording = _("“%(said)s” cannot be kept exactly: at most 12 digits before the point and 4 behind it.")
        raise Unreadable(say(wording, said=value.written))
    return number
