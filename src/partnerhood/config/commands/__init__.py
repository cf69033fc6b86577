"""One file per command; each says `run(said)` and gives its exit code."""

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor


class Trouble(Exception):
    """Something that keeps a command from being done, in one plain sentence."""


def migrate() -> None:
    """Bring the tables up to date; nothing is asked of a database that is."""
    from partnerhood.ground.operations.guard import building

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with building():
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def one_moment() -> Iterator[None]:
    """Read every table as it stood at one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.execute("COMMIT")
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def say(machine: bool, facts: Mapping[str, Any], words: str) -> None:
    """Print facts for machines, or words for people."""
    print(json.dumps(facts, default=str) if machine else words)


def progress(done: int, of: int | None, what: str) -> None:
    """Show how far a long command is, on the same line of a terminal; silent elsewhere."""
    if sys.stderr.isatty() and os.environ.get("CI") != "true":
        whole = f"/{of}" if of else ""
        print(f"\r{what}: {done}{whole}", end="", file=sys.stderr, flush=True)
