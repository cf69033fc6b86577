"""What there is to count at a hospital, and what the last periods said, to compare a new one with."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Subquery

from partnerhood.ground.records import plans
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.indicators.queries import Definition
from partnerhood.pathway.indicators.rules.asking import Earlier
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.reporting.queries.figures import counted, value
from partnerhood.pathway.reporting.queries.keeping import Days, standing
from partnerhood.pathway.reporting.rules import Key

COMPARED_WITH = 3


def to_count(hospital: UUID, also: Iterable[str] = ()) -> dict[str, Definition]:
    """What a hospital counts, by its code: what it counted before, what it defined itself, what its goals are measured by,
    and what somebody asks for besides. What it defined itself stands as it is counted now, and not once that ended."""
    own = indicators.own_of(hospital)
    wanted = [*counted(hospital), *own.in_use, *(code for (code,) in _named(hospital)), *also]
    now = [code for code in dict.fromkeys(own.now.get(code, code) for code in wanted) if code]
    others = indicators.followed(code for code in now if code not in own.defined)
    defined = {**own.defined, **others}
    return {code: defined[code] for code in now if code in defined}


@plans.planned
def _named(hospital: UUID) -> QuerySet[Measure, Any]:
    """By what the agreed goals of a hospital are measured."""
    agreed = goals.agreed().filter(hospital=hospital, ended_at=None).values("wording")
    return Measure.objects.filter(wording__in=agreed).exclude(indicator="").order_by("key").values_list("indicator")


def on_the_table(hospital: UUID, days: Days) -> tuple[list[Report], str]:
    """The reports of a hospital on these very days, from the first to the last, and where its last numbers came from."""
    there = Report.objects.filter(hospital=hospital)
    last = there.order_by("-from_date", "-entered_at").values("pk")[:1]
    these = Q(from_date=days[0], to_date=days[1])
    found = list(there.filter(these | Q(pk=Subquery(last))))
    reports = [one for one in found if (one.from_date, one.to_date) == days]
    reports.sort(key=lambda one: (one.entered_at, one.id))
    return reports, next((one.source for one in [*reports[-1:], *found]), "")


def before(hospital: UUID, days: Days) -> dict[Key, list[Earlier]]:
    """What the last periods of the same length said of every cell, to compare what is entered now with."""
    earlier = Report.objects.filter(hospital=hospital, to_date__lte=days[0]).order_by("-from_date")
    known = list(dict.fromkeys(earlier.values_list("from_date", "to_date")[: 20 * COMPARED_WITH]))
    alike = [one for one in known if rules.is_as_long(one, days)][:COMPARED_WITH]
    wanted = Q(pk=None)
    for from_date, to_date in alike:
        wanted |= Q(from_date=from_date, to_date=to_date)
    by_days: dict[Days, list[Report]] = defaultdict(list)
    for one in Report.objects.filter(wanted, hospital=hospital).order_by("entered_at", "id"):
        by_days[one.from_date, one.to_date].append(one)
    told = {then: standing(reports) for then, reports in by_days.items()}
    defined = indicators.followed({key.indicator for cells in told.values() for key in cells})
    found: dict[Key, list[Earlier]] = defaultdict(list)
    for then, cells in told.items():
        for key, said in cells.items():
            if said.figure and key.indicator in defined:
                found[key].append(Earlier(*then, value(said.figure, defined[key.indicator])))
    return found
