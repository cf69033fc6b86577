"""Who may read a dossier and act in it. Unseen, closed and missing are the same 404."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.exploration import queries
from partnerhood.pathway.exploration.models import Area, Closable, Exploration, Figure, Phase, Statement
from partnerhood.pathway.exploration.queries import Sight
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.choices import Kind
from partnerhood.pathway.partnerships.models import Partnership


def dossier(person: Standing | None, exploration_id: UUID) -> Sight:
    """A dossier that somebody may read."""
    return _there(queries.sight(person, pk=exploration_id))


def dossier_of(person: Standing | None, partnership_id: UUID) -> Sight:
    """The dossier of a partnership that somebody may read."""
    return _there(queries.sight(person, partnership=partnership_id))


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


def partnership_to_explore(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership of the kind that explores, where somebody may lay the question before both boards."""
    found = partnerships.partnership_to_prepare(person, partnership_id)
    if found.kind != Kind.EXPLORATION or queries.of_partnership(found.id):
        raise Http404
    return found


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
