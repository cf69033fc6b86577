"""What the records know of what was held: never mixed with what a side said."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.records import plans
from partnerhood.pathway.activities import queries as activities
from partnerhood.pathway.activities.models import Session
from partnerhood.pathway.reciprocity import rules


@dataclass(frozen=True)
class Held:
    """What was held at one hospital and led by the same: how many sessions, on how many days, and how many came.

    Who came twice is counted twice; of what was held many times in a row, an ordinary day is counted.
    """

    hospital: UUID
    led: str
    sessions: int
    days: int
    came: int | None


@plans.planned
def sessions(
    partnership: UUID, year: int | None = None, hospital: UUID | None = None, led: str = ""
) -> QuerySet[Session]:
    """The sessions of a partnership that were held, the newest first; in the year in which they began."""
    wanted = {"from_date__year": year, "activity__hospital": hospital, "led": led}
    found = activities.counted_sessions().filter(activity__partnership=partnership)
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    return found.select_related("activity").order_by("-from_date", "-id")


def held(found: Iterable[Session]) -> list[Held]:
    """Sessions as numbers, hospital by hospital and by who led."""
    grouped: dict[tuple[UUID, str], list[Session]] = defaultdict(list)
    for one in found:
        grouped[one.activity.hospital_id, one.led].append(one)
    return [_held(*key, grouped[key]) for key in sorted(grouped, key=lambda key: (str(key[0]), key[1]))]


def _held(hospital: UUID, led: str, found: Sequence[Session]) -> Held:
    came = [number for one in found if (number := activities.session_came(one).total) is not None]
    days = sum(rules.days_held(one.from_date, one.to_date, one.times) for one in found)
    return Held(hospital, led, sum(one.times for one in found), days, sum(came) if came else None)
