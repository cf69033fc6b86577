"""Who may read a dossier and act in it. Unseen, closed and missing are the same 404."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.exploration import choices, queries
from partnerhood.pathway.exploration.models import (
    Area,
    Closable,
    Exploration,
    Figure,
    Hearing,
    Option,
    Phase,
    Question,
    Statement,
)
from partnerhood.pathway.exploration.queries import Sight
from partnerhood.pathway.goals import access as goals
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.choices import Kind
from partnerhood.pathway.partnerships.models import Body, Partnership


def dossier(person: Standing | None, exploration_id: UUID) -> Sight:
    """A dossier that somebody may read."""
    return _there(queries.sight(person, pk=exploration_id))


def dossier_inside(person: Standing | None, exploration_id: UUID) -> Sight:
    """A dossier of which somebody reads what is for boards and groups alone."""
    found = dossier(person, exploration_id)
    if not found.is_inside:
        raise Http404
    return found


def dossier_to_write(person: Standing | None, exploration_id: UUID) -> Sight:
    """A dossier that somebody keeps for a partner."""
    found = dossier(person, exploration_id)
    if not found.writes:
        raise Http404
    return found


def partnership_to_explore(person: Standing | None, exploring_id: UUID) -> Partnership:
    """A partnership of the kind that explores, where somebody may lay the question before both boards."""
    found = partnerships.partnership_to_prepare(person, exploring_id)
    if found.kind != Kind.EXPLORATION or not may_begin(person, found):
        raise Http404
    return found


def may_begin(person: Standing | None, which: Partnership) -> bool:
    """Whether somebody may open the dossier of a partnership that was found with its partners; there is one at most."""
    return partnerships.prepares(person, which) and queries.of_partnership(which.id) is None


def statement(person: Standing | None, statement_id: UUID) -> tuple[Sight, queries.Signed]:
    """What both boards say, for who may read it: the mandate, everybody; the rest once it was said to them."""
    found = queries.statement(statement_id)
    if found is None:
        raise Http404
    sight = dossier(person, found.exploration_id)
    signed = queries.signed([found])[0]
    if not queries.reads_statement(sight, signed):
        raise Http404
    return sight, signed


def statement_to_sign(person: Standing | None, statement_id: UUID) -> tuple[Sight, queries.Signed]:
    """A statement under which somebody may turn a key."""
    sight, signed = statement(person, statement_id)
    if not partnerships.keys_held(person, sorted(signed.keyring.parties)):
        raise Http404
    return sight, signed


def phase_to_end(person: Standing | None, phase_id: UUID) -> tuple[Sight, Phase]:
    """A part of the time that somebody may call done."""
    found = queries.phase(phase_id)
    if found is None:
        raise Http404
    return dossier_to_write(person, found.exploration_id), found


def area(person: Standing | None, area_id: UUID) -> tuple[Sight, Area]:
    """An area that is open to somebody."""
    found = queries.area(area_id)
    if found is None:
        raise Http404
    return _open(dossier(person, found.exploration_id), found), found


def area_to_write(person: Standing | None, area_id: UUID) -> tuple[Sight, Area]:
    """An area that somebody keeps for a partner."""
    sight, found = area(person, area_id)
    if not sight.writes:
        raise Http404
    return sight, found


def area_to_deliver(person: Standing | None, area_id: UUID) -> tuple[Sight, Area]:
    """An area whose paper somebody may bring: who chairs its group, or keeps the dossier."""
    sight, found = area(person, area_id)
    if not (sight.writes or found.body_id in sight.chairs):
        raise Http404
    return sight, found


def figure_to_write(person: Standing | None, figure_id: UUID) -> tuple[Sight, Figure]:
    """A fact that somebody may put right."""
    found = queries.figure(figure_id)
    if found is None:
        raise Http404
    sight, _area = area_to_write(person, found.area_id)
    return _open(sight, found), found


def _there(found: Sight | None) -> Sight:
    if found is None:
        raise Http404
    return found


def _open(sight: Sight, thing: Closable) -> Sight:
    if not sight.reads(thing):
        raise Http404
    return sight


def may_open(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """The question is laid before the boards by a coordinator or signatory of a partner."""
    return partnerships.may_prepare(deed, partnership=partnership)


def may_write(deed: Deed, *, exploration: Exploration, **_: object) -> bool:
    """The dossier is kept by the coordinators and signatories of the partners: the boards and their secretaries."""
    return partnerships.may_prepare(deed, partnership=exploration.partnership)


def may_end_phase(deed: Deed, *, phase: Phase, **_: object) -> bool:
    """Who keeps the dossier says what is done."""
    return may_write(deed, exploration=phase.exploration)


def may_write_figure(deed: Deed, *, area: Area, figure: Figure | None = None, **_: object) -> bool:
    """Facts are written by who keeps the dossier, each in its own area."""
    return may_write(deed, exploration=area.exploration) and (figure is None or figure.area_id == area.id)


def may_write_area(deed: Deed, *, exploration: Exploration, area: Area | None = None, **_: object) -> bool:
    """Areas are written by who keeps the dossier, each in its own."""
    return may_write(deed, exploration=exploration) and (area is None or area.exploration_id == exploration.id)


def may_deliver(deed: Deed, *, area: Area, **_: object) -> bool:
    """A paper is brought by who chairs the group, or keeps the dossier."""
    sight = queries.sight(people.standing(deed.author), pk=area.exploration_id)
    return sight is not None and sight.reads(area) and (sight.writes or area.body_id in sight.chairs)


def may_sign(deed: Deed, *, statement: Statement, on_behalf_of: Organisation, **_: object) -> bool:
    """A partner's key is turned by one of its own signatories."""
    return partnerships.may_turn(deed.author, statement.wording, on_behalf_of)


