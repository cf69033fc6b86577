"""Holding the journal against itself: chains, books, payloads, written values and open conflicts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from partnerhood.ground.operations import chain, merging, models
from partnerhood.ground.records import canonical, ids

ERASES = "people.erase"


@dataclass(frozen=True)
class Fault:
    """A place that does not fit: where, and what is wrong there."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def faults() -> Iterator[Fault]:
    """Every place where the journal does not fit itself."""
    yield from _strays()
    for one in models.Chain.objects.order_by("book_id", "origin", "epoch"):
        yield from _chain(one)
    for book in models.Book.objects.order_by("id"):
        yield from _book(book)
    yield from _twins()
    yield from _payloads()
    yield from _writes()
    yield from _conflicts()


def _strays() -> Iterator[Fault]:
    """Everything belongs to something: chains and deeds to a book, and what a deed did to the deed."""
    books = set(models.Book.objects.values_list("id", flat=True))
    chains = {}
    for one in models.Chain.objects.all():
        chains[one.book_id, one.origin, one.epoch] = one
        if one.book_id not in books or one.id != ids.derived(one.book_id, chain.origin_of(one.origin, one.epoch)):
            yield Fault(f"chain {one.id}", "is not the chain of its book")
    places = models.Operation.objects.values_list("book_id", "origin", "epoch").distinct()
    for place in places.order_by("book_id", "origin", "epoch"):
        if place not in chains:
            yield Fault(f"book {place[0]}", f"has deeds of {place[1]} without a chain")
        if place[0] not in books:
            yield Fault(f"book {place[0]}", "is gone, but its deeds are there")
    for model in (models.Payload, models.Touch, models.FieldWrite, models.Twin):
        alone = model._default_manager.exclude(operation__in=models.Operation.objects.values("id"))
        for deed in alone.values_list("operation_id", flat=True):
            yield Fault(f"{model._meta.model_name} of operation {deed}", "there is no such deed")


@dataclass(frozen=True)
class _Link:
    """One place in a chain."""

    number: int
    id: UUID
    previous: str
    head: str
    text: str


def _links(one: models.Chain) -> Iterator[_Link]:
    there = {"origin": one.origin, "epoch": one.epoch}
    twins = models.Twin.objects.filter(operation__book=one.book_id, **there)
    passed = [_Link(twin.number, twin.operation_id, twin.previous, twin.head, twin.text) for twin in twins]
    passed.sort(key=attrgetter("number"), reverse=True)
    for header in models.Operation.objects.filter(book=one.book_id, **there).order_by("number").iterator():
        while passed and passed[-1].number < header.number:
            yield passed.pop()
        yield _Link(header.number, header.id, header.previous, header.head, chain.header_text(header))
    yield from reversed(passed)


def _chain(one: models.Chain) -> Iterator[Fault]:
    """One origin's deeds follow each other without a hole, each with the head that its header gives."""
    head, number = "", 0
    for link in _links(one):
        number += 1
        place = f"operation {link.id} (number {link.number} of book {one.book_id})"
        if link.number != number:
            yield Fault(place, f"number {number} is missing before it")
            number = link.number
        if link.previous != head:
            yield Fault(place, "does not follow the deed before it")
        if canonical.fingerprint(link.text) != link.head:
            yield Fault(place, "its header was changed")
        head = link.head
    if (number, head) != (one.length, one.head):
        yield Fault(f"book {one.book_id}", f"ends at deed {number} where it says {one.length}: its tail was cut")


def _twins() -> Iterator[Fault]:
    """Every twin stands where the header says that it holds."""
    for twin in models.Twin.objects.select_related("operation"):
        key = ids.derived(twin.operation.book_id, chain.origin_of(twin.origin, twin.epoch))
        columns = [twin.operation_id, twin.operation.book_id, twin.origin, twin.epoch, twin.number, twin.previous]
        header = _parsed(twin.text)
        said = [header.get(name) for name in ("id", "book_id", "origin", "epoch", "number", "previous")]
        if twin.id != ids.derived(key, str(twin.number)) or canonical.plain(columns) != said:
            yield Fault(f"twin {twin.id} of operation {twin.operation_id}", "was changed")


