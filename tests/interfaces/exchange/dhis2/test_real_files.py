"""The files of DHIS2's own tests come in, each with exactly the values that are in it."""

import gzip
import io
import json
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from partnerhood.interfaces.exchange.dhis2 import metadata, reading
from tests.interfaces.exchange.reference import reference

VALUES = {  # how many values count, are refused, and are said again further on
    "dataValues_bulk.json": ("json", 231, 0, 0),
    "dataValues_single_dataset.json": ("json", 2, 0, 0),
    "adx/adx_data_sample1.xml": ("adx", 8, 0, 5),
    "adx/adx_data_sample2.xml": ("adx", 13, 0, 0),
    "adx/exportA.adx.xml": ("adx", 2, 0, 0),
    "adx/exportB.adx.xml": ("adx", 4, 0, 0),
    "adx/exportC.adx.xml": ("adx", 4, 0, 0),
    "adx/exportD.adx.xml": ("adx", 1, 0, 0),
    "adx/importA.adx.xml": ("adx", 9, 0, 0),
    "adx/importB.adx.xml": ("adx", 9, 0, 0),
    "adx/importC.adx.xml": ("adx", 9, 0, 0),
    "adx/importDates.adx.xml": ("adx", 1, 0, 0),
    "adx/importDatesUpdate.adx.xml": ("adx", 1, 0, 0),
    "datavalueset/dataValueSetA.xml": ("xml", 3, 0, 0),
    "datavalueset/dataValueSetADeleted.xml": ("xml", 3, 0, 0),
    "datavalueset/dataValueSetB.xml": ("xml", 12, 0, 0),
    "datavalueset/dataValueSetBDeleted.xml": ("xml", 12, 0, 0),
    "datavalueset/dataValueSetBNew.xml": ("xml", 12, 0, 0),
    "datavalueset/dataValueSetBNewDeleted.xml": ("xml", 12, 0, 0),
    "datavalueset/dataValueSetBUpdate.xml": ("xml", 6, 0, 0),
    "datavalueset/dataValueSetCreateDate.json": ("json", 1, 0, 0),
    "datavalueset/dataValueSetCreateDateUpdated.json": ("json", 1, 0, 0),
    "datavalueset/dataValueSetJ.json": ("json", 1, 0, 0),
    "datavalueset/dataValueSetJDeleteNewValue.json": ("json", 1, 0, 0),
    "datavalueset/dataValueSetJDeleteNoValue.json": ("json", 0, 1, 0),
    "datavalueset/dataValueSetJDeleteZeroValue.json": ("json", 1, 0, 0),
}


def read(name: str) -> reading.Read:
    """One of the real files."""
    return reading.read(reference(f"dhis2/{name}").read_bytes(), name)


@pytest.mark.parametrize("name", VALUES)
def test_every_real_file_gives_exactly_its_values(name: str) -> None:
    found = read(name)

    assert (found.format, len(found.values), found.refused, found.repeated) == VALUES[name]
    assert found.name == name


def test_no_real_file_is_forgotten() -> None:
    folder = reference("dhis2")
    there = {str(path.relative_to(folder)) for path in folder.rglob("*.*") if path.is_file()}

    assert there == {*VALUES, "metadata.json", "empty_file.json"}


def test_the_231_values_are_typed_to_the_last_digit() -> None:
    found = read("dataValues_bulk.json").values
    raw = json.loads(reference("dhis2/dataValues_bulk.json").read_text())["dataValues"]

    assert [one.written for one in found] == [one["value"] for one in raw]
    assert sum(one.number is not None for one in found) == 222
    assert sum(one.number or 0 for one in found) == sum(Decimal(one["value"]) for one in raw if one["value"].isdigit())
    assert Counter(one.answer for one in found) == {None: 222, True: 6, False: 3}
    assert Counter((one.period, one.key.from_date, one.key.to_date) for one in found) == {
        ("201912", date(2019, 12, 1), date(2020, 1, 1)): 222,
        ("2018", date(2018, 1, 1), date(2019, 1, 1)): 9,
    }
    assert [one.line for one in found[:2]] == [3, 12]
    assert [one.position for one in found] == list(range(1, 232))


def test_every_data_element_of_the_231_values_has_a_name_and_says_whether_it_is_a_number() -> None:
    names = metadata.read(reference("dhis2/metadata.json").read_bytes())

    for value in read("dataValues_bulk.json").values:
        element = names.data_elements.called(value.key.data_element)
        assert element is not None
        assert element.name.startswith(("TA ", "TA_"))
        assert element.is_number == (value.number is not None)


