"""Changes behind the app's back, as somebody with the database's password makes them: any table, any column, any row."""

import datetime
import random
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from partnerhood.ground.operations import models as journal
from partnerhood.ground.operations.guard import building
from partnerhood.ground.records.models import kept

JOURNAL = (
    journal.Book,
    journal.Chain,
    journal.Operation,
    journal.Payload,
    journal.Twin,
    journal.Touch,
    journal.FieldWrite,
    journal.Conflict,
)
COUNTERS = {(journal.Touch, "id"), (journal.FieldWrite, "id")}
"""Numbers that the database gives and that say nothing: where they are in order, another number is no other record."""


@dataclass(frozen=True)
class Mutation:
    """What was done, and the ids of which one must be named."""

    what: str
    names: frozenset[str]


def tables() -> list[type[models.Model]]:
    """Every table that the journal answers for and that has rows."""
    return [model for model in (*JOURNAL, *kept()) if model._default_manager.exists()]


def mutate(chance: random.Random) -> Mutation | None:
    """Change, add or take away something; None where nothing came of it."""
    model = chance.choice(tables())
    rows = list(model._default_manager.order_by("pk"))
    row = chance.choice(rows)
    with building():
        match chance.randrange(6):
            case 0:
                _say(f"DELETE FROM {_table(model)} WHERE {_key(model)} = %s", [_pk(row)])
                return Mutation(f"took away {model._meta.label_lower} {row.pk}", _names(row))
            case 1:
                return _double(model, row)
            case _:
                return _change(model, row, chance)


def _change(model: type[models.Model], row: models.Model, chance: random.Random) -> Mutation | None:
    fields = [field for field in model._meta.concrete_fields if (model, field.attname) not in COUNTERS]
    field = chance.choice(fields)
    before = getattr(row, field.attname)
    after = _other(field, before, chance)
    if field.primary_key and not isinstance(after, uuid.UUID):
        return None
    said = field.get_db_prep_save(after, connection)
    _say(f"UPDATE {_table(model)} SET {_column(field)} = %s WHERE {_key(model)} = %s", [said, _pk(row)])
    return Mutation(
        f"{model._meta.label_lower} {row.pk}: {field.attname} {before!r} → {after!r}", _names(row) | {str(after)}
    )


def _other(field: Any, value: Any, chance: random.Random) -> Any:
    """A value that means something else."""
    kind = field.target_field if field.is_relation else field
    if value is None:
        value = {models.UUIDField: uuid.UUID(int=0), models.JSONField: "x"}.get(type(kind), _first(kind))
        return value if not isinstance(kind, models.UUIDField) else uuid.uuid4()
    match value:
        case bool():
            return not value
        case int():
            return value + chance.choice((1, 2, 100))
        case uuid.UUID():
            return uuid.UUID(int=value.int ^ (1 << chance.randrange(128)))
        case datetime.datetime():
            return value + datetime.timedelta(microseconds=chance.choice((1, 10**6, 10**11)))
        case datetime.date():
            return value + datetime.timedelta(days=1)
        case str():
            return _other_text(value, chance)
        case dict() | list():
            return [*value, "x"] if isinstance(value, list) else {**value, "x": 1}
    return value + 1


def _first(kind: Any) -> Any:
    """Something in the place of nothing."""
    if isinstance(kind, models.DateTimeField):
        return datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    if isinstance(kind, models.DateField):
        return datetime.date(2020, 1, 1)
    return 1


def _other_text(value: str, chance: random.Random) -> str:
    if not value:
        return "x"
    place = chance.randrange(len(value))
    letter = "a" if value[place] != "a" else "b"
    return value[:place] + letter + value[place + 1 :]


def _double(model: type[models.Model], row: models.Model) -> Mutation | None:
    """Add a row that looks like another."""
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
    values = {field: getattr(row, field.attname) for field in fields}
    pk = model._meta.pk
    assert pk is not None
    if pk in values:
        values[pk] = uuid.uuid4()
    columns = ", ".join(_column(field) for field in values)
    said = [field.get_db_prep_save(value, connection) for field, value in values.items()]
    _say(f"INSERT INTO {_table(model)} ({columns}) VALUES ({', '.join(['%s'] * len(said))})", said)
    return Mutation(f"added a second {model._meta.label_lower} {row.pk}", _names(row) | {str(values.get(pk, ""))})


def _names(row: models.Model) -> frozenset[str]:
    """The ids by which a place may be named: the row's own, its deed's, its book's, and of the row it is about."""
    named = {str(row.pk)}
    for name in ("operation_id", "book_id", "row", "id"):
        named.add(str(getattr(row, name, row.pk)))
    operation = getattr(row, "operation", None)
    if operation is not None:
        named.add(str(operation.book_id))
    return frozenset(named)


def _say(statement: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _pk(row: models.Model) -> Any:
    return row._meta.pk.get_db_prep_value(row.pk, connection)  # type: ignore[union-attr]


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _key(model: type[models.Model]) -> str:
    return _column(model._meta.pk)


def _column(field: Any) -> str:
    return connection.ops.quote_name(field.column)
