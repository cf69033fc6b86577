"""What partnerships tell the ground: that one can talk about them."""

from uuid import UUID

from django.urls import reverse

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.partnerships import queries
from partnerhood.pathway.partnerships.actions import book_of


def listen() -> None:
    """Say where partnerships can be heard."""
    conversations.register("partnerships.partnership", subject, shelf)


def subject(person: Standing, partnership_id: UUID) -> conversations.Subject | None:
    """A partnership as something to talk about: for who looks into it."""
    found = queries.with_partners(queries.visible_to(person)).filter(pk=partnership_id).first()
    if found is None:
        return None
    sides = frozenset(one.organisation_id for one in found.partners.all())
    url = reverse("partnerships:partnership", args=[found.id])
    return conversations.Subject("partnerships.partnership", found.id, found.name, url, sides, book_of(found.id))


def shelf(partnership_id: UUID) -> BookOf | None:
    """The book of a partnership, where there is one."""
    return book_of(partnership_id) if queries.exists(partnership_id) else None
