"""What we remember of programmes, and what we derive from it to find and to add up.

One activity is one record, whatever its size. `Trait` and `Entry` are made of it in the same transaction and can be made
again: see docs/decisions on one record per activity.
"""

from django.db import models

from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.programmes import choices


class Programme(Record):
    """An activity as its publisher tells it; each part is kept as it was published, and a new version changes parts."""

    identifier = models.CharField(max_length=255, db_index=True)
    reporter = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reported_programmes")
    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, related_name="programmes")
    name = models.CharField(max_length=300)
    title = models.JSONField(default=dict)
    language = models.CharField(max_length=255, blank=True)
    status = models.CharField(max_length=255, blank=True)
    start_date = models.DateField(null=True)
    end_date = models.DateField(null=True)
    dates = models.JSONField(default=list)
    descriptions = models.JSONField(default=list)
    participants = models.JSONField(default=list)
    places = models.JSONField(default=dict)
    themes = models.JSONField(default=dict)
    terms = models.JSONField(default=dict)
    budgets = models.JSONField(default=list)
    planned_disbursements = models.JSONField(default=list)
    transactions = models.JSONField(default=list)
    documents = models.JSONField(default=list)
    related = models.JSONField(default=list)
    source = models.CharField(max_length=300)
    fingerprint = models.CharField(max_length=64)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Result(Record):
    """What a programme wants to bring about, in its funder's language: proposed until every partner signed its wording."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="results")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="results")
    place = models.PositiveIntegerField()
    told = models.JSONField(default=dict)
    gone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"result {self.place + 1} of {self.programme_id}"


class GoalLink(Record):
    """A funder's result and a partnership's goal that are about the same; many to many, and neither is the other."""

    result = models.ForeignKey(Result, on_delete=models.PROTECT, related_name="goal_links")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="result_links")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="goal_links")
    linked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.result} and {self.goal}"


class Trait(models.Model):
    """Something that a programme can be found by: a country, a sector, an organisation. Derived."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="traits")
    kind = models.CharField(max_length=12, choices=choices.TraitKind)
    code = models.CharField(max_length=255)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="programme_traits")

    class Meta:
        indexes = [models.Index(fields=["kind", "code"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"


class Entry(models.Model):
    """One budget, planned disbursement or transaction, to be added up. Derived."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=12, choices=choices.EntryKind)
    type = models.CharField(max_length=255, blank=True)
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    currency = models.CharField(max_length=255)
    value_date = models.DateField(null=True)
    provider = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="entries_given")
    receiver = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, related_name="entries_received")
    told = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["programme", "first_day"])]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"
