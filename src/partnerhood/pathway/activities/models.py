"""What we remember of activities."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.activities import choices
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships.models import Partnership


class Activity(Record):
    """Something partners plan to do together at one hospital; the last day is the day before `to_date`.

    `ahead` is why it was planned before every partner had signed its goal. The two flags are empty where they are as
    usual for the format. `provenance` says that it was brought in from before Partnerhood, `earlier` what the list of
    that time said more: the purpose, the care domain, the address of the report.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="activities")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activities")
    place = models.CharField(max_length=200, blank=True)
    title = models.JSONField(default=dict)
    format = models.CharField(max_length=40)
    at_work_site = models.BooleanField(null=True)
    clinical_practice = models.BooleanField(null=True)
    at_a_distance = models.BooleanField(default=False)
    from_date = models.DateField(db_index=True)
    to_date = models.DateField()
    led = models.CharField(max_length=12, choices=choices.Led)
    for_whom = models.CharField(max_length=300, blank=True)
    without_goal = models.CharField(max_length=40, blank=True)
    why = models.JSONField(default=dict)
    ahead = models.JSONField(default=dict)
    ahead_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="planned_ahead")
    ahead_at = models.DateTimeField(null=True)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="planned_activities")
    planned_at = models.DateTimeField()
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="cancelled_activities")
    cancelled_at = models.DateTimeField(null=True)
    why_cancelled = models.JSONField(default=dict)
    provenance = models.CharField(max_length=200, blank=True)
    earlier = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.format} at {self.hospital}"


class ActivityGoal(Record):
    """A goal that an activity serves."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="serves")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="activities")

    def __str__(self) -> str:
        return f"{self.activity} for {self.goal}"


class Leader(Record):
    """Somebody who leads an activity: a person we know, or a name."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="leaders")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="leads")
    name = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name or str(self.person)


class Session(Record):
    """An activity as it was really held, once or so many times; how many came, where no list of them is kept."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="sessions")
    from_date = models.DateField(db_index=True)
    to_date = models.DateField()
    times = models.PositiveSmallIntegerField(default=1)
    led = models.CharField(max_length=12, choices=choices.Led)
    came = models.PositiveIntegerField(null=True)
    women = models.PositiveIntegerField(null=True)
    words = models.JSONField(default=dict)
    told_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="told_sessions")
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.activity} held"

    @property
    def several(self) -> bool:
        """Whether it was held more than once in these days."""
        return self.times > 1


class Attendance(Record):
    """Somebody who came, with or without an account; the name stays inside the partnership."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    name = models.CharField(max_length=200)
    profession = models.CharField(max_length=60, blank=True)
    cadre = models.CharField(max_length=100, blank=True)
    place = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=6, choices=choices.Sex, blank=True)
    minutes = models.PositiveIntegerField(null=True)
    whole = models.BooleanField(default=True)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="entered_attendances")
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> float | None:
        """How long somebody was there, in hours."""
        return None if self.minutes is None else self.minutes / 60
