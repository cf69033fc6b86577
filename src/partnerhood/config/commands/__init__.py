"""One file per command; each says `run(said)` and gives its exit code."""

import json
import os
import pkgutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction


class Trouble(Exception):
    """Something that keeps a command from being done, in one plain sentence."""


def migrate() -> None:
    """Bring the tables up to date; nothing is asked of a database that is, and an empty one is built as the models say."""
    if are_up_to_date():
        return
    from partnerhood.ground.operations.guard import building

    with building():
        if not connection.introspection.table_names():
            _build()
        call_command("migrate", verbosity=0, interactive=False)


def _build() -> None:
    """Make all tables of an empty database at once and note every migration as applied: a second, where going through
    them one by one takes ten. At night a test holds the two ways against each other, by day the models against the migrations."""
    from django.db.migrations.recorder import MigrationRecorder

    noted = MigrationRecorder(connection).Migration
    with connection.schema_editor() as tables:
        tables.create_model(noted)
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                tables.create_model(model)
        noted.objects.bulk_create(noted(app=app, name=name) for app, name in sorted(migrations()))


def are_up_to_date() -> bool:
    """Whether every migration that lies here was applied: one question, where Django would load them all to answer it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations")
            applied = {(app, name) for app, name in cursor.fetchall()}
    except DatabaseError:  # nothing was ever applied
        return False
    return migrations() <= applied


def migrations() -> set[tuple[str, str]]:
    """Every migration that lies here: of which room, and its name."""
    return {
        (room.label, one.name)
        for room in apps.get_app_configs()
        for one in pkgutil.iter_modules([str(Path(room.path, "migrations"))])
    }


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
