"""Files of the disk that are whole or not there: written beside their place, and put there when every byte lies on the disk.

They are for who runs the node alone. What is written beside a place has a name of its own there, also where two write the same.
"""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole(place: Path) -> Iterator[Path]:
    """A file to write, which comes in this place when all of it is written; where that fails, what was there stays. Raises
    OSError where its folder is not there."""
    with _beside(place) as fresh:
        yield fresh
        _settle(fresh)
        fresh.replace(place)


def put(place: Path, content: bytes) -> None:
    """Put this in a place, instead of what was there; its folder is made."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with whole(place) as fresh:
        fresh.write_bytes(content)


def once(place: Path, make: Callable[[], str]) -> str:
    """What a file says that is made when it is first asked for; of several processes the first wins, and all read the same."""
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        with _beside(place) as fresh, suppress(FileExistsError):
            fresh.write_text(make())
            _settle(fresh)
            os.link(fresh, place)
    return place.read_text()


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    fresh = place.with_name(f"{place.name}.{secrets.token_hex(4)}.part")
    fresh.touch(mode=0o600)
    try:
        yield fresh
    finally:
        fresh.unlink(missing_ok=True)


def _settle(file: Path) -> None:
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
