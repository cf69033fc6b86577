"""Opening a file from somewhere else: what it is, and whether it is safe to read on, before anything is built of it."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.sentences import FileRefused, say

STEP = 65536  # bytes read at a time
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"

Progress = Callable[[int, int], None]
"""Told after every step how many bytes of the file have been read, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much we take from one file; above it somebody is careless, or means harm."""

    unpacked_bytes: int = 8 * 1024**3
    packing_ratio: int = 200  # real files pack 10 to 40 times; a bomb 1,000 times
    packing_ratio_from: int = 4 * 1024**2  # bytes unpacked, below which the ratio says nothing
    opening_bytes: int = 256 * 1024  # before the first element
    piece_bytes: int = 1024**2  # one name, attribute or comment
    activity_bytes: int = 8 * 1024**2  # of one activity; the largest that we know of has under 3 MB
    activity_parts: int = 80_000  # elements and attributes of one activity: what memory grows with
    names: int = 5_000  # different names of elements and attributes in the whole file
    activities: int = 500_000


def pieces(path: Path, limits: Limits, progress: Progress | None) -> Iterator[bytes]:
    """The file, unpacked where it was packed, piece by piece; FileRefused where it is a bomb or broken."""
    size = path.stat().st_size
    with path.open("rb") as raw:
        start = raw.read(4)
        raw.seek(0)
        if start.startswith(ZIP):
            raise FileRefused(say(_("This is a ZIP file. Take the XML file out of it first.")))
        packed = start.startswith(GZIP)
        source = gzip.GzipFile(fileobj=raw) if packed else raw
        taken = 0
        try:
            while piece := source.read(STEP):
                taken += len(piece)
                if packed:
                    _refuse_bomb(taken, raw.tell(), limits)
                if progress:
                    progress(min(raw.tell(), size), size)
                yield piece
        except (EOFError, gzip.BadGzipFile, zlib.error) as broken:
            raise FileRefused(say(_("The packed file is broken or incomplete. Ask for a new copy."))) from broken
    if not taken:
        raise FileRefused(say(_("The file is empty.")))


def _refuse_bomb(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes:
        wording = _("Unpacked, the file is larger than %(gigabytes)s GB. Ask for it in parts.")
        raise FileRefused(say(wording, gigabytes=limits.unpacked_bytes // 1024**3))
    if unpacked > limits.packing_ratio_from and unpacked > packed * limits.packing_ratio:
        wording = _(
            "Unpacked, the file is more than %(times)s times as large. No real file is; it may be meant to do harm."
        )
        raise FileRefused(say(wording, times=limits.packing_ratio))
