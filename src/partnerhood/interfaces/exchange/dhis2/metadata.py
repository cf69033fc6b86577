"""The names behind DHIS2's codes: what is counted, by what it is split, where, and in which sets, from a metadata export.

A file of values holds identifiers only; with these people choose by name, and a code stands for the identifier it has."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2 import opening
from partnerhood.interfaces.exchange.dhis2.json_text import JsonText
from partnerhood.interfaces.exchange.dhis2.opening import Limits
from partnerhood.interfaces.exchange.sentences import FileRefused, say

LONGEST_PART = 8 * 1024**2  # letters of one data set with all its places and its form
MOST_PARTS = 300_000  # of one kind; the largest country that we know of has 60,000 places
LONGEST_NAME = 255  # letters
COUNTED = {  # what a data element may hold that is a number (ValueType)
    "NUMBER",
    "UNIT_INTERVAL",
    "PERCENTAGE",
    "INTEGER",
    "INTEGER_POSITIVE",
    "INTEGER_NEGATIVE",
    "INTEGER_ZERO_OR_POSITIVE",
}


@dataclass(frozen=True, slots=True)
class Named:
    """Anything in DHIS2: its identifier, its code where it has one, and its name."""

    id: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DataElement(Named):
    """Something that is counted: of which type, and by which combo of categories it is split."""

    value_type: str = ""
    category_combo: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its values are numbers; an answer, a text, a day or a file is none."""
        return self.value_type in COUNTED


@dataclass(frozen=True, slots=True)
class CategoryOptionCombo(Named):
    """One way of splitting, such as girls under five: of which combo, and of which options."""

    category_combo: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OrganisationUnit(Named):
    """A place that counts, and the place above it."""

    parent: str = ""


@dataclass(frozen=True, slots=True)
class DataSet(Named):
    """What is sent in together, how often, and what is in it."""

    period_type: str = ""
    data_elements: tuple[str, ...] = ()


Kind = TypeVar("Kind", bound=Named)


@dataclass(frozen=True, slots=True)
class Listing(Generic[Kind]):
    """Things of one kind, found by their identifier, or by a code that only one of them has."""

    by_id: Mapping[str, Kind] = field(default_factory=dict)
    by_code: Mapping[str, Kind] = field(default_factory=dict)

    def called(self, said: str) -> Kind | None:
        """What a file calls by this identifier or code."""
        return self.by_id.get(said) or self.by_code.get(said)

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.by_id.values())

    def __len__(self) -> int:
        return len(self.by_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Everything that a metadata export names; what it leaves out is an empty list, and `left_out` had no identifier."""

    data_elements: Listing[DataElement] = field(default_factory=Listing)
    category_option_combos: Listing[CategoryOptionCombo] = field(default_factory=Listing)
    organisation_units: Listing[OrganisationUnit] = field(default_factory=Listing)
    data_sets: Listing[DataSet] = field(default_factory=Listing)
    categories: Listing[Named] = field(default_factory=Listing)
    category_options: Listing[Named] = field(default_factory=Listing)
    left_out: int = 0


def read(content: bytes, *, limits: Limits | None = None) -> Metadata:
    """What a metadata export of DHIS2 names; FileRefused, with a sentence, where it is none."""
    inside = opening.unpacked(content, limits or Limits())
    opening.refuse_other_things(inside)
    if opening.first_sign(inside) != "{":
        raise FileRefused(say(_("Names are read from DHIS2's metadata as JSON. Ask for that format.")), 1)
    finger = JsonText(inside, LONGEST_PART)
    found: dict[str, list[Any]] = {}
    left_out = 0
    for name in finger.members():
        if finger.sign() != "[":
            finger.value()
            continue
        for line, said in finger.elements():
            if name not in KINDS:
                continue
            thing = _named(said, KINDS[name][1])
            left_out += thing is None
            if thing is not None:
                found.setdefault(name, []).append(thing)
                _refuse_many(len(found[name]), line)
    if finger.sign():
        raise finger.broken()
    if not found:
        wording = _(
            "This file holds no names that we look for. Export data elements, data sets and organisation units."
        )
        raise FileRefused(say(wording), 1)
    listings = {KINDS[name][0]: _listing(things) for name, things in found.items()}
    return Metadata(**listings, left_out=left_out)


def _refuse_many(many: int, line: int) -> None:
    if many > MOST_PARTS:
        wording = _("The file holds more than %(most)s things of one kind. Bring it in by parts.")
        raise FileRefused(say(wording, most=MOST_PARTS), line)


def _named(said: Any, made: Callable[[dict[str, Any], str, str, str], Named]) -> Named | None:
    if not isinstance(said, dict) or not (identifier := _word(said.get("id"))):
        return None
    name = _word(said.get("name")) or _word(said.get("displayName")) or _word(said.get("shortName"))
    return made(said, identifier, _word(said.get("code")), name or identifier)


def _listing(things: list[Any]) -> Listing[Any]:
    by_id = {thing.id: thing for thing in things}
    by_code: dict[str, Any] = {}
    ambiguous = set()
    for thing in by_id.values():
        if thing.code and by_code.setdefault(thing.code, thing) is not thing:
            ambiguous.add(thing.code)
    return Listing(by_id, {code: thing for code, thing in by_code.items() if code not in ambiguous})


def _data_element(said: dict[str, Any], id: str, code: str, name: str) -> DataElement:
    return DataElement(id, code, name, _word(said.get("valueType")), _reference(said.get("categoryCombo")))


def _combo(said: dict[str, Any], id: str, code: str, name: str) -> CategoryOptionCombo:
    options = _references(said.get("categoryOptions"))
    return CategoryOptionCombo(id, code, name, _reference(said.get("categoryCombo")), options)


def _organisation_unit(said: dict[str, Any], id: str, code: str, name: str) -> OrganisationUnit:
    return OrganisationUnit(id, code, name, _reference(said.get("parent")))


def _data_set(said: dict[str, Any], id: str, code: str, name: str) -> DataSet:
    inside = said.get("dataSetElements")
    elements = [one.get("dataElement") for one in inside if isinstance(one, dict)] if isinstance(inside, list) else []
    return DataSet(id, code, name, _word(said.get("periodType")), _references(elements or said.get("dataElements")))


def _only_named(said: dict[str, Any], id: str, code: str, name: str) -> Named:
    return Named(id, code, name)


def _reference(said: Any) -> str:
    return _word(said.get("id")) if isinstance(said, dict) else ""


def _references(said: Any) -> tuple[str, ...]:
    found = (_reference(one) for one in said) if isinstance(said, list) else ()
    return tuple(identifier for identifier in found if identifier)


def _word(said: Any) -> str:
    """A name or a code on one line, without signs that nobody sees; empty where something else stands."""
    if not isinstance(said, str):
        return ""
    word = " ".join(said[: LONGEST_NAME * 4].split())[:LONGEST_NAME]
    return word if word.isprintable() else "".join(letter for letter in word if letter.isprintable())


KINDS: dict[str, tuple[str, Callable[[dict[str, Any], str, str, str], Named]]] = {
    "dataElements": ("data_elements", _data_element),
    "categoryOptionCombos": ("category_option_combos", _combo),
    "organisationUnits": ("organisation_units", _organisation_unit),
    "dataSets": ("data_sets", _data_set),
    "categories": ("categories", _only_named),
    "categoryOptions": ("category_options", _only_named),
}
