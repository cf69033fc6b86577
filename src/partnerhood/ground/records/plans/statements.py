"""A question in SQL, made once; what is asked about takes the places of its stand-ins."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import ManyToOneRel, Model, Prefetch, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from partnerhood.ground.records import clock
from partnerhood.ground.records.plans.standing_in import (
    FIRST_MOMENT,
    MARKED,
    MOMENTS,
    NO_REAL_YEAR,
    CannotPlan,
    power_of_two,
    stand_in,
)

PARENTS = 1 << 24


class Plan:
    """A question in SQL, with the places where stand-ins stand."""

    def __init__(self, queryset: Any) -> None:
        self.queryset = queryset
        self.compiler: SQLCompiler = queryset.query.get_compiler(queryset.db)
        try:
            self.sql, parts = self.compiler.as_sql()
        except EmptyResultSet:
            self.sql, parts = "", ()
        self.parts = tuple(parts)
        self.places = {at: place for at, part in enumerate(parts) if (place := _place(part))}
        self.converters = self.compiler.get_converters([column for column, *_ in self.compiler.select or ()])
        self.belonging = [_Belonging(queryset.model, lookup) for lookup in queryset._prefetch_related_lookups]

    def rows(self, ids: Sequence[UUID], moments: Sequence[datetime], parents: Sequence[UUID] = ()) -> list[Any]:
        """The answer for these ids and moments; `parents` are the rows that this answer belongs to, where it does."""
        if not self.sql:
            return []
        found = list(self._bound(self._said(ids, moments, parents)))
        for one in self.belonging if found else ():
            one.fetch(found, ids, moments)
        return found

    def number(self, ids: Sequence[UUID], moments: Sequence[datetime]) -> int:
        """How many rows the answer has."""
        if not self.sql:
            return 0
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM ({self.sql}) counted", self._said(ids, moments))  # noqa: S608
            return int(cursor.fetchone()[0])

    def _said(self, ids: Sequence[UUID], moments: Sequence[datetime], parents: Sequence[UUID] = ()) -> tuple[Any, ...]:
        said = list(self.parts)
        for at, (kind, number, write) in self.places.items():
            if kind == "moment":
                said[at] = write(moments[number])
            else:
                said[at] = write(ids[number] if number < PARENTS else parents[number - PARENTS])
        return tuple(said)

    def _bound(self, said: tuple[Any, ...]) -> Any:
        """The question with its statement ready: Django reads the rows as it always does, and compiles nothing."""
        query, compiler = _twin(self.queryset.query), _twin(self.compiler)
        compiler.connection, compiler.query = connection, query
        compiler.as_sql = lambda *_, **__: (self.sql, said)  # type: ignore[method-assign]
        compiler.get_converters = lambda *_: self.converters  # type: ignore[method-assign]
        query.get_compiler = lambda *_, **__: compiler
        bound: Any = QuerySet(self.queryset.model, query, self.queryset.db)
        bound._iterable_class = self.queryset._iterable_class
        bound._fields = self.queryset._fields
        return bound


class _Belonging:
    """What belongs to the rows of an answer, such as the partners of partnerships: a planned question of its own."""

    def __init__(self, model: type[Model], lookup: Any) -> None:
        wanted = lookup if isinstance(lookup, Prefetch) else Prefetch(lookup)
        *self.path, last = wanted.prefetch_through.split("__")
        for step in self.path:
            model = model._meta.get_field(step).related_model  # type: ignore[assignment]
        relation = model._meta.get_field(last)
        if not isinstance(relation, ManyToOneRel) or wanted.to_attr:
            raise CannotPlan(f"{last} does not belong to one row")
        self.field = relation.field
        self.cache = relation.cache_name
        self.queryset = relation.related_model._default_manager.all() if wanted.queryset is None else wanted.queryset
        self.plans: dict[int, Plan] = {}

    def fetch(self, rows: Sequence[Any], ids: Sequence[UUID], moments: Sequence[datetime]) -> None:
        """Read it in one query and leave it with the rows."""
        parents = [self._parent(row) for row in rows]
        keys = list(dict.fromkeys(one.pk for one in parents))
        keys += keys[-1:] * (power_of_two(len(keys)) - len(keys))
        if len(keys) not in self.plans:
            with nothing_else():
                stands = [stand_in(PARENTS + at) for at in range(len(keys))]
                self.plans[len(keys)] = Plan(self.queryset.filter(**{f"{self.field.name}__in": stands}))
        found: dict[UUID, list[Any]] = defaultdict(list)
        for one in self.plans[len(keys)].rows(ids, moments, keys):
            found[getattr(one, self.field.attname)].append(one)
        for parent in parents:
            self._leave(parent, found[parent.pk])

    def _parent(self, row: Any) -> Any:
        for step in self.path:
            row = getattr(row, step)
        return row

    def _leave(self, parent: Any, found: list[Any]) -> None:
        for one in found:
            self.field.set_cached_value(one, parent)
        read: Any = self.queryset.all()
        read._deferred_filter = False, (), {self.field.name: parent}
        read._result_cache, read._prefetch_done = found, True
        parent.__dict__.setdefault("_prefetched_objects_cache", {})[self.cache] = read


T = TypeVar("T", Query, SQLCompiler)


def _twin(one: T) -> T:
    twin = object.__new__(type(one))
    twin.__dict__.update(one.__dict__)
    return twin


def _place(part: Any) -> tuple[str, int, Callable[[Any], Any]] | None:
    """Which stand-in a value of the statement is, and how the one it stands for is written in its place."""
    if isinstance(part, UUID):
        return ("id", part.int & 0xFFFFFFFF, lambda one: one) if part.hex.startswith(MARKED) else None
    if isinstance(part, datetime):
        return ("moment", _number(part), lambda one: one) if part.year > NO_REAL_YEAR else None
    written = str(part)
    plain = written.replace("-", "")
    if isinstance(part, str) and len(plain) == 32 and plain.startswith(MARKED):
        return "id", int(plain[24:], 16), (str if "-" in written else lambda one: one.hex)
    if isinstance(part, str) and re.match(r"7[89]\d\d-\d\d-\d\d ", written):
        return "moment", _number(datetime.fromisoformat(f"{written}+00:00")), _as_text
    if MARKED in plain:
        raise CannotPlan("an id inside another value")
    return None


def _number(moment: datetime) -> int:
    number = round((moment - FIRST_MOMENT).total_seconds())
    if not 0 <= number < MOMENTS:
        raise CannotPlan("a moment that was reckoned from an argument; give that moment itself")
    return number


def _as_text(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


@contextmanager
def nothing_else() -> Iterator[None]:
    """While a question is put into words, it asks the database nothing and does not look at the clock."""

    def refuse(*_: object) -> NoReturn:
        raise CannotPlan("a planned question asks the database only when it is asked itself")

    with connection.execute_wrapper(refuse), clock.only_the_day():
        yield
