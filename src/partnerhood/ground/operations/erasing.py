"""Erasing what was said about somebody: headers keep the order, the words go."""

from uuid import UUID

from partnerhood.ground.operations import models, writing


def erase(row: UUID, by: UUID, keep: set[UUID]) -> int:
    """Erase the payloads of every deed that touched a row, but for those to keep; gives their number."""
    touched = models.Touch.objects.filter(row=row).exclude(operation__in=keep).values("operation")
    with writing.hand():
        models.FieldWrite.objects.filter(operation__in=touched, row=row).update(value=None)
        return models.Payload.objects.filter(operation__in=touched).update(text="", salt="", erased_by=by)
