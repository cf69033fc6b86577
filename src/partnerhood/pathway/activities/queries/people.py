"""Who leads what is done together, and how many colleagues come."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from partnerhood.ground.people.choices import PersonState
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.activities.models import Leader
from partnerhood.pathway.partnerships import queries as partnerships

MOST = 30


@dataclass(frozen=True)
class Leading:
    """Somebody who led activities of a partnership: how many, and the first day of the last one."""

    name: str
    organisation: str
    number: int
    last_date: date


def leading(partnership_ids: Iterable[UUID], person: Standing | None) -> dict[UUID, list[Leading]]:
    """Who led what in these partnerships, for who looks into them; the latest first, one query whatever their number."""
    found: dict[UUID, list[Leading]] = defaultdict(list)
    for key, called, house, number, last in _led(list(partnership_ids), person):
        found[key].append(Leading(called, house or "", number, last))
    return {key: some[:MOST] for key, some in found.items()}


@plans.planned
def _led(partnership_ids: list[UUID], person: Standing | None) -> QuerySet[Leader, Any]:
    seen = partnerships.visible_to(person).filter(pk__in=partnership_ids)
    there = Leader.objects.filter(activity__partnership__in=seen.values("pk"), activity__cancelled_at=None)
    known = there.exclude(Q(name="") & ~Q(person__state=PersonState.ACTIVE))
    counted = known.order_by().annotate(
        called=Coalesce(NullIf(F("name"), Value("")), F("person__name")),
        house=Coalesce(NullIf(F("person__organisation__short_name"), Value("")), F("person__organisation__name")),
    )
    rows = counted.values_list("activity__partnership", "called", "house").annotate(
        number=Count("activity", distinct=True), last=Max("activity__from_date")
    )
    return rows.order_by("-last", "called")
