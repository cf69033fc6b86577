"""The half of the suite that was asked for PostgreSQL really runs on PostgreSQL, and the other on a safe SQLite."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection


def test_the_suite_speaks_to_the_database_it_was_asked_for() -> None:
    asked = os.environ.get("PARTNERHOOD_TESTS_ON", "SQLite").lower()

    assert connection.vendor == asked


def test_the_suite_never_touches_a_data_folder_of_anybody() -> None:
    assert settings.DATA.name.startswith("partnerhood-tests-")
    assert Path.home() not in settings.DATA.parents


@pytest.mark.django_db
def test_sqlite_keeps_every_acknowledged_write() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("this half of the suite runs on PostgreSQL")

    with connection.cursor() as cursor:
        kept = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")}

    assert kept == {"synchronous": 2, "foreign_keys": 1}
