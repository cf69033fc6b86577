"""Who may read by what a network judges itself, and who says so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404

from partnerhood.ground.organisations.models import Network
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.scorecards import queries, rules
from partnerhood.pathway.scorecards.models import ScorecardVersion


@dataclass(frozen=True)
class Board:
    """A network, the hospitals in it whose counts a reader reads, whether they choose for it, and its versions."""

    network: Network
    houses: Mapping[UUID, str]
    runs: bool
    versions: Sequence[ScorecardVersion]


@dataclass(frozen=True)
class Version:
    """A version of a scorecard, what it says, and the last day on which it was judged by."""

    board: Board
    version: ScorecardVersion
    content: rules.Content
    until: date | None

    @property
    def day(self) -> date:
        """The day on which one looks at it: today, or the day when another came in its place."""
        return self.until or clock.today()


@dataclass(frozen=True)
class Counted:
    """One indicator of a version."""

    of: Version
    chosen: rules.Chosen


def board(person: Standing | None, network_id: UUID) -> Board:
    """The scorecard of a network: for who reads what some of its hospitals count, and for who chooses."""
    network = partnerships.network(person, network_id)
    houses = reporting.hospitals(network_id, person)
    runs = runs_network(person, network)
    if not houses and not runs:
        raise Http404
    return Board(network, houses, runs, queries.history(network_id))


def runs_network(person: Standing | None, network: Network) -> bool:
    """Whether somebody says by what a network judges itself."""
    return person is not None and person.is_active and person.has(network.coordinator_id, RoleKind.COORDINATOR)


def board_to_choose(person: Standing | None, network_id: UUID) -> Board:
    """A network for which somebody says by what it judges itself."""
    found = board(person, network_id)
    if not found.runs:
        raise Http404
    return found


def board_with_reports(person: Standing | None, network_id: UUID) -> Board:
    """A network that has a scorecard, to see who reported."""
    found = board(person, network_id)
    if not found.versions:
        raise Http404
    return found


def version(person: Standing | None, network_id: UUID, version_id: UUID) -> Version:
    """One version of a network's scorecard."""
    found = board(person, network_id)
    which = next((one for one in found.versions if one.id == version_id), None)
    if which is None:
        raise Http404
    return Version(found, which, queries.read(which), queries.until(found.versions, which))


def indicator(person: Standing | None, network_id: UUID, version_id: UUID, code: str) -> Counted:
    """One indicator of a version."""
    found = version(person, network_id, version_id)
    chosen = next((one for one in found.content.chosen if one.indicator == code), None)
    if chosen is None:
        raise Http404
    return Counted(found, chosen)


def networks_read(person: Standing | None, networks: Sequence[Network]) -> list[Network]:
    """The networks of these whose scorecard somebody may read: those with a hospital near them, and those they choose for."""
    if person is None or not person.is_active:
        return []
    return [one for one in networks if runs_network(person, one) or reporting.hospitals(one.id, person)]
