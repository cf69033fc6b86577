"""What was done for goals and for needs, as one line each: one query, whatever their number."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, languages, plans
from partnerhood.pathway.activities import rules
from partnerhood.pathway.activities.models import ActivityGoal, Session
from partnerhood.pathway.activities.queries.seeing import visible_to


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
def _beside_goals(wanted: list[UUID], person: Standing | None) -> QuerySet[ActivityGoal]:
    return _links(person).filter(goal__in=wanted).annotate(served=F("goal"))


@plans.planned
def _beside_needs(asked: list[UUID], person: Standing | None) -> QuerySet[ActivityGoal]:
    links = _links(person).filter(goal__answers_needs__need__in=asked)
    return links.annotate(served=F("goal__answers_needs__need"))


def _links(person: Standing | None) -> QuerySet[ActivityGoal]:
    held = Session.objects.filter(activity=OuterRef("activity")).order_by("from_date").values("from_date")
    seen = Exists(
        visible_to(person).filter(pk=OuterRef("activity"))
    )  # asked of each link: an IN would read the whole node
    readable = ActivityGoal.objects.filter(seen).select_related("activity")
    return readable.annotate(held_from=Subquery(held[:1])).order_by("-activity__from_date", "-activity_id")


def _grouped(links: list[ActivityGoal]) -> dict[UUID, list[Done]]:
    found: dict[UUID, dict[UUID, Done]] = defaultdict(dict)
    for link in links:
        found[link.served].setdefault(link.activity_id, _done(link))  # type: ignore[attr-defined]
    return {key: list(lines.values()) for key, lines in found.items()}


def _done(link: Any) -> Done:
    one, held_from = link.activity, link.held_from
    title, language = languages.best(one.title, get_language() or "en")
    state = rules.state(
        held=held_from is not None,
        cancelled=one.cancelled_at is not None,
        to_date=one.to_date,
        today=clock.today(),
    )
    return Done(one.id, title, language, (held_from or one.from_date).year, state)
