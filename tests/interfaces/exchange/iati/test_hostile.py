"""Files that mean harm are refused within a second and in little memory; they are read in a process of their own."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interfaces.exchange.iati.files import MINIMUM

HEAD = b'<?xml version="1.0"?>\n<iati-activities version="2.03">\n'
OPEN = HEAD + b"<iati-activity>" + MINIMUM.encode()
CLOSE = b"</iati-activity></iati-activities>"
SECONDS, MEGABYTES = 1.0, 128

PROGRAM = """
import json, sys, time
from datetime import date
from pathlib import Path
from django.conf import settings
settings.configure(USE_I18N=False)
from partnerhood.interfaces.exchange.iati import reading

def read(path):
    Path("/proc/self/clear_refs").write_text("5")  # forget the highest memory so far
    start, found, said = time.process_time(), 0, ""
    try:
        for one in reading.read(path, today=date(2026, 11, 21)):
            if isinstance(one, reading.Found):
                found += 1
            else:
                said = str(one.reason.wording)
    except reading.FileRefused as refused:
        said = str(refused.reason.wording)
    seconds = time.process_time() - start
    highest = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
    return found, said, seconds, highest

for line in sys.stdin:
    print(json.dumps(read(Path(line.rstrip()))), flush=True)
"""

Read = Callable[[Path], tuple[int, str, float, int]]


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    """Read a file in another process: how many activities, what was said, in how many seconds and megabytes."""
    words = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin and process.stdout
        asked, answered = process.stdin, process.stdout

        def ask(path: Path) -> tuple[int, str, float, int]:
            asked.write(f"{path}\n")
            asked.flush()
            found, said, seconds, highest = json.loads(answered.readline())
            return found, said, seconds, highest

        yield ask
        asked.close()


def billion_laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE l [<!ENTITY l0 "lol">{lines}]>'.encode() + OPEN[22:] + b"&l9;" + CLOSE


def external_entity() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>\n' + OPEN[22:] + b"<description>&x;" + CLOSE


def parameter_entity() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>\n' + OPEN[22:] + CLOSE


def external_document_type() -> bytes:
    return b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">\n' + OPEN[22:] + CLOSE


def document_type_in_other_letters() -> bytes:
    text = (b'<?xml version="1.0" encoding="UTF-16"?>' + billion_laughs()).decode()
    return text.encode("utf-16")


def quadratic_growth() -> bytes:
    return b'<!DOCTYPE x [<!ENTITY x "' + b"x" * 100_000 + b'">]>' + OPEN[22:] + b"&x;" * 100_000 + CLOSE


def entity_from_nowhere() -> bytes:
    return OPEN + b"<description>&nbsp;</description>" + CLOSE


def deep() -> bytes:
    return OPEN + b"<result>" * 500_000


def deep_outside() -> bytes:
    return HEAD + b"<x>" * 3_000_000


def many_parts() -> bytes:
    return OPEN + b"<sector/>" * 2_000_000 + CLOSE


def many_nested_parts() -> bytes:
    return OPEN + b'<sector code="12345"><n>ab</n></sector>' * 200_000 + CLOSE


def many_attributes() -> bytes:
    attributes = b" ".join(b'a%d="xy"' % number for number in range(4_000))
    return OPEN + (b"<sector " + attributes + b"/>") * 250 + CLOSE


def many_names() -> bytes:
    return HEAD + b"".join(b"<n%d/>" % number for number in range(1_000_000))


def endless_attribute() -> bytes:
    return OPEN + b'<sector code="' + b"x" * 30_000_000 + b'"/>' + CLOSE


def endless_comment() -> bytes:
    return HEAD + b"<!--" + b"x" * 30_000_000 + b"-->" + CLOSE


def endless_text() -> bytes:
    return OPEN + b"<description><narrative>" + b"x" * 30_000_000 + b"</narrative></description>" + CLOSE


def text_between_parts() -> bytes:
    return OPEN + b"<description><narrative>" + b"x" * 450_000 + b"<b/>x" * 500_000 + b"</narrative>" + CLOSE


def endless_opening() -> bytes:
    return b"<?xml version='1.0'?>" + b"\n" * 30_000_000


def endless_instructions() -> bytes:
    return b"<?xml version='1.0'?>" + b"<?x y?>" * 3_000_000


def cut_short() -> bytes:
    return OPEN + b"<description><narr"


def wrong_letters() -> bytes:
    return OPEN + b"<description><narrative>\xc3\x28\xff" + CLOSE


def ended_by_null() -> bytes:
    return OPEN + b"\x00" + CLOSE


def empty() -> bytes:
    return b""


def a_spreadsheet() -> bytes:
    return b"PK\x03\x04" + bytes(range(256)) * 100


HOSTILE = (
    billion_laughs,
    external_entity,
    parameter_entity,
    external_document_type,
    document_type_in_other_letters,
    quadratic_growth,
    entity_from_nowhere,
    deep,
    deep_outside,
    many_parts,
    many_nested_parts,
    many_attributes,
    many_names,
    endless_attribute,
    endless_comment,
    endless_text,
    text_between_parts,
    endless_opening,
    endless_instructions,
    cut_short,
    wrong_letters,
    ended_by_null,
    empty,
    a_spreadsheet,
)


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_is_refused_quickly_and_in_little_memory(
    tmp_path: Path, read: Read, make: Callable[[], bytes]
) -> None:
    path = tmp_path / "hostile.xml"
    path.write_bytes(make())

    found, said, seconds, megabytes = read(path)

    assert found == 0
    assert said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("inside", [b"\0", b" "], ids=["nulls", "spaces"])
def test_a_bomb_of_gigabytes_in_a_packed_file_is_refused(tmp_path: Path, read: Read, inside: bytes) -> None:
    path = tmp_path / "bomb.xml.gz"
    with gzip.open(path, "wb", compresslevel=1) as bomb:
        bomb.write(OPEN)
        for _ in range(200):
            bomb.write(inside * 1024**2)

    found, said, seconds, megabytes = read(path)

    assert found == 0
    assert said
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize(
    "make", [billion_laughs, external_entity, parameter_entity, external_document_type, quadratic_growth]
)
def test_a_document_type_is_refused_at_once_and_by_name(tmp_path: Path, read: Read, make: Callable[[], bytes]) -> None:
    path = tmp_path / "hostile.xml"
    path.write_bytes(make())

    _found, said, seconds, _megabytes = read(path)

    assert said == "The file declares a document type (DOCTYPE). IATI files never do, and it can be used to do harm."
    assert seconds < 0.05
