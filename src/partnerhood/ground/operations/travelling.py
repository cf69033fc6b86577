"""Deeds that travel between nodes: headers always, payloads by right; what another node accepted is a fact.

Two nodes that exchanged a book hold equal records: an effect is a new row or a field write with its base, and who had seen
what stands in the header.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from partnerhood.ground.operations import chain, models, registry, rules, summaries, writing
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import canonical


@dataclass(frozen=True)
class Arrival:
    """What came of a travelled deed: `applied`, `known` already, or `waiting` for something that has not arrived."""

    id: UUID
    state: str
    why: str = ""


class Forged(Refused):
    """A travelled deed does not fit its own fingerprint or the chain that it says it belongs to."""


def vector(books: Iterable[UUID]) -> dict[str, dict[str, int]]:
    """How far this node is in each book, per origin."""
    found: dict[str, dict[str, int]] = {str(book): {} for book in books}
    for one in models.Chain.objects.filter(book__in=list(found)):
        found[str(one.book_id)][chain.origin_of(one.origin, one.epoch)] = one.length
    return found


def since(known: Mapping[str, Mapping[str, int]], limit: int | None = 500) -> Iterator[dict[str, Any]]:
    """What another node does not know yet of these books, in the order in which it was recorded."""
    headers = models.Operation.objects.filter(book__in=list(known)).select_related("payload", "book")
    sent = 0
    for header in headers.order_by("recorded_at", "book_id", "applied").iterator():
        origin = chain.origin_of(header.origin, header.epoch)
        if header.number <= known[str(header.book_id)].get(origin, 0):
            continue
        yield _said(header)
        sent += 1
        if limit is not None and sent >= limit:
            return


def _said(header: models.Operation) -> dict[str, Any]:
    kind = registry.kinds.get(header.kind)
    stays = header.payload.erased_by or header.payload.withheld or (kind is not None and not kind.travels)
    said = {name: canonical.plain(getattr(header, name)) for name in chain.TRAVELS}
    payload = None if stays else {"salt": header.payload.salt, "text": header.payload.text}
    return {**said, "book_kind": header.book.kind, "head": header.head, "payload": payload}


def arrive(travelled: Iterable[Mapping[str, Any]]) -> Iterator[Arrival]:
    """Take in what another node accepted; what waits for something else is tried again when the rest is in."""
    waiting: list[Mapping[str, Any]] = []
    for one in travelled:
        arrival = _arrive(one)
        if arrival.state == "waiting":
            waiting.append(one)
        else:
            yield arrival
    while waiting:
        later = []
        for one in waiting:
            arrival = _arrive(one)
            if arrival.state == "waiting":
                later.append(one)
            else:
                yield arrival
        if len(later) == len(waiting):
            yield from (Arrival(UUID(one["id"]), "waiting") for one in later)
            return
        waiting = later


def _arrive(said: Mapping[str, Any]) -> Arrival:
    from partnerhood.ground.operations.door import folder

    header = _header(said)
    with turn(folder()), transaction.atomic():
        if models.Operation.objects.filter(pk=header.id).exists():
            return Arrival(header.id, "known")
        which = registry.BookOf(said["book_kind"], header.book_id)
        book = chain.locked_book(which, header.origin, header.epoch)
        if header.number != book.chain.length + 1:
            return Arrival(header.id, "waiting", "earlier deeds of this chain are missing")
        _judge(said, header, book)
        return _apply(said, header, book)


def _header(said: Mapping[str, Any]) -> models.Operation:
    moments = {name: datetime.fromisoformat(said[name]) for name in ("happened_at", "recorded_at")}
    ids = {
        name: UUID(said[name]) if said[name] else None
        for name in ("id", "book_id", "origin", "device", "author", "carrier", "base")
    }
    rest = {name: said[name] for name in chain.TRAVELS if name not in moments and name not in ids}
    return models.Operation(**rest, **moments, **ids, head=said["head"])


def _judge(said: Mapping[str, Any], header: models.Operation, book: chain.OpenBook) -> None:
    if header.previous != book.chain.head or canonical.fingerprint(chain.header_text(header)) != header.head:
        raise Forged(f"{header.id} does not fit its chain")
    payload = said["payload"]
    if payload and canonical.sealed(payload["salt"], payload["text"]) != header.fingerprint:
        raise Forged(f"the payload of {header.id} is not what its header says")


def _apply(said: Mapping[str, Any], header: models.Operation, book: chain.OpenBook) -> Arrival:
    payload = said["payload"] or {"salt": "", "text": ""}
    deed = _deed(header, book)
    answer: dict[str, object] = {}
    try:
        with transaction.atomic():
            if payload["text"]:
                kind = registry.kinds[header.kind]
                values = kind.shape.resolve(kind.shape.read(json.loads(payload["text"])))
                answer = registry.answer_of(kind.act(deed=deed, **values))
    except NotThere:
        return Arrival(header.id, "waiting", "something it builds on is missing")
    with writing.hand():
        chain.apply(book, header, deed, payload["salt"])
        withheld = not payload["text"]
        models.Payload.objects.create(operation=header, answer=json.dumps(answer), withheld=withheld, **payload)
    summaries.keep(deed.touched.items())
    return Arrival(header.id, "applied")


def _deed(header: models.Operation, book: chain.OpenBook) -> Deed:
    return Deed(
        id=header.id,
        kind=header.kind,
        author=header.author,
        device=header.device,
        base=header.base,
        happened_at=header.happened_at,
        recorded_at=header.recorded_at,
        book=book.book.id,
        origin=book.origin,
        number=header.number,
        keeps_both=True,
        told=True,
        seen=rules.seen(header.seen),
    )
