"""What search reads: derived from rows, made again at any time, and never evidence."""

from typing import Any

from django.db import models
from django.db.models.lookups import StartsWith

LAST_OF_ALL = chr(0x10FFFF)
"""No word has a letter after this one."""


class Entry(models.Model):
    """Something that can be found."""

    row = models.UUIDField(primary_key=True, editable=False)
    label = models.CharField(max_length=60, db_index=True)
    title = models.TextField()

    def __str__(self) -> str:
        return self.title


class Stem(models.Model):
    """A word that leads to an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="stems")
    stem = models.CharField(max_length=40)

    class Meta:
        indexes = [
            models.Index(
                fields=["stem", "entry"], name="finding_stem_entry", opclasses=["varchar_pattern_ops", "uuid_ops"]
            )
        ]

    def __str__(self) -> str:
        return self.stem


@Stem._meta.get_field("stem").register_lookup
class Begins(StartsWith):
    """A stem that begins so. PostgreSQL reads `LIKE` in the index; SQLite does not, and gets from where to where instead."""

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """The stretch of the index in which every stem begins so."""
        stem, known = self.process_lhs(compiler, connection)
        stretch = [*known, self.rhs, *known, f"{self.rhs}{LAST_OF_ALL}"]
        return f"({stem} >= %s AND {stem} < %s)", stretch
