"""A sheet between its trial run and somebody's yes: kept apart for that person, under the fingerprint of what is in it."""

import hashlib
import re
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.conf import settings

LARGEST = 10 * 1024**2
MOST = 5  # sheets that one person has lying here
A_DAY = 24 * 3600  # seconds
NAME = re.compile(r"[0-9a-f]{64}")


def keep(person: UUID, pieces: Iterable[bytes]) -> str:
    """Keep a sheet and give its name; the eldest of many goes, and so does what anybody left lying for a day."""
    _forget_old()
    place = _place(person)
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    read = hashlib.sha256()
    with NamedTemporaryFile(dir=place, delete=False) as file:
        for piece in pieces:
            read.update(piece)
            file.write(piece)
    Path(file.name).replace(place / read.hexdigest())
    for one in sorted(place.iterdir(), key=_age)[MOST:]:
        one.unlink(missing_ok=True)
    return read.hexdigest()


def kept(person: UUID, name: str) -> Path | None:
    """The sheet that a person left here under this name, if it is still what it was."""
    path = _place(person) / name
    if not NAME.fullmatch(name) or not path.is_file():
        return None
    return path if hashlib.sha256(path.read_bytes()).hexdigest() == name else None


def forget(person: UUID, name: str) -> None:
    """Let go of a sheet that a person left here."""
    if NAME.fullmatch(name):
        (_place(person) / name).unlink(missing_ok=True)


def _forget_old() -> None:
    for one in (Path(settings.MEDIA_ROOT) / "arriving").glob("*/sheets/*"):
        if _age(one) > A_DAY:
            one.unlink(missing_ok=True)


def _age(file: Path) -> float:
    """How many seconds ago a file came; one that went meanwhile is of all time."""
    try:
        return time.time() - file.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _place(person: UUID) -> Path:
    return Path(settings.MEDIA_ROOT) / "arriving" / str(person) / "sheets"
