"""Whatever people counted, its four ways of writing say the same."""

import csv
import io
import json
from xml.sax.saxutils import quoteattr

from hypothesis import given
from hypothesis import strategies as st

from partnerhood.interfaces.exchange.dhis2 import reading
from tests.interfaces.exchange.dhis2.files import HEADINGS

COLUMNS = {  # in the order of DHIS2's CSV
    "dataElement": "dataelement",
    "period": "period",
    "orgUnit": "orgunit",
    "categoryOptionCombo": "categoryoptioncombo",
    "attributeOptionCombo": "attributeoptioncombo",
    "value": "value",
    "storedBy": "storedby",
    "lastUpdated": "lastupdated",
    "comment": "comment",
    "followup": "followup",
    "deleted": "deleted",
}
LETTERS = st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs", "M"))
CODES = st.text(LETTERS, min_size=1, max_size=12).filter(lambda code: code.strip())
VALUES = st.one_of(
    st.integers(-(10**6), 10**6).map(str),
    st.decimals(-1000, 1000, places=3).map(str),
    st.sampled_from(["true", "false", "", "12,5", "NaN", "1e999", "twelve"]),
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "dataElement": CODES,
            "period": st.sampled_from(
                ["201801", "2018-01", "2018-01-01/P1M", "2018Q1", "2018W12", "2018BiW1", "never"]
            ),
            "orgUnit": st.sampled_from(["kivumaHosp1", "Hôpital de Kivuma", "“Kivuma”; A & B"]),
            "categoryOptionCombo": st.just("") | CODES,
            "attributeOptionCombo": st.just("") | CODES,
            "value": VALUES,
            "lastUpdated": st.sampled_from(
                ["", "2018-02-03", "2018-02-03T04:05:06.789", "2018-02-03T04:05:06.789+0200", "soon"]
            ),
            "comment": st.text(LETTERS, max_size=30),
            "followup": st.sampled_from(["true", "false", ""]),
            "deleted": st.sampled_from(["true", "false", ""]),
        }
    ),
    min_size=1,
    max_size=6,
)


def _in_csv(rows: list[dict[str, str]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(HEADINGS.split(","))
    writer.writerows([[row.get(name, "") for name in COLUMNS] for row in rows])
    return written.getvalue().encode()


def _in_xml(rows: list[dict[str, str]]) -> bytes:
    values = (" ".join(f"{name}={quoteattr(said)}" for name, said in row.items()) for row in rows)
    return f"<dataValueSet>{''.join(f'<dataValue {value}/>' for value in values)}</dataValueSet>".encode()


def _in_adx(rows: list[dict[str, str]]) -> bytes:
    groups = []
    for row in rows:
        around = " ".join(f"{name}={quoteattr(row[name])}" for name in ("period", "orgUnit", "attributeOptionCombo"))
        inside = " ".join(
            f"{name}={quoteattr(said)}"
            for name, said in row.items()
            if name not in ("period", "orgUnit", "attributeOptionCombo", "comment")
        )
        comment = row["comment"].replace("&", "&amp;").replace("<", "&lt;")
        groups.append(f"<group {around}><dataValue {inside}><annotation>{comment}</annotation></dataValue></group>")
    return f'<adx xmlns="urn:ihe:qrph:adx:2015">{"".join(groups)}</adx>'.encode()


def _told(content: bytes) -> list[object]:
    """Everything that was read, but the line, which every format breaks in its own way."""
    found = reading.read(content)
    values = [
        (
            one.key,
            one.period,
            one.number,
            one.written,
            one.comment,
            one.followup,
            one.deleted,
            one.last_updated,
            one.position,
        )
        for one in found.values
    ]
    refusals = [(refusal.position, refusal.written, str(refusal.reason)) for refusal in found.refusals]
    repeats = [(repeat.value.position, repeat.again_position) for repeat in found.repeats]
    return [values, refusals, repeats, found.refused, found.repeated]


@given(ROWS)
def test_json_xml_csv_and_adx_say_the_same(rows: list[dict[str, str]]) -> None:
    in_json = _told(json.dumps({"dataValues": rows}).encode())

    assert _told(_in_xml(rows)) == in_json
    assert _told(_in_csv(rows)) == in_json
    assert _told(_in_adx(rows)) == in_json


@given(ROWS)
def test_a_file_twice_over_is_the_file_once(rows: list[dict[str, str]]) -> None:
    once = reading.read(json.dumps({"dataValues": rows}).encode())
    twice = reading.read(json.dumps({"dataValues": rows + rows}).encode())

    assert {one.key: one.number for one in twice.values} == {one.key: one.number for one in once.values}
    assert twice.repeated == 2 * once.repeated + len(once.values)
