"""What the hospitals of a programme counted of what its goals measure: year by year, from the kept sums."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal, Measure
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.programmes.models import GoalLink
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.reporting.queries import Row

YEARS = 5


@dataclass(frozen=True)
class Counted:
    """An indicator that goals of a programme measure: what their hospitals counted, and the goals themselves."""

    row: Row
    goals: Sequence[Goal]


@dataclass(frozen=True)
class Figures:
    """What a programme's goals measure: the hospitals whose counts a reader reads, the years, each indicator, and the goals
    that are measured by nothing that a hospital reports."""

    houses: Mapping[UUID, str]
    years: Sequence[int]
    counted: Sequence[Counted]
    otherwise: Sequence[Goal]


def goals_counted(programme: UUID, person: Standing | None) -> tuple[list[Goal], dict[UUID, str]]:
    """The goals beside the results of a programme that somebody may read, and their hospitals whose counts they read."""
    if person is None or not person.is_active:
        return [], {}
    beside = GoalLink.objects.filter(goal=OuterRef("pk"), result__programme=programme, result__gone_at=None)
    found = goals.visible_to(person).filter(Exists(beside)).select_related("wording", "hospital")
    there = list(found.order_by("hospital__name", "proposed_at", "id"))
    return there, reporting.readable(person, {one.hospital_id for one in there}) if there else {}


def figures(programme: UUID, person: Standing | None, year: int) -> Figures:
    """What the goals of a programme measure, over five years up to this one."""
    there, houses = goals_counted(programme, person)
    by_code: dict[str, list[Goal]] = defaultdict(list)
    for goal, codes in _codes(there).items():
        for code in codes:
            by_code[code].append(goal)
    defined = indicators.followed(by_code)
    rows = reporting.across(list(houses), defined, "year", year, YEARS)
    told = [Counted(_of_goals(rows[code], by_code[code]), by_code[code]) for code in defined]
    measured = {goal.pk for one in told for goal in one.goals}
    otherwise = [one for one in there if one.pk not in measured]
    return Figures(houses, range(year - YEARS + 1, year + 1), [one for one in told if one.row.of], otherwise)


def _codes(there: Sequence[Goal]) -> dict[Goal, list[str]]:
    """Which indicators each goal measures, as its present wording says it."""
    by_id = {one.pk: one for one in there}
    told = Measure.objects.filter(goal__in=list(by_id), wording=F("goal__wording")).exclude(indicator="")
    found: dict[Goal, list[str]] = defaultdict(list)
    for key, code in told.order_by("goal", "key").values_list("goal", "indicator"):
        if code not in found[by_id[key]]:
            found[by_id[key]].append(code)
    return found


def _of_goals(row: Row, about: Sequence[Goal]) -> Row:
    """Only the hospitals whose goals measure it, put together anew."""
    return row.only({one.hospital_id for one in about})
