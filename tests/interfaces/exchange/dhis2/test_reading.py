"""What DHIS2 says in JSON, XML, CSV and ADX becomes the same typed values; what cannot be used is refused alone."""

import gzip
import time
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.interfaces.exchange.dhis2 import reading
from tests.interfaces.exchange.dhis2.files import (
    HEADINGS,
    file_refused,
    in_adx,
    in_csv,
    in_json,
    number,
    one,
    refused,
    said,
)

BIRTHS = reading.Key("births00001", "kivumaHosp1", date(2018, 1, 1), date(2018, 2, 1), "", "")
XML = '<dataValueSet {}><dataValue dataElement="births00001" {} value="12"/></dataValueSet>'
HERE = 'period="201801" orgUnit="kivumaHosp1"'
AS_TEXT = "period,dataElement,orgUnit,value\n201801,births00001,kivumaHosp1,12\n"


@pytest.mark.parametrize(
    "content",
    [
        in_json(said()),
        in_json(said(value=12, period=201801)),
        in_json(said(period=None), period="201801"),
        in_json(said(period=None, orgUnit=None), period="201801", orgUnit="kivumaHosp1"),
        b'{"dataValues":[{"dataElement":"births00001","value":"12"}],"period":"201801","orgUnit":"kivumaHosp1"}',
        in_json(said(period=" 2018-01 ", dataElement="births00001 ")),
        XML.format("", HERE).encode(),
        XML.format('xmlns="http://dhis2.org/schema/dxf/2.0"', HERE).encode(),
        XML.format(HERE, "").encode(),
        f"<?xml version='1.0' encoding='UTF-16'?>{XML.format('', HERE)}".encode("utf-16"),
        in_csv("births00001,201801,kivumaHosp1,,,12,claudine,2018-02-03,,false,"),
        in_csv('"births00001","201801","kivumaHosp1",,,"12"', headings='"dataelement","period","orgunit","catoptcombo","attroptcombo","value"'),
        in_csv("births00001;201801;kivumaHosp1;;;12", headings=HEADINGS.replace(",", ";")),
        in_csv(headings="births00001,201801,kivumaHosp1,,,12,claudine,2018-02-03,,false"),
        b"\xef\xbb\xbf" + AS_TEXT.encode(),
        AS_TEXT.replace("\n", "\r\n").encode("utf-16"),
        in_adx('<dataValue dataElement="births00001" value="12"/>', 'orgUnit="kivumaHosp1" period="2018-01-01/P1M"'),
        b'<adx><group orgUnit="kivumaHosp1" period="2018-01-01/P1M"><dataValue dataElement="births00001" value="12"/></group></adx>',
    ],
)  # fmt: skip
def test_the_same_value_comes_out_of_every_format(content: bytes) -> None:
    value = one(content)

    assert value.key == BIRTHS
    assert (value.number, value.written) == (Decimal(12), "12")
    assert one(gzip.compress(content, mtime=0)) == value


def test_everything_a_row_of_csv_says_is_kept_but_who_typed_it() -> None:
    row = 'births00001,2018Q1,kivumaHosp1,girls,who,-1.50,claudine,2018-02-03T04:05:06.789,"Two lines,\nsaid",true,true'

    value = one(in_csv("", row))

    assert value.key[2:] == (date(2018, 1, 1), date(2018, 4, 1), "girls", "who")
    assert (value.number, value.comment, value.followup, value.deleted) == (
        Decimal("-1.5"),
        "Two lines,\nsaid",
        True,
        True,
    )
    assert value.last_updated is not None
    assert value.last_updated.isoformat() == "2018-02-03T04:05:06.789000+00:00"
    assert (value.position, value.line) == (1, 3)
    assert "claudine" not in repr(value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("0", "0"),
        ("007", "7"),
        ("-5", "-5"),
        ("+5", "5"),
        ("98000.00", "98000"),
        ("9.8E+4", "98000"),
        (".5", "0.5"),
        ("5.", "5"),
        ("-0", "0"),
        ("-0.000", "0"),
        ("0E+9999", "0"),
        ("0.1", "0.1"),
        ("33.333333333333333333", "33.333333333333333333"),
        ("9" * 18, "9" * 18),
        (0.1, "0.1"),
        (5, "5"),
    ],
)
def test_a_number_keeps_its_digits_and_is_always_written_in_the_same_way(written: object, expected: str) -> None:
    assert str(number(written)) == expected


@pytest.mark.parametrize(
    "written", ["true", "False", "yes", "twelve", "12 cases", "[4.35,50.85]", "2018-01-01", "١٢", "0x1F", "<13"]
)
def test_answers_and_texts_are_no_numbers(written: str) -> None:
    assert number(written) is None


def test_an_answer_is_yes_or_no() -> None:
    assert one(in_json(said(value=True))).answer is True
    assert one(in_json(said(value="FALSE"))).answer is False
    assert one(in_json(said(value="1"))).answer is None


