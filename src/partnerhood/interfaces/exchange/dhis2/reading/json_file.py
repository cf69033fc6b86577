"""DHIS2's values as JSON: an object with a heading and a list of dataValues."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2.json_text import JsonText
from partnerhood.interfaces.exchange.dhis2.reading.rows import SCHEMES, Row
from partnerhood.interfaces.exchange.sentences import FileRefused, say

LONGEST_VALUE = 256 * 1024  # letters of one value with its comment
VALUES = "dataValues"
KNOWN = {VALUES, "dataSet", "completeDate", "completedDate", "period", "orgUnit", "attributeOptionCombo", "dryRun"}
KNOWN |= {"attributeCategoryOptions", "importStrategy", *SCHEMES}
PLACES = {
    "dataElement": "data_element",
    "period": "period",
    "orgUnit": "org_unit",
    "categoryOptionCombo": "category_option_combo",
    "attributeOptionCombo": "attribute_option_combo",
    "value": "value",
    "comment": "comment",
    "timestamp": "last_updated",  # until 2013
    "lastUpdated": "last_updated",
    "followup": "followup",
    "followUp": "followup",
    "deleted": "deleted",
    "dataSet": "data_set",
    "completeDate": "complete_date",
}


def rows(content: bytes, heading: dict[str, str]) -> Iterator[Row]:
    """Every value as written; the heading is filled in on the way, for JSON has no order."""
    finger = JsonText(content, LONGEST_VALUE)
    strange: dict[str, str] = {}
    has_values = False
    for name in finger.members():
        if name == VALUES and finger.sign() == "[":
            has_values = True
            for line, said in finger.elements():
                yield _row(line, said)
            continue
        if finger.sign() in ("{", "[") and name not in KNOWN:
            raise FileRefused(say(_("This JSON file holds “%(name)s”, not values."), name=name), finger.line)
        said = finger.value()
        (heading if name in KNOWN else strange)[name] = word(said)
    if finger.sign():
        raise finger.broken()
    if strange and not has_values:
        raise _no_values(strange)


def _no_values(strange: dict[str, str]) -> FileRefused:
    """A server that will not give values answers in JSON too."""
    if "message" in strange:
        wording = _("This is not a file with values, but a server's answer: “%(message)s”.")
        return FileRefused(say(wording, message=strange["message"]), 1)
    wording = _("This JSON file holds “%(name)s”, not values.")
    return FileRefused(say(wording, name=next(iter(strange))), 1)


def _row(line: int, said: Any) -> Row:
    if not isinstance(said, dict):
        return Row(line, value=word(said))
    heard: dict[str, Any] = {
        PLACES[name]: value if type(value) is str else word(value) for name, value in said.items() if name in PLACES
    }
    return Row(line, **heard)


def word(said: Any) -> str:
    """A value of JSON as people write it; a list or an object is no word."""
    if isinstance(said, str):
        return said
    return str(said).lower() if isinstance(said, bool) else ""
