"""What we remember of levels that everybody may read."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.partnerships.models import Partnership


class Release(Record):
    """The hospital's own decision that everybody may read its agreed level in a domain, until it takes that back."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="released_levels")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="released_levels")
    domain = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="released_levels")
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"public level of {self.hospital}"
