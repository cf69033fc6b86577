"""A directory that follows another, written from the description of IHE ITI-91 (Request Care Services Updates) alone: FHIR's history
of each kind, from a moment on, page by page; what was deleted goes. It knows nothing of this house."""

import json
from collections.abc import Callable
from typing import Any

Resource = dict[str, Any]
Fetch = Callable[[str], str]
KINDS = ("Organization", "Location", "HealthcareService")


class Follower:
    """A copy of a directory, kept up to date over HTTP."""

    def __init__(self, base: str, fetch: Fetch, count: int = 2) -> None:
        self.base, self.fetch, self.count = base.rstrip("/"), fetch, count
        self.since: dict[str, str] = {}
        self.held: dict[str, Resource] = {}
        self.went: list[str] = []
        """What was taken away, in the order in which we learnt it."""

    def follow(self) -> None:
        """Ask what was updated since the last time, and take it over."""
        for kind in KINDS:
            self._follow(kind)

    def _follow(self, kind: str) -> None:
        address = f"{self.base}/{kind}/_history?_count={self.count}"
        if kind in self.since:
            address += f"&_since={self.since[kind]}"
        seen: set[str] = set()
        until = ""
        while address:
            bundle = json.loads(self.fetch(address))
            assert (bundle["resourceType"], bundle["type"]) == ("Bundle", "history")
            until = until or bundle.get("meta", {}).get("lastUpdated", "")
            for entry in bundle["entry"]:  # the newest first: only the first word on each resource counts
                where = self._path(entry)
                if where not in seen:
                    seen.add(where)
                    self._take(where, entry)
            address = next((link["url"] for link in bundle["link"] if link["relation"] == "next"), "")
        if until:
            self.since[kind] = until

    def _path(self, entry: dict[str, Any]) -> str:
        return str(entry["fullUrl"]).removeprefix(self.base + "/")

    def _take(self, where: str, entry: dict[str, Any]) -> None:
        if entry["request"]["method"] == "DELETE":
            if self.held.pop(where, None) is not None:
                self.went.append(where)
        else:
            assert f"{entry['resource']['resourceType']}/{entry['resource']['id']}" == where
            self.held[where] = entry["resource"]
