"""`POST /sync`, files in chunks, and whether the node is well."""

import gzip
import json
import time
import zlib
from collections.abc import Iterator
from dataclasses import replace
from threading import Lock
from typing import Any
from uuid import UUID

import brotli
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerhood import __version__
from partnerhood.ground.operations import door, registry
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused, Waiting
from partnerhood.ground.people.access import anyone, opens_to, signed_in
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import files, ids, parcels
from partnerhood.interfaces.api import carried, filled, queries, rules

SECONDS = 5.0
"""How long one answer may take before it says: go on from here."""
NOT_PROVEN = gettext_lazy("These deeds name an author who did not sign in here.")
FEW, WELL = 20, {"applied", "duplicate"}
"""To how many forms at once each is told what its page said; of more, only those that went otherwise than well."""
_one_bulk_at_a_time = Lock()
"""In one worker: tablets that were away for long wait for each other, so that a person always finds a hand free."""


@opens_to(anyone)
def health(request: HttpRequest) -> HttpResponse:
    """Whether the node lives: version, epoch, database and the head of its books."""
    return JsonResponse({"version": __version__, **journal.health()})


@opens_to(signed_in)
def sync(request: HttpRequest) -> HttpResponse:
    """Take in a day's work and answer what came of each deed and what changed elsewhere."""
    if request.method != "POST":
        return JsonResponse({"sentence": str(_("Send operations here with POST."))}, status=405)
    person: Standing = request.person  # type: ignore[attr-defined]
    try:
        envelope = _envelope(request)
        sent = rules.unfold(envelope.get("batches", []), envelope.get("forms", []))
        device = UUID(envelope["device"])
        cursor = rules.cursor(envelope)
        author = UUID(envelope.get("author") or str(person.id))
        sealed = rules.sealed(envelope.get("envelopes", []))
    except (
        rules.Unreadable,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as trouble:
        return JsonResponse({"code": "unreadable", "sentence": str(trouble)}, status=400)
    if author != person.id:
        return JsonResponse({"code": "author-not-proven", "sentence": str(NOT_PROVEN)}, status=403)
    bulk = len(sent) + len(sealed) > door.SLICE
    if bulk and not _one_bulk_at_a_time.acquire(blocking=False):
        later = {
            "results": [],
            "exceptions": [],
            "resume": sent[0].number if sent else None,
            "changes": [],
            "cursor": cursor,
            "more": True,
        }
        return JsonResponse(later | (journal.covering() if "forms" in envelope else {}), headers={"Retry-After": "1"})
    try:
        results = list(_perform(request, person, device, sent))
        is_whole = len(results) == len(sent)  # one's own first: what colleagues left waits for the next answer
        took = {"carried": carried.take_all(request, person.id, sealed, SECONDS) if is_whole else []} if sealed else {}
    finally:
        if bulk:
            _one_bulk_at_a_time.release()
    resume = None if is_whole else sent[len(results)].number
    said = {**rules.fold(results), "resume": resume, **took, **_changes(person, device, cursor)}
    return JsonResponse(said | (journal.covering() if "forms" in envelope else {}))


def _changes(person: Standing, device: UUID, cursor: dict[str, int] | None) -> dict[str, Any]:
    if cursor is None:
        return {"changes": [], "cursor": None, "more": False}
    return queries.changes(person, cursor, device_of(person, device))


def _envelope(request: HttpRequest) -> dict[str, Any]:
    body = _unpacked(request.body, request.headers.get("Content-Encoding", ""))
    envelope = json.loads(body)
    if not isinstance(envelope, dict):
        raise rules.Unreadable("the envelope is a JSON object")
    return envelope


def _unpacked(body: bytes, packing: str) -> bytes:
    """A body as it was before it was compressed; never more than the cap, whatever it says it is."""
    try:
        if packing == "gzip":
            unpacked = zlib.decompressobj(wbits=31).decompress(body, rules.MOST_BYTES + 1)
        elif packing == "br":
            unpacked = brotli.Decompressor().process(body, output_buffer_limit=rules.MOST_BYTES + 1)
        else:
            unpacked = body
    except (zlib.error, gzip.BadGzipFile, brotli.error, EOFError) as trouble:
        raise rules.Unreadable("the body cannot be unpacked") from trouble
    if len(unpacked) > rules.MOST_BYTES:
        raise rules.Unreadable(f"at most {rules.MOST_BYTES} bytes at once")
    return unpacked


def _perform(
    request: HttpRequest, person: Standing, device: UUID, sent: list[rules.Sent | rules.Filled]
) -> Iterator[rules.Result]:
    """Do what was sent, in order, for as long as one answer may take."""
    started = time.monotonic()
    own = device_of(person, device)
    said: list[tuple[int, door.Said]] = []
    for one in sent:
        if isinstance(one, rules.Filled):
            yield from _done(said)
            said = []
            result = filled.result(request, person, _claim(person, own, one), one)
            yield result if len(sent) <= FEW or result.state not in WELL else replace(result, said=None)
            if time.monotonic() - started > SECONDS:
                return
            continue
        kind = registry.kinds.get(one.kind)
        if kind is None or not kind.offline:
            yield from _done(said)
            said = []
            yield rules.Result(
                one.number, "refused", {"code": "unknown", "sentence": str(_("There is no such operation."))}
            )
            continue
        said.append((one.number, door.Said(kind, one.payload, _claim(person, own, one))))
        if len(said) >= door.SLICE:
            yield from _done(said)
            said = []
            if time.monotonic() - started > SECONDS:
                return
    yield from _done(said)


def _claim(person: Standing, device: UUID, one: rules.Sent | rules.Filled) -> Claim:
    """The claim of one deed; where it builds on one of their own, the author had not seen what others did meanwhile."""
    alone = isinstance(one.base, int)
    base = ids.expand(device, one.base) if isinstance(one.base, int) else one.base
    at = one.happened_at
    return Claim(person.id, device, number=one.number, base=base, alone=alone, happened_at=at, keeps_both=True)


def device_of(person: Standing, device: UUID) -> UUID:
    """A device's numbers are each person's own: two people on one tablet never share an id."""
    return ids.derived(device, str(person.id))


def _done(said: list[tuple[int, door.Said]]) -> Iterator[rules.Result]:
    outcomes = door.perform_many(one for _, one in said)
    for (number, _said), outcome in zip(said, outcomes, strict=True):
        yield _result(number, outcome)


def _result(number: int, outcome: door.Outcome) -> rules.Result:
    if outcome.refusal is None:
        said = {"answer": outcome.answer} if outcome.state == "conflict" else None
        return rules.Result(number, outcome.state, said)
    state = "waiting" if isinstance(outcome.refusal, Waiting) else "refused"
    return rules.Result(number, state, filled.refusal(outcome.refusal))


def status(why: Refused) -> int:
    """The HTTP status of a refusal."""
    if isinstance(why, NotThere):
        return 404
    return 409 if isinstance(why, Conflicting) else 422


@opens_to(signed_in)
def piece(request: HttpRequest) -> HttpResponse:
    """Take in a piece of a file of at most 32 KB, sealed or not; the answer says how much is here, so that a cut line goes on
    there."""
    person: Standing = request.person  # type: ignore[attr-defined]
    if request.method != "POST":
        return JsonResponse({"sentence": str(_("Send pieces of files here with POST."))}, status=405)
    if request.headers.get("X-Author", str(person.id)) != str(person.id):
        return JsonResponse({"code": "author-not-proven", "sentence": str(NOT_PROVEN)}, status=403)
    try:
        name, offset = request.headers["X-File"], int(request.headers["X-Offset"])
        size = int(request.headers["X-Size"]) if "X-Size" in request.headers else None
        take = parcels.take_piece if "X-Sealed" in request.headers else files.take_piece
        have = take(name, offset, request.body, person.id, size)
    except (KeyError, ValueError) as trouble:
        return JsonResponse({"code": "unreadable", "sentence": str(trouble)}, status=400)
    except files.NotTaken as trouble:
        return JsonResponse({"code": "not-taken", "sentence": str(trouble)}, status=422)
    return JsonResponse({"have": have})
