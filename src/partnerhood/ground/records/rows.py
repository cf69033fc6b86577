"""Rows as values: their fingerprint, and the short way to find, write and change one row by its id.

The short way says plain SQL that was made once per kind of row. A door that answers hundreds of deeds a second spends most of
its time making the same few statements again (measured: 1.5 ms with a QuerySet, 0.1 ms so).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

from partnerhood.ground.records import canonical

M = TypeVar("M", bound=models.Model)
PLAIN: dict[type[Any], type] = {
    models.CharField: str,
    models.TextField: str,
    models.BooleanField: bool,
    models.IntegerField: int,
    models.UUIDField: UUID,
    models.DateTimeField: datetime,
}
"""The fields whose values of this very type are what they are: nothing to convert when a fingerprint is taken."""
AT_ONCE = 500
"""How many values one statement asks for."""
AS_IT_IS = frozenset({str, bool, int})
"""Values that both databases take as they are."""


def field_values(row: models.Model) -> dict[str, object]:
    """The values of a row by column name; what is empty is left out, so a new column changes no fingerprint."""
    found: dict[str, object] = {}
    for column in _columns(type(row)):
        value = getattr(row, column.name)
        if value is not None and type(value) is not column.plain:
            value = column.field.to_python(value)
        if value or value not in (None, "", {}, [], False):
            found[column.name] = value.normalize() if isinstance(value, Decimal) else value
    return found


def row_fingerprint(row: models.Model) -> canonical.Fingerprint:
    """The fingerprint of a row as it stands, equal on SQLite and PostgreSQL."""
    return canonical.fingerprint(field_values(row))


@dataclass(frozen=True)
class _Column:
    """One column of a kind of row, and the type of value that needs no conversion, if any."""

    name: str
    column: str
    field: Any
    plain: type | None

    def ready(self, value: object, database: Any) -> Any:
        """A value as the database takes it."""
        kind = type(value)
        if value is None or (kind is self.plain and kind in AS_IT_IS):
            return value
        if isinstance(value, UUID) and kind is self.plain:
            return value if database.features.has_native_uuid_field else value.hex
        return self.field.get_db_prep_save(value, database)


@cache
def _columns(model: type[models.Model]) -> tuple[_Column, ...]:
    return tuple(_column(field) for field in model._meta.concrete_fields)


def _column(field: Any) -> _Column:
    """A column; one whose value is made at the moment of writing has no place here, for a deed could not travel with it."""
    assert not getattr(field, "auto_now", False) and not getattr(field, "auto_now_add", False), field
    aim = field
    while aim.is_relation:
        aim = aim.target_field
    plain = next((PLAIN[kind] for kind in type(aim).__mro__ if kind in PLAIN), None)
    return _Column(field.attname, field.column, field, plain)


@dataclass(frozen=True)
class _Ways:
    """The statements for one kind of row on one database."""

    key: _Column
    select: str
    insert: str
    insert_numbered: str
    names: tuple[str, ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]


@cache
def _ways(model: type[models.Model], vendor: str) -> _Ways:
    database = connections[DEFAULT_DB_ALIAS]
    quote = database.ops.quote_name
    table, fields = quote(model._meta.db_table), model._meta.concrete_fields
    key = next(one for one in _columns(model) if one.field.primary_key)
    columns = [quote(str(field.column)) for field in fields]
    select = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608
    unnumbered = [quote(str(field.column)) for field in fields if not field.primary_key]
    converters = []
    for place, field in enumerate(fields):
        column = field.get_col(model._meta.db_table)
        found = (*database.ops.get_db_converters(column), *column.get_db_converters(database))
        if found:
            converters.append((place, tuple(found), column))
    return _Ways(
        key,
        select,
        _insert_into(table, columns),
        _insert_into(table, unnumbered),
        tuple(field.attname for field in fields),
        tuple(converters),
    )


def _insert_into(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"  # noqa: S608


@cache
def _update(model: type[models.Model], names: tuple[str, ...], vendor: str) -> tuple[str, tuple[_Column, ...]]:
    quote = connections[DEFAULT_DB_ALIAS].ops.quote_name
    wanted = _named(model, names)
    said = ", ".join(f"{quote(one.column)} = %s" for one in wanted)
    return f"UPDATE {quote(model._meta.db_table)} SET {said}", wanted  # noqa: S608


@cache
def _named(model: type[models.Model], names: tuple[str, ...]) -> tuple[_Column, ...]:
    return tuple(_column(model._meta.get_field(name)) for name in names)


def find(model: type[M], key: object, *, locked: bool = False) -> M | None:
    """The row of a kind with this id, or None; locked until the transaction ends where the database can."""
    database = connections[DEFAULT_DB_ALIAS]
    pk = _ways(model, database.vendor).key
    last = " FOR UPDATE" if locked and database.features.has_select_for_update else ""
    return next(
        _select(model, database, f"{database.ops.quote_name(pk.column)} = %s{last}", [pk.ready(key, database)]), None
    )


def where(model: type[M], **equal: object) -> list[M]:
    """The rows of a kind whose columns have these values, in no order; None asks for what is empty."""
    database = connections[DEFAULT_DB_ALIAS]
    return list(_select(model, database, *_equal(model, equal, database)))


def among(model: type[M], name: str, values: Iterable[object]) -> list[M]:
    """The rows of a kind one of whose columns has one of these values, in no order."""
    database = connections[DEFAULT_DB_ALIAS]
    (column,) = _named(model, (name,))
    found: list[M] = []
    for some in _handfuls(column.ready(value, database) for value in values):
        found += _select(model, database, _one_of(column, some, database), some)
    return found


def _select(model: type[M], database: Any, which: str, values: Sequence[Any]) -> Iterator[M]:
    ways = _ways(model, database.vendor)
    with database.cursor() as cursor:
        cursor.execute(f"{ways.select} WHERE {which}", values)
        found = cursor.fetchall()
    for got in found:
        read = list(got)
        for place, converters, column in ways.converters:
            for convert in converters:
                read[place] = convert(read[place], column, database)
        yield model.from_db(DEFAULT_DB_ALIAS, ways.names, read)


def _equal(model: type[models.Model], equal: Mapping[str, object], database: Any) -> tuple[str, list[Any]]:
    said: list[str] = []
    values: list[Any] = []
    for column, value in zip(_named(model, tuple(equal)), equal.values(), strict=True):
        name = database.ops.quote_name(column.column)
        said.append(f"{name} IS NULL" if value is None else f"{name} = %s")
        values += [] if value is None else [column.ready(value, database)]
    return " AND ".join(said), values


def _one_of(column: _Column, values: Sequence[Any], database: Any) -> str:
    return f"{database.ops.quote_name(column.column)} IN ({', '.join(['%s'] * len(values))})"


def _handfuls(values: Iterable[Any]) -> Iterator[list[Any]]:
    """Values in lists that a statement can carry."""
    left = iter(values)
    while some := list(islice(left, AT_ONCE)):
        yield some


def insert(row: models.Model) -> None:
    """Write a new row whose id is known."""
    database = connections[DEFAULT_DB_ALIAS]
    values = [one.ready(getattr(row, one.name), database) for one in _columns(type(row))]
    with database.cursor() as cursor:
        cursor.execute(_ways(type(row), database.vendor).insert, values)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def insert_numbered(rows: Sequence[models.Model]) -> None:
    """Write new rows that the database numbers itself."""
    if rows:
        model = type(rows[0])
        names = [one.name for one in _numbered(model)]
        insert_values(model, [[getattr(row, name) for name in names] for row in rows])


def insert_values(model: type[models.Model], rows: Iterable[Sequence[object]]) -> None:
    """Write new rows that the database numbers itself and nobody needs as rows: each is its values in their order."""
    database = connections[DEFAULT_DB_ALIAS]
    columns = _numbered(model)
    values = [[one.ready(value, database) for one, value in zip(columns, row, strict=True)] for row in rows]
    if values:
        _write(_ways(model, database.vendor).insert_numbered, values)


def _write(statement: str, values: Sequence[list[Any]]) -> int:
    """Say one statement for each list of values; gives how many rows it wrote."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        if len(values) == 1:
            cursor.execute(statement, values[0])
        else:
            cursor.executemany(statement, values)
        return int(cursor.rowcount)


