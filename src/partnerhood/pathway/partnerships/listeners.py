"""What partnerships tell: that one can talk about them, and who works in them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import ngettext

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.look.components import Station
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.partnerships import queries
from partnerhood.pathway.partnerships.actions import book_of


def listen() -> None:
    """Say where partnerships can be heard."""
    conversations.register("partnerships.partnership", subject, shelf)
    queries.at_station("people", queries.people_at, station)


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


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of people: who works here is known inside, and a side that nobody signs for waits."""
    if not facts["inside"]:
        return Station("people")
    href = reverse("partnerships:people", args=[facts["id"]])
    if facts["keyless"]:
        said = ngettext(
            "%(number)s partner has nobody who signs", "%(number)s partners have nobody who signs", facts["keyless"]
        )
        return Station("people", said % {"number": facts["keyless"]}, href, "waits")
    said = ngettext("%(number)s person decides for a side", "%(number)s people decide for their sides", facts["people"])
    return Station("people", said % {"number": facts["people"]}, href, "done")
