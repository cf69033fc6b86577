"""The hands with which people sign on their devices, so that a colleague can carry what they wrote without becoming its author."""

from datetime import datetime
from uuid import UUID

from partnerhood.ground.people.models import Account, PutBy, Signer
from partnerhood.ground.records import clock

MOST = 40
"""How many hands of one person are known; with one more the oldest is forgotten, so that nobody fills the table."""


def know_hand(person: UUID, device: UUID, public: str) -> None:
    """Remember a hand; the same one twice is one."""
    Signer.objects.get_or_create(person_id=person, device=device, public=public, defaults={"made_at": clock.now()})
    known = Signer.objects.filter(person=person).order_by("-made_at", "-id")
    Signer.objects.filter(pk__in=list(known.values_list("pk", flat=True)[MOST:])).delete()


def hands(person: UUID, device: UUID) -> list[tuple[str, datetime | None]]:
    """The hands of a person on a device, the newest first: each with the moment since which it counts no more."""
    known = Signer.objects.filter(person=person, device=device).order_by("-made_at", "-id")
    return list(known.values_list("public", "ended_at"))


def end_hands(person: UUID, device: UUID | None = None) -> None:
    """From now on nothing counts that a person signs on this device, or on any: it was lost, or they left."""
    known = Signer.objects.filter(person=person, ended_at=None)
    (known.filter(device=device) if device else known).update(ended_at=clock.now())


def account_of(person: UUID) -> Account | None:
    """The account of somebody who may sign in now."""
    return Account.objects.filter(person=person, is_active=True).first()


def put_by(deed: UUID) -> None:
    """Let a deed that was carried here and not done wait for its author."""
    PutBy.objects.get_or_create(pk=deed, defaults={"at": clock.now()})


def is_put_by(deed: UUID) -> bool:
    """Whether a deed waits for its author, and nobody else may offer it."""
    return PutBy.objects.filter(pk=deed).exists()
