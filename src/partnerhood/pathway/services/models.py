"""What we remember of services, and the index by which they are found."""

from django.db import models

from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.people.models import Person
from partnerhood.ground.records.models import Record
from partnerhood.pathway.services import choices


class Service(Record):
    """Care that a house offers somewhere: what, for whom, how one gets there, when, in which languages, at what cost."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="services")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="services")
    kind = models.CharField(max_length=40)
    name = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    tier = models.CharField(max_length=12, choices=choices.Tier, blank=True)
    route = models.CharField(max_length=12, choices=choices.Route, blank=True)
    referral = models.JSONField(default=dict)
    phone = models.CharField(max_length=40, blank=True)
    email = models.CharField(max_length=254, blank=True)
    website = models.URLField(blank=True)
    languages = models.JSONField(default=list)
    hours = models.JSONField(default=dict)
    zone = models.CharField(max_length=40, blank=True)
    cost = models.CharField(max_length=12, choices=choices.Cost, blank=True)
    cost_words = models.JSONField(default=dict)
    accessible = models.JSONField(default=list)
    eligibility = models.JSONField(default=dict)
    waiting_days = models.PositiveSmallIntegerField(null=True)
    provenance = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="noted_services")
    noted_from = models.CharField(max_length=200, blank=True)
    offered_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    why_ended = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.kind} of {self.organisation}"


class Confirmation(Record):
    """The house's own word that a service noted for it is really its own."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="confirmations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="confirmed_services")
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"confirmed: {self.service}"


class Check(Record):
    """Somebody's word that what stands here was true on a day, and how they know."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="checks")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="checked_services")
    how = models.CharField(max_length=12, choices=choices.How)
    checked_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checked: {self.service}"


class Elsewhere(Record):
    """Care that a house does not have, by its own word, and how it refers."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="not_here")
    kind = models.CharField(max_length=40)
    words = models.JSONField(default=dict)
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="said_not_here")
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"no {self.kind} at {self.organisation}"


class Listing(models.Model):
    """A public service as search compares it: derived from the service and its place, made again at any time."""

    service = models.UUIDField(primary_key=True, editable=False)
    organisation = models.UUIDField(db_index=True)
    title = models.TextField()
    latitude = models.IntegerField(null=True)
    longitude = models.IntegerField(null=True)
    week = models.JSONField(default=list)
    zone = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word that leads to a listing, in the cell of the earth where it lies."""

    stem = models.CharField(max_length=60)
    cell = models.IntegerField()
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="words", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["stem", "cell", "listing"], name="services_word_cell"),
            models.Index(fields=["listing", "stem"], name="services_word_listing"),
        ]

    def __str__(self) -> str:
        return self.stem


class Known(models.Model):
    """A word that led to a listing at some time: what a question may begin with, and what may have been meant by a slip.

    The same word may stand here twice, where two deeds brought it at once; it says the same.
    """

    word = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["word"], name="services_known_word", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.word


class Slip(models.Model):
    """A known word with one of its letters left out."""

    lacking = models.CharField(max_length=60)
    word = models.CharField(max_length=60)

    class Meta:
        indexes = [models.Index(fields=["lacking", "word"], name="services_slip_lacking")]

    def __str__(self) -> str:
        return self.lacking


class Edition(models.Model):
    """What everybody could find of a house, a place or a service from a moment on, until its next edition: what directories that
    follow ours ask. Of what is gone, only that it is gone."""

    kind = models.CharField(max_length=8)
    key = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField(db_index=True)
    gone = models.BooleanField(default=False)
    latest = models.BooleanField(default=True)
    told = models.JSONField(default=dict)
    house = models.UUIDField()
    upper = models.UUIDField(null=True)
    code = models.CharField(max_length=40, blank=True)
    identifier = models.CharField(max_length=200, blank=True)
    plain = models.CharField(max_length=100, blank=True)
    alias = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "kind", "number"], name="services_edition_number")]
        indexes = [
            models.Index(
                fields=["kind", "id"], condition=models.Q(latest=True, gone=False), name="services_edition_there"
            ),
            models.Index(fields=["kind", "at"], name="services_edition_at"),
            models.Index(fields=["house", "kind"], condition=models.Q(latest=True), name="services_edition_house"),
            models.Index(fields=["upper", "kind"], condition=models.Q(latest=True), name="services_edition_upper"),
            models.Index(fields=["identifier"], condition=models.Q(latest=True), name="services_edition_known"),
            models.Index(fields=["plain"], name="services_edition_plain", opclasses=["varchar_pattern_ops"]),
            models.Index(fields=["alias"], name="services_edition_alias", opclasses=["varchar_pattern_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, {self.number}"
