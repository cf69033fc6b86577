"""Which activities somebody may see, and how one stands before them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from partnerhood.ground.conversations import queries as conversations
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import plans
from partnerhood.pathway.activities import choices
from partnerhood.pathway.activities.models import Activity, ActivityGoal, Attendance, Leader, Session
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import State
from partnerhood.pathway.partnerships.models import Partner, Partnership

TOLD = (
    "title",
    "format",
    "place",
    "from_date",
    "to_date",
    "led",
    "at_a_distance",
    "without_goal",
    "ahead",
    "cancelled_at",
)
HOSPITAL = ("hospital__name", "hospital__short_name")
"""What a list tells of an activity and of its hospital."""


@dataclass(frozen=True)
class Shelf:
    """A partnership as somebody stands before its activities: inside or not, may plan or not."""

    partnership: Partnership
    inside: bool
    plans: bool


@dataclass(frozen=True)
class Sight:
    """An activity as one reader stands before it."""

    activity: Activity
    inside: bool
    keeps: bool
    plans: bool


@dataclass(frozen=True)
class Kept:
    """A session's list, and whether the reader may write on it."""

    session: Session
    keeps: bool


def visible_to(person: Standing | None) -> QuerySet[Activity]:
    """The activities somebody may read: of the partnerships they see, those they lead, those for agreed goals."""
    serves = ActivityGoal.objects.filter(activity=OuterRef("pk"))
    public = Exists(serves.filter(Exists(goals.agreed().filter(pk=OuterRef("goal")))))
    if person is None or not person.is_active:
        return Activity.objects.filter(public)
    led = Exists(Leader.objects.filter(activity=OuterRef("pk"), person=person.id))
    return Activity.objects.filter(Q(partnership__in=partnerships.visible_to(person)) | led | public)


def found_by(person: Standing | None) -> QuerySet[Activity]:
    """The activities that somebody may find by their words: for the public only where finding one does not tell the name of a
    hospital whose work stands still."""
    named = Q(hospital__in=partnerships.named_to(person).values("pk")) & ~Q(partnership__state=State.SUSPENDED)
    inside = Q(partnership__in=partnerships.visible_to(person).values("pk"))
    led = Exists(Leader.objects.filter(activity=OuterRef("pk"), person=person.id)) if person else Q(pk=None)
    return visible_to(person).filter(inside | led | named)


def listed(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Activities with what a list tells of them, in a fixed number of queries."""
    told = activities.select_related("hospital").prefetch_related(Prefetch("sessions", counted_sessions()))
    return told.order_by("-from_date", "-id")


def complete(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Activities with what their own page tells of them: also the goals they serve, and who planned ahead of a signature."""
    public = Exists(goals.agreed().filter(pk=OuterRef("goal")))
    serves = ActivityGoal.objects.select_related("goal__wording").annotate(is_public=public)
    told = listed(activities).select_related("hospital", "partnership", "ahead_by")
    return told.prefetch_related(Prefetch("serves", serves.order_by("goal__proposed_at")))


def counted_sessions() -> QuerySet[Session]:
    """Sessions with how many stand on their list, the oldest first."""
    return Session.objects.annotate(
        listed=Count("attendances"), listed_women=Count("attendances", filter=Q(attendances__sex=choices.Sex.WOMAN))
    ).order_by("from_date", "told_at", "id")


def seen_by(person: Standing | None, activity_id: UUID) -> Activity | None:
    """An activity with all that its page tells, if this reader may see it."""
    found = next(iter(_one(person, activity_id)), None)
    if found is None:
        return None
    inside = found.is_inside or leads(person, found)  # type: ignore[attr-defined]
    return found if inside or goals_served(found, inside=False) else None


@plans.planned
def _one(person: Standing | None, activity_id: UUID) -> QuerySet[Activity]:
    there = partnerships.visible_to(person).filter(pk=OuterRef("partnership"))
    asked = complete(Activity.objects.filter(pk=activity_id)).annotate(
        is_inside=Exists(there),
        base=partnerships.last_in_book("partnership_id"),
        remarks_number=conversations.number_of("pk"),
    )
    leaders = Leader.objects.select_related("person").order_by("id")
    return asked.prefetch_related(Prefetch("leaders", leaders), Prefetch("partnership__partners", partners()))


def partnership_of(activity_id: UUID) -> UUID | None:
    """In which partnership an activity is held, whoever asks."""
    return Activity.objects.filter(pk=activity_id).values_list("partnership_id", flat=True).first()


def partners() -> QuerySet[Partner]:
    """The partners of a partnership, as its pages name them."""
    return Partner.objects.select_related("organisation").order_by("works_here", "organisation__name")


def leads(person: Standing | None, activity: Activity) -> bool:
    """Whether somebody leads an activity."""
    return person is not None and person.is_active and person.id in {one.person_id for one in activity.leaders.all()}


def goals_served(activity: Activity, *, inside: bool) -> list[Goal]:
    """The goals of an activity; for strangers those that everybody may read: agreed by all, in a partnership that began."""
    return [link.goal for link in activity.serves.all() if inside or link.is_public]  # type: ignore[attr-defined]


@plans.planned
def of_partnership(
    partnership: UUID, inside: bool, person: Standing | None, start: int = 0, end: int | None = None
) -> QuerySet[Activity]:
    """The activities of a partnership that one reader may see, or some of them."""
    there = Activity.objects.all() if inside else visible_to(person)
    found = listed(there.filter(partnership=partnership)).only(*TOLD, *HOSPITAL)
    return found[start:end] if end else found


def lists_since(person: Standing, day: date) -> QuerySet[Session, UUID]:
    """The sessions since a day whose list somebody keeps, the newest first."""
    inside = Q(activity__partnership__in=partnerships.visible_to(person))
    led = Exists(Leader.objects.filter(activity=OuterRef("activity"), person=person.id))
    found = Session.objects.filter(inside | led, from_date__gte=day).order_by("-from_date", "-told_at")
    return found.values_list("pk", flat=True)[:1]


def begun_since(person: Standing, day: date, today: date) -> QuerySet[Activity, UUID]:
    """The activity of which somebody has to say that it was held: begun, not over before a day; the newest."""
    inside = Q(partnership__in=partnerships.visible_to(person))
    led = Exists(Leader.objects.filter(activity=OuterRef("pk"), person=person.id))
    held = Exists(Session.objects.filter(activity=OuterRef("pk")))
    found = Activity.objects.filter(inside | led, ~held, from_date__lte=today, to_date__gt=day, cancelled_at=None)
    return found.order_by("-from_date", "-pk").values_list("pk", flat=True)[:1]


def attendances(session: UUID) -> QuerySet[Attendance]:
    """The list of a session, by name."""
    return Attendance.objects.filter(session=session).order_by("name", "id")
