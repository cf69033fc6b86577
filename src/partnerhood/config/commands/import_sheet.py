"""Bring in a spreadsheet from before Partnerhood: one row, one deed, and an answer for every row."""

import argparse
import sys
from typing import TypeVar

from partnerhood.config.commands import Trouble, migrate, progress, say
from partnerhood.ground.operations import chain
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange import access
from partnerhood.interfaces.exchange.sentences import FileRefused
from partnerhood.interfaces.exchange.sheets import bringing
from partnerhood.interfaces.exchange.sheets.bringing import Answer, Brought
from partnerhood.interfaces.exchange.sheets.columns import plain
from partnerhood.interfaces.exchange.sheets.desk import Circle, Desk, Party
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partnership

T = TypeVar("T", Party, Circle)
MOST_SHOWN = 1_000


def run(said: argparse.Namespace) -> int:
    """Bring a sheet in; 1 where it cannot be read or a row was refused."""
    migrate()
    if not said.dry_run:
        chain.open_node()
    desk = _desk(said.kind, said.whose)
    try:
        brought = bringing.bring_in(
            said.file, said.kind, desk, dry_run=said.dry_run, told=lambda done, of: progress(done, of, "rows")
        )
    except FileRefused as refused:
        raise Trouble(str(refused)) from refused
    _say(brought, said)
    return 1 if brought.counts[bringing.REFUSED] else 0


def _desk(kind: str, whose: str | None) -> Desk:
    """Who runs the node speaks for everybody, or for the one that was named."""
    claim = Claim(author=None, device=ids.named("import-sheet"), base=LATEST, operator=True)
    if kind == "organisations":
        if whose:
            raise Trouble("Organisations come in for themselves. Leave --as out.")
        return Desk(claim)
    if kind == "people":
        return Desk(claim, organisations=_named([access.party(one) for one in organisations.everybody()], whose))
    found = partnerships.with_partners(Partnership.objects.all())
    return Desk(claim, circles=_named(access.circles_of(found), whose))


def _named(all_of_them: list[T], whose: str | None) -> list[T]:
    if not whose:
        return all_of_them
    found = [one for one in all_of_them if whose in _names(one) or plain(whose) in map(plain, _names(one))]
    if len(found) != 1:
        many = "There are several" if found else "There is nothing"
        raise Trouble(f"{many} called {whose}. Give its id.")
    return found


def _names(one: Party | Circle) -> list[str]:
    names = [str(one.id), one.name]
    return [*names, *filter(None, (one.short_name, one.identifier))] if isinstance(one, Party) else names


def _say(brought: Brought, said: argparse.Namespace) -> None:
    """Tell what became of each row: for machines whole, for people what they can act on."""
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if said.json:
        facts = {
            **brought.counts,
            "rows": [_row(one) for one in brought.answers],
            "ignored_columns": list(brought.ignored),
            "dry_run": said.dry_run,
        }
        say(True, facts, "")
        return
    told = [one for one in brought.answers if one.reason]
    for one in told[:MOST_SHOWN]:
        where = ", ".join(part for part in (f"Row {one.number}", one.column) if part)
        print(f"{where}: {one.state}. {one.reason}", file=sys.stderr)
    if len(told) > MOST_SHOWN:
        print(f"… and {len(told) - MOST_SHOWN} more.", file=sys.stderr)
    if brought.ignored:
        print(f"Columns that say nothing to us, left where they are: {', '.join(brought.ignored)}.", file=sys.stderr)
    counts = ", ".join(f"{number} {state}" for state, number in brought.counts.items())
    print(f"{counts}." + (" Nothing was written: this was a dry run." if said.dry_run else ""))


def _row(one: Answer) -> dict[str, object]:
    return {
        "row": one.number,
        "state": one.state,
        "about": one.called,
        "column": one.column,
        "reason": str(one.reason),
    }
