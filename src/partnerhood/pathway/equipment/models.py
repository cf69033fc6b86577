"""What we remember of devices: which there are, what people said of them, whom they asked for help, what came back."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.equipment import choices


class Device(Record):
    """One device of a hospital, by what is written on it. How it is follows from what people said of it."""

    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="devices")
    ward = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="devices")
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)
    maker = models.CharField(max_length=120, blank=True)
    model = models.CharField(max_length=120, blank=True)
    came_from = models.CharField(max_length=200, blank=True)
    in_use_since = models.DateField(null=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="added_devices")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.name} of {self.hospital}"


class Status(Record):
    """What somebody said of a device: how it is since a day, what it waits for, or who brought it back."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="statuses")
    state = models.CharField(max_length=10, choices=choices.State)
    from_date = models.DateField()
    waits_for = models.CharField(max_length=12, choices=choices.WaitsFor, blank=True)
    repaired_by = models.CharField(max_length=10, choices=choices.RepairedBy, blank=True)
    words = models.JSONField(default=dict)
    photo = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="said_of_devices")
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.state}: {self.device}"


class Question(Record):
    """A named colleague elsewhere, asked about a device."""

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="questions")
    to = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="asked_about_devices")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="asked_about_devices")
    words = models.JSONField(default=dict)
    photo = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="asked_for_help")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.device}, asked of {self.to}"


class Reply(Record):
    """What a colleague elsewhere answered."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="replies")
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="helped_with_devices")
    replied_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answered: {self.question}"
