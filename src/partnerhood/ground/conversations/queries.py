"""What one may ask about conversations."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from partnerhood.ground.conversations import choices, rules
from partnerhood.ground.conversations.models import Hiding, Remark
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans


@dataclass(frozen=True)
class Line:
    """One remark as somebody reads it, with the answers to it; a hidden one shows its words to its author alone."""

    remark: Remark
    hidden: Hiding | None
    is_own: bool
    is_late: bool
    answers: list["Line"] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """A question that nobody answered yet."""
        return self.remark.kind == choices.RemarkKind.QUESTION and not self.answers and self.hidden is None


def conversation(subject: UUID, person: Standing) -> list[Line]:
    """Everything that was said about a thing, the oldest first, answers under their question: two queries."""
    remarks = _about(subject)
    answered = {one.in_reply_to_id for one in remarks}
    lines = {one.id: _line(one, person, one.id in answered) for one in remarks}
    for one in remarks:
        if one.in_reply_to_id in lines:
            lines[one.in_reply_to_id].answers.append(lines[one.id])
    return [lines[one.id] for one in remarks if one.in_reply_to_id not in lines]


@plans.planned
def _about(subject: UUID) -> QuerySet[Remark]:
    return complete(Remark.objects.filter(subject=subject))


def first_to_answer(lines: Iterable[Line], person: Standing) -> Line | None:
    """The question of a conversation that waits for somebody's own house, the soonest due first."""
    mine = [line for line in lines if line.is_open and line.remark.asked_of_id in person.organisations]
    return min(mine, key=lambda line: (line.remark.answer_by_date or date.max, line.remark.said_at), default=None)


def number_of(column: str) -> Combinable:
    """How many remarks one can read about the thing that a column names: read together with the thing, at no cost of its own."""
    hidden = Hiding.objects.filter(remark=OuterRef("pk"), ended_at=None)
    shown = Remark.objects.filter(~Exists(hidden), subject=OuterRef(column)).order_by().values("subject")
    return Coalesce(Subquery(shown.annotate(number=Count("pk")).values("number"), IntegerField()), 0)


def complete(remarks: QuerySet[Remark]) -> QuerySet[Remark]:
    """Remarks with all that a page tells of them."""
    hidden = Hiding.objects.filter(ended_at=None).order_by("hidden_at")
    found = remarks.select_related("person__organisation", "asked_of").prefetch_related(Prefetch("hidings", hidden))
    return found.order_by("said_at", "id")


def _line(one: Remark, person: Standing, answered: bool) -> Line:
    hidden = next(iter(one.hidings.all()), None)
    late = rules.is_late(one.answer_by_date, clock.today(), answered=answered or hidden is not None)
    return Line(one, hidden, one.person_id == person.id, late)


def unanswered(organisations: Iterable[UUID]) -> QuerySet[Remark]:
    """Questions asked of these organisations that wait for an answer, the soonest due first."""
    answers = Remark.objects.filter(in_reply_to=OuterRef("pk"))
    hidden = Hiding.objects.filter(remark=OuterRef("pk"), ended_at=None)
    asked = Remark.objects.filter(kind=choices.RemarkKind.QUESTION, asked_of__in=list(organisations))
    waiting = asked.exclude(Exists(answers)).exclude(Exists(hidden))
    return waiting.select_related("person__organisation", "asked_of").order_by("answer_by_date", "id")


def told_to(person: Standing) -> QuerySet[Hiding]:
    """What of somebody's own words is hidden now, with the reasons."""
    mine = Hiding.objects.filter(remark__person=person.id, ended_at=None).exclude(person=person.id)
    return mine.select_related("remark", "person").order_by("-hidden_at")


def said(remark_id: UUID) -> Remark | None:
    """One remark."""
    return Remark.objects.filter(pk=remark_id).first()
