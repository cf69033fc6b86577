"""The names behind DHIS2's codes are found by identifier, or by a code that only one thing has."""

import json
from typing import Any

import pytest

from partnerhood.interfaces.exchange.dhis2 import metadata
from partnerhood.interfaces.exchange.sentences import FileRefused
from tests.interfaces.exchange.reference import reference


def read(**lists: Any) -> metadata.Metadata:
    """A metadata export with these lists."""
    return metadata.read(json.dumps(lists).encode())


def refused(content: bytes) -> str:
    """Why a file is no metadata export."""
    with pytest.raises(FileRefused) as refusal:
        metadata.read(content)
    return str(refusal.value)


def test_the_real_export_names_everything_in_it() -> None:
    names = metadata.read(reference("dhis2/metadata.json").read_bytes())

    assert (len(names.data_elements), sum(one.is_number for one in names.data_elements)) == (75, 66)
    assert (len(names.category_option_combos), len(names.categories), len(names.category_options)) == (12, 3, 8)
    assert (len(names.organisation_units), names.left_out) == (0, 0)
    assert [(one.name, one.period_type, len(one.data_elements)) for one in names.data_sets] == [
        ("TA Malaria annual data", "Yearly", 7),
        ("TA Malaria elimination", "Monthly", 66),
    ]
    funding = names.data_elements.called("TA_GEN_EXT_FUND")
    assert funding is names.data_elements.called("tpz77FcntKx")
    assert funding == metadata.DataElement(
        "tpz77FcntKx", "TA_GEN_EXT_FUND", "TA External funding", "INTEGER_ZERO_OR_POSITIVE", "bjDvmb4bfuf"
    )
    girls = names.category_option_combos.called("t5FrQ0GTvGf")
    assert girls is not None
    assert (girls.name, girls.options) == ("TA 0-4 years, Female", ("UPvKbcqTEY3", "FFA9e1yIXCT"))


def test_a_place_knows_the_place_above_it() -> None:
    names = read(
        organisationUnits=[
            {"id": "kivumaDist1", "code": "KIV", "name": "Kivuma"},
            {"id": "kivumaHosp1", "displayName": "Kivuma hospital", "parent": {"id": "kivumaDist1"}},
        ]
    )

    hospital = names.organisation_units.called("kivumaHosp1")
    assert hospital == metadata.OrganisationUnit("kivumaHosp1", "", "Kivuma hospital", "kivumaDist1")
    assert names.organisation_units.called("KIV") == metadata.OrganisationUnit("kivumaDist1", "KIV", "Kivuma")
    assert names.organisation_units.called("elsewhere") is None


def test_a_code_that_two_things_have_finds_neither() -> None:
    names = read(dataElements=[{"id": "a", "code": "BIRTHS", "name": "A"}, {"id": "b", "code": "BIRTHS", "name": "B"}])

    assert names.data_elements.called("BIRTHS") is None
    assert [one.name for one in names.data_elements] == ["A", "B"]


def test_what_has_no_identifier_is_counted_and_what_is_strange_is_passed_over() -> None:
    names = read(
        system={"version": "2.40"},
        dataElements=[
            {"name": "nobody"},
            5,
            None,
            {"id": 5, "name": []},
            {"id": "x", "name": {"en": 1}, "code": ["c"]},
        ],
        dataSets=[{"id": "s", "name": "S\u202e", "dataSetElements": [{"dataElement": {"id": "x"}}, 3, {}]}],
        users=[{"id": "u", "email": "somebody@example.org"}],
    )

    assert names.left_out == 3
    assert [(one.id, one.name) for one in names.data_elements] == [("5", "5"), ("x", "x")]
    assert list(names.data_sets) == [metadata.DataSet("s", "", "S", "", ("x",))]


def test_a_large_part_is_read_whole() -> None:
    inside = [{"dataElement": {"id": f"element{number:06}"}} for number in range(20_000)]

    names = read(dataSets=[{"id": "s", "name": "S", "dataSetElements": inside}])

    (data_set,) = names.data_sets
    assert len(data_set.data_elements) == 20_000


def test_what_is_no_metadata_is_refused() -> None:
    assert refused(b"") == "The file is empty."
    assert refused(b"<metadata/>") == "Names are read from DHIS2's metadata as JSON. Ask for that format."
    assert refused(b'{"dataElements": [{"id": "x"') == "The file breaks off in the middle. Ask for a complete copy."
    assert refused(b"<html>Sign in") == (
        "This is a web page, not a file with values. Perhaps you were signed out when you saved it."
    )
    assert refused(b'{"dataValues": []}') == (
        "This file holds no names that we look for. Export data elements, data sets and organisation units."
    )
    assert "lists in lists in lists" in refused(b'{"dataElements": ' + b"[" * 100_000)
