"""The door itself: takes its turn, locks the book, looks whether it was done, proves the right, acts, and remembers.

`perform` does one deed, `perform_many` many by the same way; nothing holds the door longer than a slice.
"""

import json
import logging
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import DatabaseError, DataError, IntegrityError, OperationalError, connection, transaction

from partnerhood.ground.operations import (
    chain,
    held,
    jobs,
    limits,
    merging,
    models,
    papers,
    registry,
    summaries,
    writing,
)
from partnerhood.ground.operations.deed import Claim, Deed
from partnerhood.ground.operations.refusals import Broken, NotThere, Refused, SameIdOtherWords, TypedInAlready, Waiting
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import canonical, clock, ids, rows
from partnerhood.ground.records.models import Record

SLICE = 50
SLICE_SECONDS = 0.050
TRIES = 5
DEADLOCKS = {"40P01", "40001"}
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    """One operation as somebody says it: what, with which payload, and the claim around it."""

    kind: registry.Kind
    payload: dict[str, object]
    claim: Claim


@dataclass(frozen=True)
class Outcome:
    """What came of an operation. `result` is the row, `answer` what is remembered and given again for the same id."""

    id: UUID
    state: str
    answer: dict[str, object]
    result: Any = None
    refusal: Refused | None = None


def perform(kind: registry.Kind | str, payload: dict[str, object], claim: Claim) -> Outcome:
    """Do one operation, or raise the reason why not."""
    known = registry.kinds[kind] if isinstance(kind, str) else kind
    outcome = next(iter(perform_many([Said(known, payload, claim)])))
    if claim.told:
        claim.told(outcome)
    if isinstance(outcome.refusal, Broken):
        raise outcome.refusal.trouble
    if outcome.refusal:
        raise outcome.refusal
    return outcome


def perform_many(said: Iterable[Said]) -> Iterator[Outcome]:
    """Do operations one after the other; each is whole or not there, and the door is let go after every slice."""
    named = ((one, identify(one)) for one in said)
    while waiting := list(islice(named, SLICE)):
        while waiting:
            done = _slice(waiting)
            yield from done
            waiting = waiting[len(done) :]


def _slice(waiting: Sequence[tuple[Said, UUID]]) -> list[Outcome]:
    """Hold the door for one slice; where two waited for each other on PostgreSQL, one of them tries again."""
    for left in reversed(range(TRIES)):
        try:
            with turn(), transaction.atomic(), held.holding():
                return _in_time(waiting)
        except OperationalError as trouble:
            deadlock = getattr(trouble.__cause__, "sqlstate", "") in DEADLOCKS
            if not (left and deadlock) or connection.in_atomic_block:
                raise
    raise AssertionError("the last try returns or raises")


def _in_time(waiting: Sequence[tuple[Said, UUID]]) -> list[Outcome]:
    started = time.monotonic()
    done: list[Outcome] = []
    for said, identity in waiting:
        done.append(_one(said, identity))
        if time.monotonic() - started >= SLICE_SECONDS:
            break
    return done


def _one(said: Said, identity: UUID, tries: int = 2) -> Outcome:
    """One operation inside the open transaction; a refusal undoes it alone, and so does a fault of ours."""
    try:
        with transaction.atomic():
            return _judge_and_act(said, identity)
    except Refused as refusal:
        held.forget()
        return Outcome(identity, "refused", {}, refusal=refusal)
    except IntegrityError as trouble:  # somebody else touched the same row from another book at this moment
        held.forget()
        return _one(said, identity, tries - 1) if tries > 1 else _broken(said, identity, trouble)
    except Exception as trouble:  # one deed that cannot be done must not keep the others of its batch from being done
        held.forget()
        if isinstance(trouble, DatabaseError) and not isinstance(trouble, DataError):
            raise
        return _broken(said, identity, trouble)


def _broken(said: Said, identity: UUID, trouble: Exception) -> Outcome:
    log.error("%s %s could not be done", said.kind.name, identity, exc_info=trouble)
    return Outcome(identity, "refused", {}, refusal=Broken(trouble))


def identify(said: Said) -> UUID:
    """The id of an operation: given, or from device and running number, or from what is said on which base.

    The last is how a double click is one deed: the same words, from the same device, on the same base.
    """
    claim = said.claim
    if claim.id:
        return claim.id
    if claim.number is not None:
        return ids.expand(claim.device, claim.number)
    if isinstance(claim.base, UUID):
        return ids.derived(claim.device, canonical.fingerprint([said.kind.name, said.payload, claim.base]))
    return ids.fresh()


