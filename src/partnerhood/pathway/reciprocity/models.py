"""What we remember of giving and receiving; rows are only ever added."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.activities.models import Activity
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.reciprocity import choices


class Entry(Record):
    """What one side says for itself, of some days, about one partner; the last day is the day before `to_date`.

    A correction is an entry of its own: `replaces` is the one before it, `first` the one that began, `why` what was wrong.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="given_and_received")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="given_and_received")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="said_about")
    kind = models.CharField(max_length=10, choices=choices.Kind)
    way = models.CharField(max_length=4, choices=choices.Way)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    domain = models.CharField(max_length=20, blank=True)
    words = models.JSONField(default=dict)
    from_date = models.DateField()
    to_date = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, related_name="given_and_received")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="given_and_received")
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="given_and_received")
    said_at = models.DateTimeField()
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="later")
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    why = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.way}: {self.organisation}"


class Withdrawal(Record):
    """An entry that should not have been there, with the reason; it stays readable and counts no more."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="withdrawals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="withdrawn_entries")
    reason = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"withdrawn: {self.entry}"
