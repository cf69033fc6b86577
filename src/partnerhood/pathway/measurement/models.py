"""What we remember of readings; rows are only ever added."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.goals.models import Goal, Measure


class Reading(Record):
    """What was counted for a measure in a period, under the definition that stood then; `to_date` is the day after."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="readings")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    key = models.CharField(max_length=40)
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    from_date = models.DateField(db_index=True)
    to_date = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300)
    left_out = models.CharField(max_length=300, blank=True)
    note = models.JSONField(default=dict)
    sure = models.BooleanField(default=False)
    on_behalf_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="readings")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="readings")
    entered_at = models.DateTimeField()
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["goal", "key"])]

    def __str__(self) -> str:
        return f"{self.measure}: {self.value}"


class Verification(Record):
    """Another partner looked at where a number comes from, and says that it is so."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="verifications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="verifications")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="verifications")
    words = models.JSONField(default=dict)
    verified_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.reading} seen by {self.organisation}"


class Withdrawal(Record):
    """A reading that should not have been there, with the reason; it stays readable and counts no more."""

    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, related_name="withdrawals")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="withdrawn_readings")
    reason = models.CharField(max_length=300)
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"withdrawn: {self.reading}"
