"""What needs tell the rooms before them: how many wait in a partnership."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.look.components import Station
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.needs import queries
from partnerhood.pathway.partnerships import queries as partnerships


def listen() -> None:
    """Say where needs can be heard."""
    partnerships.at_station("need", queries.at_partners, station)


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
