"""What we remember of partnerships."""

from django.db import models

from partnerhood.ground.organisations.choices import Part
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.ground.signatures.models import Wording
from partnerhood.pathway.partnerships import choices


class Partnership(Record):
    """Organisations that decide together about some of their work."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=choices.Kind)
    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, related_name="partnerships")
    state = models.CharField(max_length=20, choices=choices.State, default=choices.State.PROSPECTING)
    since_date = models.DateField(null=True)
    about = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Partner(Record):
    """An organisation in a partnership; `works_here` where the work is done, so whose needs and levels it is about."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="partnerships")
    works_here = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.organisation} in {self.partnership}"


class Invited(Record):
    """An organisation that others want as a partner: nothing counts for it, and nothing of it opens, before its own people say
    yes. Then it becomes a `Partner`."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="invited")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invited_to")
    works_here = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=choices.Answer, blank=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.organisation} asked for {self.partnership}"


class Move(Record):
    """A partnership that went from one state to another, by whose word and why."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=20, choices=choices.State)
    reason = models.TextField(blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="moves")
    moved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.partnership}: {self.state}"


class Charter(Record):
    """What the partners promised each other: headings in one or more languages, under two keys."""

    partnership = models.OneToOneField(Partnership, on_delete=models.PROTECT, related_name="charter")
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="charters")
    review_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"charter of {self.partnership}"


class Suspension(Record):
    """A partnership that stands still, or is proposed to: the reason under both keys, and what goes on."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=20, choices=choices.Reason)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="suspensions")
    proposed_at = models.DateTimeField()
    since_date = models.DateField()
    lifted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"suspension of {self.partnership}"


class Review(Record):
    """A look at a suspension: still so, or not, in somebody's words."""

    suspension = models.ForeignKey(Suspension, on_delete=models.PROTECT, related_name="reviews")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="suspension_reviews")
    words = models.JSONField(default=dict)
    reviewed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"review of {self.suspension}"


class Body(Record):
    """A board, a committee or a country's working group of a network or a partnership."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, null=True, related_name="bodies")
    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, null=True, related_name="bodies")
    kind = models.CharField(max_length=20, choices=choices.BodyKind)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, blank=True)
    mandate = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(network=None) ^ models.Q(partnership=None), name="a_body_sits_in_one_place"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Seat(Record):
    """Somebody's place in a body, for a term."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=10, choices=choices.SeatKind, default=choices.SeatKind.MEMBER)
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.person} in {self.body}"


class Joining(Record):
    """That people and organisations may join a network without an account: as what, with which words, and whom they ask."""

    network = models.OneToOneField(Network, on_delete=models.PROTECT, related_name="joining")
    words = models.JSONField(default=dict)
    parts = models.JSONField(default=list)
    contact = models.CharField(max_length=200)
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"joining {self.network}"


class Joiner(Record):
    """Somebody who wants to join a network, without an account; read by who coordinates it alone, and erased on request. `reach`
    is the contact without its spaces, by which somebody who comes twice is known."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="joiners")
    part = models.CharField(max_length=20, choices=Part)
    name = models.CharField(max_length=200, blank=True)
    house = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    reach = models.CharField(max_length=200, blank=True, db_index=True)
    wish = models.JSONField(default=dict)
    joined_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=choices.JoinAnswer, blank=True)
    why = models.JSONField(default=dict)
    answered_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.part} for {self.network}"
