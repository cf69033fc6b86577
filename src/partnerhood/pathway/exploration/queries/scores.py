"""Weights and scores, each one's own until their own is in. Everything that reads one for somebody begins here."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.models import Criterion, Exploration, Option, Scoring, Statement, Weighing
from partnerhood.pathway.exploration.queries.dossier import signed, statements
from partnerhood.pathway.exploration.queries.options import compared_options, criteria
from partnerhood.pathway.exploration.queries.sight import Sight

T = TypeVar("T", Weighing, Scoring)


@dataclass(frozen=True)
class Given(Generic[T]):
    """What was given apart: who is in, without a word of what they said; and the newest of each that the reader may read."""

    is_in: frozenset[UUID]
    shown: dict[UUID, T]


def weighers(exploration: Exploration) -> list[UUID]:
    """The bodies that are asked what each criterion weighs."""
    return [UUID(key) for key in exploration.weighers]


def weighings(sight: Sight) -> Given[Weighing]:
    """The weights that somebody may read: those of their own bodies, and the others' once all their own are in. Who has none
    to give, and reads for a board or a group, reads them once everybody's are in. Nobody else ever does."""
    newest = {one.body_id: one for one in _in_order(Weighing.objects.filter(exploration=sight.exploration))}
    asked = weighers(sight.exploration)
    return _given(sight, newest, [key for key in asked if key in sight.bodies], asked)


def apart(sight: Sight) -> Given[Scoring]:
    """The scores that somebody may read: of their own side, and the others' once their own side's are in."""
    newest = {one.organisation_id: one for one in _in_order(Scoring.objects.filter(exploration=sight.exploration))}
    own = [key for key in sight.names if sight.person is not None and sight.person.is_of(key)]
    return _given(sight, newest, own, list(sight.names))


def _in_order(found: QuerySet[T]) -> QuerySet[T]:
    return found.order_by("given_at", "id")


def _given(sight: Sight, newest: dict[UUID, T], own: list[UUID], asked: list[UUID]) -> Given[T]:
    waits = set(own or asked) - set(newest)
    shown = {key: one for key, one in newest.items() if key in own} if waits else newest
    return Given(frozenset(newest), shown if sight.is_inside else {})


def weighed(exploration: Exploration) -> set[UUID]:
    """Which bodies are in: for decisions inside a deed."""
    return set(Weighing.objects.filter(exploration=exploration).values_list("body", flat=True))


def scored(exploration: Exploration) -> set[UUID]:
    """Which sides are in: for decisions inside a deed."""
    return set(Scoring.objects.filter(exploration=exploration).values_list("organisation", flat=True))


def own_scores(exploration: Exploration, side: UUID) -> Scoring | None:
    """What a side said last, for that side."""
    return Scoring.objects.filter(exploration=exploration, organisation=side).order_by("given_at", "id").last()


def own_weights(exploration: Exploration, body: UUID) -> Weighing | None:
    """What a body said last, for that body."""
    return Weighing.objects.filter(exploration=exploration, body=body).order_by("given_at", "id").last()


def has_begun(exploration: Exploration) -> bool:
    """Whether somebody weighed or scored already: from then on the criteria stay."""
    return bool(weighed(exploration) or scored(exploration))


def scores_together(exploration: Exploration) -> Statement | None:
    """The scores that lie under both keys, if any."""
    return statements(exploration.id, choices.StatementKind.SCORES).first()


@dataclass(frozen=True)
class Comparison:
    """What options are compared by, as far as one reader may know: the agreed scores, and the weights of each body."""

    options: list[Option]
    criteria: list[Criterion]
    scores: dict[str, dict[str, int]]
    given: dict[UUID, dict[str, Decimal]]
    is_agreed: bool
    is_whole: bool
    """Whether every body that is asked is in."""


def comparison(sight: Sight) -> Comparison:
    """What stands to be compared: options that are not withdrawn, by the scores that lie under both keys."""
    held = compared_options(sight)
    named = criteria(sight.exploration)
    standing = scores_together(sight.exploration)
    kept, agreed = {}, False
    if standing:
        (found,) = signed([standing])
        agreed = found.is_agreed
        kept = rules.table(rules.Scores.model_validate(standing.wording.content).scores)
    known = {str(one.id): kept[str(one.id)] for one in held if str(one.id) in kept}
    given = {
        key: {name: Decimal(weight) for name, weight in one.weights.items()}
        for key, one in weighings(sight).shown.items()
    }
    asked = set(weighers(sight.exploration))
    return Comparison(held, named, known, given, agreed, bool(asked) and asked <= set(given))
