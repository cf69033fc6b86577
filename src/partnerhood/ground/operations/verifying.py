"""Holding the books against themselves, against the rows and against their witness: every place that does not fit is named."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from partnerhood.ground.operations import journal, models, witness
from partnerhood.ground.operations.journal import Fault
from partnerhood.ground.records.models import Record, kept
from partnerhood.ground.records.rows import row_fingerprint

__all__ = ["Fault", "faults"]


def noted() -> witness.Noted:
    """What the witness outside the database saw."""
    return witness.noted()


def faults(seen: witness.Noted) -> Iterator[Fault]:
    """Every place where books, payloads, rows, files or their witness do not fit together; nothing where all is well."""
    yield from _node(seen)
    yield from journal.faults()
    yield from _latest()
    for model in kept():
        yield from _rows(model)
    yield from _rows_gone()
    yield from _files()
    yield from _witness(seen)


def _node(seen: witness.Noted) -> Iterator[Fault]:
    """The node is the one that wrote its own chains, and no epoch of its own lies ahead of it."""
    here = models.Node.objects.filter(here=True).first()
    if here is None:
        if models.Operation.objects.exists():
            yield Fault("node", "does not know which node it is")
        return
    wrote = models.Chain.objects.filter(origin=here.id).aggregate(Max("epoch"))["epoch__max"]
    if (wrote or 0) > here.epoch or (seen.here and seen.here != (here.id, here.epoch)):
        yield Fault(f"node {here.id}", f"says that it is in epoch {here.epoch}; that was changed")


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
        if not known.get(row.id):
            yield Fault(f"{label} {row.id}", "no deed made this row")
        elif known[row.id] != row_fingerprint(row):
            yield Fault(f"{label} {row.id}", "was changed without a deed")


def _rows_gone() -> Iterator[Fault]:
    """Every row that a deed left is still there."""
    labels = {model._meta.label_lower: model for model in kept()}
    left = models.Touch.objects.filter(latest=True).exclude(fingerprint="")
    for label in left.order_by("label").values_list("label", flat=True).distinct():
        there = set(labels[label]._default_manager.values_list("id", flat=True)) if label in labels else set()
        for row in left.filter(label=label).values_list("row", flat=True).iterator():
            if row not in there:
                yield Fault(f"{label} {row}", "was taken away without a deed")


def _files() -> Iterator[Fault]:
    """Every kept file has the content that its name says."""
    for path in sorted(Path(settings.MEDIA_ROOT).glob("??/*")):
        if len(path.name) == 64 and sha256(path.read_bytes()).hexdigest() != path.name:
            yield Fault(f"file {path.name}", "was changed")


def _witness(seen: witness.Noted) -> Iterator[Fault]:
    """What the witness outside the database saw of each book is still there."""
    books = models.Book.objects.in_bulk(list(seen.heads))
    for head in seen.heads.values():
        book = books.get(head.book)
        if book is None or book.applied < head.turn:
            reached = book.applied if book else 0
            yield Fault(f"book {head.book}", f"ends at turn {reached}, but turn {head.turn} was seen: its tail was cut")
            continue
        there = models.Operation.objects.filter(book=head.book, applied=head.turn).values_list("seal", flat=True)
        if head.seal not in there:
            yield Fault(f"book {head.book}", f"its turn {head.turn} is not the one that was seen: it was written anew")
