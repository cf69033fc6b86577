"""Erasing what was said about somebody: headers keep the order, the words go."""

from uuid import UUID

from partnerhood.ground.operations import merging, models, writing


def erase(row: UUID, by: UUID, keep: set[UUID]) -> int:
    """Erase the payloads of every deed that touched a row, but for those to keep; gives their number."""
    touched = models.Touch.objects.filter(row=row).exclude(operation__in=keep).values("operation")
    with writing.hand():
        models.FieldWrite.objects.filter(operation__in=touched, row=row).update(value=None)
        for conflict in models.Conflict.objects.filter(row=row):
            _reconsider(conflict)
        return models.Payload.objects.filter(operation__in=touched).update(text="", salt="", erased_by=by)


def _reconsider(conflict: models.Conflict) -> None:
    """Leave of a conflict only what was not erased."""
    writes = models.FieldWrite.objects.filter(row=conflict.row, label=conflict.label, field=conflict.field)
    told = writes.select_related("operation").order_by("operation__recorded_at", "operation_id")
    conflict.versions = merging.disputed(told)
    if conflict.versions:
        conflict.save(update_fields=["versions"])
    else:
        conflict.delete()
