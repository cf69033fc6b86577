"""What we remember of people: the person, who travels between nodes, and the account, which never does."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import choices, rules
from partnerhood.ground.records.models import Record


class Person(Record):
    """Somebody who takes part: in the name of an organisation, or as a volunteer."""

    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    function = models.CharField(max_length=200, blank=True)
    profession = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=8, default="en")
    state = models.CharField(max_length=10, choices=choices.PersonState, default=choices.PersonState.ACTIVE)

    def __str__(self) -> str:
        return self.name


class Role(Record):
    """What a person may do in the name of an organisation, given by that organisation's own people."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=20, choices=choices.RoleKind)
    deputy_for = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="deputies")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.person}: {self.kind} of {self.organisation}"


class Invitation(Record):
    """A place kept for somebody: by mail with a link that works once, for a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=8, default="en")
    kind = models.CharField(max_length=20, choices=choices.RoleKind)
    deputy_for = models.ForeignKey(Role, on_delete=models.PROTECT, null=True, related_name="invited_deputies")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="invited")
    until_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="invitations")

    def __str__(self) -> str:
        return f"{self.name} for {self.organisation}"


class AccountManager(BaseUserManager["Account"]):
    """How an account is found by the name that allauth knows it by."""

    def get_by_natural_key(self, email: str | None) -> "Account":
        """The account with an e-mail address, whatever its capitals."""
        return self.get(email__iexact=email)


class Account(AbstractBaseUser, PermissionsMixin):
    """How a person signs in on this node: e-mail with password or passkey, or a name card with a PIN."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="account")
    email = models.EmailField(unique=True, null=True)
    card = models.CharField(max_length=12, unique=True, null=True)
    is_active = models.BooleanField(default=True)
    is_staff = False

    objects = AccountManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email or self.card or str(self.pk)


class KeepingDevice(models.Model):
    """A device that keeps a person's pages, known by the random id that it gave itself. A tablet is there once for each who
    uses it."""

    id = models.UUIDField(primary_key=True, editable=False)
    device = models.UUIDField(db_index=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="devices")
    agent = models.CharField(max_length=200, blank=True)
    session = models.CharField(max_length=40, blank=True)
    first_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    waiting = models.PositiveIntegerField(default=0)
    off_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_account_device"
        constraints = [models.UniqueConstraint(fields=["device", "person"], name="one_device_per_person")]

    def __str__(self) -> str:
        return f"{self.device} of {self.person_id}"

    @property
    def name(self) -> str:
        """What a person calls such a device: the browser, and on what."""
        return rules.device_name(self.agent)


class Tries(models.Model):
    """How often somebody tried in vain to sign in under one name, told apart by device once a device is known.

    It is kept for names that exist and for names that do not, under a keyed fingerprint, so it tells nobody which do.
    """

    key = models.CharField(max_length=64, primary_key=True)
    wrong = models.PositiveSmallIntegerField(default=0)
    closed_until = models.DateTimeField(null=True)
    last_at = models.DateTimeField(db_index=True)
    is_known = models.BooleanField(default=False)

    class Meta:
        db_table = "people_account_tries"

    def __str__(self) -> str:
        return f"{self.wrong} in vain"


class Signer(models.Model):
    """The hand of a person on one device: what it signed is theirs, whoever carries it here. It is about signing in, and
    never leaves this node."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signers")
    device = models.UUIDField()
    public = models.CharField(max_length=88)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_account_signer"
        constraints = [models.UniqueConstraint(fields=["person", "device", "public"], name="one_hand_is_known_once")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.device}"


class PutBy(models.Model):
    """A deed that a colleague carried here and that was not done: it waits for its author, however often it is carried."""

    id = models.UUIDField(primary_key=True, editable=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "people_account_put_by"

    def __str__(self) -> str:
        return str(self.id)
