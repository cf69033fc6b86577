"""What we remember of wordings and keys; rows are only ever added."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures import choices


class Wording(Record):
    """The exact words of something that partners may sign: its content, its canonical text, and the fingerprint of it."""

    subject = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=40)
    parties = models.JSONField()
    needed = models.PositiveSmallIntegerField(default=2)
    content = models.JSONField()
    text = models.TextField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="wordings")

    def __str__(self) -> str:
        return self.fingerprint[:8]


class Signature(Record):
    """A partner's key turned under one wording, by one of its own people."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="signatures")
    signer = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    assurance = models.CharField(max_length=10, choices=choices.Assurance, default=choices.Assurance.SESSION)
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation} under {self.wording}"


class Withdrawal(Record):
    """A key taken back, with a reason; the signature and its wording stay readable."""

    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, related_name="withdrawal")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="withdrawals")
    reason = models.TextField()
    withdrawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"withdrawn: {self.signature}"


class PaperKey(Record):
    """A photo of a signed page; it counts when one of the signing partner's own people confirms it."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="paper_keys")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="paper_keys")
    signer = models.CharField(max_length=200)
    function = models.CharField(max_length=200, blank=True)
    signed_date = models.DateField()
    photo = models.CharField(max_length=64)
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="paper_keys")
    entered_at = models.DateTimeField()
    signature = models.OneToOneField(Signature, on_delete=models.PROTECT, null=True, related_name="paper_key")

    def __str__(self) -> str:
        return f"paper: {self.organisation} under {self.wording}"
