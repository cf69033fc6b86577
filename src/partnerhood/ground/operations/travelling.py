"""Deeds that travel between nodes: headers always, payloads by right; what another node accepted is a fact.

Two nodes that exchanged a book hold equal records: an effect is a new row or a field write with its base, and who had seen
what stands in the header.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, transaction

from partnerhood.ground.operations import chain, checking, jobs, models, registry, rules, summaries, writing
from partnerhood.ground.operations.checking import Forged, Said
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import canonical, rows


@dataclass(frozen=True)
class Arrival:
    """What came of a travelled deed: `applied`, `known` already, or `waiting` for something that has not arrived."""

    id: UUID
    state: str
    why: str = ""


class NotYet(Exception):
    """A travelled deed cannot have its turn now; says why."""


def vector(books: Iterable[UUID]) -> dict[str, dict[str, int]]:
    """How far this node is in each book, per origin."""
    found: dict[str, dict[str, int]] = {str(book): {} for book in books}
    for one in models.Chain.objects.filter(book__in=list(found)):
        found[str(one.book_id)][chain.origin_of(one.origin, one.epoch)] = one.length
    return found


def lost(upto: Mapping[str, Mapping[str, int]]) -> list[str]:
    """What another node once wrote and no longer has, as far as it is known here: a cut tail shows on its neighbours."""
    found = []
    for one in models.Chain.objects.filter(book__in=list(upto)).order_by("book_id", "origin", "epoch"):
        there = upto[str(one.book_id)].get(chain.origin_of(one.origin, one.epoch))
        if there is not None and there < one.length:
            found.append(f"Book {one.book_id}: that node has {there} deeds of {one.origin}, and here are {one.length}.")
    return found


def since(known: Mapping[str, Mapping[str, int]], limit: int | None = 500) -> Iterator[dict[str, Any]]:
    """What another node does not know yet of these books, in the order in which it was recorded."""
    headers = models.Operation.objects.filter(book__in=list(known)).select_related("payload", "book")
    found = headers.prefetch_related("twins").order_by("recorded_at", "book_id", "applied").iterator(chunk_size=500)
    return islice(_unknown(found, known), limit)


def _unknown(headers: Iterable[models.Operation], known: Mapping[str, Mapping[str, int]]) -> Iterator[dict[str, Any]]:
    for header in headers:
        there = known[str(header.book_id)]
        if header.number > there.get(chain.origin_of(header.origin, header.epoch), 0):
            yield _said(header)
        for twin in header.twins.all():
            if twin.number > there.get(chain.origin_of(twin.origin, twin.epoch), 0):
                yield {**json.loads(twin.text), "book_kind": header.book.kind, "head": twin.head, "payload": None}


def _said(header: models.Operation) -> dict[str, Any]:
    kind = registry.kinds.get(header.kind)
    stays = header.payload.erased_by or header.payload.withheld or (kind is not None and not kind.travels)
    said = {name: canonical.plain(getattr(header, name)) for name in chain.TRAVELS}
    payload = None if stays else {"salt": header.payload.salt, "text": header.payload.text}
    return {**said, "book_kind": header.book.kind, "head": header.head, "payload": payload}


def arrive(travelled: Iterable[Said]) -> Iterator[Arrival]:
    """Take in what another node accepted; what waits for something else is tried again when the rest is in."""
    coming: Iterable[Said] = travelled
    while True:
        waiting: list[Said] = []
        arrivals: list[Arrival] = []
        moved = False
        for one in coming:
            arrival = _arrive(one)
            if arrival.state == "waiting":
                waiting.append(one)
                arrivals.append(arrival)
            else:
                moved = True
                yield arrival
        if not (waiting and moved):
            yield from arrivals
            return
        coming = waiting


def _arrive(said: Said) -> Arrival:
    header = checking.read(said)
    checking.judge(said, header)
    try:
        with turn(), transaction.atomic():
            return _have_turn(said, header)
    except NotYet as why:
        return Arrival(header.id, "waiting", str(why))
    except IntegrityError:  # it points at a row that has not arrived
        return Arrival(header.id, "waiting", "something it builds on is missing")


def _have_turn(said: Said, header: models.Operation) -> Arrival:
    book = chain.locked_book(registry.BookOf(said["book_kind"], header.book_id), header.origin, header.epoch)
    if header.number <= book.chain.length:
        return _known(header, book)
    if header.number > book.chain.length + 1:
        raise NotYet("earlier deeds of this chain are missing")
    if header.previous != book.chain.head:
        raise Forged(f"Deed {header.id} does not follow the deed before it.")
    if rows.find(models.Operation, header.id):
        chain.pass_over(book, header)
        return Arrival(header.id, "known")
    _apply(said, header, book)
    return Arrival(header.id, "applied")


def _known(header: models.Operation, book: chain.OpenBook) -> Arrival:
    there = {"origin": header.origin, "epoch": header.epoch, "number": header.number, "head": header.head}
    same = models.Operation.objects.filter(book=book.book, **there).exists()
    if not (same or models.Twin.objects.filter(operation__book=book.book, **there).exists()):
        raise Forged(f"Deed {header.number} of {book.origin} was written anew: {header.id} is not the one known here.")
    return Arrival(header.id, "known")


def _apply(said: Said, header: models.Operation, book: chain.OpenBook) -> None:
    deed = _deed(header, book)
    answer: dict[str, object] = {}
    payload = models.Payload(withheld=not said["payload"], **(said["payload"] or {}))
    if not payload.withheld:
        answer = registry.answer_of(_act(header, deed, payload.text))
    payload.answer = json.dumps(answer)
    with writing.hand():
        chain.apply(book, header, deed, payload)
        jobs.insert(deed, everywhere=True)
    summaries.keep(deed.touched.items())


def _act(header: models.Operation, deed: Deed, text: str) -> object:
    """What a deed did where it was accepted, here too; nothing where what it was about was taken away meanwhile."""
    kind = registry.kinds.get(header.kind)
    if kind is None:
        raise NotYet(f"this node does not know {header.kind} yet: bring it up to date")
    try:
        values = kind.shape.read(json.loads(text))
        with transaction.atomic():
            return kind.act(deed=deed, **kind.shape.resolve(values))
    except NotThere as trouble:
        if _taken_away(kind, values):
            return None
        raise NotYet("something it builds on is missing") from trouble
    except ObjectDoesNotExist as trouble:
        raise NotYet("something it builds on is missing") from trouble
    except (Refused, IntegrityError, DataError, LookupError) as trouble:
        raise NotYet(f"{header.kind} could not be done here: {trouble}") from trouble


def _taken_away(kind: registry.Kind, values: Mapping[str, Any]) -> bool:
    wanted = {(row._meta.label_lower, values[name]) for name, row in kind.shape.single.items() if values.get(name)}
    gone = models.Touch.objects.filter(row__in={row for _, row in wanted}, latest=True, fingerprint="")
    return any(one in wanted for one in gone.values_list("label", "row"))


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
        found=dict(header.seen.get("found") or {}),
    )
