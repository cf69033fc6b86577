"""What hand-overs tell the pathway: which wait for a key, which stand, and which asked back."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.look.components import Station
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import queries
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of


def listen() -> None:
    """Say where hand-overs can be heard."""
    partnerships.at_station("hand-over", queries.at_partnership, station)
    conversations.register("handover.handover", subject, shelf)


def subject(person: Standing, handover_id: UUID) -> conversations.Subject | None:
    """A hand-over as something to talk about: for the people of its partners."""
    found = queries.complete(queries.visible_to(person)).filter(pk=handover_id).first()
    if found is None:
        return None
    said = {"name": vocabulary.name("domains", found.domain), "hospital": found.hospital.known_as}
    title, url = _("Hand-over of %(name)s: %(hospital)s") % said, reverse("handover:handover", args=[found.id])
    sides = frozenset(partnerships.party_ids(found.partnership))
    return conversations.Subject("handover.handover", found.id, title, url, sides, book_of(found.partnership_id))


def shelf(handover_id: UUID) -> BookOf | None:
    """The book of the partnership that a hand-over belongs to."""
    found = queries.partnership_of(handover_id)
    return book_of(found) if found else None


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of hand-over; that a domain stands on its own, or asked back, everybody may know."""
    href = reverse("handover:of_partnership", args=[facts["id"]]) if facts["inside"] else ""
    if facts["mine"] and facts["state"] != "suspended":
        said = ngettext(
            "%(number)s hand-over waits for your key", "%(number)s hand-overs wait for your key", facts["mine"]
        )
        return Station("hand-over", said % {"number": facts["mine"]}, href, "waits")
    if facts["asked"]:
        said = ngettext("%(number)s hand-over in preparation", "%(number)s hand-overs in preparation", facts["asked"])
        return Station("hand-over", said % {"number": facts["asked"]}, href, "moving")
    if facts["stands"] or facts["back"]:
        said = ngettext("%(number)s domain stands on its own", "%(number)s domains stand on their own", facts["stands"])
        back = ngettext("%(number)s asked us back", "%(number)s asked us back", facts["back"])
        told = [said % {"number": facts["stands"]}, *([back % {"number": facts["back"]}] if facts["back"] else [])]
        return Station("hand-over", ", ".join(told), href, "done")
    return Station("hand-over", "", href)