@pytest.mark.parametrize("written", ["12,5", "1,250", "1.250,75", "-0,5", "1 250,5", "1\u202f250,5"])
def test_a_comma_may_mean_two_numbers_and_is_not_guessed(written: str) -> None:
    reason = refused(in_json(said(value=written)))

    assert "has a comma and may mean two numbers. Write it with figures and a point, such as 1250.5." in reason


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-inf", "nan"])
def test_what_is_said_in_place_of_a_number_is_refused(written: str) -> None:
    assert refused(in_json(said(value=written))) == f"“{written}” stands where a number should be."


def test_the_words_of_javascript_are_no_numbers_either() -> None:
    content = in_json(said(value="X")).replace(b'"X"', b"NaN")

    assert refused(content) == "“NaN” stands where a number should be."


@pytest.mark.parametrize("written", ["1e999", "1E18", "1" * 19, "9" * 4000, "1e-19", "1e-9999", "0." + "3" * 19])
def test_a_number_that_nobody_counts_in_is_refused(written: str) -> None:
    for content in (in_json(said(value=written)), in_json(said(value="X")).replace(b'"X"', written.encode())):
        assert refused(content).endswith("is a larger or a finer number than people count in.")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"dataElement": None}, "This row does not say what was counted (dataElement)."),
        ({"dataElement": " "}, "This row does not say what was counted (dataElement)."),
        ({"dataElement": ["a"]}, "This row does not say what was counted (dataElement)."),
        ({"orgUnit": None}, "This row does not say where it was counted (orgUnit)."),
        ({"period": None}, "This row does not say in which period it was counted."),
        ({"value": None}, "There is no value in this row."),
        ({"value": ""}, "There is no value in this row."),
        ({"value": {"a": 1}}, "There is no value in this row."),
        ({"dataElement": "birth\u202es"}, "A code in this row holds signs that nobody sees."),
        ({"orgUnit": "a\ud800b"}, "A code in this row holds signs that nobody sees."),
    ],
)
def test_a_row_that_lacks_something_is_refused_alone(changed: dict[str, object], reason: str) -> None:
    found = reading.read(in_json(said(**changed), said()))

    assert [str(refusal.reason) for refusal in found.refusals] == [reason]
    assert [value.key for value in found.values] == [BIRTHS]


def test_a_code_longer_than_any_is_refused_and_shown_shortened() -> None:
    (refusal,) = reading.read(in_json(said(dataElement="x" * 5_000))).refusals

    assert "is longer than 255 characters, which no code or identifier is." in str(refusal.reason)
    assert len(str(refusal.reason)) < 200
    assert len(refusal.written) == 200


def test_what_is_no_value_at_all_is_refused_alone() -> None:
    found = reading.read(b'{"dataValues": [5, null, "x", [], {}, ' + in_json(said())[20:-2].strip(b" \n[]") + b"]}")

    assert (found.refused, len(found.values)) == (5, 1)


def test_a_period_of_another_kind_of_calendar_is_refused_with_its_place() -> None:
    found = reading.read(in_csv("births00001,LAST_12_MONTHS,kivumaHosp1,,,12", "births00001,201801,kivumaHosp1,,,13"))

    (refusal,) = found.refusals
    assert (refusal.position, refusal.line, refusal.written) == (
        1,
        2,
        "births00001 · LAST_12_MONTHS · kivumaHosp1 · 12",
    )
    assert str(refusal.reason).startswith("“LAST_12_MONTHS” is not a period that we know, such as 201801")
    assert found.values[0].line == 3


def test_of_a_value_said_twice_the_last_one_counts() -> None:
    found = reading.read(
        in_json(said(value="1"), said(value="2", dataElement="deaths"), said(value="3", period="2018-01"))
    )

    assert [(one.key.data_element, one.number) for one in found.values] == [("deaths", 2), ("births00001", 3)]
    assert [(again.value.number, again.again_position, again.again_line) for again in found.repeats] == [(1, 3, 15)]


@given(st.permutations(["age=“u5”", "sex=“F”", "ward=“A; B=C%”"]))
def test_the_order_of_attributes_changes_nothing(attributes: list[str]) -> None:
    written = " ".join(attributes).replace("“", '"').replace("”", '"')

    value = one(in_adx(f'<dataValue dataElement="BIRTHS" {written} value="3"/>'))

    assert value.key.category_option_combo == "age=u5;sex=F;ward=A%3B B%3DC%25"
    assert value.dimensions == (("age", "u5"), ("sex", "F"), ("ward", "A; B=C%"))


def test_attributes_of_other_namespaces_split_nothing() -> None:
    content = in_adx('<dataValue xmlns:x="urn:x" x:checked="yes" dataElement="BIRTHS" value="3"/>')

    assert one(content).key.category_option_combo == ""


def test_an_annotation_in_parts_is_read_whole() -> None:
    annotation = "<annotation>Two <![CDATA[& more]]> &#233;</annotation>"

    assert one(in_adx(f'<dataValue dataElement="B" value="3">{annotation}</dataValue>')).comment == "Two & more é"


