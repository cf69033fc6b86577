"""Who may see where a hospital stands, and who lets everybody read it."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.partnerships import access as partnership_access
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import access as rounds
from partnerhood.pathway.selfreliance import queries
from partnerhood.pathway.selfreliance.queries import Stair

DECIDERS = (RoleKind.SIGNATORY, RoleKind.COORDINATOR)


def hospital(person: Standing | None, hospital_id: UUID) -> Organisation:
    """A hospital some of whose levels somebody may see: a partner of theirs, their own, or one that made some public."""
    found = organisations.one(hospital_id)
    if found is None or not (
        partnerships.is_close(person, hospital_id) or queries.public().filter(hospital=hospital_id).exists()
    ):
        raise Http404
    return found


def network(person: Standing | None, network_id: UUID) -> Network:
    """A network: that it exists is public; what one reads of its hospitals is not the same for everybody."""
    return partnership_access.network(person, network_id)


def partnership(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership of one's own organisation."""
    return rounds.partnership_to_read(person, partnership_id)


def stair(person: Standing | None, partnership_id: UUID, hospital_id: UUID, domain: str) -> Stair:
    """One domain of a hospital that somebody may see."""
    found = queries.stair(hospital_id, domain, partnership_id, person)
    if found is None:
        raise Http404
    return found


def stair_to_release(person: Standing | None, partnership_id: UUID, hospital_id: UUID, domain: str) -> Stair:
    """One domain of one's own hospital, whose level one may make public."""
    found = stair(person, partnership_id, hospital_id, domain)
    if not decides(person, hospital_id):
        raise Http404
    return found


def decides(person: Standing | None, hospital_id: UUID) -> bool:
    """Whether somebody decides for a hospital what everybody may read."""
    return person is not None and person.has(hospital_id, *DECIDERS)


def may_release(deed: Deed, *, partnership: Partnership, hospital: Organisation, **_: object) -> bool:
    """The hospital alone decides if and when a level becomes public."""
    party = hospital.id in partnerships.party_ids(partnership)
    return party and decides(people.standing(deed.author), hospital.id)