def _judge_and_act(said: Said, identity: UUID) -> Outcome:
    kind = said.kind
    limits.judge(said.payload)
    values = kind.shape.read(said.payload)
    text = kind.shape.text(said.payload)
    again = _done_already(identity, said, text)
    if again:
        return again
    arguments = kind.shape.resolve(values)
    which = kind.book(**arguments)
    known = connection.vendor == "sqlite" or chain.is_locked(which)
    book = chain.locked_book(which)
    if not known:  # what was read before the lock may have changed meanwhile
        again = _done_already(identity, said, text)
        if again:
            return again
        arguments = kind.shape.resolve(values)
    deed = _deed(said, identity, book)
    deed.chosen = _chosen(said, values)
    if not kind.who(deed, **arguments):  # before all else, for any other answer says that there is something
        raise NotThere
    if isinstance(deed.base, UUID) and rows.find(models.Operation, deed.base) is None:
        raise Waiting
    if deed.alone:
        deed.seen = merging.knowledge(deed)
    result = kind.act(deed=deed, **arguments)
    answer = registry.answer_of(result)
    _remember(deed, said, book, text, answer)
    conflicts = _conflicts((row.id, name) for row, name, _ in deed.writes) if deed.clashed else {}
    return Outcome(identity, "conflict" if conflicts else "applied", {**answer, **conflicts}, result)


def _done_already(identity: UUID, said: Said, text: str) -> Outcome | None:
    """What came of the same id before; where its words are still disputed, the answer says so again."""
    before = rows.find(models.Operation, identity)
    kept = rows.find(models.Payload, identity) if before else None
    if kept is None or before is None:
        return None
    if kept.erased_by:
        return Outcome(identity, "duplicate", {}, None)
    same = canonical.sealed(kept.salt, text) == before.fingerprint
    if not same or (before.kind, before.author) != (said.kind.name, said.claim.author):
        raise TypedInAlready if said.claim.paper else SameIdOtherWords
    answer = json.loads(kept.answer)
    conflicts = _conflicts(before.writes.values_list("row", "field")) if said.claim.keeps_both else {}
    state = "conflict" if str(identity) in json.dumps(conflicts) else "duplicate"
    return Outcome(identity, state, {**answer, **conflicts}, _row(answer))


def _chosen(said: Said, values: dict[str, object]) -> frozenset[UUID]:
    """The ids that the author wrote: a row may get one of them only where nothing has it."""
    given = {value for value in values.values() if isinstance(value, UUID)}
    return frozenset(given | {said.claim.id} if said.claim.id else given)


def _row(answer: dict[str, str]) -> Record | None:
    return apps.get_model(answer["label"])._default_manager.filter(pk=answer["id"]).first() if answer else None


def _deed(said: Said, identity: UUID, book: chain.OpenBook) -> Deed:
    claim, now = said.claim, clock.now()
    return Deed(
        id=identity,
        kind=said.kind.name,
        author=claim.author,
        device=claim.device,
        base=claim.base,
        happened_at=claim.happened_at or now,
        recorded_at=now,
        book=book.book.id,
        reach=book.book.reach,
        origin=book.origin,
        number=book.chain.length + 1,
        keeps_both=claim.keeps_both,
        alone=claim.alone,
        operator=claim.operator,
        found={papers.NAME: claim.paper} if claim.paper else {},
    )


def _remember(deed: Deed, said: Said, book: chain.OpenBook, text: str, answer: dict[str, object]) -> None:
    salt = secrets.token_hex(16)
    header = models.Operation(
        id=deed.id,
        kind=said.kind.name,
        version=said.kind.version,
        device=deed.device,
        author=deed.author,
        carrier=said.claim.carrier,
        base=deed.base if isinstance(deed.base, UUID) else None,
        seen=deed.header(),
        happened_at=deed.happened_at,
        recorded_at=deed.recorded_at,
        fingerprint=canonical.sealed(salt, text),
    )
    with writing.hand():
        chain.append(book, header, deed, models.Payload(salt=salt, text=text, answer=json.dumps(answer)))
        jobs.insert(deed)
    summaries.keep(deed.touched.items())


def _conflicts(written: Iterable[tuple[UUID, str]]) -> dict[str, object]:
    """What is disputed among the fields that a deed wrote."""
    mine = set(written)
    if not mine:
        return {}
    open_ones = models.Conflict.objects.filter(row__in=[row for row, _ in mine]).order_by("row", "field")
    said = [
        {"field": one.field, "row": str(one.row), "versions": one.versions}
        for one in open_ones
        if (one.row, one.field) in mine
    ]
    return {"conflicts": said} if said else {}
