"""What we remember of rounds. Scores are only ever added, and are read through `queries` alone."""

from datetime import date

from django.db import models

from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import choices


class NetworkInstrument(Record):
    """An instrument that a network brought, and may use by its licence. What changes is a new row with the next number;
    a round keeps the one that it was opened with."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="instruments")
    code = models.CharField(max_length=60)
    number = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    licence = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="brought_instruments")
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["network", "code", "number"], name="rounds_one_version_of_an_instrument")
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.network}"


class Round(Record):
    """A time when the sides of a partnership look at one hospital, domain by domain, or at how they work together.

    `instrument` says what it asks with. On the ladder `domains` are care domains; with another instrument they are its
    questions, and every `domain` below is one of them. `own` is the instrument of the network, where it is one. `minutes` is what the whole asks of each who answers.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="rounds")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="rounds")
    instrument = models.CharField(max_length=60, default=choices.LADDER)
    own = models.ForeignKey(NetworkInstrument, on_delete=models.PROTECT, null=True, related_name="rounds")
    minutes = models.PositiveSmallIntegerField(default=0)
    domains = models.JSONField(default=list)
    sides = models.JSONField(default=list)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="opened_rounds")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(hospital__isnull=False) | ~models.Q(instrument=choices.LADDER),
                name="rounds_the_ladder_stands_at_a_hospital",
            )
        ]

    def __str__(self) -> str:
        return f"round of {self.hospital or self.partnership}"


class Score(Record):
    """How one side sees one domain, given on its own; the newest counts, and the earlier ones stay. On the ladder it has
    two answers, with any other instrument one level."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="scores")
    domain = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="scores")
    keeps_it_going = models.CharField(max_length=12, blank=True)
    as_agreed = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=12, blank=True)
    words = models.JSONField(default=dict)
    evidence = models.JSONField(default=list)
    scorers = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField(default=0)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="scores")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["round", "domain", "organisation"])]

    def __str__(self) -> str:
        return f"a score of {self.organisation}"


class HandIn(Record):
    """That a side's score is in, without a word of what it says: what other nodes learn first."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="handed_in")
    domain = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="handed_in")
    handed_in_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation} is in"


class Remark(Record):
    """What a side says of a domain once it saw the other's score."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="remarks")
    domain = models.CharField(max_length=60)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="remarks")
    kind = models.CharField(max_length=10, choices=choices.RemarkKind)
    words = models.JSONField(default=dict)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="remarks")
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation}"


class Proposal(Record):
    """A step, or no step, laid under the keys of all sides; the newest stands, unless an earlier one is agreed."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="proposals")
    domain = models.CharField(max_length=60)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="proposals")
    proposed_by = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="proposed_steps")
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"step for {self.domain}"


class Action(Record):
    """Who does what by when: at the hospital, or at a partner for what the partner must do.

    It stands in the plan of a round; or it is an open point from before Partnerhood, and says itself in which partnership
    and at which hospital it waits. `earlier` keeps what the list of that time said of where it comes from.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, null=True, related_name="actions")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, null=True, related_name="open_points")
    hospital = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="open_points")
    provenance = models.CharField(max_length=200, blank=True)
    earlier = models.JSONField(default=dict)
    domain = models.CharField(max_length=60, blank=True)
    what = models.JSONField(default=dict)
    owner = models.CharField(max_length=200)
    owner_of = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="actions")
    by_date = models.DateField()
    planned_at = models.DateTimeField()
    ending = models.CharField(max_length=10, choices=choices.ActionEnding, blank=True)
    came_of_it = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(round__isnull=False, partnership=None, hospital=None, provenance="")
                | (models.Q(round=None, partnership__isnull=False, hospital__isnull=False) & ~models.Q(provenance="")),
                name="rounds_action_has_one_place",
            )
        ]

    @property
    def raised_date(self) -> date | None:
        """When an open point from before Partnerhood was raised, if its list said so."""
        said = self.earlier.get("raised_date")
        return date.fromisoformat(said) if said else None

    def __str__(self) -> str:
        return f"action of {self.owner}"


class Cap(Record):
    """How many hours a year an organisation gives to rounds, by its own word; without hours there is no end to it."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="hours_for_rounds")
    hours = models.PositiveSmallIntegerField(null=True)

    def __str__(self) -> str:
        return f"hours of {self.organisation}"
