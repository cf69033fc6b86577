"""What scorecards tell the pathway: beside a network, by what it judges itself."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.organisations.models import Network
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.addresses import reverse
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.queries import Line, Panel
from partnerhood.pathway.scorecards import access, queries, rules


def listen() -> None:
    """Stand beside networks."""
    partnerships.of_networks.register("scorecards", beside_networks)


def beside_networks(networks: Sequence[Network], person: Standing | None) -> dict[UUID, Panel]:
    """By what a network judges itself, for who may read it; who chooses is asked to, where nobody did."""
    there = access.networks_read(person, networks)
    told = queries.of_networks(one.id for one in there) if there else {}
    found = {}
    for one in there:
        runs = access.runs_network(person, one)
        if one.id in told:
            found[one.id] = _panel(one, queries.read(told[one.id]), runs)
        elif runs:
            found[one.id] = Panel(_("Scorecard"), (), _("Choose by what this network judges itself"), _choose(one))
    return found


def _panel(network: Network, content: rules.Content, runs: bool) -> Panel:
    number = len(content.chosen)
    blank = sum(1 for group in content.aims if not group.chosen)
    said = ngettext("%(number)s indicator", "%(number)s indicators", number) % {"number": number}
    note = ngettext("%(number)s aim is blank", "%(number)s aims are blank", blank) % {"number": blank} if blank else ""
    here = reverse("scorecards:scorecard", args=[network.id])
    change = (_("Change the scorecard"), _choose(network)) if runs else ("", "")
    return Panel(_("Scorecard"), [Line(said, here, note)], *change)


def _choose(network: Network) -> str:
    return reverse("scorecards:choose", args=[network.id])