def _parsed(text: str) -> dict[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _book(book: models.Book) -> Iterator[Fault]:
    """This node's own order of a book, sealed deed by deed with what came of it."""
    seal, turn, reach = "", 0, {}
    headers = models.Operation.objects.filter(book=book).order_by("applied").select_related("payload")
    for header in headers.prefetch_related("touches", "writes").iterator(chunk_size=500):
        turn += 1
        place = f"operation {header.id} (turn {header.applied} of book {book.id})"
        if header.applied != turn:
            yield Fault(place, f"turn {turn} is missing before it")
            turn = header.applied
        payload = getattr(header, "payload", None)
        if payload is None:
            yield Fault(place, "its payload is gone")
        elif chain.effects(header.touches.all(), header.writes.all(), payload) != header.effects:
            yield Fault(place, "what it did was changed in the journal")
        if chain.seal(seal or book.kind, header) != header.seal:
            yield Fault(place, "its seal is broken")
        seal, reach = header.seal, header.reach
    if (turn, seal, reach) != (book.applied, book.seal, book.reach):
        yield Fault(f"book {book.id}", f"ends at turn {turn} where it says {book.applied}: its tail was cut")


def _payloads() -> Iterator[Fault]:
    """Every payload is the one that its header is the fingerprint of, or was erased by a deed that says so."""
    here = chain.open_node()
    about = _erased_rows()
    for payload in models.Payload.objects.select_related("operation").iterator(chunk_size=500):
        place = f"operation {payload.operation_id}"
        if payload.withheld:
            own = (payload.operation.origin, payload.operation.epoch) == (here.id, here.epoch)
            if payload.text or payload.salt or payload.erased_by or own:
                yield Fault(place, "its payload is said to have stayed elsewhere")
        elif payload.erased_by:
            touched = models.Touch.objects.filter(operation=payload.operation_id).values_list("row", flat=True)
            if payload.text or payload.salt or not about.get(payload.erased_by, set()) & set(touched):
                yield Fault(place, "its payload was erased by nobody")
        elif canonical.sealed(payload.salt, payload.text) != payload.operation.fingerprint:
            yield Fault(place, "its payload was changed")


def _erased_rows() -> dict[UUID, set[UUID]]:
    """Which rows each deed that erases was about."""
    found: dict[UUID, set[UUID]] = {}
    touches = models.Touch.objects.filter(operation__kind=ERASES).values_list("operation_id", "row")
    for operation, row in touches:
        found.setdefault(operation, set()).add(row)
    return found


def _writes() -> Iterator[Fault]:
    """Every written value is the one that its deed gave, or was erased with the deed's payload."""
    for write in models.FieldWrite.objects.select_related("operation__payload").iterator(chunk_size=500):
        payload = getattr(write.operation, "payload", None)
        if payload is None or (payload.erased_by and write.value is None):
            continue
        if not payload.erased_by and chain.mark(payload.salt, write.field, write.value) != write.mark:
            yield Fault(f"operation {write.operation_id}", f"the value it gave to {write.field} was changed")


def _conflicts() -> Iterator[Fault]:
    """Open conflicts are those that follow from the written values, and no others."""
    kept = {(one.label, one.row, one.field): one for one in models.Conflict.objects.all()}
    writes = models.FieldWrite.objects.exclude(field=merging.MADE).select_related("operation")
    told = writes.order_by("label", "row", "field", "operation__recorded_at", "operation_id")
    told = told.prefetch_related("operation__twins")
    for key, group in groupby(told.iterator(chunk_size=500), attrgetter("label", "row", "field")):
        found, one = list(group), kept.pop(key, None)
        versions = merging.disputed(found)
        if (one.versions if one else []) != versions or (one and not _in_place(one, found[0])):
            yield Fault(f"{key[0]}.{key[2]} of {key[1]}", "its open conflict is not the one that its writes make")
    for label, row, field in kept:
        yield Fault(f"{label}.{field} of {row}", "is in a conflict that nobody made")


def _in_place(one: models.Conflict, write: models.FieldWrite) -> bool:
    return (one.id, one.book_id) == (ids.derived(one.row, f"conflict:{one.field}"), write.operation.book_id)
