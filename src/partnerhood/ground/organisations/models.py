"""What we remember of organisations and networks."""

from django.db import models

from partnerhood.ground.organisations import choices
from partnerhood.ground.records.models import Record


class Organisation(Record):
    """A hospital, a university, a funder, a city: somebody who can voice needs and turn a key."""

    name = models.CharField(max_length=300)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=40)
    country = models.CharField(max_length=2, blank=True, db_index=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    owner = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="owned")
    about = models.JSONField(default=dict)
    beds = models.PositiveIntegerField(null=True)
    power = models.CharField(max_length=200, blank=True)
    website = models.URLField(blank=True)
    identifier = models.CharField(max_length=200, blank=True, db_index=True)
    provenance = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def known_as(self) -> str:
        """The name people use in a sentence."""
        return self.short_name or self.name


class Site(Record):
    """A place inside an organisation where work is done: a site, a ward, a department."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")
    within = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    kind = models.CharField(max_length=10, choices=choices.Place, default=choices.Place.WARD)
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    closed_at = models.DateTimeField(null=True)
    why_closed = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Network(Record):
    """Organisations that belong together for something, with one that coordinates."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    coordinator = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="coordinates")
    about = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """An organisation's place in a network, from a day until another day."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    part = models.CharField(max_length=20, choices=choices.Part, default=choices.Part.PARTNER)
    since_date = models.DateField(null=True)
    until_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.organisation} in {self.network}"


class NetworkInvitation(Record):
    """A place kept for an organisation in a network: a coordinator of that organisation takes it, or says no and why."""

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="network_invitations")
    part = models.CharField(max_length=20, choices=choices.Part, default=choices.Part.PARTNER)
    since_date = models.DateField(null=True)
    invited_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    why_declined = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.organisation} invited into {self.network}"
