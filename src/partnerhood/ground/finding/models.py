"""What search reads: derived from rows, made again at any time, and never evidence."""

from django.db import models


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
        indexes = [models.Index(fields=["stem", "entry"])]

    def __str__(self) -> str:
        return self.stem
