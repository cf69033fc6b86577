"""Who has reported and who is silent: hospital by hospital, period by period, each leading to what was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.reporting import queries as reporting
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.scorecards.choices import Reported
from partnerhood.pathway.scorecards.queries.judging import Whole


@dataclass(frozen=True)
class Slot:
    """What a hospital sent on a period: how many of the indicators it counted, and the last report; none where it is silent."""

    counted: int
    of: int
    report: UUID | None

    @property
    def kind(self) -> Reported:
        """Reported, reported in part, or silent."""
        if self.counted == self.of:
            return Reported.WHOLE
        return Reported.PARTLY if self.counted or self.report else Reported.SILENT


def who_reported(about: Whole, codes: Sequence[str], houses: Sequence[UUID]) -> dict[UUID, list[Slot]]:
    """What these hospitals sent in each period: three questions, whatever their number."""
    defined = indicators.followed(codes)
    rows = reporting.across(houses, defined, about.length, about.last, about.number)
    sent = _sent(houses, about.periods)
    return {
        house: [
            Slot(sum(1 for row in rows.values() if row.of[house][place]), len(codes), sent.get((house, place)))
            for place in range(len(about.periods))
        ]
        for house in houses
    }


def _sent(houses: Sequence[UUID], periods: Sequence[tuple[date, date]]) -> Mapping[tuple[UUID, int], UUID]:
    """The last report of each hospital whose days lie in each period."""
    told = Report.objects.filter(
        hospital__in=list(houses), from_date__gte=periods[0][0], to_date__lte=periods[-1][1]
    ).order_by("from_date", "entered_at", "id")
    found: dict[tuple[UUID, int], UUID] = {}
    for key, house, from_date, to_date in told.values_list("pk", "hospital_id", "from_date", "to_date"):
        for place, days in enumerate(periods):
            if days[0] <= from_date and to_date <= days[1]:
                found[house, place] = key
    return found
