"""Bring in the activities of an IATI file as proposals, each whole or not at all.

The file is read in a process of its own, which reads on while this one waits at the door; no more than a handful of
activities is ever held here. What is here already in the same version never reaches the door, so a file that was broken off,
or sent again, goes on where it stopped.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from partnerhood.config.commands import Trouble, migrate, progress, say
from partnerhood.ground.operations import chain, door, registry
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.refusals import Refused, Unreadable
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import clock, ids
from partnerhood.interfaces.exchange.iati.reading import FileRefused, Refusal
from partnerhood.interfaces.exchange.iati.reading.apart import Told, read
from partnerhood.pathway.programmes import queries
from partnerhood.pathway.programmes.rules import parties, promises

AT_ONCE = 50  # activities that are looked up together
AT_ONCE_DRY = 10  # in a dry run the door is held until they are undone
MOST_PARTS_AT_ONCE = 20_000  # so that a handful of giants does not fill the memory
MOST_SHOWN = 1_000
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one activity of the file."""

    line: int
    identifier: str
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An activity on its way to the door."""

    line: int
    identifier: str
    key: UUID
    fingerprint: str
    payload: dict[str, Any]


@dataclass(slots=True)
class Summary:
    """How many came in, which were refused, and what was odd."""

    states: Counter[str] = field(default_factory=Counter)
    refused: list[Line] = field(default_factory=list)
    remarks: Counter[str] = field(default_factory=Counter)
    broken: str = ""

    def count(self, one: Line) -> None:
        """Note what became of one activity."""
        self.states[one.state] += 1
        if one.state == REFUSED and len(self.refused) < MOST_SHOWN:
            self.refused.append(one)


def run(said: argparse.Namespace) -> int:
    """Bring a file in; 1 where it could not be read to its end or an activity was refused."""
    if not said.file.is_file():
        raise Trouble(f"There is no file {said.file}.")
    migrate()
    if not said.dry_run:
        chain.open_node()
    network = _network(said.network)
    summary, read_to = Summary(), [0]
    told = read(
        said.file, today=clock.today(), progress=lambda done, whole: read_to.__setitem__(0, done * 100 // whole)
    )
    try:
        for one in bring_in(_noted(told, summary), said.file, network, dry_run=said.dry_run):
            summary.count(one)
            progress(read_to[0], 100, f"{sum(summary.states.values())} activities, per cent read")
    except FileRefused as refused:
        summary.broken = f"Line {refused.line}: {refused}" if refused.line else str(refused)
        if not summary.states:
            raise Trouble(summary.broken) from refused
    _say(summary, said)
    return 1 if summary.broken or summary.states[REFUSED] else 0


def _network(said: str | None) -> UUID | None:
    """The network that somebody named."""
    if not said:
        return None
    found = queries.network(said)
    if len(found) != 1:
        many = "There are several networks" if found else "There is no network"
        raise Trouble(f"{many} called {said}. Give its id.")
    return found[0].id


def _noted(told: Iterable[Told | Refusal], summary: Summary) -> Iterator[Told | Refusal]:
    for one in told:
        if isinstance(one, Told):
            summary.remarks.update(str(remark.sentence.wording) for remark in one.remarks)
        yield one


def bring_in(
    told: Iterable[Told | Refusal], file: Path, network: UUID | None, *, dry_run: bool = False
) -> Iterator[Line]:
    """Bring in what was read, a handful at a time, and say of each activity what became of it."""
    for handful in _handfuls(told, AT_ONCE_DRY if dry_run else AT_ONCE):
        yield from (_refused(one) for one in handful if isinstance(one, Refusal))
        yield from _handful([one for one in handful if isinstance(one, Told)], file, network, dry_run)


def _handfuls(told: Iterable[Told | Refusal], most: int) -> Iterator[list[Told | Refusal]]:
    handful: list[Told | Refusal] = []
    parts = 0
    waiting = iter(told)
    while True:
        try:
            one = next(waiting, None)
        except FileRefused:
            yield handful  # what came before the file broke off stands
            raise
        if one is None:
            break
        handful.append(one)
        parts += _size(one.payload) if isinstance(one, Told) else 1
        if len(handful) >= most or parts > MOST_PARTS_AT_ONCE:
            yield handful
            handful, parts = [], 0
    yield handful


def _size(payload: dict[str, Any]) -> int:
    """Roughly how many parts an activity has."""
    lists = sum(len(value) for value in payload.values() if isinstance(value, list))
    measured = sum(
        len(one.get("periods", ())) for two in payload.get("results", ()) for one in two.get("indicators", ())
    )
    return lists + measured


def _refused(one: Refusal) -> Line:
    return Line(one.line, one.identifier, REFUSED, str(one.reason))


def _handful(told: Sequence[Told], file: Path, network: UUID | None, dry_run: bool) -> Iterator[Line]:
    waiting = [_waiting(one) for one in told]
    known = queries.fingerprints(one.key for one in waiting)
    to_say = []
    for one in waiting:
        if known.get(one.key) == one.fingerprint:
            yield Line(one.line, one.identifier, UNCHANGED)
        else:
            to_say.append(one)
    said = [_said(one, file, network) for one in to_say]
    outcomes = _tried(said) if dry_run else door.perform_many(said)
    for one, outcome in zip(to_say, outcomes, strict=True):
        if outcome.refusal:
            yield Line(one.line, one.identifier, REFUSED, _reason(outcome.refusal))
        else:
            yield Line(one.line, one.identifier, CHANGED if one.key in known else NEW)


def _waiting(one: Told) -> Waiting:
    identifier = one.payload["identifier"]
    key = parties.activity_id(identifier)
    return Waiting(one.line, identifier, key, promises.version(one.payload), one.payload)


def _said(one: Waiting, file: Path, network: UUID | None) -> door.Said:
    claim = Claim(author=None, device=ids.named("import-iati"), base=LATEST, operator=True)
    payload: dict[str, object] = {"activity": one.payload, "source": file.name}
    if network:
        payload["network"] = str(network)
    return door.Said(registry.kinds["programmes.bring_in"], payload, claim)


def _tried(said: list[door.Said]) -> list[door.Outcome]:
    """Do the deeds, see what comes of them, and undo them before anybody can see."""
    with turn(), transaction.atomic():
        outcomes = list(door.perform_many(said))
        transaction.set_rollback(True)
    return outcomes


def _reason(refusal: Refused) -> str:
    if isinstance(refusal, Unreadable) and refusal.faults:
        where, what = next(iter(refusal.faults.items()))
        return f"{refusal.sentence} {where}: {what}"
    return str(refusal.sentence)


def _say(summary: Summary, said: argparse.Namespace) -> None:
    """Tell what came of the file: for machines whole, for people what they can act on."""
    if sys.stderr.isatty():
        print(file=sys.stderr)
    facts = {
        **{state: summary.states[state] for state in (NEW, CHANGED, UNCHANGED, REFUSED)},
        "refusals": [{"line": one.line, "identifier": one.identifier, "reason": one.reason} for one in summary.refused],
        "remarks": summary.remarks.total(),
        "most_remarked": summary.remarks.most_common(10),
        "file": summary.broken,
        "dry_run": said.dry_run,
    }
    if said.json:
        say(True, facts, "")
        return
    for one in summary.refused:
        print(f"Line {one.line}: {one.identifier or 'an activity without identifier'}: {one.reason}", file=sys.stderr)
    if summary.states[REFUSED] > len(summary.refused):
        print(f"… and {summary.states[REFUSED] - len(summary.refused)} more.", file=sys.stderr)
    if summary.broken:
        print(summary.broken, file=sys.stderr)
    print(_sentence(summary, dry_run=said.dry_run))


def _sentence(summary: Summary, *, dry_run: bool) -> str:
    counts = ", ".join(f"{summary.states[state]} {state}" for state in (NEW, CHANGED, UNCHANGED, REFUSED))
    lines = [f"{counts}." + (" Nothing was written: this was a dry run." if dry_run else "")]
    if summary.remarks:
        lines.append(
            f"{summary.remarks.total()} remarks for the publisher; none keeps an activity out. The most frequent:"
        )
        lines += [f"  {number} × {_wording(sentence)}" for sentence, number in summary.remarks.most_common(5)]
    return "\n".join(lines)


def _wording(sentence: str) -> str:
    """A remark without the values of one activity: `%(total)s` is an ellipsis here."""
    return "".join(
        "…" + part.split(")s", 1)[-1] if number else part for number, part in enumerate(sentence.split("%("))
    )
