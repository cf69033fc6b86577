"""What we remember of needs."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.needs import choices


class Need(Record):
    """Something a local team asks for, in its own words, typed or spoken."""

    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="needs")
    ward = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="needs")
    hospital_only = models.BooleanField(default=False)
    domain = models.CharField(max_length=60, blank=True)
    words = models.JSONField(default=dict)
    voice = models.CharField(max_length=64, blank=True)
    voice_seconds = models.PositiveSmallIntegerField(default=0)
    photo = models.CharField(max_length=64, blank=True)
    voiced_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="voiced")
    voiced_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="noted")
    noted_from = models.CharField(max_length=200, blank=True)
    follows = models.CharField(max_length=100, blank=True)
    """What a need follows from in a later room: the kind of thing and its id, as that room writes them."""

    def __str__(self) -> str:
        return f"need of {self.hospital}"


class Confirmation(Record):
    """The hospital's own word that a need noted for it is really its need."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="confirmed_needs")
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"confirmed: {self.need}"


class Second(Record):
    """A colleague who says: we too. `voices` counts those who stood around the one tablet."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="seconds")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="seconded")
    voices = models.PositiveSmallIntegerField(default=1)
    seconded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"seconded: {self.need}"


class Ranking(Record):
    """A hospital's own order of its needs, the most pressing first."""

    hospital = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="ranking")
    order = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"ranking of {self.hospital}"


class Offer(Record):
    """A need laid before a partner, who may read it from then on; `taken_at` when the partner takes it on, `left_at` when it
    says that it cannot, and why."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="offers")
    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="offered_needs")
    offered_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    why_left = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.need} before {self.partner}"


class Answer(Record):
    """What became of a need, with the reason that the asker reads; `read_at` when the asker said so."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=12, choices=choices.AnswerKind)
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="answers")
    answered_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind}: {self.need}"


class Release(Record):
    """The hospital's own decision that everybody may read a need, met or not."""

    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="releases")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="released_needs")
    released_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"public: {self.need}"