def hearing(person: Standing | None, hearing_id: UUID) -> tuple[Sight, Hearing]:
    """Somebody who must be heard, of which the reader keeps the dossier."""
    found = queries.hearing(hearing_id)
    if found is None:
        raise Http404
    return _open(dossier_to_write(person, found.exploration_id), found), found


def communique_to_write(person: Standing | None, communique_id: UUID) -> tuple[Sight, queries.Signed]:
    """A communiqué that somebody prepares, and tells when it is time."""
    sight, found = statement(person, communique_id)
    if not sight.writes or found.statement.kind != choices.StatementKind.COMMUNIQUE:
        raise Http404
    return sight, found


def communique_to_tell(
    person: Standing | None, communique_id: UUID, audience: str
) -> tuple[Sight, queries.Signed, choices.Audience]:
    """A communiqué of which somebody says that an audience was told."""
    sight, found = communique_to_write(person, communique_id)
    if audience not in choices.Audience.values:
        raise Http404
    return sight, found, choices.Audience(audience)


def dossier_to_ask(person: Standing | None, exploration_id: UUID) -> Sight:
    """A dossier whose boards somebody may ask: staff of either house."""
    found = dossier(person, exploration_id)
    if not found.is_of:
        raise Http404
    return found


def question_to_answer(person: Standing | None, asked_id: UUID) -> tuple[Sight, Question]:
    """A question that somebody answers for the boards."""
    found = queries.question(asked_id)
    if found is None:
        raise Http404
    return dossier_to_write(person, found.exploration_id), found


def outcome_to_start_from(
    person: Standing | None, outcome_id: UUID, hospital_id: UUID
) -> tuple[Sight, queries.Signed, Organisation]:
    """The signed outcome from which somebody proposes a goal for one of the houses."""
    sight, found = statement(person, outcome_id)
    house = queries.partner(sight, hospital_id)
    is_outcome = found.statement.kind == choices.StatementKind.OUTCOME and found.is_agreed
    if house is None or not (sight.writes and is_outcome):
        raise Http404
    return sight, found, house


def option(person: Standing | None, option_id: UUID) -> tuple[Sight, Option]:
    """An option that is open to somebody."""
    found = queries.option(option_id)
    if found is None:
        raise Http404
    return _open(dossier(person, found.exploration_id), found), found


def option_to_write(person: Standing | None, option_id: UUID) -> tuple[Sight, Option]:
    """An option that somebody keeps for a partner."""
    sight, found = option(person, option_id)
    if not sight.writes:
        raise Http404
    return sight, found


