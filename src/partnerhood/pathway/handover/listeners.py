"""What hand-overs tell the pathway: which wait for a key, which stand, and which asked back."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Station
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.handover import queries
from partnerhood.pathway.partnerships import queries as partnerships


def listen() -> None:
    """Say where hand-overs can be heard."""
    partnerships.at_station("hand-over", queries.at_partnership, station)


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
