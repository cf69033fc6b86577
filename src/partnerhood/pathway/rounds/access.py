"""Who may see a round and act in it."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from partnerhood.ground.conversations import queries as conversations
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations import access as organisations
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships import queries as partnership_queries
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import queries
from partnerhood.pathway.rounds.models import Action, Proposal, Round, Score

SAYS_HOURS = (RoleKind.HEAD, RoleKind.COORDINATOR)
WRITERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def round_to_read(person: Standing | None, round_id: UUID) -> Round:
    """A round of one's own partnership."""
    found = _one(person, round_id)
    if not found:
        raise Http404
    return found[0]


@plans.planned
def _one(person: Standing | None, round_id: UUID) -> QuerySet[Round]:
    kept = (
        queries.visible_to(person)
        .filter(pk=round_id)
        .annotate(remarks_number=conversations.number_of("pk"), base=partnership_queries.last_in_book("partnership_id"))
    )
    return kept.select_related("partnership__network", "hospital", "own")


def domain_to_read(person: Standing | None, round_id: UUID, domain: str) -> tuple[Round, str]:
    """One domain of a round of one's own partnership."""
    found = round_to_read(person, round_id)
    if domain not in found.domains:
        raise Http404
    return found, domain


def domain_to_write(person: Standing | None, round_id: UUID, domain: str) -> tuple[Round, str]:
    """One domain of a round in which somebody speaks for a side."""
    found, which = domain_to_read(person, round_id, domain)
    if person is None or not sides_of(person, found):
        raise Http404
    return found, which


def round_to_write(person: Standing | None, round_id: UUID) -> Round:
    """A round in which somebody speaks for a partner."""
    found = round_to_read(person, round_id)
    if person is None or not _writes(person, found.partnership):
        raise Http404
    return found


def partnership_to_read(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership of one's own organisation, whose rounds one may look into."""
    found = partnerships.partnership_inside(person, partnership_id)
    if person is None or not {partner.organisation_id for partner in found.partners.all()} & {*person.organisations}:
        raise Http404
    return found


def partnership_to_open_in(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership in which somebody may open a round."""
    found = partnership_to_read(person, partnership_id)
    parties = [partner.organisation_id for partner in found.partners.all()]
    if person is None or not any(person.has(party, *WRITERS) for party in parties):
        raise Http404
    return found


def questionnaire_to_open(
    person: Standing | None, partnership_id: UUID, instrument: str
) -> tuple[Partnership, queries.Instrument]:
    """A questionnaire that belongs in a partnership in which somebody may open a round."""
    partnership = partnership_to_open_in(person, partnership_id)
    found = {one.code: one for one in queries.offered(partnership)}.get(instrument)
    if found is None:
        raise Http404
    return partnership, found


def proposal_to_sign(person: Standing | None, proposal_id: UUID) -> Proposal:
    """A step under which somebody may turn a key."""
    kept = Proposal.objects.filter(pk=proposal_id, round__in=queries.visible_to(person).values("pk"))
    found = kept.select_related("wording", "round__partnership__network", "round__hospital", "round__own").first()
    if found is None or not partnerships.keys_held(person, [UUID(party) for party in found.wording.parties]):
        raise Http404
    return found


def action_to_end(person: Standing | None, action_id: UUID) -> Action:
    """An action that somebody may end."""
    found = next(iter(queries.action(person, action_id)), None)
    if found is None or person is None or not person.has(found.owner_of_id, *WRITERS):
        raise Http404
    return found


def score_to_read(person: Standing | None, score_id: UUID) -> Score:
    """A score that somebody may read, with a file to look at."""
    found = queries.scores_visible_to(person).filter(pk=score_id).first()
    if found is None or not any(one.get("file") for one in found.evidence):
        raise Http404
    return found


def organisation_asked(person: Standing | None, organisation_id: UUID) -> Organisation:
    """One's own organisation, of which one may see what rounds ask."""
    if person is None:
        raise Http404
    return organisations.own_organisation(person, organisation_id)


def gives_hours(person: Standing | None, organisation: Organisation) -> bool:
    """Whether somebody says how many hours their organisation gives."""
    return person is not None and person.has(organisation.id, *SAYS_HOURS)


def sides_of(person: Standing, which: Round) -> list[UUID]:
    """The sides of a round that somebody may score for."""
    return [UUID(side) for side in which.sides if person.has(UUID(side), *WRITERS)]


def writes_in(person: Standing | None, which: Partnership) -> bool:
    """Whether somebody may open rounds and plan actions in a partnership."""
    return person is not None and _writes(person, which)


def ends_for(person: Standing | None, which: Partnership) -> list[UUID]:
    """The partners whose actions somebody may end."""
    return [one for one in partnership_queries.party_ids(which) if person is not None and person.has(one, *WRITERS)]


def _writes(person: Standing, which: Partnership) -> bool:
    return any(person.has(party, *WRITERS) for party in partnership_queries.party_ids(which))


def may_open(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """A round is opened by heads, coordinators or signatories of a partner."""
    return partnerships.speaks_in(deed.author, partnership, *WRITERS)


def may_score(deed: Deed, *, round: Round, on_behalf_of: Organisation, **_: object) -> bool:
    """A side's own heads, coordinators and signatories give its score, and nobody else's."""
    standing = people.standing(deed.author)
    return standing is not None and str(on_behalf_of.id) in round.sides and standing.has(on_behalf_of.id, *WRITERS)


def may_lay_open(deed: Deed, **_: object) -> bool:
    """What follows from scores that are in is said by the node itself."""
    return deed.operator


def may_sign(deed: Deed, *, proposal: Proposal, on_behalf_of: Organisation, **_: object) -> bool:
    """A side's key is turned by one of its own signatories."""
    return partnerships.may_turn(deed.author, proposal.wording, on_behalf_of)


def may_bring_in_instrument(deed: Deed, *, network: Network, **_: object) -> bool:
    """An instrument of a network is brought in by the coordinators of the organisation that coordinates it."""
    return organisations.may_run_network(deed, network=network)


def may_cap(deed: Deed, *, organisation: Organisation, **_: object) -> bool:
    """How many hours an organisation gives is said by its own heads and coordinators."""
    return gives_hours(people.standing(deed.author), organisation)


def may_plan(deed: Deed, *, round: Round, **_: object) -> bool:
    """Actions are planned by heads, coordinators and signatories of the partners."""
    return may_open(deed, partnership=round.partnership)


def may_bring_in(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """What was open before is brought in by a coordinator of one of the partners, or by who runs the node."""
    return deed.operator or partnerships.speaks_in(deed.author, partnership, RoleKind.COORDINATOR)


def may_end(deed: Deed, *, action: Action, **_: object) -> bool:
    """An action is ended by people of the organisation whose it is."""
    standing = people.standing(deed.author)
    return standing is not None and standing.has(action.owner_of_id, *WRITERS)
