"""Who may see a programme and act on it."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations import access as organisations
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.programmes import queries
from partnerhood.pathway.programmes.models import GoalLink, Programme, Result
from partnerhood.pathway.programmes.rules.activity import Activity

WRITERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)
MOST_GOALS = 100


def programme(person: Standing | None, programme_id: UUID) -> Programme:
    """A programme: what was published elsewhere is open to everybody here."""
    found = queries.complete(queries.visible_to(person)).filter(pk=programme_id).first()
    if found is None:
        raise Http404
    return found


def programme_with_figures(person: Standing | None, programme_id: UUID) -> tuple[Programme, queries.Figures]:
    """A programme with what the hospitals of its goals counted: for who reads the counts of one of them."""
    found = programme(person, programme_id)
    figures = queries.figures(found.id, person, clock.today().year)
    if not figures.houses:
        raise Http404
    return found, figures


def result(person: Standing | None, result_id: UUID) -> Result:
    """A result of a programme."""
    found = queries.complete_results(queries.results_visible_to(person)).filter(pk=result_id).first()
    if found is None:
        raise Http404
    return found


def result_to_sign(person: Standing | None, result_id: UUID) -> Result:
    """A result under which somebody may turn a key."""
    found = result(person, result_id)
    if found.gone_at or not partnerships.keys_held(person, [UUID(key) for key in found.wording.parties]):
        raise Http404
    return found


def result_to_link(person: Standing | None, result_id: UUID) -> Result:
    """A result that somebody may lay beside a goal."""
    found = result(person, result_id)
    if not may_lay_beside(person, found):
        raise Http404
    return found


def may_lay_beside(person: Standing | None, which: Result) -> bool:
    """Whether somebody answers on both sides: for this result, and in a partnership whose goals may lie beside it."""
    if person is None or not is_in(person, which):
        return False
    writes = [one for one in person.organisations if person.has(one, *WRITERS)]
    return bool(writes) and partnership_queries.of_organisations(writes).exists()


def goals_to_lay_beside(person: Standing | None, which: Result) -> list[Goal]:
    """The goals of somebody's own partnerships that do not lie beside a result yet."""
    if person is None:
        return []
    mine = partnership_queries.visible_to(person)
    found = goals.complete(goals.visible_to(person).filter(partnership__in=mine.values("pk")))
    there = found.exclude(result_links__result=which)
    return [goal for goal in there[:MOST_GOALS] if links(person, which, goal)]


def goal_link(person: Standing | None, link_id: UUID) -> GoalLink:
    """A link that somebody may take away."""
    found = queries.links().filter(pk=link_id).first()
    if found is None or person is None or not links(person, found.result, found.goal):
        raise Http404
    return found


def links(person: Standing, which: Result, goal: Goal) -> bool:
    """Whether somebody answers on both sides: in the goal's partnership, and in the programme or its network."""
    parties = partnership_queries.party_ids(goal.partnership)
    return any(person.has(party, *WRITERS) for party in parties) and is_in(person, which)


def is_in(person: Standing | None, which: Result) -> bool:
    """Whether somebody answers for an organisation of the programme, or coordinates its network."""
    if person is None:
        return False
    network = which.programme.network
    takes_part = any(person.has(UUID(key), *WRITERS) for key in which.wording.parties)
    return takes_part or (network is not None and person.has(network.coordinator_id, RoleKind.COORDINATOR))


def may_bring_in(deed: Deed, *, activity: Activity, network: Network | None = None, **_: object) -> bool:
    """Who runs the node brings in; a coordinator does for the network, and never over what another one brought in."""
    if deed.operator:
        return True
    if network is None or not organisations.may_run_network(deed, network=network):
        return False
    kept = queries.kept(activity)
    return kept is None or kept.network_id == network.id


def may_sign(deed: Deed, *, result: Result, on_behalf_of: Organisation, **_: object) -> bool:
    """A partner's key is turned by one of its own signatories."""
    return partnerships.may_turn(deed.author, result.wording, on_behalf_of)


def may_link(deed: Deed, *, result: Result, goal: Goal, **_: object) -> bool:
    """Somebody who answers on both sides, and may read the goal."""
    person = people.standing(deed.author)
    if person is None or not links(person, result, goal):
        return False
    return goals.visible_to(person).filter(pk=goal.pk).exists()


def may_unlink(deed: Deed, *, link: GoalLink, **_: object) -> bool:
    """Whoever may link may take the link away."""
    person = people.standing(deed.author)
    return person is not None and links(person, link.result, link.goal)
