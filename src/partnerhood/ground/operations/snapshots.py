"""Some books of a node as they stand, so that a new node goes on from there and need not do every deed again.

Headers, payloads, what each deed touched and which values it gave are carried over as they are; this node's own seals are
made anew, for it is the new node that now answers for them.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models as tables

from partnerhood.ground.operations import chain, models, registry, summaries, writing
from partnerhood.ground.records import canonical, rows
from partnerhood.ground.records.models import Record as Record
from partnerhood.ground.records.models import kept
from partnerhood.ground.records.rows import row_fingerprint

Place = tuple[str, UUID]
"""A row: of which kind, and its id."""
CARRIED = (
    models.Book,
    models.Chain,
    models.Operation,
    models.Payload,
    models.Touch,
    models.FieldWrite,
    models.Conflict,
    models.Twin,
)
BY_BOOK = {models.Book: "id", models.Chain: "book", models.Operation: "book", models.Conflict: "book"}
NUMBERED = (models.Touch, models.FieldWrite)
AT_ONCE = 500
SEALED_AT_ONCE = 100


@dataclass
class Taken:
    """Which rows go along with some books: those that stand as their deeds left them, and those that must be told of."""

    books: frozenset[UUID]
    hidden: frozenset[UUID]
    whole: set[Place] = field(default_factory=set)
    unclear: set[Place] = field(default_factory=set)


def taken(books: Iterable[UUID], own_people: Iterable[UUID]) -> Taken:
    """What goes along with these books. The words of deeds that do not travel stay, unless one's own people said them."""
    where = frozenset(books)
    stay = [kind.name for kind in registry.kinds.values() if not kind.travels]
    others = models.Operation.objects.filter(book__in=where, kind__in=stay).exclude(author__in=list(own_people))
    found = Taken(where, frozenset(others.values_list("id", flat=True)))
    touches = models.Touch.objects.filter(operation__book__in=where)
    last: dict[Place, str] = {}
    for label, row, fingerprint in (
        touches.exclude(operation__in=others.values("id")).order_by("id").values_list("label", "row", "fingerprint")
    ):
        last[label, row] = fingerprint
    for place in _answered(where, touches.filter(operation__in=others.values("id"))):
        last.setdefault(place, "")
    for one in loaded(last):
        place = (one.label, one.id)
        (found.whole if last[place] == row_fingerprint(one) else found.unclear).add(place)
    return found


def _answered(books: frozenset[UUID], hidden: "tables.QuerySet[models.Touch]") -> Iterator[Place]:
    """Rows of deeds whose words stay, which a deed that travels was answered with: they were laid open since."""
    wanted = {str(row): (label, row) for label, row in hidden.values_list("label", "row")}
    if not wanted:
        return
    travel = [kind.name for kind in registry.kinds.values() if kind.travels]
    answers = models.Payload.objects.filter(operation__book__in=books, operation__kind__in=travel).exclude(answer="")
    for answer in answers.values_list("answer", flat=True):
        place = wanted.get(json.loads(answer).get("id", ""))
        if place:
            yield place


def loaded(places: Iterable[Place]) -> Iterator[Record]:
    """The rows that are still there, kind by kind."""
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for label, row in places:
        wanted[label].append(row)
    for model in kept():
        ids = wanted.get(model._meta.label_lower, [])
        for start in range(0, len(ids), AT_ONCE):
            yield from model._default_manager.filter(pk__in=ids[start : start + AT_ONCE])


def in_order(label: str, keys: Iterable[UUID]) -> Iterator[Record]:
    """Rows of one kind in the order of their ids, some at a time."""
    model: type[Any] = apps.get_model(label)
    ids = sorted(keys)
    for start in range(0, len(ids), AT_ONCE):
        yield from model._default_manager.filter(pk__in=ids[start : start + AT_ONCE]).order_by("pk")


def places_of(label: str, **which: object) -> list[Place]:
    """The rows of one kind whose fields are so."""
    model: type[Any] = apps.get_model(label)
    return [(label, key) for key in model._default_manager.filter(**which).values_list("id", flat=True)]


def journal(of: Taken) -> Iterator[dict[str, Any]]:
    """The journal of these books, line by line."""
    for model in CARRIED:
        found = model._default_manager.filter(**{f"{BY_BOOK.get(model, 'operation__book')}__in": of.books})
        order = ("book_id", "applied") if model is models.Operation else ("pk",)
        for row in found.order_by(*order).iterator(chunk_size=AT_ONCE):
            said = _plain(row, of.hidden)
            if said is not None:
                yield {"table": model._meta.model_name, "row": said}


