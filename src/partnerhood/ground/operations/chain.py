"""Books and chains: the order in which deeds count, and the seals that show when somebody wrote behind the door's back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from partnerhood.ground.operations import held, models, witness, writing
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.records import canonical, ids, rows
from partnerhood.ground.records.rows import row_fingerprint

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


_here: list[UUID] = []
"""The id of this node, once it was read; its epoch is asked every time, for a restore changes it."""


def open_node() -> models.Node:
    """The node that this is; it gets its id when it is first opened."""
    return held.once("node", _open_node)


def _open_node() -> models.Node:
    node = rows.find(models.Node, _here[0]) if _here else None
    if node is None or not node.here:
        node = models.Node.objects.filter(here=True).first()
    if node is None:
        with writing.hand():
            node = models.Node.objects.create(id=ids.fresh(), name="Partnerhood", here=True)
        transaction.on_commit(lambda: witness.note_node(node.id, node.epoch), robust=True)
    _here[:] = [node.id]
    return node


def name_node(name: str) -> models.Node:
    """Give this node the name under which others know it."""
    node = open_node()
    node.name = name[:200]
    with writing.hand():
        node.save(update_fields=["name"])
    return node


def let_witness() -> None:
    """Let the witness outside the database begin anew with what stands here, once it is committed: after a restore."""
    node = open_node()
    heads = {book.id: witness.Head(book.id, book.applied, book.seal) for book in models.Book.objects.exclude(applied=0)}
    known = witness.Noted((node.id, node.epoch), heads)
    transaction.on_commit(lambda: witness.begin_anew(known))


def locked_book(which: BookOf, origin: UUID | None = None, epoch: int | None = None) -> OpenBook:
    """A book with its head locked, opened if this is its first deed."""
    node = open_node()
    wrote, when = origin or node.id, epoch or node.epoch
    key = ids.derived(which.id, origin_of(wrote, when))
    return held.once(("book", key), lambda: _lock(which, wrote, when, key))


def is_locked(which: BookOf) -> bool:
    """Whether this node's own head of a book was locked earlier in this transaction."""
    node = open_node()
    return held.is_known(("book", ids.derived(which.id, origin_of(node.id, node.epoch))))


def _lock(which: BookOf, wrote: UUID, when: int, key: UUID) -> OpenBook:
    with writing.hand():
        book = rows.find(models.Book, which.id, locked=True)
        if book is None:
            models.Book.objects.get_or_create(pk=which.id, defaults={"kind": which.kind})
            book = rows.find(models.Book, which.id, locked=True)
        assert book is not None
        chain = rows.find(models.Chain, key)
        if chain is None:
            chain = models.Chain.objects.create(pk=key, book=book, origin=wrote, epoch=when)
    return OpenBook(book, chain)


def header_text(header: models.Operation) -> str:
    """What a head is the fingerprint of: everything of the header that travels."""
    return canonical.text({name: getattr(header, name) for name in TRAVELS})


def append(book: OpenBook, header: models.Operation, deed: Deed, payload: models.Payload) -> None:
    """Write a header at the end of this node's chain and of the book."""
    header.book = book.book
    header.origin, header.epoch = book.chain.origin, book.chain.epoch
    header.number, header.previous = book.chain.length + 1, book.chain.head
    header.head = canonical.fingerprint(header_text(header))
    apply(book, header, deed, payload)


def apply(book: OpenBook, header: models.Operation, deed: Deed, payload: models.Payload) -> None:
    """Give a chained header its turn in this node's book, sealed with what came of it."""
    header.applied = book.book.applied + 1
    header.reach = {**_reach(book), book.origin: header.number}
    touches, writes = _touches(header, deed), _writes(header, deed, payload.salt)
    header.effects = effects(touches, writes, payload)
    header.seal = seal(book.book.seal or book.book.kind, header)
    rows.insert(header)
    payload.operation = header
    rows.insert(payload)
    book.chain.length, book.chain.head = header.number, header.head
    rows.update(book.chain, ["length", "head"])
    book.book.applied, book.book.seal, book.book.reach = header.applied, header.seal, header.reach
    rows.update(book.book, ["applied", "seal", "reach"])
    before: dict[str, list[UUID]] = {}
    for touch in touches:
        if touch.row not in deed.own:
            before.setdefault(touch.label, []).append(touch.row)
    for label, some in before.items():
        rows.update_among(models.Touch, "row", some, only={"label": label, "latest": True}, latest=False)
    rows.insert_numbered(touches)
    rows.insert_numbered(writes)
    head = witness.Head(book.book.id, header.applied, header.seal)
    transaction.on_commit(lambda: witness.note(head), robust=True)


def pass_over(book: OpenBook, header: models.Operation) -> None:
    """Let another node's chain go on over a deed that is known here already, from another chain."""
    twin = models.Twin(
        id=ids.derived(book.chain.id, str(header.number)),
        operation_id=header.id,
        origin=header.origin,
        epoch=header.epoch,
        number=header.number,
        text=header_text(header),
        previous=header.previous,
        head=header.head,
    )
    book.chain.length, book.chain.head = header.number, header.head
    with writing.hand():
        rows.insert(twin)
        rows.update(book.chain, ["length", "head"])


def seal(previous: str, header: models.Operation) -> str:
    """This node's own seal on a deed: what came before, the header's head, the order and the effects."""
    return canonical.fingerprint([previous, header.head, header.applied, header.reach, header.effects])


def _reach(book: OpenBook) -> Mapping[str, int]:
    reach: Mapping[str, int] = book.book.reach
    return reach


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


def effects(touches: Iterable[models.Touch], writes: Iterable[models.FieldWrite], payload: models.Payload) -> str:
    """The fingerprint of all that a deed did: the rows it touched, the values it gave, and what was answered."""
    rows = sorted([one.label, str(one.row), one.fingerprint] for one in touches)
    values = sorted([one.label, str(one.row), one.field, one.mark] for one in writes)
    return canonical.fingerprint([rows, values, payload.answer, payload.withheld])
