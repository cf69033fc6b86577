"""Bring a sheet in: many deeds, one for each row, and for each row an answer about what became of it.

A row has an id that follows from what it is about, so the same sheet twice changes nothing, and a row that says something
else the second time is told so and left: what stands here may have been put right by its own people since.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import door, queries, registry
from partnerhood.ground.operations.refusals import Refused, Unreadable
from partnerhood.ground.operations.turn import turn
from partnerhood.interfaces.exchange.sentences import FileRefused, say
from partnerhood.interfaces.exchange.sheets import columns, reading
from partnerhood.interfaces.exchange.sheets.desk import Desk
from partnerhood.interfaces.exchange.sheets.reading import Row, RowRefusal
from partnerhood.interfaces.exchange.sheets.rows import RowRefused, Table, Wanted

AT_ONCE = 50
AT_ONCE_DRY = 10  # in a trial run the door is held until they are undone
NEW, UNCHANGED, CHANGED, REFUSED = "new", "unchanged", "changed", "refused"
STATES = (NEW, UNCHANGED, CHANGED, REFUSED)


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one row; a row with two faults has two answers."""

    number: int
    state: str
    called: str = ""
    column: str = ""
    reason: object = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of a whole sheet."""

    answers: Sequence[Answer]
    ignored: Sequence[str] = ()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def to_look_at(self) -> list[Answer]:
        """The rows that somebody has to look at: refused, or with other words than before."""
        return [one for one in self.answers if one.state in (REFUSED, CHANGED)]

    @property
    def fine(self) -> list[Answer]:
        """The rows with which nothing is wrong."""
        return [one for one in self.answers if one.state in (NEW, UNCHANGED)]


def bring_in(
    path: Path,
    kind: str,
    desk: Desk,
    *,
    dry_run: bool,
    most: int | None = None,
    told: Callable[[int, int], None] = lambda done, of: None,
) -> Brought:
    """Bring in the rows of a file, or try it and undo it; FileRefused, before anything is done, where it cannot be read."""
    sheet = reading.read(path, kind)
    found = list(sheet.rows)
    if most is not None and len({one.number for one in found}) > most:
        raise FileRefused(_too_many(kind, most))
    answers: list[Answer] = []
    for one in _answers(found, Table(kind, sheet, desk), dry_run=dry_run):
        answers.append(one)
        told(len(answers), len(found))
    answers.sort(key=lambda one: one.number)
    counts = Counter({one.number: one.state for one in answers}.values())
    return Brought(answers, sheet.ignored, {state: counts[state] for state in STATES})


def _too_many(kind: str, most: int) -> Any:
    wording = _("This sheet has more than %(most)s rows. Bring it in by parts, or ask who runs this node: %(command)s")
    return say(wording, most=most, command=f"partnerhood import-sheet {kind} FILE")


def _answers(found: Sequence[Row | RowRefusal], table: Table, *, dry_run: bool) -> Iterator[Answer]:
    seen: dict[UUID, Wanted] = {}
    waiting = iter(found)
    while handful := list(islice(waiting, AT_ONCE_DRY if dry_run else AT_ONCE)):
        wanted: list[Wanted] = []
        for row in handful:
            if isinstance(row, RowRefusal):
                yield Answer(row.number, REFUSED, column=row.column, reason=row.reason)
            elif answer := _asked(row, table, seen, wanted):
                yield answer
        yield from _handful(wanted, table, dry_run)


def _asked(row: Row, table: Table, seen: dict[UUID, Wanted], wanted: list[Wanted]) -> Answer | None:
    """Take a row up, unless it cannot be a deed or an earlier row of the same sheet is about the same."""
    try:
        one = table.wanted(row)
    except RowRefused as refused:
        called = str(row.values[columns.kind(table.kind).columns[0].field])
        return Answer(row.number, REFUSED, called, table.heading(refused.column), refused.reason)
    first = seen.setdefault(one.id, one)
    if first is one:
        wanted.append(one)
        return None
    if first.arguments == one.arguments:
        reason = say(_("Row %(number)s says the same."), number=first.number)
        return Answer(row.number, UNCHANGED, one.called, reason=reason)
    wording = _(
        "Row %(number)s is about the same and says something else. If they are two, let their names tell them apart."
    )
    return Answer(row.number, REFUSED, one.called, reason=say(wording, number=first.number))


def _handful(wanted: Sequence[Wanted], table: Table, dry_run: bool) -> Iterator[Answer]:
    before = queries.said_before(one.id for one in wanted)
    fresh: list[Wanted] = []
    for one in wanted:
        answer = _again(one, before[one.id], table) if one.id in before else _here(one, table)
        if answer:
            yield answer
        else:
            fresh.append(one)
    said = [door.Said(_kind(one), _payload(one), table.desk.says(one.id)) for one in fresh]
    outcomes = _tried(said) if dry_run else door.perform_many(said)
    for one, outcome in zip(fresh, outcomes, strict=True):
        yield _answer(one, outcome.refusal, table) if outcome.refusal else Answer(one.number, NEW, one.called)


def _here(one: Wanted, table: Table) -> Answer | None:
    """Whether a row is about something that is here by another way than this sheet."""
    try:
        reason = one.here()
    except RowRefused as refused:
        return Answer(one.number, REFUSED, one.called, table.heading(refused.column), refused.reason)
    return Answer(one.number, UNCHANGED, one.called, reason=reason) if reason else None


def _kind(one: Wanted) -> registry.Kind:
    return registry.kinds[one.kind]


def _payload(one: Wanted) -> dict[str, object]:
    return _kind(one).shape.said(one.arguments)


def _tried(said: list[door.Said]) -> list[door.Outcome]:
    """Do the deeds, see what comes of them, and undo them before anybody can see."""
    with turn(), transaction.atomic():
        outcomes = list(door.perform_many(said))
        transaction.set_rollback(True)
    return outcomes


def _again(one: Wanted, before: queries.Said, table: Table) -> Answer:
    """A row that came in before: the same, or with other words under some headings."""
    if before.payload is None or before.kind != one.kind:
        return Answer(one.number, UNCHANGED, one.called, reason=say(_("This came in before.")))
    now, then = _flat(json.loads(_kind(one).shape.text(_payload(one)))), _flat(before.payload)
    differ = [name for name in sorted(now.keys() | then.keys()) if now.get(name) != then.get(name)]
    headings = [table.heading(name) for name in differ if name not in one.guessed]
    if not headings:
        return Answer(one.number, UNCHANGED, one.called)
    wording = _("This came in before with something else here. It stays as it is: put it right on its own page.")
    return Answer(one.number, CHANGED, one.called, ", ".join(filter(None, headings)), say(wording))


def _flat(payload: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a deed by name, those of a part within it too."""
    inner = {name: value for part in payload.values() if isinstance(part, dict) for name, value in part.items()}
    return {**{name: value for name, value in payload.items() if not isinstance(value, dict)}, **inner}


def _answer(one: Wanted, refusal: Refused, table: Table) -> Answer:
    """Why a room refused a row, under the heading that it is about."""
    reason: object = refusal.sentence
    if isinstance(refusal, Unreadable):
        reason = _("This cannot be kept here: it is too long, or not of the kind that we need.")
    return Answer(one.number, REFUSED, one.called, table.heading(refusal.field or ""), reason)
