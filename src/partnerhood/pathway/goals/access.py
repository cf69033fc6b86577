"""Who may see a goal and act on it."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.signatures.models import PaperKey, Wording
from partnerhood.pathway.goals import queries
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.models import Partnership

WRITERS = queries.WRITERS


def goal(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal that somebody may read."""
    found = queries.one(person, goal_id)
    if not found:
        raise Http404
    return found[0]


def goal_to_sign(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal under which somebody may turn a key."""
    found = goal(person, goal_id)
    if not partnerships.keys_held(person, parties(found)):
        raise Http404
    return found


def goal_to_word(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal of one's own partnership that one may work on."""
    found = goal(person, goal_id)
    if not speaking(person, parties(found)):
        raise Http404
    return found


def goal_inside(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal of one's own partnership."""
    found = goal(person, goal_id)
    if person is None or not any(person.is_of(party) for party in parties(found)):
        raise Http404
    return found


def goal_history(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal whose every wording somebody may read: drafts are for those who look into the partnership."""
    found = goal(person, goal_id)
    if not found.is_inside:  # type: ignore[attr-defined]
        raise Http404
    return found


def goal_to_print(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal that may be printed and signed on paper: by the partners' own people."""
    return goal_inside(person, goal_id)


def goal_of_hospital(person: Standing | None, goal_id: UUID) -> Goal:
    """A goal of the hospital for which somebody speaks: it tells what the district said, and closes."""
    found = goal(person, goal_id)
    if person is None or not person.has(found.hospital_id, *WRITERS):
        raise Http404
    return found


def paper_of(person: Standing | None, goal_id: UUID, paper_id: UUID) -> tuple[Goal, PaperKey]:
    """A signed page that the partners' own people may look at."""
    found = goal_inside(person, goal_id)
    page = queries.paper(found, paper_id)
    if page is None:
        raise Http404
    return found, page


def paper_to_confirm(person: Standing | None, goal_id: UUID, paper_id: UUID) -> tuple[Goal, PaperKey]:
    """A signed page of one's own organisation whose key one may turn."""
    found, page = paper_of(person, goal_id, paper_id)
    if not partnerships.keys_held(person, [page.organisation_id]):
        raise Http404
    return found, page


def parties(which: Goal) -> list[UUID]:
    """The partners of a goal's present wording."""
    return [UUID(party) for party in which.wording.parties]


def speaking(person: Standing | None, parties: list[UUID]) -> list[UUID]:
    """The partners in whose name somebody may propose and word."""
    return [party for party in parties if person and person.has(party, *WRITERS)]


def partnership_to_propose_in(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership in which somebody may propose a goal."""
    found = partnerships.partnership_inside(person, partnership_id)
    if not speaking(person, [partner.organisation_id for partner in found.partners.all()]):
        raise Http404
    return found


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
