"""The options as they are held open side by side: what each does for whom, and where each stands."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.exploration import choices
from partnerhood.pathway.exploration.models import Criterion, Decision, Effect, Exploration, Option, Statement
from partnerhood.pathway.exploration.queries.sight import Sight

MOVES = (choices.DecisionKind.WITHDRAWN, choices.DecisionKind.REOPENED)


@dataclass(frozen=True)
class Held:
    """An option with where it stands, the decision that moved it last, and the newest effects as each side sees them."""

    option: Option
    state: choices.OptionState
    moved: Decision | None = None
    outcome: UUID | None = None
    effects: Mapping[str, dict[UUID, Effect]] = field(default_factory=dict)


def options(sight: Sight) -> list[Held]:
    """The options that this reader may know of, from loose to close: four queries whatever their number."""
    found = sight.open(Option.objects.filter(exploration=sight.exploration).order_by("letter"))
    moved, chosen = _moved(found), dict(chosen_of(sight.exploration).values_list("option", "pk"))
    effects = _effects(found)
    return [
        Held(one, _state(one, moved, chosen), moved.get(one.id), chosen.get(one.id), effects[one.id]) for one in found
    ]


def named_options(sight: Sight) -> dict[str, Option]:
    """The options that this reader may know of by their ids, wherever they stand: one query."""
    found = Option.objects.filter(exploration=sight.exploration).order_by("letter")
    return {str(one.id): one for one in sight.open(found)}


def compared_options(sight: Sight) -> list[Option]:
    """The options that this reader may know of and that are not withdrawn: two queries."""
    found = sight.open(Option.objects.filter(exploration=sight.exploration).order_by("letter"))
    moved = _moved(found)
    return [one for one in found if not _is_withdrawn(moved.get(one.id))]


def option(option_id: UUID) -> Option | None:
    """One option, whoever may read it."""
    return Option.objects.filter(pk=option_id).first()


def open_options(exploration: Exploration) -> list[Option]:
    """The options that are not withdrawn: for decisions inside a deed, never for a page."""
    found = list(Option.objects.filter(exploration=exploration).order_by("letter"))
    moved = _moved(found)
    return [one for one in found if not _is_withdrawn(moved.get(one.id))]


def is_withdrawn(option: Option) -> bool:
    """Whether an option was withdrawn and not opened again."""
    return _is_withdrawn(_moved([option]).get(option.id))


def chosen_of(exploration: Exploration) -> QuerySet[Statement]:
    """The outcomes that carry every key."""
    outcomes = Statement.objects.filter(exploration=exploration, kind=choices.StatementKind.OUTCOME)
    return outcomes.filter(keys.agreed("wording"))


def _moved(found: Iterable[Option]) -> dict[UUID, Decision]:
    moves = Decision.objects.filter(option__in=[one.id for one in found], kind__in=MOVES)
    return {one.option_id: one for one in moves.order_by("written_at", "id") if one.option_id}


def _is_withdrawn(moved: Decision | None) -> bool:
    return moved is not None and moved.kind == choices.DecisionKind.WITHDRAWN


def _state(one: Option, moved: Mapping[UUID, Decision], chosen: Collection[UUID | None]) -> choices.OptionState:
    """Withdrawn stays withdrawn; once both boards chose one, the others are not chosen for now, and nothing is lost."""
    if one.id in chosen:
        return choices.OptionState.CHOSEN
    if _is_withdrawn(moved.get(one.id)):
        return choices.OptionState.WITHDRAWN
    return choices.OptionState.NOT_NOW if chosen else choices.OptionState.OPEN


def _effects(found: Iterable[Option]) -> dict[UUID, dict[str, dict[UUID, Effect]]]:
    """The newest of each side, by option and aspect."""
    known: dict[UUID, dict[str, dict[UUID, Effect]]] = defaultdict(lambda: defaultdict(dict))
    for one in Effect.objects.filter(option__in=[one.id for one in found]).order_by("said_at", "id"):
        known[one.option_id][one.aspect][one.organisation_id] = one
    return known


def criteria(exploration: Exploration) -> list[Criterion]:
    """By what the options are compared, in their order."""
    return list(Criterion.objects.filter(exploration=exploration).order_by("number", "id"))


def decisions(sight: Sight) -> list[Decision]:
    """What was decided that this reader may know of, the newest first: not what tells of an option that is closed to them."""
    found = Decision.objects.filter(exploration=sight.exploration).select_related("option", "person")
    known = found.order_by("-decided_date", "-written_at", "id")
    return [one for one in known if one.option is None or sight.reads(one.option)]
