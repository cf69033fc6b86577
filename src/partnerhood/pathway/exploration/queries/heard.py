"""Who must be heard and what they advise, who was told of what, and the questions of staff and public."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery

from partnerhood.ground.records import clock
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.models import Exploration, Hearing, Question, Statement
from partnerhood.pathway.exploration.queries.dossier import statements, told
from partnerhood.pathway.exploration.queries.sight import Sight


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


def waits(sight: Sight) -> Waits:
    """Who must be heard next, which questions are due, and which words wait for a key of the reader's own house: one query."""
    here = {"exploration": OuterRef("pk")}
    next_heard = Hearing.objects.filter(**here, advice="").order_by("due_date", "id")
    unsigned = Statement.objects.filter(**here).filter(keys.lacks_key_of(sight.speaks)).order_by("written_at")
    open_now = Q(questions__answered_date=None, questions__removed_why="", questions__isnull=False)
    asked: QuerySet[Exploration, Any] = Exploration.objects.filter(pk=sight.exploration.pk).annotate(
        heard=Subquery(next_heard.values("kind")[:1]),
        heard_by=Subquery(next_heard.values("due_date")[:1]),
        number=Count("questions", filter=open_now),
        question_by=Min("questions__due_date", filter=open_now),
        statement=Subquery(unsigned.values("pk")[:1]),
    )
    (row,) = asked.values("heard", "heard_by", "number", "question_by", "statement")
    return Waits(row["heard"] or "", row["heard_by"], row["number"], row["question_by"], row["statement"])
