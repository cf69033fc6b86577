"""Who must be heard and what they advise, who was told of what, and the questions of staff and public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from partnerhood.ground.records import clock
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.models import Exploration, GoalOfOutcome, Hearing, Question, Statement
from partnerhood.pathway.exploration.queries.dossier import statements, told
from partnerhood.pathway.exploration.queries.sight import Sight
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import State
from partnerhood.pathway.partnerships.queries import Number


def hearings(sight: Sight) -> list[Hearing]:
    """Who must be heard, as this reader may know of it, the soonest due first."""
    found = Hearing.objects.filter(exploration=sight.exploration).order_by("due_date", "id")
    return sight.open(found)


def hearing(hearing_id: UUID) -> Hearing | None:
    """One who must be heard, whoever may read it."""
    return Hearing.objects.filter(pk=hearing_id).first()


def communiques(sight: Sight) -> QuerySet[Statement]:
    """What both boards said or prepare to say, the newest first."""
    return statements(sight.exploration.id, choices.StatementKind.COMMUNIQUE)


def told_when(statement: Statement) -> dict[str, datetime]:
    """When each audience of a communiqué was told."""
    return told([statement.id]).get(statement.id, {})


def questions(sight: Sight) -> list[Question]:
    """The questions: those that wait first, by the day they are due; then the others, the newest first."""
    found = list(Question.objects.filter(exploration=sight.exploration).order_by("-asked_date", "id"))
    waits = [one for one in found if not one.answered_date and not one.removed_why]
    return [*sorted(waits, key=lambda one: one.due_date), *(one for one in found if one not in waits)]


def question(question_id: UUID) -> Question | None:
    """One question, whoever may read it."""
    return Question.objects.filter(pk=question_id).first()


def is_question_late(one: Question) -> bool:
    """Whether an answer came late, or has not come though its day is over."""
    return not one.removed_why and rules.is_late(one.due_date, one.answered_date, clock.today())


@dataclass(frozen=True)
class Waits:
    """What waits for who keeps the dossier, besides papers and the time."""

    heard: str
    heard_by: date | None
    questions: int
    question_by: date | None
    statement: UUID | None
    goals: int
    """Of those that follow from the outcome."""


def waits(sight: Sight) -> Waits:
    """Who must be heard next, which questions are due, which words wait for a key of the reader's own house, and how many goals
    wait for a key: one query."""
    here = {"exploration": OuterRef("pk")}
    next_heard = Hearing.objects.filter(**here, advice="").order_by("due_date", "id")
    unsigned = Statement.objects.filter(**here).filter(keys.lacks_key_of(sight.speaks)).order_by("written_at")
    asked = Question.objects.filter(**here, answered_date=None, removed_why="").order_by("due_date")
    goals = GoalOfOutcome.objects.filter(statement__exploration=OuterRef("pk"), goal__ended_at=None)
    rows: QuerySet[Any, Any] = Exploration.objects.filter(pk=sight.exploration.pk).annotate(
        next_kind=Subquery(next_heard.values("kind")[:1]),
        next_date=Subquery(next_heard.values("due_date")[:1]),
        asked_number=Number(asked.order_by().values("pk")),
        asked_date=Subquery(asked.values("due_date")[:1]),
        unsigned=Subquery(unsigned.values("pk")[:1]),
        goals_number=Number(goals.exclude(keys.agreed("goal__wording")).values("pk")),
    )
    (row,) = rows.values_list("next_kind", "next_date", "asked_number", "asked_date", "unsigned", "goals_number")
    return Waits(row[0] or "", *row[1:])


def lacking_key(organisations: Sequence[UUID]) -> QuerySet[Statement]:
    """Words of both boards that wait for the key of one of these organisations; none while their partnership stands still."""
    mine = Statement.objects.filter(exploration__partnership__in=partnerships.of_organisations(organisations))
    going = mine.exclude(exploration__partnership__state__in=(State.SUSPENDED, State.ENDED))
    return going.filter(keys.lacks_key_of(organisations))


def unanswered(organisations: Sequence[UUID]) -> QuerySet[Question]:
    """Questions to boards of which one is that of one of these organisations, that wait for an answer."""
    mine = Question.objects.filter(exploration__partnership__in=partnerships.of_organisations(organisations))
    return mine.filter(answered_date=None, removed_why="").exclude(exploration__partnership__state=State.ENDED)
