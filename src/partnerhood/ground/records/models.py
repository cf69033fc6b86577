"""What every kept row is: something with an id made where it happened, whose fingerprint the journal knows."""

from django.db import models


class Record(models.Model):
    """A row that only an operation may write, and that the journal can hold against its history."""

    id = models.UUIDField(primary_key=True, editable=False)

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """How the journal names this kind of row: `needs.need`."""
        return self._meta.label_lower


def kept() -> list[type[Record]]:
    """Every kind of row that the journal answers for."""
    from django.apps import apps

    return sorted((m for m in apps.get_models() if issubclass(m, Record)), key=lambda m: m._meta.label_lower)