def option_to_judge(person: Standing | None, option_id: UUID, aspect: str) -> tuple[Sight, Option, choices.Aspect]:
    """An option of which somebody says for a side what it does for somebody."""
    sight, found = option_to_write(person, option_id)
    if aspect not in choices.Aspect.values:
        raise Http404
    return sight, found, choices.Aspect(aspect)


def body_to_weigh(person: Standing | None, exploration_id: UUID, weigher_id: UUID) -> tuple[Sight, Body]:
    """A body for which somebody says what each criterion weighs."""
    sight = dossier(person, exploration_id)
    found = queries.body(weigher_id)
    if found is None or not _weighs(sight, found):
        raise Http404
    return sight, found


def _weighs(sight: Sight, body: Body) -> bool:
    return body.id in queries.weighers(sight.exploration) and body.id in sight.chairs


def may_write_option(deed: Deed, *, exploration: Exploration, option: Option | None = None, **_: object) -> bool:
    """Options are written by who keeps the dossier, each in its own."""
    return may_write(deed, exploration=exploration) and (option is None or option.exploration_id == exploration.id)


def may_say_effect(deed: Deed, *, option: Option, on_behalf_of: Organisation, **_: object) -> bool:
    """What an option does is said by each side for itself."""
    return _speaks(deed, option.exploration, on_behalf_of)


def may_score(deed: Deed, *, exploration: Exploration, on_behalf_of: Organisation, **_: object) -> bool:
    """A side's scores are given by its own board and secretary, and by nobody else."""
    return _speaks(deed, exploration, on_behalf_of)


def may_decide(deed: Deed, *, exploration: Exploration, option: Option | None = None, **_: object) -> bool:
    """Decisions are written down by who keeps the dossier."""
    return may_write_option(deed, exploration=exploration, option=option)


def may_weigh(deed: Deed, *, exploration: Exploration, body: Body, **_: object) -> bool:
    """The weights of a body are given by who chairs it."""
    sight = queries.sight(people.standing(deed.author), pk=exploration.id)
    return sight is not None and _weighs(sight, body)


def _speaks(deed: Deed, exploration: Exploration, organisation: Organisation) -> bool:
    sight = queries.sight(people.standing(deed.author), pk=exploration.id)
    return sight is not None and organisation.id in sight.speaks


def may_hear(deed: Deed, *, hearing: Hearing, **_: object) -> bool:
    """What somebody advises, and what was done with it, is written by who keeps the dossier."""
    return may_write(deed, exploration=hearing.exploration)


def may_write_statement(
    deed: Deed, *, exploration: Exploration, statement: Statement | None = None, **_: object
) -> bool:
    """Communiqués are written by who keeps the dossier, each in its own."""
    mine = statement is None or statement.exploration_id == exploration.id
    return may_write(deed, exploration=exploration) and mine


def may_tell(deed: Deed, *, statement: Statement, **_: object) -> bool:
    """Who keeps the dossier says who was told."""
    return may_write(deed, exploration=statement.exploration)


def may_ask(deed: Deed, *, exploration: Exploration, asker: choices.Asker = choices.Asker.STAFF, **_: object) -> bool:
    """Staff of either house ask; what the public asked is noted by who keeps the dossier."""
    sight = queries.sight(people.standing(deed.author), pk=exploration.id)
    return sight is not None and (sight.writes or (sight.is_of and asker == choices.Asker.STAFF))


def may_answer(deed: Deed, *, question: Question, **_: object) -> bool:
    """Questions are answered by who keeps the dossier, for both boards."""
    return may_write(deed, exploration=question.exploration)


def may_choose(deed: Deed, *, exploration: Exploration, option: Option, **_: object) -> bool:
    """The outcome is laid under both keys by who keeps the dossier."""
    return may_write_option(deed, exploration=exploration, option=option)


def may_start_goal(
    deed: Deed, *, statement: Statement, on_behalf_of: Organisation, needs: list[Need] | None = None, **_: object
) -> bool:
    """Goals are proposed as elsewhere: by a partner's own people, from needs that they may read."""
    partnership = statement.exploration.partnership
    return may_write(deed, exploration=statement.exploration) and goals.may_propose(
        deed, partnership=partnership, on_behalf_of=on_behalf_of, needs=needs
    )
