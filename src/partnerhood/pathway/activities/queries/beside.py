"""What was done for goals and for needs, as one line each: one query, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, languages, plans
from partnerhood.pathway.activities import rules
from partnerhood.pathway.activities.models import ActivityGoal, Session
from partnerhood.pathway.activities.queries.seeing import visible_to

TOLD = (
    "activity",
    "activity__title",
    "activity__from_date",
    "activity__to_date",
    "activity__cancelled_at",
    "held_from",
)
"""What a line is read from."""


@dataclass(frozen=True)
class Done:
    """An activity as one line tells it: its title, the year in which it begins, and where it stands."""

    id: UUID
    title: str
    language: str
    year: int
    state: str


def for_goals(wanted: Iterable[UUID], person: Standing | None) -> dict[UUID, list[Done]]:
    """What was done and is planned for these goals, as far as this reader may know, the newest first."""
    return _grouped(_beside_goals(list(wanted), person))


def for_needs(asked: Iterable[UUID], person: Standing | None) -> dict[UUID, list[Done]]:
    """What was done for these needs, through the goals that took them up, as far as this reader may know."""
    return _grouped(_beside_needs(list(asked), person))


@plans.planned
def _beside_goals(wanted: list[UUID], person: Standing | None) -> QuerySet[ActivityGoal, Any]:
    return _links(person).filter(goal__in=wanted).values_list("goal", *TOLD)


@plans.planned
def _beside_needs(asked: list[UUID], person: Standing | None) -> QuerySet[ActivityGoal, Any]:
    links = _links(person).filter(goal__answers_needs__need__in=asked)
    return links.values_list("goal__answers_needs__need", *TOLD)


def _links(person: Standing | None) -> QuerySet[ActivityGoal]:
    held = Session.objects.filter(activity=OuterRef("activity")).order_by("from_date").values("from_date")
    seen = Exists(
        visible_to(person).filter(pk=OuterRef("activity"))
    )  # asked of each link: an IN would read the whole node
    readable = ActivityGoal.objects.filter(seen).annotate(held_from=Subquery(held[:1]))
    return readable.order_by("-activity__from_date", "-activity_id")


def _grouped(links: Iterable[Any]) -> dict[UUID, list[Done]]:
    found: dict[UUID, dict[UUID, Done]] = defaultdict(dict)
    for served, *told in links:
        one = _done(*told)
        found[served].setdefault(one.id, one)
    return {key: list(lines.values()) for key, lines in found.items()}


def _done(
    activity: UUID,
    words: dict[str, Any],
    from_date: date,
    to_date: date,
    cancelled_at: datetime | None,
    held_from: date | None,
) -> Done:
    title, language = languages.best(words, get_language() or "en")
    held, today = held_from is not None, clock.today()
    state = rules.state(held=held, cancelled=cancelled_at is not None, to_date=to_date, today=today)
    return Done(activity, title, language, (held_from or from_date).year, state)
