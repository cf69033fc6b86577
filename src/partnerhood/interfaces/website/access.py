"""What the front of the house opens to whom."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing


def front(person: Standing | None) -> None:
    """The first page: open to everybody, and each sees their own."""


def own(person: Standing | None) -> object | None:
    """What waits for oneself: for who signed in."""
    return None if person else SIGN_IN


def hospital(person: Standing | None, organisation_id: UUID) -> organisations.Organisation:
    """An organisation's page: open to everybody, each part of it as far as its own room lets somebody see."""
    found = organisations.one(organisation_id)
    if found is None:
        raise Http404
    return found


def brings_sheets(person: Standing | None) -> bool:
    """Whether somebody brings lists in: the coordinators do."""
    return person is not None and any(person.has(one, RoleKind.COORDINATOR) for one in person.organisations)
