"""Who may see a service, and who writes about it: its own house; who coordinates its network notes and checks."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.models import Elsewhere, Service


@dataclass(frozen=True)
class House:
    """A house whose services somebody looks at: whether they write for it, and whether they note for it."""

    organisation: Organisation
    writes: bool
    notes: bool


def house(person: Standing | None, organisation_id: UUID) -> House:
    """A house that somebody may know by name, with its services as far as they may read them."""
    found = queries.house(person, organisation_id)
    if found is None:
        raise Http404
    says = writes(person, organisation_id)
    return House(found, says, not says and found.is_noted_for)


def writes(person: Standing | None, organisation: UUID) -> bool:
    """Whether somebody says for a house what it offers."""
    return person is not None and person.has(organisation, RoleKind.COORDINATOR)


def house_to_write(person: Standing | None, organisation_id: UUID) -> House:
    """A house for which somebody says, or notes, what it offers."""
    found = house(person, organisation_id)
    if not (found.writes or found.notes):
        raise Http404
    return found


def own_house(person: Standing | None, organisation_id: UUID) -> House:
    """A house for which somebody says what it offers."""
    found = house(person, organisation_id)
    if not found.writes:
        raise Http404
    return found


def service(person: Standing | None, service_id: UUID) -> Service:
    """A service that somebody may read."""
    found = queries.one(person, service_id)
    if found is None:
        raise Http404
    return found


def service_to_change(person: Standing | None, service_id: UUID) -> Service:
    """A service whose record somebody keeps."""
    found = service(person, service_id)
    if found.ended_at or not keeps(person, found):
        raise Http404
    return found


def service_to_confirm(person: Standing | None, service_id: UUID) -> Service:
    """A service that was noted for one's own house."""
    found = service(person, service_id)
    if found.ended_at or found.noted_by_id is None or not writes(person, found.organisation_id):
        raise Http404
    return found


def service_to_check(person: Standing | None, service_id: UUID) -> Service:
    """A service that somebody can say is still as it stands here."""
    found = service(person, service_id)
    if found.ended_at or not checks(person, found):
        raise Http404
    return found


def elsewhere(person: Standing | None, elsewhere_id: UUID) -> Elsewhere:
    """Care that one's own house said it does not have."""
    found = Elsewhere.objects.filter(pk=elsewhere_id, ended_at=None).select_related("organisation").first()
    if found is None or not writes(person, found.organisation_id):
        raise Http404
    return found


def keeps(person: Standing | None, which: Service) -> bool:
    """Whether somebody keeps a record: its house does, and who noted it as long as the house has not confirmed it."""
    own = person is not None and person.is_active and which.noted_by_id == person.id
    return writes(person, which.organisation_id) or (own and not queries.is_confirmed(which))


def checks(person: Standing | None, which: Service) -> bool:
    """Whether somebody can say that a public record is still true: its house, and who coordinates its network."""
    close = writes(person, which.organisation_id) or queries.runs_its_network(person, which.organisation_id)
    return close and queries.is_public(which)


def may_offer(deed: Deed, *, organisation: Organisation, **_: object) -> bool:
    """A house says itself what it offers; who runs the node brings in an official directory."""
    return deed.operator or writes(people.standing(deed.author), organisation.id)


def may_note(deed: Deed, *, organisation: Organisation, **_: object) -> bool:
    """Who coordinates a network notes for its members; it counts when the house confirms it."""
    return queries.runs_its_network(people.standing(deed.author), organisation.id)


def may_keep(deed: Deed, *, service: Service, **_: object) -> bool:
    """A record is kept by its house, and by who noted it until the house has confirmed it."""
    return deed.operator or keeps(people.standing(deed.author), service)


def may_confirm(deed: Deed, *, service: Service, **_: object) -> bool:
    """Only the house itself says: yes, that is ours."""
    return writes(people.standing(deed.author), service.organisation_id)


def may_check(deed: Deed, *, service: Service, **_: object) -> bool:
    """The house, or who coordinates its network, says that a record is still true."""
    return checks(people.standing(deed.author), service)


def may_take_back(deed: Deed, *, elsewhere: Elsewhere, **_: object) -> bool:
    """The house that does not have some care says when it has it again."""
    return writes(people.standing(deed.author), elsewhere.organisation_id)