def test_the_heading_of_one_data_set_holds_for_its_values() -> None:
    found = read("dataValues_single_dataset.json")

    assert found.heading.data_set == "VEM58nY22sO"
    assert [one.data_set for one in found.values] == ["VEM58nY22sO"] * 2
    assert {one.complete_date for one in found.values} == {date(2019, 6, 5)}
    assert [one.number for one in found.values] == [1000, 2000]


def test_what_is_counted_apart_in_adx_becomes_one_stable_text() -> None:
    first, second, third, _fourth, text, *_ = read("adx/importA.adx.xml").values

    assert first.key == reading.Key(
        "Malaria numeric",
        "123",
        date(2020, 1, 1),
        date(2020, 2, 1),
        "Age_category=under555555;Sex_category=FFFFFFFFFFF",
        "",
    )
    assert first.dimensions == (("Age_category", "under555555"), ("Sex_category", "FFFFFFFFFFF"))
    assert second.key.category_option_combo == "Age_category=under555555;Sex_category=MMMMMMMMMMM"
    assert third.key.category_option_combo == "FOver555555"
    assert (text.number, text.comment) == (0, "Text data value")


def test_the_attributes_of_a_group_of_adx_hold_for_its_values() -> None:
    found = read("adx/importA.adx.xml").values

    assert [one.key.attribute_option_combo for one in found[-3:]] == [
        "Mechanism_category=PEPFARRRRRR",
        "Mechanism_category=McDonaldsss",
        "cocMcDonald",
    ]
    assert {one.period for one in found[-3:]} == {"2021-01-01/P3M"}
    assert found[-1].data_set == "MalariaMechanismDS"


def test_of_values_said_twice_the_last_counts_and_the_others_are_named() -> None:
    found = read("adx/adx_data_sample1.xml")

    assert [(one.value.position, one.again_position) for one in found.repeats] == [
        (3, 4),
        (4, 5),
        (10, 11),
        (11, 12),
        (12, 13),
    ]
    assert [one.position for one in found.values] == [1, 2, 5, 6, 7, 8, 9, 13]
    assert found.values[6].comment == "Some qualifying text here on the datavalue"
    assert {one.complete_date for one in found.values[:4]} == {date(2015, 6, 17)}
    assert {one.key.attribute_option_combo for one in found.values} == {"McDonalds", ""}


def test_a_group_that_says_where_it_comes_from_says_so_for_its_values() -> None:
    found = read("adx/adx_data_sample2.xml").values

    assert found[0].key.attribute_option_combo == "mechanism=PEPFAR"
    assert found[6].comment == "Imported from facility system"
    assert found[8].comment == "Some qualifying text here on the datavalue"


def test_when_a_value_was_touched_is_read_in_its_zone_or_in_world_time() -> None:
    (zoned,) = read("adx/importDates.adx.xml").values
    (later,) = read("adx/importDatesUpdate.adx.xml").values
    plain = read("datavalueset/dataValueSetA.xml").values[1]

    assert zoned.last_updated == datetime(1987, 12, 21, 23, 59, 38, 376000, tzinfo=UTC)
    assert later.last_updated == datetime(1988, 12, 21, 23, 59, 38, 376000, tzinfo=UTC)
    assert zoned.key == later.key
    assert plain.last_updated == datetime(2012, 1, 2, tzinfo=UTC)
    assert (plain.line, plain.comment, plain.followup, plain.deleted) == (3, "comment", False, False)


def test_values_that_were_taken_away_say_so() -> None:
    deleted = [sum(one.deleted for one in read(name).values) for name in VALUES if "Deleted" in name]

    assert deleted == [3, 4, 4]


def test_a_value_without_a_value_is_refused_alone() -> None:
    (refusal,) = read("datavalueset/dataValueSetJDeleteNoValue.json").refusals

    assert str(refusal.reason) == "There is no value in this row."
    assert (refusal.position, refusal.line, refusal.written) == (1, 3, "f7n9E0hX8qk · 201201 · DiszpKrYNg8")


def test_the_same_numbers_come_out_of_every_packing() -> None:
    content = reference("dhis2/dataValues_bulk.json").read_bytes()
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("dataValueSets.json", content)

    plain = reading.read(content)

    assert reading.read(gzip.compress(content, mtime=0)) == plain
    assert reading.read(zipped.getvalue()) == plain
    assert reading.read(content.decode().encode("utf-16")) == plain
    assert reading.read(b"\xef\xbb\xbf" + content) == plain


def test_the_empty_file_and_the_metadata_are_refused_with_a_sentence() -> None:
    with pytest.raises(reading.FileRefused) as empty:
        read("empty_file.json")
    with pytest.raises(reading.FileRefused) as names:
        read("metadata.json")

    assert str(empty.value) == "The file is empty."
    assert str(names.value) == "This JSON file holds “categories”, not values."
