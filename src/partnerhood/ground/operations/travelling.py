"""Deeds that travel between nodes: headers always, payloads by right; what another node accepted is a fact.

Two nodes that exchanged a book hold equal records: an effect is a new row or a field write with its base, and who had seen
what stands in the header.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, OperationalError, transaction
from django.db.models import Count, Q

from partnerhood.ground.operations import chain, checking, held, jobs, models, registry, rules, summaries, writing
from partnerhood.ground.operations.checking import Forged, Said
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import canonical, rows

Vector = Mapping[str, Mapping[str, int]]
"""How far somebody is: book → origin (node and epoch) → number of the last deed."""


@dataclass(frozen=True)
class Arrival:
    """What came of a travelled deed: `applied`, `known` already, or `waiting` for something that has not arrived."""

    id: UUID
    state: str
    why: str = ""


SLICE = 50
SLICE_SECONDS = 0.050
"""How many deeds are taken in at once, and how long others may wait for it."""


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


def ahead(known: Vector, most: int) -> list[models.Operation]:
    """The first deeds that another node does not know yet of these books. In each book they stand in the order in which
    they had their turn here, so what one builds on comes before it, whatever the clocks say."""
    books = [iter(_ahead_in(UUID(book), there, most)) for book, there in known.items()]
    heads = {place: first for place, one in enumerate(books) if (first := next(one, None))}
    found: list[models.Operation] = []
    while heads and len(found) < most:
        place = min(heads, key=lambda one: (heads[one].recorded_at, heads[one].book_id))
        found.append(heads[place])
        following = next(books[place], None)
        if following:
            heads[place] = following
        else:
            del heads[place]
    return found


def count_ahead(known: Vector) -> int:
    """How many deeds another node does not know yet of these books."""
    there = {(book, origin): number for book, some in known.items() for origin, number in some.items()}
    return sum(
        max(0, one.length - there.get((str(one.book_id), chain.origin_of(one.origin, one.epoch)), 0))
        for one in models.Chain.objects.filter(book__in=list(known))
    )


def lengths(books: Iterable[UUID]) -> dict[UUID, dict[str, int]]:
    """How many deeds stand in each of these books, by who wrote them."""
    found: dict[UUID, dict[str, int]] = {}
    for one in models.Chain.objects.filter(book__in=list(books)):
        found.setdefault(one.book_id, {})[chain.origin_of(one.origin, one.epoch)] = one.length
    return found


def withheld(books: Mapping[UUID, Iterable[UUID]]) -> dict[UUID, int]:
    """Of how many deeds in these books the node that wrote them kept the words to itself, by node."""
    every = {book for some in books.values() for book in some}
    kept = models.Operation.objects.filter(book__in=every, origin__in=list(books), payload__withheld=True)
    return dict(kept.values_list("origin").annotate(Count("pk")).order_by())


def _ahead_in(book: UUID, there: Mapping[str, int], most: int) -> Iterable[models.Operation]:
    wanted = Q()
    for one in models.Chain.objects.filter(book=book):
        known = there.get(chain.origin_of(one.origin, one.epoch), 0)
        if known < one.length:
            wanted |= Q(origin=one.origin, epoch=one.epoch, number__gt=known)
            wanted |= Q(twins__origin=one.origin, twins__epoch=one.epoch, twins__number__gt=known)
    if not wanted:
        return ()
    headers = models.Operation.objects.filter(wanted, book=book).distinct().order_by("applied")
    return headers.select_related("payload", "book").prefetch_related("twins")[:most]


def told(headers: Iterable[models.Operation], known: Vector, stay: frozenset[UUID]) -> list[dict[str, Any]]:
    """Deeds as another node reads them; of those that stay only the header."""
    return list(_unknown(headers, known, stay))


def since(known: Mapping[str, Mapping[str, int]], limit: int | None = 500) -> Iterator[dict[str, Any]]:
    """What another node does not know yet of these books, in the order in which it was recorded."""
    headers = models.Operation.objects.filter(book__in=list(known)).select_related("payload", "book")
    found = headers.prefetch_related("twins").order_by("recorded_at", "book_id", "applied").iterator(chunk_size=500)
    return islice(_unknown(found, known), limit)


def _unknown(
    headers: Iterable[models.Operation], known: Vector, stay: frozenset[UUID] = frozenset()
) -> Iterator[dict[str, Any]]:
    for header in headers:
        there = known[str(header.book_id)]
        if header.number > there.get(chain.origin_of(header.origin, header.epoch), 0):
            yield _said(header, stays_here(header) or header.id in stay)
        for twin in header.twins.all():
            if twin.number > there.get(chain.origin_of(twin.origin, twin.epoch), 0):
                yield {**json.loads(twin.text), "book_kind": header.book.kind, "head": twin.head, "payload": None}


def stays_here(header: models.Operation) -> bool:
    """Whether the words of a deed stay on this node, or are not here."""
    kind = registry.kinds.get(header.kind)
    return bool(header.payload.erased_by or header.payload.withheld or (kind is not None and not kind.travels))


def _said(header: models.Operation, stays: bool) -> dict[str, Any]:
    said = {name: canonical.plain(getattr(header, name)) for name in chain.TRAVELS}
    payload = None if stays else {"salt": header.payload.salt, "text": header.payload.text}
    return {**said, "book_kind": header.book.kind, "head": header.head, "payload": payload}


def arrive(travelled: Iterable[Said], refused: Callable[[Said], str] = lambda _: "") -> Iterator[Arrival]:
    """Take in what another node accepted; what waits for something else is tried again when the rest is in. What is
    `refused` to who brings it waits too, with the reason."""
    coming: Iterable[Said] = travelled
    while True:
        waiting: list[Said] = []
        arrivals: list[Arrival] = []
        moved = False
        for one, arrival in _in_slices(coming, refused):
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


def _in_slices(coming: Iterable[Said], refused: Callable[[Said], str]) -> Iterator[tuple[Said, Arrival]]:
    """Take deeds in as the door does its own: several at once, and never so many that others wait long."""
    left, some = iter(coming), list[Said]()
    while some or (some := list(islice(left, SLICE))):
        try:
            with turn(), transaction.atomic(), held.holding():
                done = _in_time(some, refused)
        except (
            IntegrityError,
            OperationalError,
        ):  # a row that has not arrived shows at the end, and so does who waits for whom
            done = [_alone(one, refused) for one in some]
        yield from zip(some, done, strict=False)
        some = some[len(done) :]


def _in_time(some: list[Said], refused: Callable[[Said], str]) -> list[Arrival]:
    began, done = time.monotonic(), list[Arrival]()
    for one in some:
        done.append(_arrive(one, refused))
        if time.monotonic() - began >= SLICE_SECONDS:
            break
    return done


def _alone(said: Said, refused: Callable[[Said], str]) -> Arrival:
    try:
        with turn(), transaction.atomic(), held.holding():
            return _arrive(said, refused)
    except IntegrityError:
        return Arrival(checking.read(said).id, "waiting", "something it builds on is missing")


def _arrive(said: Said, refused: Callable[[Said], str]) -> Arrival:
    header = checking.read(said)
    checking.judge(said, header)
    why_not = refused(said)
    if why_not:
        return Arrival(header.id, "waiting", why_not)
    try:
        with transaction.atomic():
            return _have_turn(said, header)
    except NotYet as why:
        held.forget()
        return Arrival(header.id, "waiting", str(why))
    except IntegrityError:  # it points at a row that has not arrived
        held.forget()
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
