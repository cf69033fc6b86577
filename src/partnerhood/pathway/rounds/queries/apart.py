"""Scores, each side's own until both are in. Everything that reads a score for somebody begins here."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.ground.vocabulary.rules import Answer
from partnerhood.pathway.rounds import rules
from partnerhood.pathway.rounds.models import HandIn, Remark, Round, Score


def scores_visible_to(person: Standing | None) -> QuerySet[Score]:
    """The scores somebody may read: of their own side, and of the others once their own side's is in."""
    if person is None or not person.is_active:
        return Score.objects.none()
    own = Q(organisation__in=person.organisations)
    return Score.objects.filter(own | _own_is_in(person)).order_by("given_at", "id")


def remarks_visible_to(person: Standing | None) -> QuerySet[Remark]:
    """What was said of scores, for who may read them."""
    if person is None or not person.is_active:
        return Remark.objects.none()
    own = Q(organisation__in=person.organisations)
    return Remark.objects.filter(own | _own_is_in(person)).order_by("said_at", "id")


def _own_is_in(person: Standing) -> Q:
    """One's own side is in, for the same domain of the same round; a side is in through its score or word of it."""
    same = {"round": OuterRef("round"), "domain": OuterRef("domain"), "organisation__in": person.organisations}
    return Q(Exists(Score.objects.filter(**same))) | Q(Exists(HandIn.objects.filter(**same)))


@plans.planned
def scores_read(rounds: list[UUID], person: Standing | None) -> QuerySet[Score]:
    """The scores of these rounds that somebody may read."""
    return scores_visible_to(person).filter(round__in=rounds)


def answers_read(rounds: list[UUID], person: Standing | None) -> dict[tuple[UUID, str], dict[UUID, Answer]]:
    """What the scores of these rounds that somebody may read come to, per round and domain, side by side."""
    found: dict[tuple[UUID, str], dict[UUID, Answer]] = defaultdict(dict)
    for which, domain, side, *answers in _answers(rounds, person):
        found[which, domain][side] = rules.counted_of(*answers)
    return found


@plans.planned
def _answers(rounds: list[UUID], person: Standing | None) -> QuerySet[Score, Any]:
    read = scores_visible_to(person).filter(round__in=rounds)
    return read.values_list("round", "domain", "organisation", "keeps_it_going", "as_agreed", "level")


def who_is_in(rounds: Iterable[UUID]) -> dict[tuple[UUID, str], set[UUID]]:
    """Which sides are in, per round and domain, without a word of what they said."""
    found: dict[tuple[UUID, str], set[UUID]] = defaultdict(set)
    for which, domain, side in _sides_in(list(rounds)):
        found[which, domain].add(side)
    return found


@plans.planned
def _sides_in(rounds: list[UUID]) -> QuerySet[Any, tuple[UUID, str, UUID]]:
    scored, said = [
        kept.filter(round__in=rounds).order_by().values_list("round_id", "domain", "organisation_id")
        for kept in (Score.objects, HandIn.objects)
    ]
    return scored.union(said)


def score_of(round_id: UUID, domain: str, side: UUID) -> Score | None:
    """A side's own score as it counts now, for that side."""
    kept = Score.objects.filter(round=round_id, domain=domain, organisation=side)
    return kept.order_by("given_at", "id").last()


def last_score(round_id: UUID, side: UUID) -> Score | None:
    """What a side said last in a round, of whatever question, for that side."""
    return Score.objects.filter(round=round_id, organisation=side).order_by("given_at", "id").last()


def answers_of_all(which: Round, domain: str) -> dict[UUID, Answer]:
    """What each side's score comes to: for decisions inside a deed, never for a page."""
    kept = Score.objects.filter(round=which, domain=domain).order_by("given_at", "id")
    return {one.organisation_id: rules.counted(one) for one in kept}


def has_something_to_look_at(which: Round, domain: str) -> bool:
    """Whether any side laid something on the table: for decisions inside a deed."""
    kept = Score.objects.filter(round=which, domain=domain).values_list("evidence", flat=True)
    return any(evidence for evidence in kept)
