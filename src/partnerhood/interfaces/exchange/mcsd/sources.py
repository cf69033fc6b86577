"""Where another directory comes from: a file of FHIR (a bundle, one resource a line, one resource), or a server that is followed
by its history. Never more than a page, a line or one file of 64 megabytes is held."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange.dhis2.server import Server
from partnerhood.interfaces.exchange.dhis2.server import at as server_at
from partnerhood.interfaces.exchange.mcsd import codes, reading
from partnerhood.interfaces.exchange.mcsd.told import Keys, Remark, Told, Unusable

LARGEST = 64 * 2**20
LONGEST = 2**20
"""How many letters one line may have."""
PAGE = 200
IN_ORDER = (codes.ORGANIZATION, codes.LOCATION, codes.SERVICE)
"""Houses before their places, places before what is offered there."""


@dataclass(frozen=True)
class Row:
    """One thing that a directory says: what it tells, or that something went, or why it cannot come in."""

    where: str
    """Where in the file or on the server it stands."""
    called: str
    told: Told | None = None
    went: tuple[str, UUID] | None = None
    reason: str = ""
    remarks: tuple[Remark, ...] = ()


def of_file(path: Path, source: str, language: str) -> Iterator[Row]:
    """Everything in a file of FHIR, houses first."""
    for name in IN_ORDER:
        yield from _of_type(name, _entries(path), source, language)


def _of_type(name: str, entries: Iterable[tuple[str, Any]], source: str, language: str) -> Iterator[Row]:
    """What is said of one type. In a history the newest comes first, and only the first word on each thing counts."""
    seen: set[UUID] = set()
    strange: set[str] = set()
    for where, entry in entries:
        said = entry.get("resource") if isinstance(entry, Mapping) else None
        request = entry.get("request") if isinstance(entry, Mapping) else None
        gone = isinstance(request, Mapping) and request.get("method") == "DELETE"
        kind, key = _named(entry, request if gone else None, said)
        if kind not in IN_ORDER and name == IN_ORDER[0] and kind not in strange:
            strange.add(kind)
            yield Row(where, kind or "without a type", reason="We keep Organization, Location and HealthcareService.")
        if kind != name:
            continue
        keys = _keys(entry, kind, key, source)
        own = keys(kind, key)
        if own in seen:
            continue
        if own is not None:
            seen.add(own)
        yield _row(where, kind, own if gone else None, said, keys, language)


def _named(entry: Any, deleted: Any, said: Any) -> tuple[str, str]:
    """Of which type something is, and its id there."""
    if deleted is not None:
        parts = str(deleted.get("url", "")).rstrip("/").split("/")
        return (parts[-2], parts[-1]) if len(parts) > 1 else ("", "")
    if not isinstance(said, Mapping):
        return "", ""
    return str(said.get("resourceType", "")), str(said.get("id", ""))


def _keys(entry: Any, kind: str, key: str, source: str) -> Keys:
    """Our ids for theirs: the same where they are such ids as ours, else made from where the directory stands."""
    full = entry.get("fullUrl") if isinstance(entry, Mapping) else None
    at_home = isinstance(full, str) and full.startswith("http") and full.endswith(f"/{kind}/{key}")
    home = full.removesuffix(f"/{kind}/{key}") if at_home and isinstance(full, str) else source

    def ours(name: str, theirs: str) -> UUID | None:
        if not theirs or len(theirs) > 64:
            return None
        return ids.read(theirs) or ids.named(f"mcsd:{home}:{name}/{theirs}")

    return ours


def _row(where: str, kind: str, gone: UUID | None, said: Any, keys: Keys, language: str) -> Row:
    if gone is not None:
        return Row(where, kind, went=(kind, gone))
    name = said.get("name") if isinstance(said, Mapping) else ""
    called = name[:80] if isinstance(name, str) and name else kind
    try:
        told = reading.read(said, keys, language)
    except Unusable as unusable:
        return Row(where, called, reason=str(unusable))
    return Row(where, called, told, remarks=tuple(told.remarks))


def _entries(path: Path) -> Iterator[tuple[str, Any]]:
    """The entries of a bundle, the resources of a file of lines, or the one resource of a file, each with where it stands."""
    with path.open(encoding="utf-8-sig") as file:
        if path.suffix == ".ndjson":
            yield from _lines(file)
            return
    if path.stat().st_size > LARGEST:
        raise Unusable("The file is larger than 64 megabytes. Bring it in as .ndjson, one resource a line.")
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError):
        raise Unusable("The file is no JSON.") from None
    yield from _in_bundle(said)


def _lines(file: Any) -> Iterator[tuple[str, Any]]:
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if len(line) > LONGEST:
            raise Unusable(f"Line {number} is longer than any resource.")
        if line.strip():
            try:
                yield f"line {number}", {"resource": json.loads(line)}
            except (ValueError, RecursionError):
                raise Unusable(f"Line {number} is no JSON.") from None


def _in_bundle(said: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(said, Mapping):
        raise Unusable("The file holds no resource of FHIR.")
    if said.get("resourceType") != "Bundle":
        yield "the file", {"resource": said}
        return
    entries = said.get("entry")
    for number, one in enumerate(entries if isinstance(entries, list) else [], 1):
        yield f"entry {number}", one


class Directory(Server):
    """A server of FHIR that is followed."""

    def page(self, path: str, asked: list[tuple[str, str]]) -> dict[str, Any]:
        """A page of a history."""
        try:
            said = json.loads(self._answer(path, asked))
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict) or (said.get("resourceType"), said.get("type")) != ("Bundle", "history"):
            raise Unusable("The server answers with something that is no history of FHIR.")
        return said


@dataclass
class Following:
    """A directory on a server, read from a moment on; afterwards `until` is the moment to ask from the next time."""

    server: Directory
    since: str
    language: str
    until: str = ""

    def rows(self) -> Iterator[Row]:
        """What came, changed and went there, houses first."""
        for name in IN_ORDER:
            yield from _of_type(name, self._entries(name), self.server.address, self.language)

    def _entries(self, name: str) -> Iterator[tuple[str, Any]]:
        asked = [("_count", str(PAGE)), *([("_since", self.since)] if self.since else [])]
        path, pages = f"{name}/_history", 0
        while path:
            bundle = self.server.page(path, asked)
            pages += 1
            moment = bundle.get("meta", {}).get("lastUpdated") if isinstance(bundle.get("meta"), dict) else None
            if pages == 1 and isinstance(moment, str):
                self.until = min(filter(None, (self.until, moment)))
            for where, one in _in_bundle(bundle):
                yield f"{name}, page {pages}, {where}", one
            path, asked = self._next(bundle)

    def _next(self, bundle: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        links = bundle.get("link")
        found = [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []
        url = next((one.get("url") for one in found if one.get("relation") == "next"), "")
        if not isinstance(url, str) or not url:
            return "", []
        if not url.startswith(f"{self.server.address}/"):
            raise Unusable("The next page of the server is on another server.")
        said = urlsplit(url)
        return url.partition("?")[0].removeprefix(f"{self.server.address}/"), parse_qsl(said.query)


def of_server(address: str, since: str, language: str) -> Following:
    """A directory on a server."""
    known = server_at(address)
    return Following(Directory(address=known.address, bounds=known.bounds), since, language)
