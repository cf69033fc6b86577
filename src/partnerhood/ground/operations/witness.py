"""A witness outside the database: after every commit the head of the book is noted in a file of its own.

A tail that somebody cut from the database, with every head wound back to fit, is still known here. The file is only ever
added to; a line that a power cut left half-written is skipped.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class Head:
    """How far a book was when somebody looked: its last turn and the seal on it."""

    book: UUID
    turn: int
    seal: str

    def __str__(self) -> str:
        return f"{self.book} {self.turn} {self.seal}\n"


def path() -> Path:
    """Where the heads are noted."""
    return Path(settings.DATA) / "heads"


def note(head: Head) -> None:
    """Add what the head of a book is now."""
    _add(str(head))


def _add(line: str) -> None:
    file = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line.encode())
    finally:
        os.close(file)


def _lines() -> list[str]:
    try:
        return path().read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []


def heads() -> Iterator[Head]:
    """Every head that was noted."""
    for line in _lines():
        try:
            book, turn, seal = line.split(" ")
            head = Head(UUID(book), int(turn), seal)
        except ValueError:
            continue
        if len(seal) == 64:
            yield head


def note_node(node: UUID, epoch: int) -> None:
    """Add which node this is, and in which epoch."""
    _add(f"here {node} {epoch}\n")


def node() -> tuple[UUID, int] | None:
    """Which node this is and in which epoch, as it was last noted."""
    found = None
    for line in _lines():
        words = line.split(" ")
        if words[0] == "here" and len(words) == 3 and words[2].isdecimal():
            found = (UUID(words[1]), int(words[2]))
    return found


def furthest() -> dict[UUID, Head]:
    """The furthest head that was noted of each book."""
    found: dict[UUID, Head] = {}
    for head in heads():
        if head.book not in found or head.turn >= found[head.book].turn:
            found[head.book] = head
    return found


def begin_anew(here: UUID, epoch: int, seen: Iterable[Head]) -> None:
    """Put these in the place of all that was noted: after a restore, or to keep the file short."""
    fresh = path().with_suffix(f".{os.getpid()}")
    fresh.write_text("".join([f"here {here} {epoch}\n", *map(str, seen)]))
    fresh.chmod(0o600)
    fresh.replace(path())
