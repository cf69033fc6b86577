"""What is counted over many activities, and what was done for goals, needs and hospitals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import rules
from partnerhood.pathway.activities.models import Activity, Session
from partnerhood.pathway.activities.queries.seeing import visible_to
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.queries import Row as GoalRow
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.partnerships.queries import Number


@dataclass(frozen=True)
class Summary:
    """How the activities of a partnership stand."""

    planned: int = 0
    waits: int = 0
    held_this_year: int = 0
    without_goal: int = 0
    all: int = 0


def summaries(wanted: Iterable[UUID]) -> dict[UUID, Summary]:
    """How the activities of each of these partnerships stand, in one query."""
    held = Exists(Session.objects.filter(activity=OuterRef("pk")))
    found = Activity.objects.filter(partnership__in=list(wanted)).annotate(was_held=held).order_by()
    open_ones, today = Q(was_held=False, cancelled_at=None), clock.today()
    counts = found.values("partnership_id").annotate(
        planned=Count("pk", filter=open_ones & Q(to_date__gt=today)),
        waits=Count("pk", filter=open_ones & Q(to_date__lte=today)),
        held_this_year=Count("pk", filter=Q(was_held=True, from_date__year=today.year)),
        without_goal=Count("pk", filter=~Q(without_goal="")),
        all=Count("pk"),
    )
    names = ("planned", "waits", "held_this_year", "without_goal", "all")
    return {which: Summary(*numbers) for which, *numbers in counts.values_list("partnership_id", *names)}


def at_partnership(person: Standing | None) -> Mapping[str, Combinable]:
    """What the station of activities asks about a partnership: how many are to come, over without a word, held."""
    there = visible_to(person).filter(partnership=OuterRef("pk"))
    inside = partnerships.visible_to(person).filter(pk=OuterRef("pk"))
    open_ones, today = there.filter(cancelled_at=None, sessions=None), clock.today()
    return {
        "inside": Exists(inside),
        "planned": Number(open_ones.filter(to_date__gt=today).values("pk")),
        "waits": Number(open_ones.filter(to_date__lte=today).values("pk")),
        "held": Number(there.filter(sessions__isnull=False).distinct().values("pk")),
    }


def taught(*, partnerships: Iterable[UUID] = (), hospital: UUID | None = None) -> list[rules.Taught]:
    """Sessions per year in which somebody learnt something, and how many the hospital or its region led itself."""
    teaching = {one.code for one in vocabulary.activity_formats() if one.teaches}
    held = _held(list(partnerships), hospital)
    return rules.taught((year, led, times) for year, led, form, times in held if form in teaching)


@plans.planned
def _held(partnerships: list[UUID], hospital: UUID | None) -> QuerySet[Session, tuple[int, str, str, int]]:
    """How many sessions were held of each format, in each year, led by whom."""
    where = Q(activity__partnership__in=partnerships) if hospital is None else Q(activity__hospital=hospital)
    counts = Session.objects.filter(where).order_by().values_list("from_date__year", "led", "activity__format")
    return counts.annotate(Sum("times"))


def goals_to_serve(partnership: UUID) -> list[GoalRow]:
    """The goals of a partnership that an activity may serve: all that are not closed, agreed or not."""
    return [one for one in goals.rows(_goals(partnership)) if one.state != "closed"]


@plans.planned
def _goals(partnership: UUID) -> QuerySet[Goal]:
    return goals.of_partnership(partnership)


def colleagues(partnership: Partnership) -> dict[str, str]:
    """The people of the partners by name, so that whoever is named as leader is known; a name that two have is nobody's."""
    people = Person.objects.filter(organisation__partnerships__partnership=partnership).distinct()
    found: dict[str, str] = {}
    twice: set[str] = set()
    for key, name in people.values_list("id", "name"):
        folded = name.casefold()
        twice |= {folded} & set(found)
        found[folded] = str(key)
    return {name: key for name, key in found.items() if name not in twice}


def over(organisations: Iterable[UUID]) -> QuerySet[Activity]:
    """Activities of these organisations' partnerships that are over, and of which nobody said yet what was held; none while
    their partnership stands still."""
    mine = Activity.objects.filter(partnership__in=partnerships.of_organisations(organisations), cancelled_at=None)
    return mine.filter(to_date__lte=clock.today(), sessions=None).exclude(partnership__state="suspended")
