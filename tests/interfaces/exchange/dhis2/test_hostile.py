"""Files that mean harm, or are no files of values, are refused with a sentence, soon and in little memory."""

import gzip
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from partnerhood.interfaces.exchange.dhis2 import metadata, reading
from partnerhood.interfaces.exchange.sentences import FileRefused
from tests.interfaces.exchange.dhis2.files import HEADINGS, file_refused, in_adx, in_csv, in_json, said

SECONDS, MEGABYTES = 2.0, 80  # of computing, and beyond the file itself; unpacked it may take 64
HARM = "it may be meant to do harm."
BROKEN_OFF = "The file breaks off in the middle. Ask for a complete copy."
BROKEN_PACK = "The packed file is broken or incomplete. Ask for a new copy."

PROGRAM = """
import json, sys, time
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from partnerhood.interfaces.exchange.dhis2 import reading

def highest():
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024

content = Path(sys.argv[1]).read_bytes()
before, start = highest(), time.process_time()
try:
    told = reading.read(content)
    said = f"{len(told.values)} values, {told.refused} refused"
except reading.FileRefused as refused:
    said = str(refused)
print(json.dumps([said, time.process_time() - start, highest() - before]))
"""


def laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE adx [<!ENTITY l0 "lol">{lines}]><adx><group period="&l9;"/></adx>'.encode()


def external_entity() -> bytes:
    return b'<!DOCTYPE adx [<!ENTITY x SYSTEM "file:///etc/hostname">]><adx><group period="&x;"/></adx>'


def laughs_in_other_letters() -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + laughs().decode()).encode("utf-16")


def deep_xml() -> bytes:
    return b"<adx>" * 3_000_000


def endless_attribute() -> bytes:
    return b'<adx><group period="' + b"x" * 30_000_000


def many_attributes() -> bytes:
    return b"<adx><group " + b" ".join(b'a%d="x"' % number for number in range(50_000)) + b"/></adx>"


def many_names() -> bytes:
    return b"<adx>" + b"".join(b"<n%d/>" % number for number in range(1_000_000)) + b"</adx>"


def deep_json() -> bytes:
    return b'{"dataValues": ' + b"[" * 30_000_000


def deep_objects() -> bytes:
    return b'{"dataValues": [' + b'{"a":' * 5_000_000


def endless_string() -> bytes:
    return b'{"dataValues": [{"dataElement": "' + b"x" * 30_000_000


def endless_list_in_a_value() -> bytes:
    return b'{"dataValues": [{"dataElement": [' + b"[]," * 10_000_000


def endless_heading() -> bytes:
    return b'{"period": "' + b"x" * 30_000_000 + b'"}'


def endless_spaces() -> bytes:
    return b"{" + b" " * 30_000_000


def endless_cell() -> bytes:
    return in_csv(b"x".decode() * 30_000_000 + ",201801,a,,,1")


def endless_quotation() -> bytes:
    return in_csv('"' + "x\n" * 10_000_000)


def bomb_of_spaces() -> bytes:
    packed = io.BytesIO()
    with gzip.open(packed, "wb", compresslevel=1) as bomb:
        for _ in range(200):
            bomb.write(b" " * 1024**2)
    return packed.getvalue()


def bomb_in_zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb, bomb.open("x.json", "w") as member:
        for _ in range(200):
            member.write(b"\0" * 1024**2)
    return packed.getvalue()


HOSTILE = (
    laughs,
    external_entity,
    laughs_in_other_letters,
    deep_xml,
    endless_attribute,
    many_attributes,
    many_names,
    deep_json,
    deep_objects,
    endless_string,
    endless_list_in_a_value,
    endless_heading,
    endless_spaces,
    endless_cell,
    endless_quotation,
    bomb_of_spaces,
    bomb_in_zip,
)


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_soon_and_in_little_memory(tmp_path: Path, make: Callable[[], bytes]) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(make())

    told = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, check=True)

    sentence, seconds, megabytes = json.loads(told.stdout)
    assert sentence.endswith(".")
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("make", [laughs, external_entity, laughs_in_other_letters])
def test_a_document_type_is_refused_by_name(make: Callable[[], bytes]) -> None:
    assert file_refused(make()) == (
        "The file declares a document type (DOCTYPE). No system that counts does so, and it can do harm."
    )


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \n\t ", "The file is empty."),
        (gzip.compress(b"", mtime=0), "The file is empty."),
        (b"\n<!DOCTYPE html><html><body>Sign in", "This is a web page, not a file with values. Perhaps you were signed out when you saved it."),
        (b"\xef\xbb\xbf<HTML lang='en'>", "This is a web page, not a file with values. Perhaps you were signed out when you saved it."),
        (gzip.compress(in_json(said()), mtime=0)[:-20], BROKEN_PACK),
        (gzip.compress(in_json(said()), mtime=0)[:15], BROKEN_PACK),
        (b"\x1f\x8bnonsense", BROKEN_PACK),
        (b"PK\x03\x04nonsense", BROKEN_PACK),
        (gzip.compress(gzip.compress(b"{}", mtime=0), mtime=0), "The file is packed twice. Unpack it once and bring it in again."),
        (in_json(said())[:-20], BROKEN_OFF),
        (in_json(said())[:-2], BROKEN_OFF),
        (b"{", BROKEN_OFF),
        (in_adx("")[:-8], BROKEN_OFF),
        (in_json(said()) + b"{}", "From here on the file is not correct JSON. Ask for a new copy."),
        (b"{'dataValues': []}", "From here on the file is not correct JSON. Ask for a new copy."),
        (b'{"dataValues": [1 2]}', "From here on the file is not correct JSON. Ask for a new copy."),
        (b'{"httpStatus": "Unauthorized", "message": "Bad credentials"}', "This is not a file with values, but a server's answer: “Bad credentials”."),
        (b'{"trackedEntities": []}', "This JSON file holds “trackedEntities”, not values."),
        (b'{"version": "2.40"}', "This JSON file holds “version”, not values."),
        (b"<metadata/>", "This file holds <metadata>, not values."),
        (b'<?xml version="1.0" encoding="EBCDIC"?><adx/>', "The file says that it is written in “EBCDIC”. Ask for it in UTF-8."),
        (b"just words, and more words", "This is no file with values that we know. We read what DHIS2 writes as JSON, XML or CSV, and ADX."),
        (b"[1, 2]", "This is no file with values that we know. We read what DHIS2 writes as JSON, XML or CSV, and ADX."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is no file with values that we know. We read what DHIS2 writes as JSON, XML or CSV, and ADX."),
    ],
)  # fmt: skip
def test_what_is_no_file_of_values_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    assert file_refused(content) == sentence


