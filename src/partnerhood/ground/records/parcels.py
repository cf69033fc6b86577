"""Sealed files on their way: a colleague brings them before the envelope that opens them, in pieces, and cannot read them."""

import hashlib
import time
from pathlib import Path
from uuid import UUID

from django.conf import settings

from partnerhood.ground.records import files, sealing

LARGEST = files.LARGEST + sealing.IV + sealing.TAG
FORGOTTEN_AFTER = 30 * 24 * 3600


def take_piece(name: str, offset: int, piece: bytes, who: UUID) -> int:
    """Take in a piece of a sealed file; gives how many bytes are here."""
    place = _place(name)
    if place.exists():
        return place.stat().st_size
    if len(piece) > files.PIECE or not piece or offset < 0:
        raise files.NotTaken(f"a piece has 1 to {files.PIECE} bytes")
    part = place.with_name(f"{name}.{who}")
    have = part.stat().st_size if part.exists() else 0
    if offset != have:
        return have
    if have + len(piece) > LARGEST:
        part.unlink(missing_ok=True)
        raise files.NotTaken(f"a file has at most {files.LARGEST} bytes")
    if offset == 0:
        _forget(place.parent)
    place.parent.mkdir(parents=True, exist_ok=True)
    with part.open("ab") as file:
        file.write(piece)
    if hashlib.sha256(part.read_bytes()).hexdigest() == name:
        part.replace(place)
    elif len(piece) < files.PIECE:  # the last one, and it does not fit: begin anew
        part.unlink()
        raise files.NotTaken("what came is not what its name says")
    return have + len(piece)


def keep(content: bytes) -> str:
    """Keep a sealed file that came whole, until its envelope comes."""
    name = hashlib.sha256(content).hexdigest()
    place = _place(name)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
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


def _place(name: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "sealed" / files.path(name).name


def _forget(folder: Path) -> None:
    """What nobody opened for a month leaves."""
    for old in folder.glob("*"):
        if old.stat().st_mtime < time.time() - FORGOTTEN_AFTER:
            old.unlink(missing_ok=True)
