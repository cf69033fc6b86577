"""Sealed files on their way: a colleague brings them before the envelope that opens them, in pieces, and cannot read them."""

import hashlib
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings

from partnerhood.ground.records import disk, files, sealing

LARGEST = files.LARGEST + sealing.IV + sealing.TAG
FORGOTTEN_AFTER = 30 * 24 * 3600


def take_piece(name: str, offset: int, piece: bytes, who: UUID, size: int | None = None) -> int:
    """Take in a piece of a sealed file; gives how many bytes are here, the whole file when it is complete."""
    place = _place(name)
    if place.exists():
        return place.stat().st_size
    if offset == 0:
        _forget()
    have, content = files.assemble(_folder() / str(who) / place.name, offset, piece, LARGEST, size)
    if content is not None:
        disk.put(place, content)
    return have


def keep(content: bytes) -> str:
    """Keep a sealed file that came whole, until its envelope comes."""
    name = hashlib.sha256(content).hexdigest()
    disk.put(_place(name), content)
    return name


def opened(name: str, key: bytes) -> bytes | None:
    """What is in a sealed file; None where it has not arrived. Raises Unopenable."""
    try:
        return sealing.opened_file(_place(name).read_bytes(), key)
    except FileNotFoundError:
        return None


def drop(name: str) -> None:
    """Let a sealed file go: what was in it is kept elsewhere now."""
    _place(name).unlink(missing_ok=True)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "sealed"


def _place(name: str) -> Path:
    return _folder() / files.path(name).name


def _forget() -> None:
    """What nobody opened for a month leaves."""
    for old in _folder().rglob("*"):
        if old.is_file() and old.stat().st_mtime < time.time() - FORGOTTEN_AFTER:
            old.unlink(missing_ok=True)
