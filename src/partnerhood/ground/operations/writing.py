"""The hand that writes rows: nothing else in the house may, and the connection guard sees to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from partnerhood.ground.records import canonical, rows
from partnerhood.ground.records.models import Record

_open: ContextVar[bool] = ContextVar("open", default=False)


def is_open() -> bool:
    """Whether the door's own hand is writing right now."""
    return _open.get()


@contextmanager
def hand() -> Iterator[None]:
    """Write with the door's own hand."""
    token = _open.set(True)
    try:
        yield
    finally:
        _open.reset(token)


def insert(row: Record) -> None:
    """Write a new row."""
    with hand():
        rows.insert(row)


def update(row: Record, fields: list[str]) -> None:
    """Write fields of a row that is there."""
    with hand():
        rows.update(row, fields)


def delete(row: Record) -> None:
    """Take a row away, alone: what still points at it is a mistake."""
    with hand():
        type(row)._default_manager.filter(pk=row.pk).delete()


def column(row: Record, name: str) -> str:
    """The column behind a field name: `ward` is kept as `ward_id`."""
    return row._meta.get_field(name).attname  # type: ignore[union-attr]


def plain_value(row: Record, name: str, value: object) -> object:
    """A field's value as the journal keeps it."""
    value = value.pk if isinstance(value, Record) else value
    return canonical.plain(row._meta.get_field(name).to_python(value))  # type: ignore[union-attr]


def differs(row: Record, name: str, value: object) -> bool:
    """Whether a field would change."""
    return plain_value(row, name, value) != canonical.plain(getattr(row, column(row, name)))
