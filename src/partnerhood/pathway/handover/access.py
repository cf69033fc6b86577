"""Who may see a hand-over and act on it."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import queries, rules
from partnerhood.pathway.handover.models import Handover, Testimony
from partnerhood.pathway.handover.queries import Asked
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import access as rounds

Place = tuple[Partnership, Organisation, str]
NetworkOf = tuple[Network, bool]
WRITERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)
DECIDERS = (RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def partnership_to_read(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership of one's own organisation."""
    return rounds.partnership_to_read(person, partnership_id)


def partnership_to_ask_in(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership in which somebody may say for their hospital that it is ready."""
    found = partnership_to_read(person, partnership_id)
    if person is None or not asks_for(person, found):
        raise Http404
    return found


def asks_for(person: Standing, which: Partnership) -> list[Organisation]:
    """The hospitals of a partnership whose key somebody holds: only they ask."""
    return [one for one in _hospitals(which) if person.has(one.id, RoleKind.SIGNATORY)]


def partnership_to_end_in(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership in which somebody may say for their hospital how work on a domain ended."""
    found = partnership_to_read(person, partnership_id)
    if person is None or not ends_for(person, found):
        raise Http404
    return found


def ends_for(person: Standing, which: Partnership) -> list[Organisation]:
    """The hospitals of a partnership for which somebody decides."""
    return [one for one in _hospitals(which) if person.has(one.id, *DECIDERS)]


def _hospitals(which: Partnership) -> list[Organisation]:
    """Where the work of a partnership is done, of a partnership that was found with its partners."""
    return [partner.organisation for partner in which.partners.all() if partner.works_here]


def network(person: Standing | None, network_id: UUID) -> NetworkOf:
    """A network, open to everybody, and whether this reader says which criteria it asks."""
    found = partnerships.network(person, network_id)
    return found, person is not None and person.has(found.coordinator_id, RoleKind.COORDINATOR)


def network_to_run(person: Standing | None, network_id: UUID) -> Network:
    """A network whose criteria somebody chooses."""
    found, runs = network(person, network_id)
    if not runs:
        raise Http404
    return found


def partnership_known(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership that somebody looks into or that everybody may know of."""
    return partnerships.partnership(person, partnership_id)


def place_to_read(person: Standing | None, partnership_id: UUID, hospital_id: UUID, domain: str) -> Place:
    """A care domain of a hospital in a partnership of one's own organisation."""
    found = partnership_to_read(person, partnership_id)
    there = next((one for one in _hospitals(found) if one.id == hospital_id), None)
    if there is None or not vocabulary.is_known("domains", domain):
        raise Http404
    return found, there, domain


def handover(person: Standing | None, handover_id: UUID) -> Handover:
    """A hand-over of one's own partnership; `base` is the last deed in its book."""
    found = next(iter(queries.one(person, handover_id)), None)
    if found is None:
        raise Http404
    return found


def handover_to_write(person: Standing | None, handover_id: UUID) -> Handover:
    """A hand-over on which somebody of the partners works."""
    found = handover(person, handover_id)
    if person is None or not parties_of(person, found):
        raise Http404
    return found


def criterion(person: Standing | None, handover_id: UUID, criterion: str) -> tuple[Handover, Asked]:
    """A criterion of a hand-over of one's own partnership."""
    found = handover(person, handover_id)
    return found, _asked(found, criterion)


def criterion_to_answer(person: Standing | None, handover_id: UUID, criterion: str) -> tuple[Handover, Asked]:
    """A criterion that somebody may answer: one that this hand-over asks."""
    found = handover_to_write(person, handover_id)
    return found, _asked(found, criterion)


def _asked(which: Handover, criterion: str) -> Asked:
    found = next((one for one in queries.of_handover(which) if one.code == criterion), None)
    if found is None:
        raise Http404
    return found


def look_to_take(person: Standing | None, handover_id: UUID, months: int) -> tuple[Handover, int]:
    """A later look that somebody may write down."""
    found = handover_to_write(person, handover_id)
    if months not in rules.LOOKS:
        raise Http404
    return found, months


def handover_to_renew(person: Standing | None, handover_id: UUID) -> Handover:
    """A hand-over whose plan takes over what is known today."""
    found = handover_to_write(person, handover_id)
    if found.wording is None:
        raise Http404
    return found


def handover_to_sign(person: Standing | None, handover_id: UUID) -> Handover:
    """A hand-over under which somebody may turn a key."""
    found = handover(person, handover_id)
    if found.wording is None or not partnerships.keys_held(person, [UUID(one) for one in found.wording.parties]):
        raise Http404
    return found


def handover_of_own(person: Standing | None, handover_id: UUID) -> Handover:
    """A hand-over of one's own hospital, to ask back or to take one's word back."""
    found = handover(person, handover_id)
    if person is None or not person.has(found.hospital_id, *WRITERS):
        raise Http404
    return found


def handover_to_take_back(person: Standing | None, handover_id: UUID) -> Handover:
    """A hand-over that one asked for as the hospital's signatory."""
    found = handover(person, handover_id)
    if person is None or not person.has(found.hospital_id, RoleKind.SIGNATORY):
        raise Http404
    return found


def parties_of(person: Standing, which: Handover) -> list[UUID]:
    """The partners for which somebody works on a hand-over."""
    return [one for one in partnership_queries.party_ids(which.partnership) if person.has(one, *WRITERS)]


def may_ask(deed: Deed, *, partnership: Partnership, hospital: Organisation, **_: object) -> bool:
    """The hospital alone asks, by its signatory."""
    return _of_hospital(deed, partnership, hospital, RoleKind.SIGNATORY)


def may_end(deed: Deed, *, partnership: Partnership, hospital: Organisation, **_: object) -> bool:
    """The hospital says how work on one of its domains ended."""
    return _of_hospital(deed, partnership, hospital, *DECIDERS)


def _of_hospital(deed: Deed, partnership: Partnership, hospital: Organisation, *kinds: str) -> bool:
    standing = people.standing(deed.author)
    party = hospital.id in partnership_queries.party_ids(partnership)
    return party and standing is not None and standing.has(hospital.id, *kinds)


def may_work_on(deed: Deed, *, handover: Handover, on_behalf_of: Organisation, **_: object) -> bool:
    """Answers, plans and looks come from the partners' heads, coordinators and signatories."""
    standing = people.standing(deed.author)
    party = on_behalf_of.id in partnership_queries.party_ids(handover.partnership)
    return party and standing is not None and standing.has(on_behalf_of.id, *WRITERS)


def may_sign(deed: Deed, *, handover: Handover, on_behalf_of: Organisation, **_: object) -> bool:
    """A partner's key is turned by one of its own signatories."""
    return handover.wording is not None and partnerships.may_turn(deed.author, handover.wording, on_behalf_of)


def may_take_back(deed: Deed, *, handover: Handover, **_: object) -> bool:
    """The hospital's word is taken back by its signatory."""
    return may_ask(deed, partnership=handover.partnership, hospital=handover.hospital)


def may_ask_back(deed: Deed, *, handover: Handover, **_: object) -> bool:
    """Asking back is light: any head, coordinator or signatory of the hospital."""
    return _of_hospital(deed, handover.partnership, handover.hospital, *WRITERS)


def criterion_to_read(person: Standing | None, testimony_id: UUID) -> Testimony:
    """An answer to a criterion of a hand-over that somebody may read."""
    kept = Testimony.objects.filter(pk=testimony_id, handover__in=queries.visible_to(person).values("pk"))
    found = kept.first()
    if found is None:
        raise Http404
    return found
