"""Small files of DHIS2 for tests, written by hand."""

import json
from typing import Any

import pytest

from partnerhood.interfaces.exchange.dhis2 import reading

HEADINGS = (
    "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value,storedby,lastupdated,comment,followup,"
    "deleted"
)


def said(**given: Any) -> dict[str, Any]:
    """One value as DHIS2 says it in JSON, with what a test changes; None takes something away."""
    value = {"dataElement": "births00001", "period": "201801", "orgUnit": "kivumaHosp1", "value": "12", **given}
    return {name: what for name, what in value.items() if what is not None}


def in_json(*values: dict[str, Any], **heading: str) -> bytes:
    """A file of JSON with these values."""
    return json.dumps({**heading, "dataValues": list(values)}, indent=1).encode()


def in_csv(*rows: str, headings: str = HEADINGS) -> bytes:
    """A file of CSV with these rows."""
    return "\n".join([headings, *rows, ""]).encode()


def in_adx(values: str, group: str = 'orgUnit="KIV" period="2018-01-01/P1M"') -> bytes:
    """A file of ADX with one group."""
    return f'<adx xmlns="urn:ihe:qrph:adx:2015">\n<group {group}>\n{values}\n</group>\n</adx>'.encode()


def one(content: bytes) -> reading.DataValue:
    """The only value of a file in which nothing is wrong."""
    read = reading.read(content)
    assert [str(refusal.reason) for refusal in read.refusals] == []
    (value,) = read.values
    return value


def number(written: Any) -> Any:
    """What a value in JSON is as a number."""
    return one(in_json(said(value=written))).number


def refused(content: bytes) -> str:
    """Why the only row of a file cannot be used."""
    read = reading.read(content)
    assert read.values == ()
    (refusal,) = read.refusals
    return str(refusal.reason)


def file_refused(content: bytes, limits: reading.Limits | None = None) -> str:
    """Why a whole file cannot be read."""
    with pytest.raises(reading.FileRefused) as refusal:
        reading.read(content, limits=limits)
    return str(refusal.value)
