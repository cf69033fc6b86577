"""The hand that writes rows: nothing else in the house may, and the connection guard sees to it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any

from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import DecimalField, IntegerField

from partnerhood.ground.operations import held
from partnerhood.ground.operations.refusals import TooMuch
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
    fits(row, row._meta.concrete_fields)
    with hand():
        rows.insert(row)
    held.wrote(row.label)


def update(row: Record, fields: list[str]) -> None:
    """Write fields of a row that is there."""
    fits(row, [row._meta.get_field(name) for name in fields])
    with hand():
        rows.update(row, fields)
    held.wrote(row.label)


def fits(row: Record, fields: Iterable[Any]) -> None:
    """Refuse what PostgreSQL could not keep, on SQLite too: otherwise a deed could not travel from one to the other."""
    for field in fields:
        value = getattr(row, field.attname)
        if isinstance(value, str) and field.max_length and len(value) > field.max_length:
            raise TooMuch(field=field.name)
        if isinstance(field, IntegerField) and isinstance(value, int):
            lowest, highest = BaseDatabaseOperations.integer_field_ranges[field.get_internal_type()]
            if not lowest <= value <= highest:
                raise TooMuch(field=field.name)
        if isinstance(field, DecimalField) and value is not None:
            setattr(row, field.attname, _rounded(field, value))


def _rounded(field: "DecimalField[Any, Any]", value: object) -> Decimal:
    """A number with as many places as are kept, so that its fingerprint is that of what is kept."""
    exact = field.to_python(value)
    if not exact.is_finite() or exact.adjusted() >= field.max_digits - field.decimal_places:
        raise TooMuch(field=field.name)
    rounded: Decimal = exact.quantize(Decimal(1).scaleb(-field.decimal_places))
    return rounded


def delete(row: Record) -> None:
    """Take a row away, alone: what still points at it is a mistake."""
    with hand():
        type(row)._default_manager.filter(pk=row.pk).delete()
    held.wrote(row.label)


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
