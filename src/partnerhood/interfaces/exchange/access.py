"""Who may bring a sheet in, and for which organisations and partnerships."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.claims import Claim
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.interfaces.exchange.sheets import columns, rows
from partnerhood.interfaces.exchange.sheets.columns import SheetKind
from partnerhood.interfaces.exchange.sheets.desk import Circle, Desk, Party
from partnerhood.pathway.equipment import access as equipment
from partnerhood.pathway.measurement import access as measurement
from partnerhood.pathway.partnerships import access as partnership_access
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reporting import access as reporting
from partnerhood.pathway.scorecards import access as scorecards


@dataclass(frozen=True)
class Opened:
    """A kind of sheet before somebody who coordinates, and the organisations they coordinate."""

    kind: SheetKind
    person: Standing
    coordinates: frozenset[UUID]


def sheets(person: Standing | None) -> object | None:
    """The list of sheets: for coordinators."""
    if person is None:
        return SIGN_IN
    _coordinated(person)
    return None


def sheet(person: Standing | None, kind: str) -> object:
    """One kind of sheet that a coordinator may bring in."""
    if kind not in rows.BECOMES:
        raise Http404
    if person is None:
        return SIGN_IN
    return Opened(columns.kind(kind), person, _coordinated(person))


def network(person: Standing | None, network_id: UUID) -> Any:
    """A network that somebody coordinates, and may bring instruments in for."""
    return partnership_access.network_to_run(person, network_id)


def evidence(person: Standing | None, partnership_id: UUID, form: str) -> tuple[Any, str]:
    """A partnership whose evidence somebody may read; it knows whether they belong to it. And as which kind of file."""
    return measurement.partnership(person, partnership_id), form


def devices(person: Standing | None, hospital_id: UUID) -> Any:
    """A hospital whose devices somebody may read."""
    return equipment.hospital_to_read(person, hospital_id)


def scorecard(person: Standing | None, network_id: UUID, form: str) -> tuple[Any, str]:
    """A network's scorecard that somebody may read. And as which kind of file."""
    return scorecards.board_with_reports(person, network_id), form


def reports(person: Standing | None, hospital_id: UUID, form: str) -> tuple[Any, str]:
    """A hospital whose counts somebody may read, and as which kind of file."""
    return reporting.hospital(person, hospital_id).hospital, form


def _coordinated(person: Standing) -> frozenset[UUID]:
    found = frozenset(one for one in person.roles if person.has(one, RoleKind.COORDINATOR))
    if not found:
        raise Http404
    return found


def desk(opened: Opened, claim: Claim, only: str = "") -> Desk:
    """For which organisations and partnerships a coordinator may speak; `only` for one partnership, by its id."""
    mine = organisations.everybody().filter(pk__in=opened.coordinates)
    there = partnerships.with_partners(partnerships.of_organisations(opened.coordinates))
    circles = tuple(one for one in circles_of(there) if only in ("", str(one.id)))
    return Desk(claim, tuple(map(party, mine)), circles)


def circles_of(found: Iterable[Any]) -> list[Circle]:
    """Partnerships that were found with their partners, as a sheet has to know them."""
    return [Circle(one.id, one.name, tuple(party(two.organisation) for two in one.partners.all())) for one in found]


def party(organisation: Any) -> Party:
    """An organisation as a sheet has to know it."""
    return Party(organisation.id, organisation.name, organisation.short_name, organisation.identifier)


def national(person: Standing | None, hospital_id: UUID) -> object:
    """A hospital for which somebody brings in what a national system counts."""
    return SIGN_IN if person is None else reporting.hospital_to_map(person, hospital_id)
