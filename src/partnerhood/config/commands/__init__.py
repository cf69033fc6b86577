"""One file per command; each says `run(said)` and gives its exit code."""

import json
import os
import sys
from collections.abc import Mapping
from typing import Any

from django.core.management import call_command
from django.db import connection
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


def say(machine: bool, facts: Mapping[str, Any], words: str) -> None:
    """Print facts for machines, or words for people."""
    print(json.dumps(facts, default=str) if machine else words)


def progress(done: int, of: int | None, what: str) -> None:
    """Show how far a long command is, on the same line of a terminal; silent elsewhere."""
    if sys.stderr.isatty() and os.environ.get("CI") != "true":
        whole = f"/{of}" if of else ""
        print(f"\r{what}: {done}{whole}", end="", file=sys.stderr, flush=True)
