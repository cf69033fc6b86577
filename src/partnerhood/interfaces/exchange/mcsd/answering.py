"""Bundles, outcomes and the statement of what this directory can do."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from partnerhood import __version__
from partnerhood.interfaces.exchange.mcsd import asking, codes, writing
from partnerhood.pathway.services.queries.following import Edition

Said = dict[str, Any]
SINCE = "2026-11-22"
"""Since when this directory can do what it says."""


def searchset(
    found: Sequence[Edition], more: Sequence[Edition], links: dict[str, str], total: int | None, ignored: Sequence[str]
) -> Said:
    """What a search found, what goes along with it, and which questions were not understood."""
    entries = [_entry(one, "match") for one in found] + [_entry(one, "include") for one in more]
    if ignored:
        said = [issue("warning", "not-supported", f"“{name}” was not used: we cannot answer it.") for name in ignored]
        entries.append({"resource": {"resourceType": "OperationOutcome", "issue": said}, "search": {"mode": "outcome"}})
    number = {} if total is None else {"total": total}
    return {"resourceType": "Bundle", "type": "searchset", **number, "link": _links(links), "entry": entries}


def history(found: Iterable[Edition], links: dict[str, str], total: int, newest: datetime | None) -> Said:
    """What was told, the newest first. Who asks again from `meta.lastUpdated` on misses nothing."""
    meta = {"meta": {"lastUpdated": writing.moment(newest)}} if newest else {}
    entries = [_told(one) for one in found]
    head = {"resourceType": "Bundle", "type": "history", **meta, "total": total}
    return {**head, "link": _links(links), "entry": entries}


def _entry(one: Edition, mode: str) -> Said:
    return {"fullUrl": writing.address(one), "resource": writing.resource(one), "search": {"mode": mode}}


def _told(one: Edition) -> Said:
    """One thing that happened: it came, it changed, or it went."""
    marks = {"etag": writing.mark(one), "lastModified": writing.moment(one.at)}
    if one.gone:
        request = {"method": "DELETE", "url": writing.path(one)}
        return {"fullUrl": writing.address(one), "request": request, "response": {"status": "204", **marks}}
    came = one.number == 1
    request = (
        {"method": "POST", "url": codes.RESOURCES[one.kind]} if came else {"method": "PUT", "url": writing.path(one)}
    )
    response = {"status": "201" if came else "200", **marks}
    return {
        "fullUrl": writing.address(one),
        "resource": writing.resource(one),
        "request": request,
        "response": response,
    }


def _links(links: dict[str, str]) -> list[Said]:
    return [{"relation": name, "url": url} for name, url in links.items()]


def issue(severity: str, code: str, words: str, where: str = "") -> Said:
    """One thing that is wrong, in one sentence, with where it stands."""
    place = {"expression": [where]} if where else {}
    return {"severity": severity, "code": code, "diagnostics": words, **place}


def outcome(code: str, words: str, where: str = "") -> Said:
    """Why something was not done."""
    return {"resourceType": "OperationOutcome", "issue": [issue("error", code, words, where)]}


def statement() -> Said:
    """What this directory can do."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": SINCE,
        "kind": "instance",
        "software": {"name": "Partnerhood", "version": __version__},
        "implementation": {"description": "The public directory of care of this node", "url": writing.base()},
        "fhirVersion": codes.FHIR_VERSION,
        "format": ["application/fhir+json", "json"],
        "rest": [{"mode": "server", "resource": [_resource(name) for name in codes.TYPES]}],
    }


PROFILES = {
    codes.ORGANIZATION: ("Organization", "FacilityOrganization"),
    codes.LOCATION: ("Location", "FacilityLocation"),
    codes.SERVICE: ("HealthcareService",),
}
KINDS_OF_QUESTIONS = {"_lastUpdated": "date", "name": "string", "partof": "reference", "organization": "reference"}
KINDS_OF_QUESTIONS |= {"location": "reference"}


def _resource(name: str) -> Said:
    questions = [*asking.OF_ALL, *asking.QUESTIONS[name]]
    return {
        "type": name,
        "profile": codes.PROFILE.format(name),
        "supportedProfile": [codes.PROFILE.format(one) for one in PROFILES[name]],
        "interaction": [{"code": one} for one in (*INTERACTIONS, *(["delete"] if name != codes.ORGANIZATION else []))],
        "versioning": "versioned-update",
        "readHistory": True,
        "updateCreate": True,
        "conditionalCreate": True,
        "conditionalRead": "not-match",
        "searchInclude": sorted(asking.INCLUDES[name]),
        "searchParam": [{"name": one, "type": KINDS_OF_QUESTIONS.get(one, "token")} for one in questions],
    }


INTERACTIONS = ("read", "vread", "search-type", "history-type", "history-instance", "create", "update")