def test_letters_that_are_none_are_refused_with_their_line() -> None:
    rows = "\n".join(["a,201801,b,,,1"] * 1000).encode()

    with pytest.raises(FileRefused) as refused:
        reading.read(HEADINGS.encode() + b"\n" + rows + b"\n\x81\xff,201801,b,,,1")

    assert str(refused.value) == "From here on the letters of the file cannot be read. Ask for it in UTF-8."
    assert refused.value.line == 1002


def test_a_zip_holds_one_file_and_no_workbook() -> None:
    def zipped(*names: str) -> bytes:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name in names:
                archive.writestr(name, "{}")
        return packed.getvalue()

    assert file_refused(zipped("a.json", "b.json")) == "The ZIP file holds 2 files. Bring in the one with the values."
    assert file_refused(zipped("[Content_Types].xml", "xl/workbook.xml")) == (
        "This is a workbook. Save its sheet as CSV, and bring that in."
    )
    assert reading.read(zipped("values/", "values/a.json")).values == ()


def test_a_file_beyond_the_limits_is_refused_by_its_limit() -> None:
    two = in_json(said(), said(period="201802"))

    assert file_refused(two, reading.Limits(values=1)) == "The file holds more than 1 values. Bring it in by parts."
    assert "The file is larger than 0 MB" in file_refused(two, reading.Limits(file_bytes=100))
    assert "Unpacked, the file is larger than 0 MB" in file_refused(
        gzip.compress(two, mtime=0), reading.Limits(unpacked_bytes=100)
    )


def test_what_is_packed_or_built_as_nothing_real_is_refused_by_name() -> None:
    splits = " ".join(f'split{number}="x"' for number in range(100))

    assert "more than 200 times as large" in file_refused(gzip.compress(b" " * 10 * 1024**2, mtime=0))
    assert "No real file is built as this one is" in file_refused(in_adx(f"<dataValue {splits}/>"))


def _is_read_or_refused(content: bytes) -> None:
    """Nobody ever sees a traceback: there is something read, or a sentence that ends."""
    for read in (reading.read, metadata.read):
        try:
            read(content)
        except FileRefused as refused:
            assert str(refused).strip().endswith((".", "…", ")", "”"))
            assert refused.line >= 0


STARTS = (
    b"",
    b"{",
    b'{"dataValues": [',
    b"<adx>",
    b"<adx><group ",
    b"\x1f\x8b\x08",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"dataelement,period,orgunit,value\n",
)


@given(st.sampled_from(STARTS), st.binary(max_size=400))
@example(b"", b"\xff\xfe\x00")
@example(b"", b"\x00\x00\x00{")
def test_whatever_the_bytes_are_they_are_read_or_refused(start: bytes, rest: bytes) -> None:
    _is_read_or_refused(start + rest)


WHOLE = (
    in_json(said(comment="é", followup=True), said(period="2018W12", value=None)),
    in_adx('<dataValue dataElement="B" sex="F" value="3"><annotation>é</annotation></dataValue>'),
    in_csv('births00001,201801,kivumaHosp1,,,12,claudine,2018-02-03,"é, è",false,'),
    gzip.compress(in_json(said()), mtime=0),
)


@given(st.sampled_from(WHOLE), st.integers(0, 400), st.integers(0, 400), st.binary(max_size=6))
def test_a_real_file_with_a_piece_torn_out_is_read_or_refused(whole: bytes, start: int, end: int, put: bytes) -> None:
    _is_read_or_refused(whole[:start] + put + whole[max(start, end) :])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.sampled_from(["dataElement", "period", "orgUnit", "value", "deleted", "x", "id"]), inside, max_size=6
        )
    ),
    max_leaves=20,
)


@given(
    st.dictionaries(
        st.sampled_from(["dataValues", "period", "orgUnit", "dataSet", "dataElements", "x"]), JSON, max_size=5
    )
)
def test_whatever_json_says_is_read_or_refused(said: dict[str, object]) -> None:
    _is_read_or_refused(json.dumps(said).encode())