@cache
def _numbered(model: type[models.Model]) -> tuple[_Column, ...]:
    """What is said of a row that the database numbers itself: everything but its number."""
    return tuple(one for one in _columns(model) if not one.field.primary_key)


def update(row: models.Model, names: Iterable[str]) -> None:
    """Write these fields of a row that is there."""
    update_all([row], names)


def update_all(rows: Sequence[models.Model], names: Iterable[str]) -> None:
    """Write these fields of rows of one kind that are there."""
    if not rows:
        return
    database, model = connections[DEFAULT_DB_ALIAS], type(rows[0])
    statement, columns = _update(model, tuple(names), database.vendor)
    key = _ways(model, database.vendor).key
    said = f"{statement} WHERE {database.ops.quote_name(key.column)} = %s"
    values = [
        [*(one.ready(getattr(row, one.name), database) for one in columns), key.ready(row.pk, database)] for row in rows
    ]
    if _write(said, values) != len(rows):
        raise LookupError(f"{model._meta.label_lower} {', '.join(str(row.pk) for row in rows)}: not all are there")


def update_among(
    model: type[models.Model], name: str, values: Iterable[object], *, only: Mapping[str, object], **fields: object
) -> None:
    """Write these fields of every row of a kind one of whose columns has one of these values, and others what `only` says."""
    database = connections[DEFAULT_DB_ALIAS]
    statement, columns = _update(model, tuple(fields), database.vendor)
    said = [one.ready(value, database) for one, value in zip(columns, fields.values(), strict=True)]
    which, asked = _equal(model, only, database)
    (column,) = _named(model, (name,))
    with database.cursor() as cursor:
        for some in _handfuls(column.ready(value, database) for value in values):
            cursor.execute(f"{statement} WHERE {which} AND {_one_of(column, some, database)}", [*said, *asked, *some])


def remove(rows: Sequence[models.Model]) -> None:
    """Take away rows that nothing points at."""
    if not rows:
        return
    database = connections[DEFAULT_DB_ALIAS]
    key = _ways(type(rows[0]), database.vendor).key
    quote = database.ops.quote_name
    statement = f"DELETE FROM {quote(rows[0]._meta.db_table)} WHERE {quote(key.column)} = %s"  # noqa: S608
    with database.cursor() as cursor:
        cursor.executemany(statement, [[key.ready(row.pk, database)] for row in rows])