def _plain(row: tables.Model, hidden: frozenset[UUID]) -> dict[str, Any] | None:
    said = _values(row)
    if isinstance(row, NUMBERED):
        del said["id"]
    if getattr(row, "operation_id", None) not in hidden:
        return said
    if isinstance(row, models.Payload):
        return {**said, "text": "", "salt": "", "answer": "{}", "erased_by": None, "withheld": True}
    return said if isinstance(row, models.Twin) else None


def row_line(row: Record) -> dict[str, Any]:
    """A row as one line: every field, for what is empty here may have another value where nothing is said."""
    return {"label": row.label, **_values(row)}


def _values(row: tables.Model) -> dict[str, Any]:
    return {one.attname: canonical.plain(getattr(row, one.attname)) for one in row._meta.concrete_fields}


def read_row(line: Mapping[str, Any]) -> Record:
    """A row out of its line; raises LookupError, TypeError or ValueError where it is none."""
    model: type[Any] = apps.get_model(str(line["label"]))
    if not issubclass(model, Record):
        raise LookupError(str(line["label"]))
    row: Record = _made(model, {name: value for name, value in line.items() if name != "label"})
    return row


def laid_over(told: Record, line: Mapping[str, Any]) -> Record:
    """The row that is here, with what a line says of it; or the row of the line, where none is here."""
    known = rows.find(type(told), told.id)
    for name in line if known else ():
        if name != "label":
            setattr(known, name, getattr(told, name))
    return known or told


def _made(model: type[Any], values: Mapping[str, Any]) -> Any:
    fields = {one.attname: one for one in model._meta.concrete_fields}
    strange = set(values) - set(fields)
    if strange:
        raise LookupError(f"{model._meta.label_lower} has no {min(strange)}")
    return model(**{name: _value(fields[name], value) for name, value in values.items()})


def _value(field: Any, value: Any) -> Any:
    while field.is_relation:
        field = field.target_field
    return field.to_python(value)


def put(lines: Iterable[Mapping[str, Any]]) -> None:
    """Write the journal and the rows of a snapshot into an empty node. The caller holds the door and checks constraints."""
    several: list[Any] = []
    for line in lines:
        one = read_row(line) if "label" in line else _carried(line)
        if several and (type(several[0]) is not type(one) or len(several) >= AT_ONCE):
            _write(several)
            several = []
        several.append(one)
    if several:
        _write(several)


def _carried(line: Mapping[str, Any]) -> Any:
    model = {one._meta.model_name: one for one in CARRIED}[line["table"]]
    return _made(model, line["row"])


def _write(several: Sequence[Any]) -> None:
    model = type(several[0])
    with writing.hand():
        model._base_manager.bulk_create(several)


def summarise() -> None:
    """Make what is kept with the rows, such as what search finds, once every row is here."""
    for model in kept():
        summaries.keep(((row.label, row.id), row) for row in model._default_manager.iterator(chunk_size=AT_ONCE))


def seal_anew() -> None:
    """Say which touch of each row is the last one here, and seal every book as this node now answers for it."""
    with writing.hand():
        later = models.Touch.objects.filter(
            row=tables.OuterRef("row"), label=tables.OuterRef("label"), id__gt=tables.OuterRef("id")
        )
        models.Touch.objects.filter(latest=True).filter(tables.Exists(later)).update(latest=False)
        models.Touch.objects.filter(latest=False).exclude(tables.Exists(later)).update(latest=True)
        for book in models.Book.objects.all():
            _seal_book(book)


def _seal_book(book: models.Book) -> None:
    seal, last = book.kind, 0
    headers = models.Operation.objects.filter(book=book).order_by("applied").select_related("payload")
    headers = headers.prefetch_related("touches", "writes")
    while several := list(headers.filter(applied__gt=last)[:SEALED_AT_ONCE]):
        for header in several:
            if header.payload.withheld:
                header.effects = chain.effects(header.touches.all(), header.writes.all(), header.payload)
            header.seal = seal = chain.seal(seal, header)
        models.Operation.objects.bulk_update(several, ["effects", "seal"])
        last = several[-1].applied
    if last:
        book.seal = seal
        book.save(update_fields=["seal"])
