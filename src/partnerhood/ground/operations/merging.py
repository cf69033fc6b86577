"""How two edits of one record meet: different fields merge, the same field keeps both values until a person chooses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from partnerhood.ground.operations import models, rules, writing
from partnerhood.ground.operations.refusals import Conflicting
from partnerhood.ground.records import canonical, ids
from partnerhood.ground.records.models import Record

if TYPE_CHECKING:
    from partnerhood.ground.operations.deed import Deed


def change(deed: Deed, row: Record, fields: dict[str, Any]) -> None:
    """Give fields of a row the values that follow from everything that was written to them."""
    if not fields:
        return
    earlier = _writes(row, fields)
    if deed.seen is None:
        deed.seen = knowledge(deed, row)
    for name, value in fields.items():
        mine = rules.Write(
            operation=str(deed.id),
            origin=deed.origin,
            number=deed.number,
            recorded_at=deed.recorded_at,
            seen=deed.seen,
            value=writing.plain_value(row, name, value),
        )
        _settle(deed, row, name, value, [*earlier[name], mine])
    writing.update(row, list(fields))
    deed.touched[row.label, row.id] = row


def knowledge(deed: Deed, row: Record) -> rules.Seen:
    """What the author of a deed knew about a row, from its base."""
    from partnerhood.ground.operations.deed import Latest

    if isinstance(deed.base, Latest):
        last = models.Operation.objects.filter(book_id=deed.book).order_by("-applied").first()
        return rules.Seen(last.reach if last else {})
    if deed.base is None:
        return rules.Seen()
    base = models.Operation.objects.filter(pk=deed.base).first()
    if base is None:
        return rules.Seen()
    if base.device != deed.device or base.author != deed.author:
        return rules.Seen(_reach(base, deed.book))
    before = rules.seen(base.seen)
    own = rules.Seen(before.upto, before.also | {str(base.id)})
    strangers = models.FieldWrite.objects.filter(row=row.id).select_related("operation")
    if any(not own.knows(_write(one)) for one in strangers if one.operation.applied <= base.applied):
        return own
    return rules.Seen(_reach(base, deed.book))


def _reach(base: models.Operation, book: UUID) -> dict[str, int]:
    return base.reach if base.book_id == book else {}


def _writes(row: Record, fields: dict[str, Any]) -> dict[str, list[rules.Write]]:
    found: dict[str, list[rules.Write]] = defaultdict(list)
    kept = models.FieldWrite.objects.filter(row=row.id, label=row.label, field__in=fields).select_related("operation")
    for one in kept.order_by("operation__recorded_at", "operation_id"):
        found[one.field].append(_write(one))
    return found


def _write(one: models.FieldWrite) -> rules.Write:
    operation = one.operation
    return rules.Write(
        operation=str(operation.id),
        origin=f"{operation.origin}/{operation.epoch}",
        number=operation.number,
        recorded_at=operation.recorded_at,
        seen=rules.seen(operation.seen),
        value=one.value,
    )


def _settle(deed: Deed, row: Record, name: str, value: Any, writes: list[rules.Write]) -> None:
    """Write one field; where two people did not know of each other, keep both and show the first recorded."""
    standing = rules.heads(writes)
    mine = writes[-1]
    clash = rules.in_conflict(writes)
    if clash and not (deed.keeps_both or deed.told):
        theirs = next(head for head in standing if head.operation != mine.operation)
        raise Conflicting(row=row, field=name, theirs=theirs.value, yours=mine.value)
    deed.writes.append((row, name, mine.value))
    _keep_conflict(deed, row, name, standing if clash else [])
    shown = standing[0]
    setattr(row, writing.column(row, name), value if shown is mine else _python(row, name, shown.value))
    if shown is mine:
        setattr(row, name, value)


def _keep_conflict(deed: Deed, row: Record, name: str, versions: list[rules.Write]) -> None:
    key = ids.derived(row.id, f"conflict:{name}")
    kept = models.Conflict.objects.filter(pk=key)
    if not versions:
        if kept.exists():
            with writing.hand():
                kept.delete()
        return
    said = [{"operation": one.operation, "value": canonical.plain(one.value)} for one in versions]
    open_one = models.Conflict(id=key, book_id=deed.book, label=row.label, row=row.id, field=name, versions=said)
    with writing.hand():
        open_one.save()


def _python(row: Record, name: str, value: object) -> object:
    return row._meta.get_field(name).to_python(value)  # type: ignore[union-attr]
