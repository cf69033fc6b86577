"""What needs tell the rooms before them: how many wait in a partnership."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.look.components import Station
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.needs import queries
from partnerhood.pathway.partnerships import queries as partnerships


def listen() -> None:
    """Say where needs can be heard."""
    partnerships.at_station("need", queries.at_partners, station)
    conversations.register("needs.need", subject, shelf)


def subject(person: Standing, need_id: UUID) -> conversations.Subject | None:
    """A need as something to talk about: for its hospital and for the partners it was laid before."""
    need = queries.complete(queries.visible_to(person)).filter(pk=need_id).first()
    if need is None or not queries.is_close_to(person, need):
        return None
    sides = {need.hospital_id, *(offer.partner_id for offer in need.offers.all())}
    title = languages.original(need.words)[:120] or _("A spoken need")
    return conversations.Subject(
        "needs.need", need.id, title, reverse("needs:need", args=[need.id]), frozenset(sides), book_of(need.hospital_id)
    )


def shelf(need_id: UUID) -> BookOf | None:
    """The book of the hospital that a need belongs to."""
    hospital = queries.hospital_of(need_id)
    return book_of(hospital) if hospital else None


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of needs as one reader may know it."""
    href = reverse("needs:of_partnership", args=[facts["id"]])
    waiting = facts["waiting"]
    if waiting:
        said = ngettext("%(number)s need not yet answered", "%(number)s needs not yet answered", waiting)
        return Station("need", said % {"number": waiting}, href, "waits")
    if facts["all"]:
        return Station("need", _("each has an answer"), href, "done")
    return Station("need", "", href if person else "")
