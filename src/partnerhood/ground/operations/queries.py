"""What one may ask the journal."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.models import Max, OuterRef, Subquery

from partnerhood.ground.operations import jobs, merging, models, papers
from partnerhood.ground.records import clock
from partnerhood.ground.records import models as records


@dataclass(frozen=True)
class Event:
    """One line of a record's history: who did what, when, and from whose node."""

    operation: UUID
    kind: str
    author: UUID | None
    happened_at: datetime
    recorded_at: datetime


def version() -> str:
    """A mark that changes with every deed this node accepts.

    On PostgreSQL a higher id may be visible before a lower one, so the snapshot itself is the mark.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return str(cursor.fetchone()[0])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, operation_id FROM {models.Touch._meta.db_table} ORDER BY id DESC LIMIT 1")  # noqa: S608 - our own table
        return str(cursor.fetchone())


def was_done(deed: UUID, author: UUID) -> bool:
    """Whether this very deed of somebody was accepted here before."""
    return models.Operation.objects.filter(pk=deed, author=author).exists()


def made_in(row: str) -> Subquery:
    """What the header says of the deed that made a row, which a column names: read together with the row."""
    touched = models.Touch.objects.filter(row=OuterRef(row)).order_by("pk")
    return Subquery(touched.values("operation__seen")[:1])


def paper_in(header: Mapping[str, Any] | None) -> str:
    """The number of the printed sheet that something was typed from; empty where it was none."""
    return str(((header or {}).get("found") or {}).get(papers.NAME, ""))


def last_touch(row: UUID) -> UUID | None:
    """The last operation that touched a row: the base of who looks at it now."""
    return models.Touch.objects.filter(row=row, latest=True).values_list("operation_id", flat=True).first()


def last_in_book(book: UUID) -> UUID | None:
    """The last operation in a book: the base of who adds to it now."""
    newest = models.Operation.objects.filter(book=book).order_by("-applied")
    return newest.values_list("id", flat=True).first()


def history(rows: Iterable[UUID]) -> list[Event]:
    """Everything that touched these rows, in the order in which it counted."""
    touched = models.Touch.objects.filter(row__in=list(rows)).order_by("id").select_related("operation")
    seen: dict[UUID, Event] = {}
    for touch in touched:
        one = touch.operation
        seen[one.id] = Event(one.id, one.kind, one.author, one.happened_at, one.recorded_at)
    return list(seen.values())


@dataclass(frozen=True)
class Said:
    """What was said under an id: which kind of deed, and its words; none where they were erased or are kept elsewhere."""

    kind: str
    payload: dict[str, object] | None


def said_before(ids: Iterable[UUID]) -> dict[UUID, Said]:
    """What was said under these ids, where anything was: an import asks before it says a row again."""
    found = models.Operation.objects.filter(pk__in=list(ids)).values_list("id", "kind", "payload__text")
    return {key: Said(kind, json.loads(text) if text else None) for key, kind, text in found}


def open_conflicts(rows: Iterable[UUID]) -> dict[UUID, list[models.Conflict]]:
    """Fields of these rows that two people gave different values."""
    found: dict[UUID, list[models.Conflict]] = {}
    for one in models.Conflict.objects.filter(row__in=list(rows)).order_by("field"):
        found.setdefault(one.row, []).append(one)
    return found


@dataclass(frozen=True)
class Touched:
    """Rows touched since a cursor: which, how far one has now read in each book, and whether there is more."""

    rows: list[tuple[str, UUID]]
    cursor: dict[str, int]
    more: bool


def last_touches(rows: Iterable[tuple[str, UUID]]) -> dict[tuple[str, UUID], UUID]:
    """The last operation that touched each of these rows, of which the kind and the id are given."""
    wanted = set(rows)
    touches = models.Touch.objects.filter(row__in={row for _, row in wanted}, latest=True)
    found = touches.values_list("label", "row", "operation_id")
    return {(label, row): operation for label, row, operation in found if (label, row) in wanted}


def touched_since(books: Iterable[UUID], cursor: Mapping[str, int], limit: int, but: UUID | None = None) -> Touched:
    """The rows that were touched in these books since a cursor (book → turn), at most about `limit` of them.

    `but` leaves out what only that device touched.
    """
    rows: dict[tuple[str, UUID], None] = {}
    reached: dict[str, int] = {}
    more = False
    for book in models.Book.objects.filter(pk__in=list(books)).order_by("id"):
        start = cursor.get(str(book.id), 0)
        reached[str(book.id)] = start
        if book.applied <= start:
            continue
        there = models.Touch.objects.filter(operation__book=book, operation__applied__gt=start)
        found = (there.exclude(operation__device=but) if but else there).order_by("operation__applied")
        for label, row, applied in found.values_list("label", "row", "operation__applied").iterator():
            if len(rows) >= limit and applied > reached[str(book.id)]:
                more = True
                break
            rows[label, row] = None
            reached[str(book.id)] = applied
        else:
            reached[str(book.id)] = book.applied
    return Touched(list(rows), reached, more)


def turns(books: Iterable[UUID]) -> dict[str, int]:
    """How far each of these books has come: the cursor of who has read all that is in them."""
    return {str(key): turn for key, turn in models.Book.objects.filter(pk__in=list(books)).values_list("id", "applied")}


def books_of(operations: Iterable[str]) -> frozenset[str]:
    """The books in which these operations stand."""
    wanted = list(operations)
    found = models.Operation.objects.filter(pk__in=wanted).values_list("book_id", flat=True) if wanted else ()
    return frozenset(map(str, found))


def tables_touched_since(cursor: Mapping[str, int], now: Mapping[str, int]) -> set[str]:
    """The tables of the rows that were touched in books between one cursor and another."""
    found: set[str] = set()
    for book, turn in now.items():
        start = cursor.get(book, 0)
        if turn > start:
            there = models.Touch.objects.filter(operation__book=UUID(book), operation__applied__gt=start)
            found.update(there.order_by().values_list("label", flat=True).distinct())
    return {apps.get_model(label)._meta.db_table for label in found}


def told_tables() -> frozenset[str]:
    """The tables of which every change is told by a touch."""
    return frozenset(kind._meta.db_table for kind in records.kept())


def health() -> dict[str, object]:
    """What an operator's probe asks: which database, which epoch, and the head of the books."""
    node = models.Node.objects.filter(here=True).first()
    last = models.Operation.objects.order_by("-recorded_at", "-applied").first()
    return {
        "database": connection.vendor,
        "node": str(node.id) if node else None,
        "epoch": node.epoch if node else 0,
        "journal": {"head": last.seal, "recorded_at": last.recorded_at.isoformat()} if last else None,
    }


