"""What hand-overs tell the pathway: which wait for a key, which stand, and which asked back."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.conversations import access as conversations
from partnerhood.ground.look.components import Station
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.organisations.models import Network
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import queries
from partnerhood.pathway.handover.models import Check, Handover
from partnerhood.pathway.handover.queries import evidence
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.queries import Line, Panel


def listen() -> None:
    """Say where hand-overs can be heard."""
    partnerships.at_station("hand-over", queries.at_partnership, station)
    conversations.register("handover.handover", subject, shelf)


def answer() -> None:
    """Answer the facts that the rooms before this one know."""
    partnerships.facts.register("agreed_steps", evidence.step_held)
    partnerships.facts.register("readings_against_target", evidence.results_held)
    partnerships.facts.register("letter_or_opinion", evidence.authorities_know)
    needs.panels.register("handover", beside_needs)
    partnerships.of_networks.register("handover", beside_networks)


def beside_networks(networks: Sequence[Network], person: Standing | None) -> dict[UUID, Panel]:
    """How many domains of a network stand on their own, each number with its list, and which criteria it asks."""
    return {one.id: _of_network(one) for one in networks}


def _of_network(network: Network) -> Panel:
    here = reverse("handover:standing_across", args=[network.id])
    told = queries.in_words(queries.count(queries.Where(network=network.id)), here)
    criteria = reverse("handover:criteria", args=[network.id])
    return Panel(
        _("Handed over"), [Line(one.said, one.href) for one in told], _("What is asked before a hand-over"), criteria
    )


def beside_needs(asked: Sequence[Need], person: Standing | None) -> dict[UUID, Panel]:
    """The hand-over after which a need was asked for lightly."""
    after = [one.id for one in asked if one.follows.startswith(Handover._meta.label_lower)]
    found = queries.asked_lightly(after, person) if after else ()
    return {check.need_id: _panel(check) for check in found if check.need_id}


def _panel(check: Check) -> Panel:
    words = _("A look %(months)s months after the hand-over found less than what was agreed.") % {
        "months": check.months
    }
    href = reverse("handover:handover", args=[check.handover_id])
    return Panel(_("A light request after a hand-over"), [Line(words, href)])


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
    public = href or reverse("handover:standing_in", args=[facts["id"]])
    if facts["mine"] and facts["state"] != "suspended":
        said = ngettext(
            "%(number)s hand-over waits for your key", "%(number)s hand-overs wait for your key", facts["mine"]
        )
        return Station("hand-over", said % {"number": facts["mine"]}, href, "waits")
    if facts["asked"]:
        said = ngettext("%(number)s hand-over in preparation", "%(number)s hand-overs in preparation", facts["asked"])
        return Station("hand-over", said % {"number": facts["asked"]}, href, "moving")
    if facts["stands"] or facts["lower"] or facts["back"]:
        said = ngettext("%(number)s domain stands on its own", "%(number)s domains stand on their own", facts["stands"])
        back = ngettext("%(number)s asked us back", "%(number)s asked us back", facts["back"])
        year = ngettext("%(number)s still stood after a year", "%(number)s still stood after a year", facts["year"])
        lower = ngettext("%(number)s found lower", "%(number)s found lower", facts["lower"])
        besides = [
            one % {"number": number}
            for one, number in ((back, facts["back"]), (year, facts["year"]), (lower, facts["lower"]))
            if number
        ]
        told = [said % {"number": facts["stands"]}, *besides]
        return Station("hand-over", ", ".join(told), public, "done")
    return Station("hand-over", "", href)
