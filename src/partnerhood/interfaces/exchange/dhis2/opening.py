"""Opening a file of DHIS2: unpacked within bounds, and in which letters it is written, before anything is built of it."""

import codecs
import gzip
import io
import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.sentences import FileRefused, say

STEP = 65536  # bytes read at a time
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WEB_PAGE = (b"<!doctype html", b"<html")
WORKBOOK = "[Content_Types].xml"
MEGABYTE = 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much we take from one file; above it somebody is careless, or means harm."""

    file_bytes: int = 64 * MEGABYTE  # as it arrives, packed or not
    unpacked_bytes: int = 64 * MEGABYTE
    packing_ratio: int = 200  # real files pack 10 to 60 times; a bomb 1,000 times
    packing_ratio_from: int = 4 * MEGABYTE  # bytes unpacked, below which the ratio says nothing
    values: int = 200_000
    answers: int = 1_000  # refusals, and repeats, of which we keep the words; the others are only counted


def unpacked(content: bytes, limits: Limits) -> bytes:
    """What is in a file, taken out of its gzip or ZIP where it was packed; FileRefused where that cannot be done safely."""
    if not content:
        raise FileRefused(say(_("The file is empty.")))
    _refuse_large(content, limits.file_bytes)
    if content.startswith(GZIP):
        inside = _poured(gzip.GzipFile(fileobj=io.BytesIO(content)), len(content), limits)
    elif content.startswith(ZIP):
        inside = _out_of_zip(content, limits)
    else:
        return content
    if not inside.strip():
        raise FileRefused(say(_("The file is empty.")))
    if inside.startswith((GZIP, ZIP)):
        raise FileRefused(say(_("The file is packed twice. Unpack it once and bring it in again.")))
    return inside


def refuse_other_things(content: bytes) -> None:
    """FileRefused for what people bring by mistake: a page of the web, a picture, nothing but spaces."""
    start = content[:2048].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    if not start and not content.strip():
        raise FileRefused(say(_("The file is empty.")))
    if start.startswith(WEB_PAGE):
        wording = _("This is a web page, not a file with values. Perhaps you were signed out when you saved it.")
        raise FileRefused(say(wording), 1)


def first_sign(content: bytes) -> str:
    """The first sign of a text that is no space; empty where its letters cannot be read."""
    try:
        return text(content).read(STEP).strip()[:1]
    except UnicodeError:
        return ""


def encoding(content: bytes) -> str:
    """In which letters a text is written: UTF-8, UTF-16, or what Western European computers wrote before."""
    if content.startswith(UTF_16):
        return "utf-16"
    if b"\0" in content[:STEP]:
        return json.detect_encoding(content[:4])
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), MEGABYTE):
            decoder.decode(content[start : start + MEGABYTE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def text(content: bytes) -> io.TextIOWrapper:
    """The letters of a file, to be read piece by piece."""
    return io.TextIOWrapper(io.BytesIO(content), encoding(content), newline="")


def strange_letters(content: bytes) -> FileRefused:
    """What is said where the letters of a file are not those of its encoding, with the line where that begins."""
    try:
        content.decode(encoding(content))
        start = 0
    except UnicodeDecodeError as wrong:
        start = wrong.start
    wording = _("From here on the letters of the file cannot be read. Ask for it in UTF-8.")
    return FileRefused(say(wording), content.count(b"\n", 0, start) + 1)


def _refuse_large(content: bytes, most: int) -> None:
    if len(content) > most:
        wording = _("The file is larger than %(megabytes)s MB. Bring it in by parts.")
        raise FileRefused(say(wording, megabytes=most // MEGABYTE))


def _out_of_zip(content: bytes, limits: Limits) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = [member.filename for member in packed.infolist() if not member.is_dir()]
            if WORKBOOK in names:
                raise FileRefused(say(_("This is a workbook. Save its sheet as CSV, and bring that in.")))
            if len(names) != 1:
                wording = _("The ZIP file holds %(many)s files. Bring in the one with the values.")
                raise FileRefused(say(wording, many=len(names)))
            with packed.open(names[0]) as member:
                return _poured(member, len(content), limits)
    except RuntimeError:
        raise FileRefused(say(_("The ZIP file is locked with a password. Take the file out of it first."))) from None
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as broken:
        raise _broken_pack() from broken


def _poured(source: IO[bytes] | gzip.GzipFile, packed: int, limits: Limits) -> bytes:
    inside = io.BytesIO()
    try:
        while piece := source.read(STEP):
            inside.write(piece)
            _refuse_bomb(inside.tell(), packed, limits)
    except (EOFError, gzip.BadGzipFile, zlib.error, zipfile.BadZipFile) as broken:
        raise _broken_pack() from broken
    return inside.getvalue()


def _refuse_bomb(taken: int, packed: int, limits: Limits) -> None:
    if taken > limits.packing_ratio_from and taken > packed * limits.packing_ratio:
        wording = _(
            "Unpacked, the file is more than %(times)s times as large. No real file is; it may be meant to do harm."
        )
        raise FileRefused(say(wording, times=limits.packing_ratio))
    if taken > limits.unpacked_bytes:
        wording = _("Unpacked, the file is larger than %(megabytes)s MB. Bring it in by parts.")
        raise FileRefused(say(wording, megabytes=limits.unpacked_bytes // MEGABYTE))


def _broken_pack() -> FileRefused:
    return FileRefused(say(_("The packed file is broken or incomplete. Ask for a new copy.")))
