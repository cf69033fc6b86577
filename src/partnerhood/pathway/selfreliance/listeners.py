"""What self-reliance tells the pathway: whether a round is open, waits for one's key, and how many steps were agreed."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Station
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.selfreliance import queries


def listen() -> None:
    """Say where self-reliance can be heard."""
    partnerships.at_station("self-reliance", queries.at_partnership, station)


def station(facts: Mapping[str, Any], person: Standing | None) -> Station:
    """The station of self-reliance: only partners know of rounds and levels."""
    href = reverse("selfreliance:partnership", args=[facts["id"]])
    rounds = reverse("rounds:rounds", args=[facts["id"]])
    if facts["mine"] and facts["state"] != "suspended":
        said = ngettext("%(number)s step waits for your key", "%(number)s steps wait for your key", facts["mine"])
        return Station("self-reliance", said % {"number": facts["mine"]}, rounds, "waits")
    if facts["open"]:
        return Station("self-reliance", _("a round is open"), rounds, "moving")
    if facts["agreed"]:
        said = ngettext(
            "%(number)s domain with an agreed step", "%(number)s domains with an agreed step", facts["agreed"]
        )
        return Station("self-reliance", said % {"number": facts["agreed"]}, href, "done")
    return Station("self-reliance", "", rounds if facts["inside"] else "")
