"""Who may do what with organisations. Who speaks for one is known by a later room, which says so here."""

from collections.abc import Callable
from uuid import UUID

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Network, Organisation

SpeaksFor = Callable[[UUID | None, UUID | None], bool]
_providers: list[SpeaksFor] = []


def ask(provider: SpeaksFor) -> None:
    """Register who knows whether a person coordinates an organisation (or, without one, any organisation at all)."""
    _providers[:] = [provider]


def coordinates(person: UUID | None, organisation: UUID | None = None) -> bool:
    """Whether a person is a coordinator of an organisation, or of any."""
    return any(provider(person, organisation) for provider in _providers)


def may_found(deed: Deed, **_: object) -> bool:
    """A coordinator brings in the organisations that hers works with; so does who runs the node."""
    return deed.operator or coordinates(deed.author)


def may_describe(deed: Deed, *, organisation: Organisation, **_: object) -> bool:
    """An organisation describes itself."""
    return deed.operator or coordinates(deed.author, organisation.id)


def may_found_network(deed: Deed, *, coordinator: Organisation, **_: object) -> bool:
    """A network is opened by the organisation that coordinates it."""
    return deed.operator or coordinates(deed.author, coordinator.id)


def may_run_network(deed: Deed, *, network: Network, **_: object) -> bool:
    """A network is run by the coordinators of the organisation that coordinates it."""
    return deed.operator or coordinates(deed.author, network.coordinator_id)
