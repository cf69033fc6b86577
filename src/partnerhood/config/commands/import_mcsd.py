"""Bring in a directory of care as FHIR R4 mCSD from a file or a server, or a national list of facilities as CSV.

Each house, place and service comes in once, by an id that follows from where it comes from, so what comes again changes only what
changed. What the directory says is gone is ended.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction

from partnerhood.config.commands import Trouble, migrate, say
from partnerhood.ground.operations import chain
from partnerhood.ground.operations.turn import turn
from partnerhood.interfaces.exchange.mcsd import asking, facilities, sources
from partnerhood.interfaces.exchange.mcsd.bringing import REFUSED, STATES, Bringing
from partnerhood.interfaces.exchange.mcsd.told import Told, Unusable
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.pathway.programmes import queries as programmes

MOST_SHOWN = 1_000
MOST_WAITING = 10_000


@dataclass
class Summary:
    """How many came in, and what somebody can act on."""

    states: Counter[str] = field(default_factory=Counter)
    shown: list[dict[str, Any]] = field(default_factory=list)

    def note(self, row: sources.Row, state: str, reason: str) -> None:
        """Count what became of one thing, and keep it where there is something to say."""
        self.states[state] += 1
        remarks = [f"{one.where}: {one.sentence}" for one in row.remarks]
        if (reason or remarks) and len(self.shown) < MOST_SHOWN:
            told = {"where": row.where, "name": row.called, "state": state, "reason": reason, "remarks": remarks}
            self.shown.append(told)


def run(said: argparse.Namespace) -> int:
    """Bring a directory in; 1 where something of it was refused."""
    is_server = said.file.startswith(("http://", "https://"))
    if not is_server and not Path(said.file).is_file():
        raise Trouble(f"There is no file {said.file}.")
    migrate()
    chain.open_node()
    source = (said.source or (said.file if is_server else Path(said.file).name))[:200]
    bringing = Bringing(source, said.language, _network(said.network) if said.network else None)
    following = None
    try:
        if is_server:
            if said.since:
                asking.since(said.since)
            following = sources.of_server(said.file, said.since, said.language)
        rows = following.rows() if following else _rows(said, source)
        with _undone() if said.dry_run else nullcontext():
            summary = bring_in(rows, bringing)
    except (Unusable, FileRefused) as unusable:
        raise Trouble(str(unusable)) from unusable
    except asking.Unclear as unclear:
        raise Trouble("Give --since as 2026-11-22T08:00:00Z.") from unclear
    _say(summary, said, following.until if following else "")
    return 1 if summary.states[REFUSED] else 0


def _network(said: str) -> Any:
    """The network that somebody named."""
    found = programmes.network(said)
    if len(found) != 1:
        many = "There are several networks" if found else "There is no network"
        raise Trouble(f"{many} called {said}. Give its id.")
    return found[0]


def _rows(said: argparse.Namespace, source: str) -> Iterator[sources.Row]:
    path = Path(said.file)
    if path.suffix.lower() == ".csv":
        return facilities.of_list(path, facilities.columns(said.mapping), source)
    return sources.of_file(path, source, said.language)


@contextmanager
def _undone() -> Iterator[None]:
    """Do it, see what comes of it, and undo it before anybody can see."""
    with turn(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def bring_in(rows: Iterable[sources.Row], bringing: Bringing) -> Summary:
    """Bring in what a directory says, one thing after the other; what lies within another waits for that one."""
    summary = Summary()
    waiting: list[tuple[sources.Row, Told]] = []
    for row in rows:
        if waiting and _type(row) not in ("", waiting[0][1].name):
            _after(waiting, bringing, summary)
        if row.told is not None and len(waiting) < MOST_WAITING and bringing.waits(row.told):
            waiting.append((row, row.told))
        else:
            _one(row, bringing, summary)
    _after(waiting, bringing, summary)
    return summary


def _type(row: sources.Row) -> str:
    return row.told.name if row.told else row.went[0] if row.went else ""


def _after(waiting: list[tuple[sources.Row, Told]], bringing: Bringing, summary: Summary) -> None:
    """Bring in what waited, the outer before the inner; in the end also that of which the outer never came."""
    while waiting:
        ready = [one for one in waiting if not bringing.waits(one[1])] or list(waiting)
        for row, _told in ready:
            _one(row, bringing, summary)
        done = {id(row) for row, _told in ready}
        waiting[:] = [one for one in waiting if id(one[0]) not in done]


def _one(row: sources.Row, bringing: Bringing, summary: Summary) -> None:
    if row.told is not None:
        state, reason = bringing.take(row.told)
    elif row.went is not None:
        state, reason = bringing.take_away(*row.went)
    else:
        state, reason = REFUSED, row.reason
    summary.note(row, state, reason)


def _say(summary: Summary, said: argparse.Namespace, until: str) -> None:
    """Tell what came of it: for machines whole, for people what they can act on."""
    counts = {state: summary.states[state] for state in STATES}
    if said.json:
        say(True, {**counts, "shown": summary.shown, "until": until, "dry_run": said.dry_run}, "")
        return
    for one in summary.shown:
        for sentence in ([one["reason"]] if one["reason"] else []) + one["remarks"]:
            print(f"{one['where']}: {one['name'] or 'without a name'}: {sentence}", file=sys.stderr)
    print(", ".join(f"{number} {state}" for state, number in counts.items()) + ".", end="")
    print(" Nothing was written: this was a dry run." if said.dry_run else "")
    if until:
        print(f"Ask the next time with --since {until}")