def test_what_a_file_calls_things_by_is_passed_on() -> None:
    found = reading.read(XML.format(f'{HERE} dataElementIdScheme="CODE" idScheme="uid"', "").encode(), "district.xml")

    assert found.heading.schemes == {"dataElementIdScheme": "code", "idScheme": "uid"}
    assert found.name == "district.xml"


@pytest.mark.parametrize(
    "content", [b"{}", b'{"dataValues": []}', b'{"dataValues": null}', b"<dataValueSet/>", b"<adx/>", in_csv()]
)
def test_a_server_with_nothing_new_gives_no_values_and_no_fault(content: bytes) -> None:
    found = reading.read(content)

    assert (found.values, found.refused) == ((), 0)


def test_more_than_a_thousand_refusals_are_counted_and_the_first_are_told() -> None:
    found = reading.read(in_json(*[said(value=None)] * 3, said()), limits=reading.Limits(answers=2))

    assert (len(found.refusals), found.refused, len(found.values)) == (2, 3, 1)


def test_a_comment_keeps_its_lines_and_loses_what_steers_machines() -> None:
    value = one(in_json(said(comment=" Two\nlines\x00\x1b[31m e\u0301 ")))

    assert value.comment == "Two\nlines[31m é"


def test_old_western_letters_are_understood() -> None:
    value = one(in_csv("Décès,201801,Hôpital,,,3").decode().encode("cp1252"))

    assert (value.key.data_element, value.key.org_unit) == ("Décès", "Hôpital")


@pytest.mark.parametrize(
    "headings",
    [
        '"dataelement","period","orgunit","catoptcombo","attroptcombo","value","strby","lstupd","cmt"',
        "dataelement,period,orgunit,catoptcombo,attroptcombo,value,storedby,timestamp,comment,flwup",
        "Data element,Period,Org unit,Category option combo,Attribute option combo,Value,Stored by,Last updated,Comment",
        HEADINGS,
    ],
)
def test_the_headings_of_every_version_are_known(headings: str) -> None:
    value = one(in_csv("births00001,201801,kivumaHosp1,girls,who,12,claudine,2018-02-03,seen twice", headings=headings))

    assert value.key == (*BIRTHS[:4], "girls", "who")
    assert (value.number, value.comment) == (12, "seen twice")
    assert value.last_updated is not None
    assert value.last_updated.date() == date(2018, 2, 3)


def test_columns_may_stand_in_any_order_and_others_say_nothing() -> None:
    assert (
        one(in_csv("12,x,kivumaHosp1,201801,births00001", headings="Value,Region,orgUnit,period,dataElement")).key
        == BIRTHS
    )


def test_of_two_columns_with_one_heading_the_first_counts() -> None:
    assert (
        one(in_csv("births00001,201801,kivumaHosp1,12,13", headings="dataelement,period,orgunit,value,value")).number
        == 12
    )


def test_a_row_after_a_comment_of_two_lines_has_its_own_line() -> None:
    rows = ('a,201801,b,,,1,,,"two\nlines",,', "a,201802,b,,,2")

    assert [value.line for value in reading.read(in_csv(*rows)).values] == [2, 4]


def test_what_was_taken_away_needs_no_value() -> None:
    value = one(in_json(said(value=None, deleted=True)))

    assert (value.deleted, value.number, value.written) == (True, None, "")


def test_a_value_of_adx_outside_every_group_has_no_place() -> None:
    content = in_adx("").replace(b"</adx>", b'<dataValue dataElement="B" value="3"/></adx>')

    assert refused(content) == "This row does not say where it was counted (orgUnit)."


@pytest.mark.parametrize("content", [in_json(said(), version="2.40"), in_json(said())[:-2] + b', "version": "2.40"}'])
def test_what_else_a_file_says_beside_its_values_keeps_nothing_out(content: bytes) -> None:
    assert one(content).key == BIRTHS


def test_headings_that_lack_a_column_are_named() -> None:
    assert file_refused(in_csv("a,201801,b", headings="dataelement,period,orgunit")) == (
        "The headings lack value. Save the file from DHIS2 once more, with all its columns."
    )


def test_twenty_thousand_values_are_read_in_a_breath() -> None:
    content = in_json(*[said(orgUnit=f"place{number:06}", value=number) for number in range(20_000)])

    start = time.process_time()
    found = reading.read(content)

    assert time.process_time() - start < 4  # half a second where nobody else computes
    assert (len(found.values), sum(value.number or 0 for value in found.values)) == (20_000, 199_990_000)


def test_why_a_row_is_refused_is_said_in_the_readers_language() -> None:
    (refusal,) = reading.read(in_json(said(value="12,5"))).refusals

    with translation.override("fr"):
        french = str(refusal.reason)
    with translation.override("nl"):
        dutch = str(refusal.reason)
    assert french.startswith("«\xa012,5\xa0» contient une virgule")
    assert dutch.startswith("“12,5” heeft een komma")


@given(st.integers(-(10**17), 10**17), st.integers(0, 17))
def test_every_decimal_comes_out_as_it_went_in(digits: int, places: int) -> None:
    written = Decimal(digits).scaleb(-places)

    assert number(f"{written:f}") == written
    assert number(str(written)) == written
