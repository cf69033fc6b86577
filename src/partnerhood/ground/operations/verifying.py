"""Holding the books against themselves and against the rows: the first place that does not fit is named."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from partnerhood.ground.operations import chain, models
from partnerhood.ground.records import canonical
from partnerhood.ground.records.models import Record, kept
from partnerhood.ground.records.rows import row_fingerprint

ERASES = "people.erase"


@dataclass(frozen=True)
class Fault:
    """A place that does not fit: where, and what is wrong there."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def faults() -> Iterator[Fault]:
    """Every place where books, payloads, rows or files do not fit together; nothing where all is well."""
    for one in models.Chain.objects.order_by("book_id", "origin", "epoch"):
        yield from _chain(one)
    for book in models.Book.objects.order_by("id"):
        yield from _book(book)
    yield from _payloads()
    yield from _latest()
    for model in kept():
        yield from _rows(model)
    yield from _rows_gone()
    yield from _files()


def _chain(one: models.Chain) -> Iterator[Fault]:
    """One origin's deeds follow each other without a hole, each with the head that its header gives."""
    head, number = "", 0
    headers = models.Operation.objects.filter(book=one.book_id, origin=one.origin, epoch=one.epoch)
    for header in headers.order_by("number").iterator():
        number += 1
        place = f"operation {header.id} (number {header.number} of book {one.book_id})"
        if header.number != number:
            yield Fault(place, f"number {number} is missing before it")
            number = header.number
        if header.previous != head:
            yield Fault(place, "does not follow the deed before it")
        if canonical.fingerprint(chain.header_text(header)) != header.head:
            yield Fault(place, "its header was changed")
        head = header.head
    if (number, head) != (one.length, one.head):
        yield Fault(f"book {one.book_id}", f"ends at deed {number} where it says {one.length}: its tail was cut")


def _book(book: models.Book) -> Iterator[Fault]:
    """This node's own order of a book, sealed deed by deed with what came of it."""
    seal, turn, reach = "", 0, {}
    headers = models.Operation.objects.filter(book=book).order_by("applied")
    for header in headers.prefetch_related("touches", "writes").iterator(chunk_size=500):
        turn += 1
        place = f"operation {header.id} (turn {header.applied} of book {book.id})"
        if header.applied != turn:
            yield Fault(place, f"turn {turn} is missing before it")
            turn = header.applied
        if chain.effects(header.touches.all(), header.writes.all()) != header.effects:
            yield Fault(place, "what it did was changed in the journal")
        if chain.seal(seal, header) != header.seal:
            yield Fault(place, "its seal is broken")
        seal = header.seal
        reach = header.reach
    if (turn, seal, reach) != (book.applied, book.seal, book.reach):
        yield Fault(f"book {book.id}", f"ends at turn {turn} where it says {book.applied}: its tail was cut")


def _payloads() -> Iterator[Fault]:
    """Every payload is the one that its header is the fingerprint of, or was erased by a deed that says so."""
    for header in models.Operation.objects.filter(payload=None).iterator():
        yield Fault(f"operation {header.id}", "its payload is gone")
    erasers = set(models.Operation.objects.filter(kind=ERASES).values_list("id", flat=True))
    here = chain.open_node().id
    for payload in models.Payload.objects.select_related("operation").iterator(chunk_size=500):
        if payload.withheld and payload.operation.origin != here and not payload.text:
            continue
        if payload.erased_by:
            if payload.erased_by not in erasers or payload.text:
                yield Fault(f"operation {payload.operation_id}", "its payload was erased by nobody")
        elif canonical.sealed(payload.salt, payload.text) != payload.operation.fingerprint:
            yield Fault(f"operation {payload.operation_id}", "its payload was changed")
    for write in models.FieldWrite.objects.select_related("operation__payload").iterator(chunk_size=500):
        payload = write.operation.payload
        if not payload.erased_by and chain.mark(payload.salt, write.field, write.value) != write.mark:
            yield Fault(f"operation {write.operation_id}", f"the value it gave to {write.field} was changed")


def _latest() -> Iterator[Fault]:
    """The last touch of each row, and only that one, is marked so."""
    before: models.Touch | None = None
    for touch in models.Touch.objects.order_by("label", "row", "id").iterator():
        same = before is not None and (before.label, before.row) == (touch.label, touch.row)
        if before is not None and before.latest == same:
            yield Fault(f"{before.label} {before.row}", "its last touch is not the one that is marked")
        before = touch
    if before is not None and not before.latest:
        yield Fault(f"{before.label} {before.row}", "its last touch is not the one that is marked")


def _rows(model: type[Record]) -> Iterator[Fault]:
    """Every row stands as the last deed that touched it left it."""
    label = model._meta.label_lower
    known = dict(models.Touch.objects.filter(label=label, latest=True).values_list("row", "fingerprint"))
    for row in model._default_manager.iterator(chunk_size=500):
        if row.id not in known:
            yield Fault(f"{label} {row.id}", "no deed made this row")
        elif known[row.id] != row_fingerprint(row):
            yield Fault(f"{label} {row.id}", "was changed without a deed")


def _rows_gone() -> Iterator[Fault]:
    """Every row that a deed left is still there."""
    for model in kept():
        label = model._meta.label_lower
        left = models.Touch.objects.filter(label=label, latest=True).exclude(fingerprint="")
        there = set(model._default_manager.values_list("id", flat=True))
        for row in left.values_list("row", flat=True).iterator():
            if row not in there:
                yield Fault(f"{label} {row}", "was taken away without a deed")


def _files() -> Iterator[Fault]:
    """Every kept file has the content that its name says."""
    for path in sorted(Path(settings.MEDIA_ROOT).glob("??/*")):
        if len(path.name) == 64 and sha256(path.read_bytes()).hexdigest() != path.name:
            yield Fault(f"file {path.name}", "was changed")
