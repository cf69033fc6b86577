"""A witness outside the database: after every commit the head of the book is noted in a file of its own.

A tail that somebody cut from the database, with every head wound back to fit, is still known here. The file is only ever
added to; a line that a power cut left half-written is skipped.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from django.conf import settings

from partnerhood.ground.records import disk

LINE = re.compile(r"(?:here )?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12} [0-9]+(?: [0-9a-f]{64})?")


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


def note_node(node: UUID, epoch: int) -> None:
    """Add which node this is, and in which epoch."""
    _add(f"here {node} {epoch}\n")


def _add(line: str) -> None:
    file = os.open(path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line.encode())
    finally:
        os.close(file)


@dataclass(frozen=True)
class Noted:
    """All that was noted: which node this is in which epoch, and the furthest head of each book."""

    here: tuple[UUID, int] | None = None
    heads: dict[UUID, Head] = field(default_factory=dict)


def noted() -> Noted:
    """What was noted so far."""
    here, heads = None, dict[UUID, Head]()
    for line in _lines():
        match line.split(" "):
            case ["here", node, epoch]:
                here = (UUID(node), int(epoch))
            case [book, turn, seal] if len(seal) == 64:
                head = Head(UUID(book), int(turn), seal)
                if head.book not in heads or head.turn >= heads[head.book].turn:
                    heads[head.book] = head
    return Noted(here, heads)


def _lines() -> list[str]:
    try:
        return [line for line in path().read_text(errors="replace").splitlines() if LINE.fullmatch(line)]
    except FileNotFoundError:
        return []


def begin_anew(known: Noted) -> None:
    """Put this in the place of all that was noted: after a restore, or to keep the file short."""
    here = [f"here {known.here[0]} {known.here[1]}\n"] if known.here else []
    disk.put(path(), "".join([*here, *map(str, known.heads.values())]).encode())
