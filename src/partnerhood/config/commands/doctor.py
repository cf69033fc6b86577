"""Say in plain words what is not well, and what to do about it; readable without a line."""

import argparse
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from partnerhood.config import sqlite
from partnerhood.config.commands import are_up_to_date, say
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.records import clock
from partnerhood.interfaces.nodes import linking

FULL = 0.85
LARGE_WAL = 64 * 1024 * 1024
OLD_BACKUP = timedelta(days=2)


def run(said: argparse.Namespace) -> int:
    """0 where all is well, 1 with each trouble and its remedy."""
    troubles = list(_troubles())
    facts = {"well": not troubles, "troubles": troubles, "sqlite": sqlite3.sqlite_version}
    say(said.json, facts, "\n".join(troubles) or "All is well.")
    return 1 if troubles else 0


def _troubles() -> Iterator[str]:
    yield from _disk()
    yield from _backup()
    if connection.vendor == "sqlite":
        yield from _sqlite()
    try:
        yield from _tables()
    except DatabaseError as trouble:
        yield f"The database does not answer ({trouble}). Look whether it runs, or restore a backup."


def _disk() -> Iterator[str]:
    usage = shutil.disk_usage(settings.DATA)
    if usage.used / usage.total > FULL:
        yield f"The disk is {usage.used / usage.total:.0%} full. Make room before writing stops."


def _backup() -> Iterator[str]:
    try:
        covered = journal.covered()
        age = clock.now() - covered if covered else None
    except (ValueError, TypeError):
        mark = Path(settings.DATA, journal.COVERED)
        yield f"When the last backup was made cannot be read in {mark}. Run `partnerhood backup FILE`."
        return
    if age is None:
        yield "There is no backup yet. Run `partnerhood backup FILE` and keep the file on another machine."
        return
    if age > OLD_BACKUP:
        yield f"The last backup is {age.days} days old. Run `partnerhood backup FILE`."


def _sqlite() -> Iterator[str]:
    if sqlite3.sqlite_version_info < sqlite.SAFE_WAL:
        yield f"SQLite {sqlite3.sqlite_version} can lose commits in WAL; a rollback journal is used, which is slower."
    wal = Path(f"{settings.DATABASES['default']['NAME']}-wal")
    if wal.exists() and wal.stat().st_size > LARGE_WAL:
        yield f"The write-ahead log is {wal.stat().st_size >> 20} MB: somebody reads very long. Restart the server."


def _tables() -> Iterator[str]:
    if connection.vendor == "sqlite":
        damage = _damage()
        if damage:
            yield f"The database file is damaged ({damage}). Keep it, and restore the last backup."
            return
    if not are_up_to_date():
        yield "The tables are of an earlier version. Run `partnerhood serve` once to bring them up to date."
        return
    waiting = journal.stuck_jobs()
    if waiting:
        yield f"{waiting} jobs failed again and again, mail perhaps. Look at their trouble and at the mail settings."
    yield from linking.silent()
    newest = journal.newest()
    if newest and newest > clock.now() + timedelta(minutes=10):
        yield f"The clock runs behind: the last deed is dated {newest:%d %B %Y %H:%M}. Set it right."


def _damage() -> str:
    """What SQLite finds wrong in its own file; nothing where it is whole."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            found = str(cursor.fetchone()[0])
    except DatabaseError as trouble:
        return str(trouble)
    return "" if found == "ok" else found
