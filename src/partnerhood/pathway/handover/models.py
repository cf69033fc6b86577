"""What we remember of hand-overs."""

from django.db import models

from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.handover import choices
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships.models import Partnership


class Criteria(Record):
    """The criteria that a network asks before a hand-over; its versions say which, and one of them counts from now on."""

    network = models.OneToOneField(Network, on_delete=models.PROTECT, related_name="handover_criteria")
    version = models.ForeignKey("CriteriaVersion", on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return f"criteria of {self.network}"


class CriteriaVersion(Record):
    """Which criteria a network asks from a moment on, and why; rows are only ever added."""

    criteria = models.ForeignKey(Criteria, on_delete=models.PROTECT, related_name="versions")
    content = models.JSONField()
    why = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="criteria_versions")
    chosen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.criteria} from {self.chosen_at:%Y-%m-%d}"


class Handover(Record):
    """A hospital's word that it is ready to stand on its own in a care domain; its plan is a wording under the keys.

    It keeps the criteria that its network asked on the day; none where the network asks what stands ready for all.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="handovers")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="handovers")
    domain = models.CharField(max_length=60)
    words = models.JSONField(default=dict)
    criteria = models.JSONField(default=dict)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, null=True, related_name="handovers")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="asked_handovers")
    asked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_words = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"hand-over of {self.domain} at {self.hospital}"


class Testimony(Record):
    """A person's answer to a criterion that no record answers, with what one can look at; the newest counts."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="testimonies")
    criterion = models.CharField(max_length=40)
    met = models.CharField(max_length=10, choices=choices.Met)
    words = models.JSONField(default=dict)
    file = models.CharField(max_length=64, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="testimonies")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="testimonies")
    given_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.criterion}: {self.met}"


class Check(Record):
    """A look afterwards, at 6, 12 or 24 months: whether it held, at which level, and the light request that follows from a
    level lower than what was agreed."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="checks")
    months = models.PositiveSmallIntegerField()
    has_held = models.BooleanField()
    level = models.PositiveSmallIntegerField(null=True)
    is_lower = models.BooleanField(default=False)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, related_name="handover_checks")
    words = models.JSONField(default=dict)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="checks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="checks")
    looked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"look at {self.months} months"

    @property
    def found_less(self) -> bool:
        """Whether one found less than what was agreed."""
        return self.is_lower or not self.has_held


class Reopening(Record):
    """The hospital asks back, lightly: why, and for what."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="reopenings")
    words = models.JSONField(default=dict)
    asks = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="reopenings")
    reopened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"asked back: {self.handover}"


class Ending(Record):
    """Another way in which work on a domain ends, said by the hospital; none is called failure."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="endings")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="endings")
    domain = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="endings")
    ended_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind}: {self.domain}"
