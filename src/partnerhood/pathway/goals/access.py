"""Who may see a goal and act on it."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.signatures.models import PaperKey, Wording
from partnerhood.pathway.goals import queries
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.models import Partnership


def goal(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal that somebody may read."""
    found = queries.complete(queries.visible_to(person)).filter(pk=goal_id).first()
    if found is None:
        raise Http404
    return found


def goal_to_sign(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal under which somebody may turn a key."""
    found = goal_to_word(person, goal_id)
    if not partnerships.keys_held(person, [UUID(key) for key in found.wording.parties]):
        raise Http404
    return found


def goal_to_word(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal of one's own partnership that one may work on."""
    found = goal(person, goal_id)
    if person is None or not _speaks(person, found.partnership):
        raise Http404
    return found


def goal_to_print(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal that may be printed and signed on paper: by the partners' own people."""
    return goal_to_word(person, goal_id)


def partnership_to_propose_in(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership in which somebody may propose a goal."""
    found = partnerships.partnership_inside(person, partnership_id)
    if person is None or not _speaks(person, found):
        raise Http404
    return found


WRITERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def _speaks(person: Standing, which: Partnership) -> bool:
    return any(person.has(party, *WRITERS) for party in partnership_queries.party_ids(which))


def may_propose(
    deed: Deed,
    *,
    partnership: Partnership,
    on_behalf_of: Organisation,
    needs: list[Need] | None = None,
    **_: object,
) -> bool:
    """A partner's own people propose, from needs that they may read."""
    standing = people.standing(deed.author)
    party = on_behalf_of.id in partnership_queries.party_ids(partnership)
    if standing is None or not party or not standing.has(on_behalf_of.id, *WRITERS):
        return False
    wanted = {need.id for need in needs or []}
    return _may_read(standing, wanted)


def _may_read(standing: Standing, wanted: set[UUID]) -> bool:
    return needs.visible_to(standing).filter(pk__in=wanted).count() == len(wanted)


def may_word(deed: Deed, *, goal: Goal, **_: object) -> bool:
    """Any partner's own people may propose other words."""
    return partnerships.speaks_in(deed.author, goal.partnership, *WRITERS)


def may_sign(deed: Deed, *, goal: Goal, on_behalf_of: Organisation, **_: object) -> bool:
    """A partner's key is turned by one of its own signatories."""
    return partnerships.may_turn(deed.author, goal.wording, on_behalf_of)


def may_withdraw(deed: Deed, *, goal: Goal, on_behalf_of: Organisation, **_: object) -> bool:
    """A partner's key is taken back by one of its own signatories."""
    return partnerships.may_turn(deed.author, goal.wording, on_behalf_of)


def may_enter_paper(deed: Deed, *, goal: Goal, **_: object) -> bool:
    """Anybody of the partners may bring in the photo of a signed page."""
    return partnerships.speaks_in(deed.author, goal.partnership)


def may_confirm_paper(deed: Deed, *, paper: PaperKey, **_: object) -> bool:
    """A signed page is confirmed by one of the signing partner's own people who may turn its key."""
    return partnerships.may_confirm_paper(deed, paper=paper)


def may_tell_opinion(deed: Deed, *, goal: Goal, **_: object) -> bool:
    """The hospital tells what its health authority said."""
    standing = people.standing(deed.author)
    return standing is not None and standing.has(goal.hospital_id, *WRITERS)


def may_translate(deed: Deed, *, wording: Wording, **_: object) -> bool:
    """The partners' own people help each other to understand."""
    standing = people.standing(deed.author)
    return standing is not None and any(standing.is_of(UUID(party)) for party in wording.parties)
