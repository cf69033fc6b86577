"""Writing at the addresses of FHIR: for who signed in, with the rights that they have on the pages, and on the version they saw."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict

from partnerhood.ground.operations import limits
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.claims import Claim
from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused, SameIdOtherWords
from partnerhood.ground.records import canonical, ids
from partnerhood.interfaces.exchange.mcsd import access, answering, asking, codes, deeds, reading, writing
from partnerhood.interfaces.exchange.mcsd.answers import refused, said, version
from partnerhood.interfaces.exchange.mcsd.told import Remark, Told, Unusable
from partnerhood.pathway.services.queries import following

LARGEST = 64 * 1024
SIGN_IN = "Sign in here first, as somebody who coordinates the house."
NO_END = "A service can be ended and a place closed. A house is not ended here."
MARK = re.compile(r'^(?:W/)?"(\d{1,9})"$')


class Answered(Exception):
    """Why a resource is not written, as an answer."""

    def __init__(self, status: int, code: str, words: str, where: str = "") -> None:
        self.answer = refused(status, code, words, where)
        super().__init__(words)


def create(request: HttpRequest, name: str) -> HttpResponse:
    """Bring in a resource; the same words of the same person are one."""

    def act() -> HttpResponse:
        body = _body(request, name)
        there = _known_by(request, name)
        if there is not None:
            return version(there, 200)
        key = ids.derived(_person(request).id, canonical.fingerprint([name, body]))
        before = following.one(codes.TYPES[name], key)
        if before is not None and not before.gone:
            return version(before, 200)
        if before is not None:
            raise Answered(409, "conflict", "The same was brought in before, and has gone since.")
        deeds.create(_told({**body, "id": str(key)}), request.deed)  # type: ignore[attr-defined]
        return _done(name, key, 201)

    return _answer(request, act)


def update(request: HttpRequest, which: access.Which) -> HttpResponse:
    """Write a resource on the version that somebody saw, or bring it in under an id of their own."""

    def act() -> HttpResponse:
        body = _body(request, which.name)
        if body.setdefault("id", str(which.key)) != str(which.key):
            raise Answered(400, "invalid", "The id in the resource is another than the one in the address.", "id")
        told = _told(body)
        if which.found is None:
            if request.headers.get("If-Match"):
                raise Answered(412, "conflict", "This is not here, so nobody has seen a version of it.")
            deeds.create(told, request.deed)  # type: ignore[attr-defined]
            return _done(which.name, which.key, 201)
        deeds.update(told, _claim(request, which, must=True), request.LANGUAGE_CODE)  # type: ignore[attr-defined]
        return _done(which.name, which.key, 200)

    return _answer(request, act)


def take_away(request: HttpRequest, which: access.Which) -> HttpResponse:
    """End a service, or close a place; what has gone already stays so."""

    def act() -> HttpResponse:
        if which.name == codes.ORGANIZATION:
            raise Answered(405, "not-supported", NO_END)
        if which.found is None:
            raise Answered(404, "not-found", "This is not here.")
        if not which.found.gone:
            language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
            deeds.end(which.name, which.key, _claim(request, which, must=False), language)
        return HttpResponse(status=204)

    return _answer(request, act)


def _person(request: HttpRequest) -> Any:
    return request.person  # type: ignore[attr-defined]


def _answer(request: HttpRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """What came of it, every refusal in the words of FHIR."""
    if _person(request) is None:
        return refused(401, "login", SIGN_IN)
    try:
        return act()
    except Answered as why:
        return why.answer
    except deeds.NotKept as why:
        return _not_kept(why.remarks)
    except Unusable as why:
        return refused(422, "required", str(why), why.where)
    except NotThere as why:
        return refused(403, "forbidden", str(why.sentence))
    except Conflicting as why:
        return refused(412, "conflict", str(why.sentence))
    except SameIdOtherWords as why:
        return refused(409, "duplicate", str(why.sentence))
    except Refused as why:
        return refused(422, "business-rule", str(why.sentence), why.field or "")


def _body(request: HttpRequest, name: str) -> dict[str, Any]:
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in asking.JSON:
        raise Answered(415, "not-supported", "Send a resource as application/fhir+json.")
    if len(request.body) > LARGEST:
        raise Answered(413, "too-long", "A resource has at most 64 kilobytes.")
    try:
        body = json.loads(request.body)
        whole = isinstance(body, dict) and not limits.is_bottomless({"payload": body})
    except (ValueError, RecursionError):
        whole = False
    if not whole:
        raise Answered(400, "structure", "This is no resource in JSON.")
    if body.get("resourceType") != name:
        raise Answered(400, "invalid", f"At this address we keep {name}.", "resourceType")
    return dict(body)


def _told(body: Mapping[str, Any]) -> Told:
    """The resource in our words; what we do not keep is not dropped unsaid."""
    told = reading.read(body)
    if told.remarks:
        raise deeds.NotKept(*told.remarks)
    return told


def _not_kept(remarks: tuple[Remark, ...]) -> HttpResponse:
    issues = [answering.issue("error", "not-supported", one.sentence, one.where) for one in remarks]
    return said({"resourceType": "OperationOutcome", "issue": issues}, 422)


def _known_by(request: HttpRequest, name: str) -> following.Edition | None:
    """What is there already, where somebody brings in a resource only if there is none like it."""
    asked = request.headers.get("If-None-Exist", "")
    if not asked:
        return None
    found = asking.read(name, QueryDict(asked.partition("?")[2] or asked))
    if found.ignored or not found.used:
        raise asking.Unclear((found.ignored or ["If-None-Exist"])[0])
    there = list(following.there(codes.TYPES[name]).filter(found.which)[:2])
    if len(there) > 1:
        raise Answered(412, "multiple-matches", "More than one here answers If-None-Exist.")
    return there[0] if there else None


def _claim(request: HttpRequest, which: access.Which, *, must: bool) -> Claim:
    """The claim of a deed on the version that somebody saw, named in If-Match."""
    base = journal.last_touch(which.key)  # before the version is looked at: who writes in between is a conflict
    now = following.one(codes.TYPES[which.name], which.key)
    mark = request.headers.get("If-Match", "")
    if must and not mark:
        raise Answered(400, "required", "Say in If-Match on which version you wrote.")
    if mark:
        found = MARK.match(mark.strip())
        if not found or now is None or now.gone or int(found[1]) != now.number:
            raise Answered(412, "conflict", "Somebody changed this since. Read it again, and write on that version.")
    claim: Claim = request.deed.on(base)  # type: ignore[attr-defined]
    return claim


def _done(name: str, key: UUID, status: int) -> HttpResponse:
    """What stands there now; where nobody may find it, only that it is kept."""
    found = following.one(codes.TYPES[name], key)
    if found is None or found.gone:
        words = "This is kept. Nobody finds it now."
        return said(
            {"resourceType": "OperationOutcome", "issue": [answering.issue("information", "informational", words)]},
            status,
        )
    answer = version(found, status)
    answer.headers["Location"] = f"{writing.address(found)}/_history/{found.number}"
    return answer
