"""What initiatives tell the rooms before them: beside a network, what is being done there."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.organisations.models import Network
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.initiatives import queries
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.queries import Line, Panel


def listen() -> None:
    """Stand beside networks, and count what goes on in each."""
    partnerships.numbers_of_networks["initiatives_number"] = queries.number
    partnerships.of_networks.register("initiatives", beside_networks)


def beside_networks(networks: Sequence[Network], person: Standing | None) -> dict[UUID, Panel]:
    """What is being done in a network; who coordinates one where nothing stands yet is asked to begin its agenda."""
    found = {}
    for one in networks:
        number = one.initiatives_number  # type: ignore[attr-defined]
        if number:
            said = ngettext("%(number)s initiative", "%(number)s initiatives", number) % {"number": number}
            here, agenda = (reverse(f"initiatives:{name}", args=[one.id]) for name in ("initiatives", "agenda"))
            lines = [Line(said, here, _("by theme and part of the place")), Line(_("Common agenda"), agenda)]
            found[one.id] = Panel(_("What is being done"), lines)
        elif queries.runs(person, one):
            agenda = reverse("initiatives:agenda", args=[one.id])
            found[one.id] = Panel(_("What is being done"), (), _("Write the common agenda"), agenda)
    return found
