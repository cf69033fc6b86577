"""How two edits of one record meet: different fields merge, the same field keeps both values until a person chooses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Protocol, TypeVar
from uuid import UUID

from partnerhood.ground.operations import models, rules, writing
from partnerhood.ground.operations.claims import Latest
from partnerhood.ground.operations.refusals import Conflicting, Waiting
from partnerhood.ground.records import canonical, ids, rows
from partnerhood.ground.records.models import Record
from partnerhood.ground.records.rows import field_values

R = TypeVar("R", bound=Record)
RECORDED = ("operation__recorded_at", "operation_id")
"""First recorded, first: on every node the same, whatever arrived when."""
TELLS = "nodes.tell"
"""The deed that keeps rows as another node tells them, without the deeds that made them."""
MADE = ""
"""In the place of a field: what a row was when it was made. Only for rows that two nodes may make at once."""


class Deed(Protocol):
    """What merging has to know of a deed."""

    id: UUID
    author: UUID | None
    device: UUID
    base: UUID | Latest | None
    alone: bool
    recorded_at: datetime
    book: UUID
    origin: str
    number: int
    keeps_both: bool
    told: bool
    seen: rules.Seen | None
    reach: Mapping[str, int]
    found: dict[str, Any]
    clashed: bool
    touched: dict[tuple[str, UUID], Record | None]
    writes: list[tuple[Record, str, object]]


def change(deed: Deed, row: Record, fields: dict[str, Any]) -> None:
    """Give fields of a row the values that follow from everything that was written to them."""
    if deed.seen is None:
        deed.seen = knowledge(deed)
    earlier = _writes(deed, row, fields)
    open_ones = {one.field for one in rows.where(models.Conflict, row=row.id)}
    given = []
    for name, value in fields.items():
        if _stays(deed, row, name, value, earlier[name], disputed=name in open_ones):
            continue
        mine = _mine(deed, writing.plain_value(row, name, value))
        _settle(deed, row, name, value, [*earlier[name], mine], disputed=name in open_ones)
        given.append(name)
    if given:
        writing.update(row, given)
        deed.touched[row.label, row.id] = row


def place(deed: Deed, row: R) -> R:
    """Make a row that another node may have made too: as whoever was recorded first made it, later edits kept."""
    made = canonical.plain({name: value for name, value in field_values(row).items() if name != "id"})
    deed.writes.append((row, MADE, made))
    kept = rows.find(type(row), row.id)
    if kept is None:
        writing.insert(row)
        deed.touched[row.label, row.id] = row
        return row
    earlier = models.FieldWrite.objects.filter(row=row.id, label=row.label, field=MADE).order_by(*RECORDED)
    first = earlier.values_list("operation__recorded_at", "operation_id").first()
    if first is None or (deed.recorded_at, deed.id) < first:
        _remake(kept, row)
    deed.touched[row.label, row.id] = kept
    return kept


def is_taken(row: Record, *, made_here: bool) -> bool:
    """Whether the id of a new row is that of another one: of any kind, or of another kind where two nodes may make it."""
    there = {one.label for one in rows.where(models.Touch, row=row.id, latest=True)}
    return bool(there if made_here else there - {row.label})


def was_told(row: Record) -> bool:
    """Whether a row is here only because another node told of it."""
    last = models.Touch.objects.filter(row=row.id, label=row.label, latest=True)
    return last.filter(operation__kind=TELLS).exists()


def _remake(kept: Record, row: Record) -> None:
    edited = set(models.FieldWrite.objects.filter(row=row.id, label=row.label).values_list("field", flat=True))
    fields = [one for one in row._meta.concrete_fields if not one.primary_key and one.name not in edited]
    for one in fields:
        setattr(kept, one.attname, getattr(row, one.attname))
    writing.update(kept, [one.name for one in fields])


def knowledge(deed: Deed) -> rules.Seen:
    """What the author of a deed knew, from its base; raises Waiting where the base has not arrived."""
    if isinstance(deed.base, Latest):
        return rules.Seen(deed.reach)
    if deed.base is None:
        return rules.Seen()
    base = rows.find(models.Operation, deed.base)
    if base is None:
        raise Waiting
    return _alone(base, deed.book) if deed.alone else rules.Seen(_reach(base, deed.book))


def _alone(base: models.Operation, book: UUID) -> rules.Seen:
    """What somebody knew who wrote on after a deed of their own, without having seen what others did meanwhile."""
    before = rules.seen(base.seen)
    if not base.seen and base.base:
        earlier = rows.find(models.Operation, base.base)
        before = rules.Seen(_reach(earlier, book) if earlier else {})
    own = rules.Seen(before.upto, before.also | {str(base.id)})
    reach = _reach(base, book)
    nobody_else = sum(reach.values()) - sum(before.upto.values()) == len(own.also)
    return rules.Seen(reach) if nobody_else else own


def _reach(base: models.Operation, book: UUID) -> dict[str, int]:
    return base.reach if base.book_id == book else {}


def _writes(deed: Deed, row: Record, fields: Iterable[str]) -> dict[str, list[rules.Write]]:
    """What was written to these fields before, in the order in which it counts."""
    found: dict[str, list[rules.Write]] = defaultdict(list)
    wanted = set(fields)
    kept = [one for one in rows.where(models.FieldWrite, row=row.id, label=row.label) if one.field in wanted]
    if not kept:
        return found
    said = {one.id: one for one in rows.among(models.Operation, "id", {one.operation_id for one in kept})}
    twins: dict[UUID, list[models.Twin]] = defaultdict(list)
    for twin in rows.among(models.Twin, "operation", said):
        twins[twin.operation_id].append(twin)
    for one in sorted(kept, key=lambda one: (said[one.operation_id].recorded_at, one.operation_id)):
        operation = said[one.operation_id]
        found[one.field].append(_write(one, operation, twins[operation.id], deed.book))
    return found


def written(one: models.FieldWrite, book: UUID) -> rules.Write:
    """A kept value as the rules see it. Numbers count per book: a write from another book is known to nobody."""
    return _write(one, one.operation, one.operation.twins.all(), book)


def _write(
    one: models.FieldWrite, operation: models.Operation, twins: Iterable[models.Twin], book: UUID
) -> rules.Write:
    at: tuple[models.Operation | models.Twin, ...] = (operation, *twins)
    places = [(f"{one.origin}/{one.epoch}", one.number) for one in at]
    return rules.Write(
        operation=str(operation.id),
        places=tuple(places) if operation.book_id == book else (),
        recorded_at=operation.recorded_at,
        seen=rules.seen(operation.seen),
        value=one.value,
    )


def _mine(deed: Deed, value: object) -> rules.Write:
    assert deed.seen is not None
    return rules.Write(
        operation=str(deed.id),
        places=((deed.origin, deed.number),),
        recorded_at=deed.recorded_at,
        seen=deed.seen,
        value=value,
    )


def _stays(deed: Deed, row: Record, name: str, value: Any, earlier: list[rules.Write], disputed: bool) -> bool:
    """Whether a deed leaves a field as its author saw it. The node that accepted it says so; the others believe it."""
    mark = f"{str(row.id)[:8]}.{name}"
    if deed.told:
        return mark in deed.found.get("stay", ())
    assert deed.seen is not None
    unseen = any(not deed.seen.knows(one) for one in earlier)
    stays = not disputed and not unseen and not writing.differs(row, name, value)
    if stays:
        deed.found.setdefault("stay", []).append(mark)
    return stays


def _settle(deed: Deed, row: Record, name: str, value: Any, writes: list[rules.Write], *, disputed: bool) -> None:
    """Write one field; where two people did not know of each other, keep both and show the first recorded."""
    standing = rules.heads(writes)
    mine = writes[-1]
    clash = rules.in_conflict(writes)
    if clash and not (deed.keeps_both or deed.told):
        theirs = next(head for head in standing if head.operation != mine.operation)
        raise Conflicting(row=row, field=name, theirs=theirs.value, yours=mine.value)
    deed.writes[:] = [one for one in deed.writes if (one[0].id, one[1]) != (row.id, name)]
    deed.writes.append((row, name, mine.value))
    deed.clashed = deed.clashed or clash
    if clash or disputed:
        _keep_conflict(deed.book, row, name, standing if clash else [])
    shown = standing[0]
    if shown is mine:
        setattr(row, name, value)
    else:
        setattr(row, writing.column(row, name), _python(row, name, shown.value))


def versions(standing: Iterable[rules.Write]) -> list[dict[str, object]]:
    """The values of a conflict as everybody reads them, the first recorded first."""
    return [{"operation": one.operation, "value": canonical.plain(one.value)} for one in standing]


def disputed(writes: Iterable[models.FieldWrite]) -> list[dict[str, object]]:
    """The versions of a field that follow from all that was written to it; none where nobody disagrees."""
    known = [written(one, one.operation.book_id) for one in writes]
    return versions(rules.heads(known)) if rules.in_conflict(known) else []


def _keep_conflict(book: UUID, row: Record, name: str, standing: list[rules.Write]) -> None:
    key = ids.derived(row.id, f"conflict:{name}")
    if not standing:
        with writing.hand():
            models.Conflict.objects.filter(pk=key).delete()
        return
    open_one = models.Conflict(
        id=key, book_id=book, label=row.label, row=row.id, field=name, versions=versions(standing)
    )
    with writing.hand():
        open_one.save()


def _python(row: Record, name: str, value: object) -> object:
    return row._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
