"""The door itself: takes its turn, locks the book, looks whether it was done, proves the right, acts, and remembers.

`perform` does one deed, `perform_many` many by the same way; nothing holds the door longer than a slice.
"""

import json
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from partnerhood.ground.operations import chain, jobs, models, registry, summaries, writing
from partnerhood.ground.operations.deed import Claim, Deed
from partnerhood.ground.operations.refusals import NotThere, Refused, SameIdOtherWords
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import canonical, clock, ids
from partnerhood.ground.records.models import Record

SLICE = 50
SLICE_SECONDS = 0.050


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
    if outcome.refusal:
        raise outcome.refusal
    return outcome


def perform_many(said: Iterable[Said]) -> Iterator[Outcome]:
    """Do operations one after the other; each is whole or not there, and the door is let go after every slice."""
    waiting = iter(said)
    upcoming = next(waiting, None)
    while upcoming is not None:
        done: list[Outcome] = []
        with turn(folder()), transaction.atomic():
            started = time.monotonic()
            while upcoming is not None and len(done) < SLICE and time.monotonic() - started < SLICE_SECONDS:
                done.append(_one(upcoming))
                upcoming = next(waiting, None)
        yield from done


def folder() -> Path | None:
    """Where the fair turn is queued for; nowhere on PostgreSQL, where the head of the book is the lock."""
    return Path(settings.DATA) if connection.vendor == "sqlite" else None


def _one(said: Said) -> Outcome:
    """One operation inside the open transaction; a refusal undoes it alone."""
    identity = identify(said)
    try:
        with transaction.atomic():
            return _judge_and_act(said, identity)
    except Refused as refusal:
        return Outcome(identity, "refused", {}, refusal=refusal)


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
    values = kind.shape.read(said.payload)
    text = canonical.text(said.payload)
    again = _done_already(identity, kind, text)
    if again:
        return again
    arguments = kind.shape.resolve(values)
    book = chain.locked_book(_book_of(kind, arguments))
    if connection.vendor != "sqlite":  # what was read before the lock may have changed meanwhile
        again = _done_already(identity, kind, text)
        if again:
            return again
        arguments = kind.shape.resolve(values)
    deed = _deed(said, identity, book)
    if not kind.who(deed, **arguments):
        raise NotThere
    result = kind.act(deed=deed, **arguments)
    answer = registry.answer_of(result)
    _remember(deed, said, book, text, answer)
    conflicts = _conflicts(deed)
    return Outcome(identity, "conflict" if conflicts else "applied", {**answer, **conflicts}, result)


def _book_of(kind: registry.Kind, arguments: dict[str, object]) -> registry.BookOf:
    return kind.book(**arguments)


def _done_already(identity: UUID, kind: registry.Kind, text: str) -> Outcome | None:
    kept = models.Payload.objects.filter(pk=identity).select_related("operation").first()
    if kept is None:
        return None
    if kept.erased_by:
        return Outcome(identity, "duplicate", {}, None)
    if kept.operation.kind != kind.name or canonical.sealed(kept.salt, text) != kept.operation.fingerprint:
        raise SameIdOtherWords
    answer = json.loads(kept.answer or "{}")
    return Outcome(identity, "duplicate", answer, _row(answer))


def _row(answer: dict[str, str]) -> Record | None:
    from django.apps import apps

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
        origin=book.origin,
        number=book.chain.length + 1,
        keeps_both=claim.keeps_both,
        operator=claim.operator,
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
        seen=deed.seen.plain() if deed.seen else {},
        happened_at=deed.happened_at,
        recorded_at=deed.recorded_at,
        fingerprint=canonical.sealed(salt, text),
    )
    with writing.hand():
        chain.append(book, header, deed, salt)
        models.Payload.objects.create(operation=header, salt=salt, text=text, answer=json.dumps(answer))
        jobs.insert(deed)
    summaries.keep(deed.touched.items())


def _conflicts(deed: Deed) -> dict[str, object]:
    rows = [row.id for row, _, _ in deed.writes]
    if not rows:
        return {}
    open_ones = models.Conflict.objects.filter(row__in=rows)
    said = [{"field": one.field, "row": str(one.row), "versions": one.versions} for one in open_ones]
    return {"conflicts": said} if said else {}


def moment(value: str) -> datetime:
    """A moment as a claim says it; raises ValueError."""
    return datetime.fromisoformat(value)
