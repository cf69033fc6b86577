"""A node knows without loading anything whether its tables are those of this version."""

import subprocess
import sys

import pytest
from django.db import connection

from partnerhood.config import commands
from partnerhood.ground.operations.guard import building

NEITHER = ("xlsxwriter", "python_calamine", "lxml", "ninja", "granian", "fido2", "segno", "cryptography")


def test_tables_are_up_to_date_until_one_migration_was_not_applied(db: None) -> None:
    before = commands.are_up_to_date()
    with building(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'needs' AND name = '0001_initial'")

    assert (before, commands.are_up_to_date()) == (True, False)


def test_more_migrations_than_lie_here_are_no_reason_to_migrate(db: None) -> None:
    with building(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('gone', '0001_initial', '2026-01-01')"
        )

    assert commands.are_up_to_date()


@pytest.mark.once
@pytest.mark.parametrize("command", ["doctor", "import-dhis2"])
def test_a_command_loads_no_library_that_it_does_not_need(command: str) -> None:
    asks = (
        "import sys; from partnerhood.config import command as c; "
        f"c._choose(c._parser().parse_args([{command!r}])); "
        f"import partnerhood.config.commands.{command.replace('-', '_')}; "
        f"print(sorted(set({NEITHER!r}) & set(sys.modules)))"
    )

    said = subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"
