"""Spreadsheets that mean harm are refused within a second of computing and in little memory."""

import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.interfaces.exchange.sheets import reading

SECONDS, MEGABYTES = 1.0, 128
NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRANGELY_PACKED = "The workbook is packed as no real one is; it may be meant to do harm."
TOO_MUCH = "The file asks for more memory or time than any real one; it may be meant to do harm."
DAMAGED = "The workbook cannot be opened: it is damaged, or not a workbook."


def workbook(path: Path, rows: str, before: str = "", shared: str = "") -> None:
    """The least that a workbook needs, with these rows."""
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        packed.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{RELATED}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        packed.writestr(
            "xl/workbook.xml",
            f'<workbook {NAMES} xmlns:r="{RELATED}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        packed.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{RELATED}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        if shared:
            packed.writestr("xl/sharedStrings.xml", shared)
        packed.writestr(
            "xl/worksheets/sheet1.xml", f"{before}<worksheet {NAMES}><sheetData>{rows}</sheetData></worksheet>"
        )


def cell(at: str, text: str) -> str:
    """A cell with a text."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def many_rows(path: Path) -> str:
    workbook(path, "".join(f'<row r="{row}">{cell(f"A{row}", "x")}</row>' for row in range(1, 30_001)))
    return "The sheet “S” has more than 10000 rows. Bring it in by parts."


def very_many_rows(path: Path) -> str:
    workbook(path, "".join(f'<row r="{row}">{cell(f"A{row}", "x")}</row>' for row in range(1, 400_001)))
    return "Unpacked, the workbook is larger than 10 MB. Bring it in by parts."


def many_cells(path: Path) -> str:
    cells = "".join(f'<c r="{letter}1"><v>1</v></c>' for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rows = (cells.replace('1"', f'{row}"') for row in range(1, 15_001))
    workbook(path, "".join(f'<row r="{row}">{one}</row>' for row, one in enumerate(rows, start=1)))
    return "The sheet “S” has more than 10000 rows. Bring it in by parts."


def packed_bomb(path: Path) -> str:
    workbook(path, " " * 200 * 1024**2)
    return STRANGELY_PACKED


def lonely_last_cell(path: Path) -> str:
    workbook(path, f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>')
    return TOO_MUCH


def laughing_entities(path: Path) -> str:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    workbook(path, f'<row r="1">{cell("A1", "&l9;")}</row>', f'<!DOCTYPE x [<!ENTITY l0 "lol">{laughs}]>')
    return DAMAGED


def many_members(path: Path) -> str:
    with zipfile.ZipFile(path, "w") as packed:
        for number in range(3_000):
            packed.writestr(f"{number}.xml", "")
    return STRANGELY_PACKED


def member_outside(path: Path) -> str:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("../../escaped.xml", "<x/>")
    return DAMAGED


def cut_short(path: Path) -> str:
    workbook(path, f'<row r="1">{cell("A1", "x")}</row>')
    path.write_bytes(path.read_bytes()[:-200])
    return DAMAGED


def words(path: Path) -> str:
    path.write_bytes(b"PK\x03\x04" + b"not packed at all" * 100)
    return DAMAGED


def old_workbook(path: Path) -> str:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100_000))
    return DAMAGED


def too_large_file(path: Path) -> str:
    path.write_bytes(b"Name,Organisation\n" * 700_000)
    return "The file is larger than 10 MB. Bring it in by parts."


def endless_rows(path: Path) -> str:
    path.write_bytes(b"a\n" * 100_000)
    return "The file has more than 10000 rows. Bring it in by parts."


def endless_cell(path: Path) -> str:
    path.write_bytes(b'Name,Organisation\n"' + b"x" * 9_000_000)
    return "This row cannot be read: a quotation mark is never closed, or a cell is endless."


def picture(path: Path) -> str:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 100)
    return "This is not a spreadsheet that we can read. Save it as XLSX, ODS or CSV."


def empty(path: Path) -> str:
    path.write_bytes(b"")
    return "The file is empty."


def no_file(path: Path) -> str:
    path.mkdir()
    return "There is no file here."


@pytest.mark.parametrize(
    "make",
    [
        many_rows,
        very_many_rows,
        many_cells,
        packed_bomb,
        lonely_last_cell,
        laughing_entities,
        many_members,
        member_outside,
        cut_short,
        words,
        old_workbook,
        too_large_file,
        endless_rows,
        endless_cell,
        picture,
        empty,
        no_file,
    ],
    ids=lambda make: make.__name__,
)
def test_a_hostile_sheet_is_refused_quickly(tmp_path: Path, make: Callable[[Path], str]) -> None:
    path = tmp_path / "hostile"
    sentence = make(path)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.process_time()

    with pytest.raises(FileRefused) as refused:
        list(reading.read(path, "people").rows)

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    there = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert str(refused.value) == sentence
    assert time.process_time() - start + there < SECONDS


def test_the_largest_workbook_that_we_open_takes_little_memory(tmp_path: Path) -> None:
    many_cells(tmp_path / "hostile.xlsx")
    program = (
        "import json, subprocess, sys, resource;"
        "words = [sys.executable, '-I', '-m', 'partnerhood.interfaces.exchange.apart', '256', '20', 'workbook'];"
        "subprocess.run([*words, sys.argv[1], '10000', '100'], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )

    told = subprocess.run([sys.executable, "-c", program, tmp_path / "hostile.xlsx"], capture_output=True, text=True)

    assert int(told.stdout) < MEGABYTES
