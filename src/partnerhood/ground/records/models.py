"""What every kept row is: something with an id made where it happened, whose fingerprint the journal knows."""

from decimal import Decimal

from django.db import models

from partnerhood.ground.records import canonical


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


def field_values(row: Record) -> dict[str, object]:
    """The values of a row by column name; what is empty is left out, so a new column changes no fingerprint."""
    values = {f.attname: f.to_python(getattr(row, f.attname)) for f in row._meta.concrete_fields}
    return {name: _scaled(value) for name, value in values.items() if value not in (None, "", {}, [], False)}


def row_fingerprint(row: Record) -> canonical.Fingerprint:
    """The fingerprint of a row as it stands, equal on SQLite and PostgreSQL."""
    return canonical.fingerprint(field_values(row))


def _scaled(value: object) -> object:
    return value.normalize() if isinstance(value, Decimal) else value
