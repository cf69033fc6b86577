"""Files, known by the SHA-256 of what is in them: the same photo twice is one file, and a changed byte shows."""

import hashlib
from pathlib import Path
from uuid import UUID

from django.conf import settings

from partnerhood.ground.records import disk, sounds

LARGEST = 2 * 1024 * 1024
KINDS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
    b"OggS": "audio/ogg",
    b"\x1aE\xdf\xa3": "audio/webm",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf3": "audio/mpeg",
    b"\xff\xf2": "audio/mpeg",
    b"\xff\xf1": "audio/aac",
    b"\xff\xf9": "audio/aac",
    b"#!AMR": "audio/amr",
}
PICTURES_IN_BOXES = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif"}
"""Brands of files in boxes that are no sound: photos that many browsers cannot show."""


def kind_of(content: bytes) -> str | None:
    """What a file is, by what is in it and not by its name; None where we do not take such files."""
    found = _begins_as(content)
    return None if found and found.startswith("audio/") and not sounds.is_sound(content) else found


def _begins_as(content: bytes) -> str | None:
    if content[4:8] == b"ftyp":
        return None if content[8:12] in PICTURES_IN_BOXES else "audio/mp4"
    if content[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(content[8:12])
    return next((kind for start, kind in KINDS.items() if content.startswith(start)), None)


def keep(content: bytes, who: UUID | None = None) -> str:
    """Keep a file that somebody brought and give its name; it is on the disk before this returns."""
    name = hashlib.sha256(content).hexdigest()
    place = path(name)
    if not place.exists():
        disk.put(place, content)
    if who is not None:
        mark = _mark(name, who)
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return name


def is_brought(name: str, who: UUID) -> bool:
    """Whether somebody brought this file, so that they may name it in a deed."""
    try:
        return _mark(name, who).exists()
    except ValueError:
        return False


def _mark(name: str, who: UUID) -> Path:
    """Where stands that somebody brought a file. It is no evidence, and is made again when they bring it again."""
    return Path(settings.MEDIA_ROOT) / "brought" / str(who) / path(name).name


def is_of(name: str, kinds: tuple[str, ...]) -> bool:
    """Whether a file is here and of one of these kinds, such as `image/`."""
    return (kind_of(read(name) or b"") or "").startswith(kinds)


def size(name: str) -> int | None:
    """How many bytes a file has; None where it has not arrived here."""
    try:
        return path(name).stat().st_size
    except (ValueError, FileNotFoundError):
        return None


def read(name: str) -> bytes | None:
    """What is in a file; None where it has not arrived here, or where that is no name of ours."""
    try:
        return path(name).read_bytes()
    except (ValueError, FileNotFoundError):
        return None


def path(name: str) -> Path:
    """Where a file lies; raises ValueError for what is no name of ours."""
    if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
        raise ValueError(name)
    return Path(settings.MEDIA_ROOT) / name[:2] / name


PIECE = 32 * 1024


class NotTaken(Exception):
    """A file that we do not keep: too large, of another kind, or not what its name says."""


def take_piece(name: str, offset: int, piece: bytes, who: UUID, size: int | None = None) -> int:
    """Take in a piece of a file that comes in parts; gives how many bytes are here, the whole file when it is complete.
    Whoever did not bring it sends all of it, as if it were not here: nobody learns what others brought.
    """
    if is_brought(name, who) and path(name).exists():
        return path(name).stat().st_size
    part = Path(settings.MEDIA_ROOT) / "arriving" / str(who) / path(name).name
    have, content = assemble(part, offset, piece, LARGEST, size)
    if content is not None:
        if kind_of(content) is None:
            raise NotTaken("we keep photos, sound and PDF only")
        keep(content, who)
    return have


def assemble(part: Path, offset: int, piece: bytes, largest: int, size: int | None) -> tuple[int, bytes | None]:
    """Put a piece with those that came, in a file named by the fingerprint of the whole; gives how many bytes are here, and the
    whole, once. Where all its bytes came and are not what its name says, a piece was torn on the way or on the disk: then
    nothing is here any more, and it is asked for anew.
    """
    if len(piece) > PIECE or not piece or offset < 0:
        raise NotTaken(f"a piece has 1 to {PIECE} bytes")
    have = part.stat().st_size if part.exists() else 0
    if size is not None and have >= size:  # what is whole leaves at once, so these are the pieces of something torn
        part.unlink(missing_ok=True)
        have = 0
    if offset != have:
        return have, None
    if have + len(piece) > largest:
        part.unlink(missing_ok=True)
        raise NotTaken(f"a file has at most {largest} bytes")
    part.parent.mkdir(parents=True, exist_ok=True)
    with part.open("r+b" if have else "wb") as file:  # the same piece twice at once is written in the same place
        file.seek(offset)
        file.write(piece)
    content = part.read_bytes()
    is_whole = hashlib.sha256(content).hexdigest() == part.name
    is_torn = not is_whole and size is not None and len(content) >= size
    if is_whole or is_torn:
        part.unlink(missing_ok=True)
    return (0, None) if is_torn else (len(content), content if is_whole else None)
