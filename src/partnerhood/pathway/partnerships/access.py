"""Who may see a partnership and act in it."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations import access as organisations
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.signatures.models import PaperKey, Wording
from partnerhood.pathway.partnerships import queries
from partnerhood.pathway.partnerships.models import Body, Charter, Partnership, Suspension


def partnership(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership that somebody may look into, or that everybody may know of."""
    found = queries.open_to(person).filter(pk=partnership_id).select_related("charter__wording").first()
    if found is None:
        raise Http404
    return found


def partnership_inside(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership that somebody may look into."""
    found = queries.open_to(person).filter(pk=partnership_id, is_inside=True).select_related("charter__wording").first()
    if found is None:
        raise Http404
    return found


def is_inside(person: Standing | None, which: Partnership) -> bool:
    """Whether somebody sees more of a partnership than the public does."""
    return queries.visible_to(person).filter(pk=which.pk).exists()


def network(person: Standing | None, network_id: UUID) -> Network:
    """A network: open to everybody."""
    found = queries.network(network_id)
    if found is None:
        raise Http404
    return found


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


def may_propose(deed: Deed, *, partners: list[Organisation], **_: object) -> bool:
    """A partnership is proposed by a coordinator of one of the partners."""
    return deed.operator or any(organisations.coordinates(deed.author, one.id) for one in partners)


def may_prepare(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """Texts and states are prepared by a coordinator or signatory of any partner."""
    return speaks_in(deed.author, partnership, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


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


def may_open_body(
    deed: Deed, *, network: Network | None = None, partnership: Partnership | None = None, **_: object
) -> bool:
    """Who may open a body in a network or a partnership."""
    if partnership:
        return may_prepare(deed, partnership=partnership)
    return network is not None and organisations.may_run_network(deed, network=network)
