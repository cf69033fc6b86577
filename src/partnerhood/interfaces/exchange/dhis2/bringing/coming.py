"""Bring a file of a national system in: one operation for each hospital and its days, and only what stands otherwise now.

What stands already never reaches the door, so the same file twice changes nothing, and one that was broken off goes on where
it stopped. The id of an operation follows from what it says and from what it was said upon: two who bring the same file at the
same moment do one deed.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from uuid import UUID

from django.db import transaction

from partnerhood.ground.operations import door, registry
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.organisations.queries import Organisation
from partnerhood.ground.records import canonical, clock, ids
from partnerhood.interfaces.exchange.dhis2.bringing import cells
from partnerhood.interfaces.exchange.dhis2.bringing.places import Places
from partnerhood.interfaces.exchange.dhis2.metadata import Metadata
from partnerhood.interfaces.exchange.dhis2.reading import DataValue, Format, Read
from partnerhood.interfaces.exchange.dhis2.unreadable import Unreadable
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import queries, rules
from partnerhood.pathway.reporting.actions import NothingNew
from partnerhood.pathway.reporting.rules import Key

AT_ONCE = 20  # reports that are compared together
AT_ONCE_DRY = 5  # in a trial run the door is held until they are undone
MOST_TOLD = 1_000
NEW, CHANGED, UNCHANGED, REFUSED = "new", "changed", "unchanged", "refused"
STATES = (NEW, CHANGED, UNCHANGED, REFUSED)
Days = tuple[date, date]
Group = tuple[UUID, Days]


@dataclass(frozen=True, slots=True)
class Desk:
    """Who brings a file in, which hospital each of its places is, and what its codes are called."""

    claim: Claim
    places: Places
    source: str
    names: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Answer:
    """Why a value did not come in: the how-manieth it is, its line, what is written there, and the reason."""

    position: int
    line: int
    written: str
    reason: object


@dataclass(slots=True)
class Brought:
    """What became of a file: how many values in all and for each hospital's days, which were refused and why, which places
    nobody here is, and what counts nowhere yet."""

    counts: Counter[str] = field(default_factory=Counter)
    periods: dict[tuple[str, Days], Counter[str]] = field(default_factory=dict)
    refused: list[Answer] = field(default_factory=list)
    strangers: Counter[str] = field(default_factory=Counter)
    unmapped: dict[str, str] = field(default_factory=dict)
    repeated: int = 0

    def refuse(self, one: Answer, times: int = 1) -> None:
        """Note a value that did not come in."""
        self.counts[REFUSED] += times
        if len(self.refused) < MOST_TOLD:
            self.refused.append(one)


@dataclass(slots=True)
class _Slice:
    """What one operation would say: the cells of a hospital's days that stand otherwise now, and what became of each."""

    hospital: Organisation
    days: Days
    cells: dict[Key, Figure | None]
    names: dict[str, str]
    states: dict[Key, str]
    values: Mapping[Key, DataValue]
    last: UUID | None


def bring_in(
    read: Read, desk: Desk, *, dry_run: bool, told: Callable[[int, int], None] = lambda done, of: None
) -> Brought:
    """Bring in what was read, or try it and undo it; each value is answered."""
    brought = Brought(repeated=read.repeated)
    for one in read.refusals:
        brought.refuse(Answer(one.position, one.line, one.written, one.reason))
    brought.counts[REFUSED] += read.refused - len(read.refusals)
    hospitals = {one.id: one for one in desk.places.hospitals.values()}
    groups = _grouped(read, desk, brought)
    order = sorted(groups, key=lambda one: (hospitals[one[0]].name, one))
    done, of = 0, sum(map(len, groups.values()))
    waiting = ((group, piece) for group in order for piece in _pieces(groups[group]))
    for handful in _handfuls(waiting, AT_ONCE_DRY if dry_run else AT_ONCE):
        slices = [_compared(hospitals[group[0]], group[1], piece) for group, piece in handful]
        _do(slices, read, desk, brought, dry_run)
        done += sum(len(piece) for _group, piece in handful)
        told(done, of)
    _see_unmapped(groups, brought)
    return brought


def _grouped(read: Read, desk: Desk, brought: Brought) -> dict[Group, dict[Key, tuple[DataValue, cells.Cell]]]:
    """The values by hospital and days; of two about the same the later one counts, as in its own system."""
    today = clock.today()
    found: dict[Group, dict[Key, tuple[DataValue, cells.Cell]]] = defaultdict(dict)
    for value in read.values:
        hospital = desk.places.hospitals.get(value.key.org_unit)
        if hospital is None:
            brought.counts[REFUSED] += 1
            brought.strangers[value.key.org_unit] += 1
            continue
        try:
            one = cells.cell(value, desk.names, today)
        except Unreadable as refused:
            said = " · ".join(
                part for part in (value.key.data_element, value.period, desk.places.called(value.key.org_unit)) if part
            )
            brought.refuse(Answer(value.position, value.line, said, refused.reason))
            continue
        there = found[hospital.id, (value.key.from_date, value.key.to_date)]
        brought.repeated += one.key in there
        there[one.key] = (value, one)
    return found


