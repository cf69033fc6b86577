"""Put an encrypted backup in place of a node's data: read whole and checked first, then all of it or nothing.

A restored node counts on under a new epoch, and says so, so that tablets and other nodes know what to offer it again.
"""

import argparse
import base64
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, models, transaction

from partnerhood.config.commands import Trouble, backup, migrate, progress, say
from partnerhood.ground.operations import chain, verifying, witness
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.operations.guard import building
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import disk, files

AT_ONCE = 500


def run(said: argparse.Namespace) -> int:
    """Check the whole file, then put it in place in one transaction."""
    migrate()
    secret = backup.passphrase(said)
    about, lines = backup.opened(said.file, secret)
    count, own = 0, {}
    for line in lines:
        count += 1
        if line.get("key") in backup.KEYS:
            own[str(line["key"])] = str(line["content"])
    used = _epochs_used(about["node"])
    with turn(), building(), transaction.atomic():
        _empty()
        _fill(backup.opened(said.file, secret)[1], count)
        _new_epoch(about, used)
        fault = next(verifying.faults(witness.Noted()), None)
        if fault:
            raise Trouble(f"The backup does not fit itself ({fault}). Nothing was changed.")
        chain.let_witness()
    for name, content in own.items():
        disk.put(Path(settings.DATA) / name, content.encode())
    journal.cover(datetime.fromisoformat(about["at"]))
    words = f"{count} rows and files are back, as they were at {about['at']}. This node counts on under a new epoch."
    say(said.json, {"lines": count, "at": about["at"]}, words)
    return 0


def _empty() -> None:
    """Take away what a node has; the order lets nothing point at what is gone."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sql_flush(no_style(), [one._meta.db_table for one in backup.tables()]):
            cursor.execute(statement)


def _fill(lines: Iterator[dict[str, Any]], count: int) -> None:
    done = 0
    with connection.constraint_checks_disabled():
        for table, group in groupby(lines, key=lambda line: line.get("table", "")):
            if not table:
                for line in (one for one in group if "file" in one):
                    files.keep(base64.b64decode(str(line["content"])))
                continue
            done += _table(apps.get_model(str(table)), group)
            progress(done, count, "rows")
    connection.check_constraints()
    _count_on()


def _table(model: type[models.Model], lines: Iterator[dict[str, Any]]) -> int:
    rows, done = [], 0
    for line in lines:
        said = {name: _python(model, name, value) for name, value in line["row"].items()}
        rows.append(model(**said))
        if len(rows) >= AT_ONCE:
            model._base_manager.bulk_create(rows)
            done, rows = done + len(rows), []
    model._base_manager.bulk_create(rows)
    return done + len(rows)


def _python(model: type[models.Model], name: str, value: Any) -> Any:
    field = next(one for one in model._meta.concrete_fields if one.attname == name)
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)  # type: ignore[attr-defined]


def _count_on() -> None:
    """Let PostgreSQL's counters go on after the highest number that came back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), backup.tables()):
            cursor.execute(statement)


def _epochs_used(node: str) -> int:
    """The last epoch in which this node is known to have written: another restore must never count there again."""
    here, noted = chain.open_node(), verifying.noted().here
    return max(here.epoch if str(here.id) == node else 0, noted[1] if noted and str(noted[0]) == node else 0)


def _new_epoch(about: dict[str, str], used: int) -> None:
    node = chain.open_node()
    if str(node.id) != about["node"]:
        raise Trouble("The backup names another node than it holds. Nothing was changed.")
    node.epoch = max(node.epoch, used) + 1
    node.save(update_fields=["epoch"])
