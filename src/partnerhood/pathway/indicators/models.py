"""What we remember of indicators that an organisation counts in its own way."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record


class Indicator(Record):
    """What an organisation counts in its own way; its words are in its versions, one of which counts from now on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="indicators")
    version = models.ForeignKey("Version", on_delete=models.PROTECT, related_name="+")
    based_on = models.CharField(max_length=60, blank=True)
    defined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_words = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"an indicator of {self.organisation}"


class Version(Record):
    """How an indicator is defined from a moment on; rows are only ever added, and a goal keeps the one it named. Its words may
    be said in the other languages of the house too: that changes nothing of what is counted."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="versions")
    content = models.JSONField()
    why = models.JSONField(default=dict)
    in_en = models.JSONField(default=dict)
    in_nl = models.JSONField(default=dict)
    in_fr = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="indicator_versions")
    defined_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.content.get("name", ""))