def _pieces(cells_of: dict[Key, tuple[DataValue, cells.Cell]]) -> Iterator[dict[Key, tuple[DataValue, cells.Cell]]]:
    """As many cells at a time as one report may have."""
    left = iter(cells_of.items())
    while piece := dict(islice(left, rules.MOST)):
        yield piece


def _handfuls(waiting: Iterator[tuple[Group, dict[Key, tuple[DataValue, cells.Cell]]]], most: int) -> Iterator[list]:
    while handful := list(islice(waiting, most)):
        yield handful


def _compared(hospital: Organisation, days: Days, piece: Mapping[Key, tuple[DataValue, cells.Cell]]) -> _Slice:
    """What of these cells stands otherwise now; what was never here need not be taken away."""
    reports = queries.on(hospital.id, days)
    there = queries.of_national(reports)
    names = {name: called for _value, one in piece.values() for name, called in one.names.items()}
    renamed = queries.newly_named(hospital.id, piece, names)
    said: dict[Key, Figure | None] = {}
    states = {}
    for key, (_value, one) in piece.items():
        before = there[key].figure if key in there else None
        states[key] = UNCHANGED if before == one.figure else NEW if key not in there else CHANGED
        if states[key] != UNCHANGED or (key in renamed and key in there):
            said[key] = one.figure
    wanted = {name: called for key in said for name, called in piece[key][1].names.items()}
    values = {key: value for key, (value, _one) in piece.items()}
    return _Slice(hospital, days, said, wanted, states, values, reports[-1].id if reports else None)


def _do(slices: Sequence[_Slice], read: Read, desk: Desk, brought: Brought, dry_run: bool) -> None:
    """Say what is new, and note what became of every value."""
    to_say = [one for one in slices if one.cells]
    said = [_said(one, read, desk) for one in to_say]
    outcomes = _tried(said) if dry_run else list(door.perform_many(said))
    refusals = {id(one): outcome.refusal for one, outcome in zip(to_say, outcomes, strict=True) if outcome.refusal}
    for one in slices:
        refusal = refusals.get(id(one))
        if isinstance(refusal, NothingNew):  # somebody else brought the same at this moment
            one.states |= dict.fromkeys(one.cells, UNCHANGED)
        elif refusal is not None:
            for key in one.cells:
                value = one.values[key]
                brought.refuse(Answer(value.position, value.line, value.key.data_element, refusal.sentence))
                del one.states[key]
        counted = Counter(one.states.values())
        brought.counts.update(counted)
        brought.periods.setdefault((one.hospital.known_as, one.days), Counter()).update(counted)


def _said(one: _Slice, read: Read, desk: Desk) -> door.Said:
    kind = registry.kinds["reporting.report"]
    payload = kind.shape.said(
        {
            "hospital": one.hospital,
            "from_date": one.days[0],
            "to_date": one.days[1],
            "cells": rules.columns(one.cells),
            "source": desk.source,
            "origin": "adx" if read.format == Format.ADX else "dhis2",
            "sure": True,
            **({"names": one.names} if one.names else {}),
        }
    )
    upon = canonical.fingerprint([kind.name, payload, one.last, desk.claim.author])
    who = desk.claim
    key = ids.derived(one.hospital.id, upon)
    claim = Claim(author=who.author, device=who.device, id=key, base=LATEST, operator=who.operator)
    return door.Said(kind, payload, claim)


def _tried(said: list[door.Said]) -> list[door.Outcome]:
    """Do the deeds, see what comes of them, and undo them before anybody can see."""
    if not said:
        return []
    with turn(), transaction.atomic():
        outcomes = list(door.perform_many(said))
        transaction.set_rollback(True)
    return outcomes


def _see_unmapped(groups: Mapping[Group, Mapping[Key, tuple[DataValue, cells.Cell]]], brought: Brought) -> None:
    """Name what counts nowhere yet."""
    mapped = {one: {target.element for target in queries.targets(one)} for one in {group[0] for group in groups}}
    for (hospital, _days), there in groups.items():
        for key, (value, one) in there.items():
            if key.indicator not in mapped[hospital]:
                brought.unmapped[key.indicator] = one.names.get(key.indicator, value.key.data_element)
