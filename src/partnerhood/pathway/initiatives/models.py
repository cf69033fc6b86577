"""What we remember of a common agenda, of the initiatives under it, and of who was introduced to whom."""

from django.db import models

from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.initiatives import choices


class Agenda(Record):
    """What a network wants to reach together, from when until when; one for each network."""

    network = models.OneToOneField(Network, on_delete=models.PROTECT, related_name="agenda")
    about = models.JSONField(default=dict)
    from_year = models.PositiveSmallIntegerField(null=True)
    to_year = models.PositiveSmallIntegerField(null=True)
    policy_note = models.URLField(blank=True)

    def __str__(self) -> str:
        return f"agenda of {self.network}"


class Theme(Record):
    """A theme of the common agenda: its name, what the network wants to reach with it, and other words for the same."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="themes")
    code = models.CharField(max_length=8)
    name = models.JSONField(default=dict)
    aim = models.JSONField(default=dict)
    also = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class Neighbourhood(Record):
    """A part of the network's own place, as its people name it."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="neighbourhoods")
    name = models.CharField(max_length=80)
    also = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Initiative(Record):
    """What somebody does in a network: what, for whom, where, since when, and what it looks for. It may be half-filled."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="initiatives")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="initiatives")
    owner = models.CharField(max_length=200, blank=True)
    name = models.JSONField(default=dict)
    what = models.JSONField(default=dict)
    audience = models.JSONField(default=dict)
    looks_for = models.JSONField(default=dict)
    offers = models.JSONField(default=dict)
    everywhere = models.BooleanField(default=False)
    neighbourhoods = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True)
    since_year = models.PositiveSmallIntegerField(null=True)
    themes = models.JSONField(default=list)
    aims = models.JSONField(default=list)
    kind = models.CharField(max_length=12, choices=choices.Kind, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.URLField(blank=True)
    contact_is_open = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    came_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="spread_to")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="entered_initiatives")
    entered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why_ended = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"initiative {self.id}"


class StillRunning(Record):
    """Somebody's word that an initiative still ran on a day, and how they know."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="still_running")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="said_still_running")
    how = models.CharField(max_length=12, choices=choices.How)
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"still running: {self.initiative}"


class Joining(Record):
    """Somebody who takes part in an initiative in the place of beginning the same once more, and with what."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="joinings")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="joined_initiatives"
    )
    name = models.CharField(max_length=200, blank=True)
    brings = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="noted_joinings")
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"joined: {self.initiative}"


class Introduction(Record):
    """Two owners introduced to each other, with why: what the finder found that day, and words of who introduced them."""

    one = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="introduced_as_one")
    other = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="introduced_as_other")
    kind = models.CharField(max_length=12, choices=choices.Pair)
    reasons = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    introduced_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="introductions")
    introduced_at = models.DateTimeField()
    became = models.JSONField(default=dict)
    became_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.one} and {self.other}"


class Answer(Record):
    """What one of two owners says to an introduction: gladly, or no thanks."""

    introduction = models.ForeignKey(Introduction, on_delete=models.PROTECT, related_name="answers")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="answers")
    agrees = models.BooleanField()
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="answered_introductions")
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"answer to {self.introduction}"