COVERED = "backed-up"
"""The file in the data folder that says until which moment a backup that was read back holds everything."""


def covered() -> datetime | None:
    """Until when the last backup holds everything; None where there is none. Raises ValueError where nobody can read it."""
    mark = Path(settings.DATA, COVERED)
    return datetime.fromisoformat(mark.read_text()) if mark.exists() else None


def cover(moment: datetime) -> None:
    """Say until when a backup, read back whole, holds everything: devices may then let go what they sent before."""
    Path(settings.DATA, COVERED).write_text(moment.isoformat())


def covering() -> dict[str, object]:
    """What a device must know before it lets go of what it sent: the epoch, what time it is here, and until when a backup
    holds everything (None also where nobody can read that)."""
    try:
        until = covered()
    except ValueError:
        until = None
    epoch = models.Node.objects.filter(here=True).values_list("epoch", flat=True).first() or 0
    return {"epoch": epoch, "now": clock.now().isoformat(), "covered": until.isoformat() if until else None}


def books() -> list[UUID]:
    """Every book of this node."""
    return list(models.Book.objects.order_by("id").values_list("id", flat=True))


def stuck_jobs() -> int:
    """How many jobs failed so often that nobody tries them again."""
    return models.Job.objects.filter(done_at=None, tries__gte=jobs.MOST_TRIES).count()


def newest() -> datetime | None:
    """When the last deed was recorded."""
    last: datetime | None = models.Operation.objects.aggregate(Max("recorded_at"))["recorded_at__max"]
    return last


def touched_by(deeds: Iterable[UUID]) -> list[tuple[str, UUID]]:
    """The rows that these deeds touched."""
    return list(models.Touch.objects.filter(operation__in=list(deeds)).values_list("label", "row").distinct())


def touching(deeds: Iterable[UUID], labels: Iterable[str]) -> set[UUID]:
    """Those of these deeds that touched a row of one of these kinds."""
    touches = models.Touch.objects.filter(operation__in=list(deeds), label__in=list(labels))
    return set(touches.values_list("operation_id", flat=True))


def inside(books: Iterable[UUID], rows: Iterable[tuple[str, UUID]]) -> set[tuple[str, UUID]]:
    """Those of these rows that a deed in one of these books touched."""
    wanted = set(rows)
    touches = models.Touch.objects.filter(operation__book__in=list(books), row__in={row for _, row in wanted})
    return wanted & set(touches.values_list("label", "row"))


def touched_lately(rows: Iterable[UUID], since: datetime | None) -> list[tuple[str, UUID]]:
    """Those of these rows that a deed touched since a moment; all of them where none is given."""
    wanted = list(rows)
    touches = models.Touch.objects.filter(row__in=wanted, latest=True) if wanted else models.Touch.objects.none()
    found = touches.filter(operation__recorded_at__gt=since) if since else touches
    return list(found.values_list("label", "row"))


def told_by(device: UUID, rows: Iterable[tuple[str, UUID]]) -> set[tuple[str, UUID]]:
    """Those of these rows whose last word came from another node, told without the deed that made them."""
    wanted = set(rows)
    touches = models.Touch.objects.filter(row__in={row for _, row in wanted}, latest=True, operation__device=device)
    return wanted & set(touches.filter(operation__kind=merging.TELLS).values_list("label", "row"))


def is_book(book: UUID) -> bool:
    """Whether a book is known here."""
    return models.Book.objects.filter(pk=book).exists()


def names_file(books: Iterable[UUID], name: str) -> Iterator[dict[str, object]]:
    """The words of deeds in these books in which the name of a file stands."""
    said = models.Payload.objects.filter(operation__book__in=list(books), text__contains=name)
    for text in said.values_list("text", flat=True):
        yield json.loads(text)


def authors(books: Iterable[UUID]) -> set[UUID]:
    """Everybody who did something that stands in these books."""
    found = models.Operation.objects.filter(book__in=list(books)).values_list("author", flat=True)
    return {author for author in found.distinct() if author}
