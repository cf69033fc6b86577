"""No write outside the door: every connection is watched, and a stranger's INSERT is refused before it is sent."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from partnerhood.ground.operations import writing

READING = set("SELECT VALUES SHOW SET PRAGMA DECLARE FETCH CLOSE BEGIN START COMMIT ROLLBACK SAVEPOINT RELEASE".split())
PLAIN = ("SELECT ", "SAVEPOINT ", "RELEASE ")
"""How most of what is asked begins: it needs no second look."""
BUILDING = set("CREATE ALTER DROP COMMENT REINDEX VACUUM ANALYZE".split())
FIRST = re.compile(r"(?:\s|\(|--[^\n]*\n|/\*.*?\*/)*(\w+)", re.S)
TARGET = re.compile(
    r"(?:(?:INSERT|REPLACE)(?:\s+OR\s+\w+)?\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+(?:ONLY\s+)?(?:\"?\w+\"?\.)?\"?(\w+)",
    re.I,
)
WITHIN = re.compile(r"\b(?:INSERT\s+INTO|(?<!FOR\s)UPDATE\s+[\w\"]|DELETE\s+FROM|MERGE\s+INTO)", re.I)
MAY = (
    "django_migrations",
    "new__",
    "django_session",
    "account_",
    "mfa_",
    "usersessions_",
    "django_content_type",
    "auth_",
    "people_account",
)
"""Sign-in writes for itself: sessions, allauth's tables and the account a person signs in with."""

_building: ContextVar[bool] = ContextVar("building", default=False)


class WriteOutsideTheDoor(RuntimeError):
    """Something tried to write a row that only an operation may write."""


@contextmanager
def building() -> Iterator[None]:
    """Tables are being made or loaded as a whole: migrations, restore and the teardown of tests."""
    token = _building.set(True)
    try:
        yield
    finally:
        _building.reset(token)


def watch(connection: BaseDatabaseWrapper, **_: object) -> None:
    """Put the guard on a new connection."""
    if _guarded not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guarded)


def _guarded(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not (writing.is_open() or _building.get()):
        written = target(sql)
        if written is not None and not written.startswith(MAY):
            raise WriteOutsideTheDoor(f"{written}: only an operation may write here")
    return execute(sql, params, many, context)


def target(sql: str) -> str | None:
    """The table that a statement writes; None where it only reads or makes tables. What is not understood is refused."""
    if sql.startswith(PLAIN) and ";" not in sql:
        return None
    found = FIRST.match(sql)
    word = found[1].upper() if found else ""
    several = [statement for statement in sql.split(";") if statement.strip()]
    if len(several) > 1:  # a migration may make a table and set its constraints in one breath
        return next((written for written in map(target, several) if written is not None), None)
    if word in READING or word in BUILDING:
        return None
    if word in ("WITH", "EXPLAIN"):
        return "something inside WITH" if WITHIN.search(sql) else None
    written = TARGET.match(sql, found.start(1) if found else 0)
    return written[1].lower() if written else f"{word} something"
