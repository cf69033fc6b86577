"""Books and chains: the order in which deeds count, and the seals that show when somebody wrote behind the door's back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from partnerhood.ground.operations import models, writing
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.records import canonical, ids
from partnerhood.ground.records.models import row_fingerprint

TRAVELS = (
    "id kind version book_id origin epoch number device author carrier base seen happened_at recorded_at "
    "fingerprint previous"
).split()


@dataclass
class OpenBook:
    """A book whose head is locked until the transaction ends, with the chain that is being written."""

    book: models.Book
    chain: models.Chain

    @property
    def origin(self) -> str:
        """Who writes: node and epoch."""
        return origin_of(self.chain.origin, self.chain.epoch)


def origin_of(node: UUID, epoch: int) -> str:
    """How a vector names who accepted a deed: after a restore the same node counts anew under another name."""
    return f"{node}/{epoch}"


def node_book(node: UUID) -> BookOf:
    """The node's own book."""
    return BookOf("node", ids.derived(node, "book"))


def open_node() -> models.Node:
    """The node that this is; it gets its id when it is first opened."""
    node = models.Node.objects.filter(here=True).first()
    if node is None:
        with writing.hand():
            node = models.Node.objects.create(id=ids.fresh(), name="Partnerhood", here=True)
    return node


def locked_book(which: BookOf, origin: UUID | None = None, epoch: int | None = None) -> OpenBook:
    """A book with its head locked, opened if this is its first deed."""
    with writing.hand():
        node = open_node()
        models.Book.objects.get_or_create(pk=which.id, defaults={"kind": which.kind})
        book = _locked(models.Book.objects.filter(pk=which.id)).get()
        chain, _ = models.Chain.objects.get_or_create(
            book=book, origin=origin or node.id, epoch=epoch or node.epoch
        )
    return OpenBook(book, chain)


def _locked(books):  # type: ignore[no-untyped-def]
    return books.select_for_update() if connection.features.has_select_for_update else books


def header_text(header: models.Operation) -> str:
    """What a head is the fingerprint of: everything of the header that travels."""
    return canonical.text({name: getattr(header, name) for name in TRAVELS})


def append(book: OpenBook, header: models.Operation, deed: Deed, salt: str) -> None:
    """Write a header at the end of this node's chain and of the book."""
    header.book = book.book
    header.origin, header.epoch = book.chain.origin, book.chain.epoch
    header.number, header.previous = book.chain.length + 1, book.chain.head
    header.head = canonical.fingerprint(header_text(header))
    apply(book, header, deed, salt)


def apply(book: OpenBook, header: models.Operation, deed: Deed, salt: str) -> None:
    """Give a chained header its turn in this node's book, sealed with what came of it."""
    header.applied = book.book.applied + 1
    header.reach = {**_reach(book), book.origin: header.number}
    touches, writes = _touches(header, deed), _writes(header, deed, salt)
    header.effects = effects(touches, writes)
    header.seal = seal(book.book.seal, header)
    header.save(force_insert=True)
    book.chain.length, book.chain.head = header.number, header.head
    book.chain.save(update_fields=["length", "head"])
    book.book.applied, book.book.seal = header.applied, header.seal
    book.book.save(update_fields=["applied", "seal"])
    touched = [touch.row for touch in touches]
    if touched:
        models.Touch.objects.filter(row__in=touched, latest=True).update(latest=False)
        models.Touch.objects.bulk_create(touches)
    models.FieldWrite.objects.bulk_create(writes)


def seal(previous: str, header: models.Operation) -> str:
    """This node's own seal on a deed: what came before, the header's head, the order and the effects."""
    return canonical.fingerprint([previous, header.head, header.applied, header.reach, header.effects])


def _reach(book: OpenBook) -> Mapping[str, int]:
    last = models.Operation.objects.filter(book=book.book, applied=book.book.applied).first()
    return last.reach if last else {}


def _touches(header: models.Operation, deed: Deed) -> list[models.Touch]:
    return [
        models.Touch(operation=header, label=label, row=row, fingerprint=row_fingerprint(kept) if kept else "")
        for (label, row), kept in deed.touched.items()
    ]


def _writes(header: models.Operation, deed: Deed, salt: str) -> list[models.FieldWrite]:
    return [
        models.FieldWrite(
            operation=header, label=row.label, row=row.id, field=name, value=value, mark=mark(salt, name, value)
        )
        for row, name, value in deed.writes
    ]


def mark(salt: str, name: str, value: object) -> str:
    """The fingerprint of a written value, under the payload's salt: it stays when the value is erased."""
    return canonical.sealed(salt, canonical.text([name, value]))


def effects(touches: Iterable[models.Touch], writes: Iterable[models.FieldWrite]) -> str:
    """The fingerprint of all that a deed did: the rows it touched and the values it gave."""
    rows = sorted([one.label, str(one.row), one.fingerprint] for one in touches)
    values = sorted([one.label, str(one.row), one.field, one.mark] for one in writes)
    return canonical.fingerprint([rows, values])
