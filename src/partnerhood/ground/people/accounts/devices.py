"""Devices that keep somebody's pages: which, when they were here last, and how everything is taken off them from afar.

Like sessions they belong to this node and are no deeds. A device is known by the random id that it gave itself; who does not
know that id learns nothing by asking.
"""

import hashlib
from datetime import timedelta
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from partnerhood.ground.people.accounts import signing
from partnerhood.ground.people.accounts.returning import SessionStore
from partnerhood.ground.people.models import KeepingDevice, Person
from partnerhood.ground.records import clock, ids

SEEN_AGAIN_AFTER = timedelta(minutes=5)
MOST_WAITING = 100_000
MARK = 16


def is_allowed(request: HttpRequest, person: UUID, device: UUID, *, enrols: bool) -> bool:
    """Whether a device is given its half of somebody's key: it is noted, and one that was to be emptied is given it only where
    that person lets it keep their pages anew."""
    agent = request.headers.get("User-Agent", "")[:200]
    said = {"agent": agent, "session": request.session.session_key or "", "seen_at": clock.now()}
    known = KeepingDevice.objects.filter(device=device, person=person).first()
    if known is None:
        fresh = {"id": ids.fresh(), "first_at": clock.now(), **said}
        KeepingDevice.objects.get_or_create(device=device, person_id=person, defaults=fresh)
        return True
    if known.off_at and not enrols:
        return False
    emptied = {"off_at": None, "heard_at": None, "first_at": clock.now()} if known.off_at else {}
    KeepingDevice.objects.filter(pk=known.pk).update(**said, **emptied)
    return True


def was_here(request: HttpRequest, person: UUID, device: UUID, waiting: int) -> bool:
    """Note that a device asked for pages, and how much waits on it; whether it may still keep them."""
    known = KeepingDevice.objects.filter(device=device, person=person).first()
    if known is None:
        return True
    if known.off_at:
        return False
    said = {"waiting": max(0, min(waiting, MOST_WAITING)), "session": request.session.session_key or ""}
    is_new = any(getattr(known, name) != value for name, value in said.items())
    if is_new or clock.now() - known.seen_at > SEEN_AGAIN_AFTER:
        KeepingDevice.objects.filter(pk=known.pk).update(**said, seen_at=clock.now())
    return True


def take_off(device: KeepingDevice) -> None:
    """Ask a device to let go of everything of its person, end their sign-in there now, and let nothing count that is signed on it
    from now on."""
    KeepingDevice.objects.filter(pk=device.pk, off_at=None).update(off_at=clock.now())
    signing.end_hands(device.person_id, device.device)
    for session in UserSession.objects.filter(session_key=device.session, user__person=device.person_id):
        session.end()
    if device.session:
        SessionStore(device.session).delete()


def left(person: UUID, device: UUID) -> None:
    """Somebody took their pages off a device themselves: it is no more one of theirs."""
    KeepingDevice.objects.filter(device=device, person=person).delete()


def orders(device: UUID) -> list[str]:
    """Whose pages a device has to let go of, as marks that say nothing to who does not hold them; from now on it has heard."""
    there = KeepingDevice.objects.filter(device=device).exclude(off_at=None)
    found = [mark(device, person) for person in there.values_list("person_id", flat=True)]
    if found:
        there.filter(heard_at=None).update(heard_at=clock.now(), waiting=0)
    return sorted(found)


def mark(device: UUID, person: UUID) -> str:
    """How a device and this node name a person to each other, where anybody could ask."""
    return hashlib.sha256(f"{device}:{person}".encode()).hexdigest()[:MARK]


def forget(person: Person) -> None:
    """Everything is taken off every device of somebody who erased themselves."""
    for device in KeepingDevice.objects.filter(person=person):
        take_off(device)
