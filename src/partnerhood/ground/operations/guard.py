"""No write outside the door: every connection is watched, and a stranger's INSERT is refused before it is sent."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from partnerhood.ground.operations import writing

WRITE = re.compile(
    r"\s*(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+\"?(\w+)", re.I
)
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
        found = WRITE.match(sql)
        if found and not found[1].lower().startswith(MAY):
            raise WriteOutsideTheDoor(f"{found[1]}: only an operation may write here")
    return execute(sql, params, many, context)
