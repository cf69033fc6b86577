"""What we remember of goals."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.goals import choices
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships.models import Partnership


class Goal(Record):
    """What partners want to reach at one hospital in one care domain; its exact words are its wording."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="goals")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="goals")
    domain = models.CharField(max_length=60)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="goals")
    proposed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="proposed_goals")
    proposed_at = models.DateTimeField()
    provenance = models.CharField(max_length=200, blank=True)
    ending = models.CharField(max_length=20, choices=choices.Ending, blank=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.wording.content.get("statement", ""))


class GoalNeed(Record):
    """A need that a goal takes up."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="answers_needs")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="goals")

    def __str__(self) -> str:
        return f"{self.goal} from {self.need}"


class Measure(Record):
    """How a goal is measured, as one wording says it; a changed definition is another measure."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="measures")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="measures")
    key = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=20, choices=choices.Unit)
    direction = models.CharField(max_length=4, choices=choices.Direction)
    numerator = models.CharField(max_length=300, blank=True)
    denominator = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    indicator = models.CharField(max_length=300, blank=True)
    baseline = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    baseline_date = models.DateField(null=True)
    target = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    target_date = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class DistrictOpinion(Record):
    """What the health authority said of a goal."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="opinions")
    authority = models.CharField(max_length=200)
    opinion = models.CharField(max_length=20, choices=choices.Opinion)
    words = models.JSONField(default=dict)
    given_date = models.DateField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="opinions")

    def __str__(self) -> str:
        return f"{self.authority}: {self.opinion}"


class Reading(Record):
    """A goal's statement read in another language; it helps to understand, and is never what was signed."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="translations")
    language = models.CharField(max_length=8)
    statement = models.TextField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="translations")

    def __str__(self) -> str:
        return f"{self.language} of {self.wording}"
