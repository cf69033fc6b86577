"""Who may see a partnership and act in it."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from partnerhood.ground.conversations import queries as conversations
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations import access as organisations
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import PaperKey, Wording
from partnerhood.ground.signatures.rules import is_agreed
from partnerhood.pathway.partnerships import queries
from partnerhood.pathway.partnerships.models import Body, Charter, Invited, Joiner, Partnership, Seat, Suspension


def partnership(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership that somebody may look into, or that everybody may know of."""
    found = _one(person, partnership_id)
    if not found:
        raise Http404
    return found[0]


@plans.planned
def _one(person: Standing | None, partnership_id: UUID) -> QuerySet[Partnership]:
    kept = queries.open_to(person).filter(pk=partnership_id).annotate(remarks_number=conversations.number_of("pk"))
    return kept.select_related("charter__wording")


def partnership_inside(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership that somebody may look into."""
    found = partnership(person, partnership_id)
    if not found.is_inside:  # type: ignore[attr-defined]
        raise Http404
    return found


def is_inside(person: Standing | None, which: Partnership) -> bool:
    """Whether somebody sees more of a partnership than the public does."""
    return queries.visible_to(person).filter(pk=which.pk).exists()


def network(person: Standing | None, network_id: UUID) -> Network:
    """A network: open to everybody."""
    found = queries.network(network_id, person)
    if found is None:
        raise Http404
    return found


def partnership_to_prepare(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership whose texts and states somebody may prepare."""
    found = partnership_inside(person, partnership_id)
    if not prepares(person, found):
        raise Http404
    return found


def prepares(person: Standing | None, which: Partnership) -> bool:
    """Whether somebody prepares texts and states in a partnership that was found with its partners."""
    partners = [partner.organisation_id for partner in which.partners.all()]
    return person is not None and any(person.has(party, *PREPARING) for party in partners)


def coordinates(person: Standing | None, which: Partnership) -> bool:
    """Whether somebody coordinates one of the partners of a partnership that was found with them."""
    partners = [partner.organisation_id for partner in which.partners.all()]
    return person is not None and any(person.has(party, RoleKind.COORDINATOR) for party in partners)


PREPARING = (RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def charter(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership with a charter that somebody may read: its drafts inside; agreed, everybody, but while it stands still."""
    found = partnership(person, partnership_id)
    written = getattr(found, "charter", None)
    if written is None:
        raise Http404
    if not found.is_inside:  # type: ignore[attr-defined]
        public = found.state != "suspended" and is_agreed(keys.keyring(written.wording))
        if not public:
            raise Http404
    return found


def charter_inside(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership with a charter whose every version somebody may read."""
    found = partnership_inside(person, partnership_id)
    if getattr(found, "charter", None) is None:
        raise Http404
    return found


def charter_to_sign(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership under whose charter somebody may turn a key."""
    found = charter_inside(person, partnership_id)
    if not keys_held(person, [UUID(party) for party in found.charter.wording.parties]):
        raise Http404
    return found


def suspension(person: Standing | None, suspension_id: UUID) -> tuple[Partnership, Suspension]:
    """A suspension, proposed or standing, of a partnership that somebody looks into."""
    found = queries.suspension(suspension_id)
    if found is None:
        raise Http404
    return partnership_inside(person, found.partnership_id), found


def suspension_to_sign(person: Standing | None, suspension_id: UUID) -> tuple[Partnership, Suspension]:
    """A suspension under which somebody may turn a key."""
    which, found = suspension(person, suspension_id)
    if not keys_held(person, [UUID(party) for party in found.wording.parties]):
        raise Http404
    return which, found


def suspension_to_review(person: Standing | None, suspension_id: UUID) -> tuple[Partnership, Suspension]:
    """A suspension that somebody may look at again."""
    which, found = suspension(person, suspension_id)
    if not prepares(person, which):
        raise Http404
    return which, found


def coordinator(person: Standing | None) -> object | None:
    """Open to coordinators, who propose partnerships; others are as good as lost here."""
    if person is None:
        return SIGN_IN
    if not any(person.has(which, RoleKind.COORDINATOR) for which in person.organisations):
        raise Http404
    return None


def network_to_run(person: Standing | None, network_id: UUID) -> Network:
    """A network that somebody coordinates."""
    found = network(person, network_id)
    if person is None or not person.has(found.coordinator_id, RoleKind.COORDINATOR):
        raise Http404
    return found


def network_to_join(person: Standing | None, network_id: UUID) -> Network:
    """A network that takes who joins: open to everybody."""
    found = network(person, network_id)
    if not found.is_open:  # type: ignore[attr-defined]
        raise Http404
    return found


def joiner(person: Standing | None, joiner_id: UUID) -> tuple[Network, Joiner]:
    """Somebody who wants to join a network, for who coordinates it."""
    found = queries.joiner(joiner_id)
    if found is None or found.erased_at:
        raise Http404
    return network_to_run(person, found.network_id), found


def body(person: Standing | None, body_id: UUID) -> Body:
    """A body of a network, which everybody may know of, or of a partnership that somebody looks into."""
    found = queries.body(body_id)
    if found is None:
        raise Http404
    if found.partnership_id:
        partnership_inside(person, found.partnership_id)
    return found


def body_to_seat(person: Standing | None, body_id: UUID) -> Body:
    """A body in which somebody may give seats."""
    found = body(person, body_id)
    if not seats(person, found):
        raise Http404
    return found


def seat_to_end(person: Standing | None, seat_id: UUID) -> tuple[Body, Seat]:
    """A seat that somebody may end, in its body."""
    found = queries.seat(seat_id)
    if found is None:
        raise Http404
    return body_to_seat(person, found.body_id), found


def seats(person: Standing | None, which: Body) -> bool:
    """Whether somebody says who sits in a body."""
    if person is None:
        return False
    if which.network:
        return person.has(which.network.coordinator_id, RoleKind.COORDINATOR)
    assert which.partnership is not None
    return any(person.has(party, *PREPARING) for party in queries.party_ids(which.partnership))


def sees_names(person: Standing | None, which: Body) -> bool:
    """Whether somebody reads who sits in a body: its own organisations' people; the public reads that there is one."""
    if person is None:
        return False
    if which.network_id:
        return queries.networks_of(person).filter(pk=which.network_id).exists()
    return True


def tells_mandate(person: Standing | None, which: Body) -> bool:
    """Whether somebody reads what a body is for: its words may name the hospital of a partnership that stands still."""
    return which.network_id is None or not any(
        queries.keeps_name(person, one) for one in queries.of_network(which.network_id, person)
    )


def keys_held(person: Standing | None, parties: list[UUID]) -> list[UUID]:
    """The partners whose key somebody may turn."""
    return [which for which in parties if person and person.has(which, RoleKind.SIGNATORY)]


def speaks_in(author: UUID | None, which: Partnership, *kinds: str) -> bool:
    """Whether an author has a role in one of the partners: any of one's own people where none is named."""
    standing = people.standing(author)
    if standing is None:
        return False
    wanted = kinds or (RoleKind.MEMBER, RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)
    return any(standing.has(party, *wanted) for party in queries.party_ids(which))


def may_propose(
    deed: Deed, *, key: UUID, partners: list[Organisation], network: Network | None = None, **_: object
) -> bool:
    """A partnership is proposed by a coordinator of one of the partners, in a network of theirs; and nobody writes into one
    that is there already and not theirs."""
    known = queries.existing(key)
    if deed.operator or known:
        return deed.operator or (known is not None and speaks_in(deed.author, known, *PREPARING))
    standing = people.standing(deed.author)
    mine = network is None or (standing is not None and queries.networks_of(standing).filter(pk=network.pk).exists())
    return mine and any(speaks_for(deed, one) for one in partners)


def speaks_for(deed: Deed, organisation: Organisation) -> bool:
    """Whether the author says yes in the name of an organisation: its own coordinator does, or who runs the node. What was
    found goes with the deed, for on another node it may be otherwise."""
    found = deed.look(
        f"speaks for {organisation.id}",
        lambda: deed.operator or organisations.coordinates(deed.author, organisation.id),
    )
    return bool(found)


def may_answer(deed: Deed, *, invited: Invited, **_: object) -> bool:
    """Whether a house joins is said by one of its own people who prepare or sign."""
    standing = people.standing(deed.author)
    return standing is not None and standing.has(invited.organisation_id, *PREPARING)


def invited(person: Standing | None, invited_id: UUID) -> Invited:
    """A partnership that somebody's house is asked to join."""
    found = queries.invitation(invited_id)
    if found is None or person is None or not person.has(found.organisation_id, *PREPARING):
        raise Http404
    return found


def may_prepare(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """Texts and states are prepared by a coordinator or signatory of any partner."""
    return speaks_in(deed.author, partnership, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def may_bring_in(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """What was agreed before is brought in by a coordinator of one of the partners, or by who runs the node."""
    return deed.operator or speaks_in(deed.author, partnership, RoleKind.COORDINATOR)


def may_review(deed: Deed, *, suspension: Suspension, **_: object) -> bool:
    """A suspension is looked at by those who prepare things in the partnership."""
    return may_prepare(deed, partnership=suspension.partnership)


def may_sign_charter(deed: Deed, *, charter: Charter, on_behalf_of: Organisation, **_: object) -> bool:
    """A partner's key is turned by one of its own signatories."""
    return may_turn(deed.author, charter.wording, on_behalf_of)


def may_sign_suspension(deed: Deed, *, suspension: Suspension, on_behalf_of: Organisation, **_: object) -> bool:
    """A partner's key is turned by one of its own signatories."""
    return may_turn(deed.author, suspension.wording, on_behalf_of)


def may_turn(author: UUID | None, wording: Wording, organisation: Organisation) -> bool:
    """Whether somebody may turn this organisation's key under a wording that it takes part in."""
    standing = people.standing(author)
    party = str(organisation.id) in wording.parties
    return party and standing is not None and standing.has(organisation.id, RoleKind.SIGNATORY)


def may_confirm_paper(deed: Deed, *, paper: PaperKey, **_: object) -> bool:
    """A signed page is confirmed by one of the signing partner's own people who may turn its key."""
    return may_turn(deed.author, paper.wording, paper.organisation)


def may_seat(deed: Deed, *, body: Body, **_: object) -> bool:
    """Who may say who sits in a body."""
    if body.partnership:
        return may_prepare(deed, partnership=body.partnership)
    assert body.network is not None
    return organisations.may_run_network(deed, network=body.network)


def may_end_seat(deed: Deed, *, seat: Seat, **_: object) -> bool:
    """Who says who sits in a body also says who no longer does."""
    return may_seat(deed, body=seat.body)


def may_open_body(
    deed: Deed, *, network: Network | None = None, partnership: Partnership | None = None, **_: object
) -> bool:
    """Who may open a body in a network or a partnership."""
    if partnership:
        return may_prepare(deed, partnership=partnership)
    return network is not None and organisations.may_run_network(deed, network=network)


def may_join(deed: Deed, *, network: Network, part: str, **_: object) -> bool:
    """Everybody joins a network that takes who joins, as what it says."""
    found = deed.look("parts", lambda: queries.parts_to_join_as(network.id))
    return part in found


def may_answer_joiner(deed: Deed, *, joiner: Joiner, **_: object) -> bool:
    """Who joins is welcomed, and erased, by who coordinates the network; after a time the node erases by itself."""
    return organisations.may_run_network(deed, network=joiner.network)
