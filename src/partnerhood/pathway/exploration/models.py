"""What we remember of explorations. Scores and weights are only ever added, and are read through `queries` alone."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.exploration import choices
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships.models import Body, Partnership


class Exploration(Record):
    """Two boards that look at how closely their houses want to work together, for a time that has an end.

    `weighers` are the bodies that are asked what each criterion weighs.
    """

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="exploration")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="explorations")
    opened_at = models.DateTimeField()
    weighers = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"exploration of {self.partnership}"


class Closable(Record):
    """Something that may be confidential: until a day, for a reason, for the boards and the groups that are named."""

    closed_until = models.DateField(null=True)
    closed_why = models.CharField(max_length=300, blank=True)
    readers = models.JSONField(default=list)

    class Meta:
        abstract = True


class Phase(Record):
    """A part of the time of an exploration, the day by which it is done, and when it was."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="phases")
    name = models.JSONField(default=dict)
    due_date = models.DateField()
    done_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"phase until {self.due_date}"


class Area(Closable):
    """An area of care that is looked at, with the working group of both houses that does so and what it delivered."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="areas")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="areas")
    name = models.JSONField(default=dict)
    kind = models.CharField(max_length=10, choices=choices.AreaKind)
    strength = models.PositiveSmallIntegerField(null=True)
    since = models.CharField(max_length=100, blank=True)
    about = models.JSONField(default=dict)
    due_date = models.DateField(null=True)
    delivered_date = models.DateField(null=True)
    findings = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="new", strength=None) | models.Q(kind="existing", strength__range=(1, 4)),
                name="exploration_what_exists_has_a_strength",
            )
        ]

    def __str__(self) -> str:
        return f"area of {self.exploration_id}"


class Figure(Closable):
    """A fact of an area, of one house or of both, with where it comes from and of which day it is."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="figures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="area_figures")
    what = models.JSONField(default=dict)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300)
    on_date = models.DateField()

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


class Option(Closable):
    """A way to go on together, from loose to close; whether it is open, withdrawn or chosen follows from what was decided."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="options")
    letter = models.CharField(max_length=2)
    name = models.JSONField(default=dict)
    about = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["exploration", "letter"], name="exploration_one_option_for_a_letter")
        ]

    def __str__(self) -> str:
        return self.letter


class Effect(Record):
    """What an option does for somebody, as one side sees it, with why; the newest of a side counts."""

    option = models.ForeignKey(Option, on_delete=models.PROTECT, related_name="effects")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="option_effects")
    aspect = models.CharField(max_length=10, choices=choices.Aspect)
    words = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.aspect} of {self.option}"


class Criterion(Record):
    """By what the options are compared: one that stands ready, or one in own words."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    ready = models.CharField(max_length=20, choices=choices.Ready, blank=True)
    words = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.ready or f"criterion {self.number}"


class Weighing(Record):
    """What each criterion weighs for one body, a hundred together; the newest counts."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="weighings")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="weighings")
    weights = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="weighings")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"weights of {self.body}"


class Scoring(Record):
    """How one side scores every option on every criterion, given on its own; the newest counts."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="scorings")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="scorings")
    scores = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="scorings")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"scores of {self.organisation}"


class Statement(Record):
    """What both boards say in one wording, under the key of each: the mandate, the scores together, a communiqué, the outcome."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=12, choices=choices.StatementKind)
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, related_name="outcomes")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="statements")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} of {self.exploration_id}"


class Telling(Record):
    """That one audience of a communiqué was told."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="tellings")
    audience = models.CharField(max_length=10, choices=choices.Audience)
    told_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="tellings")

    def __str__(self) -> str:
        return f"{self.audience} told"


class Hearing(Closable):
    """Somebody who must be heard before a decision: asked, by when, what they advise, and what was done with it."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="hearings")
    kind = models.CharField(max_length=20, choices=choices.Heard)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="hearings")
    name = models.CharField(max_length=200, blank=True)
    asked_date = models.DateField()
    due_date = models.DateField()
    advice = models.CharField(max_length=12, choices=choices.Advice, blank=True)
    words = models.JSONField(default=dict)
    given_date = models.DateField(null=True)
    done = models.JSONField(default=dict)
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} of {self.exploration_id}"


class Question(Record):
    """A question of staff or of the public, by when it is answered, and the answer; one that names a patient is not shown."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="questions")
    asker = models.CharField(max_length=10, choices=choices.Asker)
    words = models.JSONField(default=dict)
    asked_date = models.DateField()
    due_date = models.DateField()
    answer = models.JSONField(default=dict)
    answered_date = models.DateField(null=True)
    removed_why = models.CharField(max_length=300, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="exploration_questions")

    def __str__(self) -> str:
        return f"question of {self.asked_date}"


class Decision(Record):
    """What was decided on the way, with the reasons and the advices that it rests on."""

    exploration = models.ForeignKey(Exploration, on_delete=models.PROTECT, related_name="decisions")
    option = models.ForeignKey(Option, on_delete=models.PROTECT, null=True, related_name="decisions")
    kind = models.CharField(max_length=15, choices=choices.DecisionKind)
    words = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    rests_on = models.JSONField(default=list)
    decided_date = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="exploration_decisions")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} on {self.decided_date}"


class GoalOfOutcome(Record):
    """A goal that the outcome started."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="goals")
    goal = models.OneToOneField(Goal, on_delete=models.PROTECT, related_name="outcome")

    def __str__(self) -> str:
        return f"{self.goal} from {self.statement}"
