"""What we remember of what people say to each other."""

from django.db import models

from partnerhood.ground.conversations import choices
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record


class Remark(Record):
    """A comment, a question or an answer about one thing, named by its kind and id."""

    about = models.CharField(max_length=60)
    subject = models.UUIDField()
    kind = models.CharField(max_length=10, choices=choices.RemarkKind)
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="comments")
    said_at = models.DateTimeField()
    asked_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="questions")
    answer_by_date = models.DateField(null=True)
    in_reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")

    class Meta:
        indexes = [models.Index(fields=["subject", "said_at"])]

    def __str__(self) -> str:
        return f"{self.kind} about {self.subject}"


class Hiding(Record):
    """A coordinator's decision that a remark is not shown, with the reason that its author reads."""

    remark = models.ForeignKey(Remark, on_delete=models.PROTECT, related_name="hidings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="hidings")
    reason = models.CharField(max_length=500)
    hidden_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"hidden: {self.remark}"
