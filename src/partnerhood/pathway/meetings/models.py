"""What we remember of meetings."""

from datetime import timedelta

from django.db import models

from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.meetings import choices
from partnerhood.pathway.partnerships.models import Body


class Mandate(Record):
    """What a body is for, decided by whom, from a day until another; the newest that began counts."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="mandates")
    words = models.JSONField(default=dict)
    decided_by = models.CharField(max_length=300)
    from_date = models.DateField()
    to_date = models.DateField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="mandates")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"mandate of {self.body} from {self.from_date}"


class Meeting(Record):
    """People of a body who meet: when by which clock, where or by which line, and who else reads it. `wording` are the minutes
    as they were laid before the members; words written later take it away, and its keys with it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    begins_at = models.DateTimeField(db_index=True)
    lasts = models.PositiveSmallIntegerField(default=60)
    zone = models.CharField(max_length=40)
    place = models.CharField(max_length=300, blank=True)
    line = models.CharField(max_length=300, blank=True)
    readers = models.CharField(max_length=10, choices=choices.Readers, default=choices.Readers.MEMBERS)
    called_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="called_meetings")
    called_at = models.DateTimeField()
    called_off = models.JSONField(default=dict)
    called_off_at = models.DateTimeField(null=True)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, null=True, related_name="meetings")

    @property
    def lasting(self) -> timedelta:
        """How long it takes."""
        return timedelta(minutes=self.lasts)

    def __str__(self) -> str:
        return f"{self.body}, {self.begins_at:%Y-%m-%d}"


class Point(Record):
    """A point on the agenda: who brings it, what is asked, and what was said about it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="points")
    number = models.PositiveSmallIntegerField()
    title = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    asks = models.CharField(max_length=10, choices=choices.Asks)
    brought_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="points")
    minutes = models.JSONField(default=dict)
    brought_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"point {self.number} of {self.meeting}"


class Attendance(Record):
    """Whether somebody came to a meeting, came by line, or was excused."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="meeting_attendances")
    came = models.CharField(max_length=10, choices=choices.Came)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person} {self.came}"


class Decision(Record):
    """What a meeting decided and why, and the goal that it serves."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="decisions")
    words = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="decisions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="written_decisions")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"decision of {self.meeting}"


class ActionPoint(Record):
    """What somebody does by a day, agreed at a meeting; it is ended with what came of it, and returns until then."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="action_points")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="action_points")
    what = models.JSONField(default=dict)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="action_points")
    by_date = models.DateField()
    planned_at = models.DateTimeField()
    ending = models.CharField(max_length=10, choices=choices.Ending, blank=True)
    came_of_it = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"action point of {self.owner}"


class Correction(Record):
    """What was put right in minutes after they were approved; they themselves stay as they were signed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="corrections")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"correction of {self.meeting}"
