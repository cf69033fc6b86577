"""An empty database is built as the models say; every other goes through the migrations. Both must end with the
same tables: at night they are held against each other, by day the models against what the migrations say."""

import json
from typing import Any

import pytest

from tests.contracts.node import Node, Nodes

STEP_BY_STEP = """
from django.core.management import call_command
from partnerhood.ground.operations.guard import building
with building():
    call_command("migrate", verbosity=0, interactive=False)
"""
TABLES = """
import json
from django.db import connection
from partnerhood.config.commands import are_up_to_date
asks, found = connection.introspection, {}
with connection.cursor() as cursor:
    for table in asks.table_names(cursor):
        columns = [(one.name, asks.get_field_type(one.type_code, one), one.display_size, one.precision, one.scale,
                    one.null_ok, one.default, one.collation) for one in asks.get_table_description(cursor, table)]
        ties = [[one["columns"], one["primary_key"], one["unique"], one["foreign_key"], one["check"], one["index"],
                 one.get("orders"), one.get("type")] for one in asks.get_constraints(cursor, table).values()]
        found[table] = [sorted(map(repr, columns)), sorted(map(repr, ties))]
print(json.dumps([are_up_to_date(), found]))
"""
AHEAD = """
from django.core.management import call_command
call_command("makemigrations", check=True, dry_run=True, verbosity=3)
"""
DJANGOS_OWN = "auth_group_permissions"
"""Numbered by its migrations with wider numbers than by its model, on PostgreSQL; nothing of ours uses it."""


def tables(node: Node) -> Any:
    """Whether a node takes itself for up to date, and each table with its columns, keys and indexes."""
    up_to_date, found = json.loads(node.python(TABLES))
    found.pop(DJANGOS_OWN)
    return up_to_date, found


@pytest.mark.night
def test_tables_that_are_built_are_those_that_the_migrations_make(all_nodes: Nodes) -> None:
    built, stepped = all_nodes.bare(), all_nodes.bare()
    built.migrate()
    stepped.python(STEP_BY_STEP)

    up_to_date, here = tables(built)

    assert up_to_date
    assert len(here) > 100
    assert (up_to_date, here) == tables(stepped)


def test_no_model_is_ahead_of_its_migrations(node: Node) -> None:
    assert "No changes" in node.python(AHEAD)
