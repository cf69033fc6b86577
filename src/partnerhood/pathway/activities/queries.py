"""What one may ask about activities."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Sum
from django.utils.translation import get_language

from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, languages
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.rules import is_agreed
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import choices, rules
from partnerhood.pathway.activities.models import Activity, ActivityGoal, Attendance, Leader, Session
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal, GoalNeed
from partnerhood.pathway.goals.queries import Row as GoalRow
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import choices as partnership_choices
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.models import Partnership


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


@dataclass(frozen=True)
class Row:
    """An activity as a list or a page shows it to one reader."""

    activity: Activity
    title: str
    language: str
    state: str
    format: str
    place: str
    from_date: date
    last_day: date
    is_exact: bool
    led: str
    times: int
    came: rules.Came
    women_shown: bool
    goals: Sequence[Goal]
    is_ahead: bool
    without_goal: str


@dataclass(frozen=True)
class Earlier:
    """What a list of the time before Partnerhood said more of a mission."""

    purpose: str
    domain: str
    report: str


@dataclass(frozen=True)
class Asked:
    """A need at the end of the line: in whose words, and where it was voiced."""

    need: Need
    place: str


@dataclass(frozen=True)
class Line:
    """One line from an activity back to who asked: the goal, its needs, and how many needs stay in the house."""

    goal: Goal
    statement: languages.Words
    asked: Sequence[Asked]
    kept_back: int


@dataclass(frozen=True)
class Summary:
    """How the activities of a partnership stand."""

    planned: int = 0
    waits: int = 0
    held_this_year: int = 0
    without_goal: int = 0
    all: int = 0


def visible_to(person: Standing | None) -> QuerySet[Activity]:
    """The activities somebody may read: of the partnerships they see, those they lead, those for agreed goals."""
    public = Exists(ActivityGoal.objects.filter(activity=OuterRef("pk"), goal__in=goals.agreed()))
    if person is None or not person.is_active:
        return Activity.objects.filter(public)
    led = Exists(Leader.objects.filter(activity=OuterRef("pk"), person=person.id))
    return Activity.objects.filter(Q(partnership__in=partnerships.visible_to(person)) | led | public)


def complete(activities: QuerySet[Activity]) -> QuerySet[Activity]:
    """Activities with what a list tells of them, in a fixed number of queries."""
    serves = ActivityGoal.objects.select_related("goal__wording", "goal__hospital").order_by("goal__proposed_at")
    return (
        activities.select_related("hospital", "partnership", "planned_by", "cancelled_by", "ahead_by")
        .prefetch_related(Prefetch("serves", serves), Prefetch("sessions", counted_sessions()))
        .order_by("-from_date", "-id")
    )


def counted_sessions() -> QuerySet[Session]:
    """Sessions with how many stand on their list, the oldest first."""
    return Session.objects.annotate(
        listed=Count("attendances"), listed_women=Count("attendances", filter=Q(attendances__sex=choices.Sex.WOMAN))
    ).order_by("from_date", "told_at", "id")


def seen_by(person: Standing | None, activity_id: UUID) -> Activity | None:
    """An activity with all that its page tells, if this reader may see it."""
    there = partnerships.visible_to(person).filter(pk=OuterRef("partnership"))
    asked = complete(Activity.objects.filter(pk=activity_id)).annotate(
        is_inside=Exists(there), base=partnerships.last_in_book("partnership_id")
    )
    leaders = Leader.objects.select_related("person").order_by("id")
    found = asked.prefetch_related(Prefetch("leaders", leaders), "partnership__partners").first()
    if found is None:
        return None
    inside = found.is_inside or leads(person, found)
    return found if inside or public_goals(found) else None


def leads(person: Standing | None, activity: Activity) -> bool:
    """Whether somebody leads an activity."""
    return person is not None and person.is_active and person.id in {one.person_id for one in activity.leaders.all()}


def public_goals(activity: Activity) -> list[Goal]:
    """The goals of an activity that everybody may read: agreed by all, in a partnership that began."""
    if activity.partnership.state == partnership_choices.State.PROSPECTING:
        return []
    served = [link.goal for link in activity.serves.all()]
    rings = keys.keyrings([goal.wording for goal in served])
    return [goal for goal in served if is_agreed(rings[goal.wording_id])]


def of_shelf(shelf: Shelf, person: Standing | None) -> QuerySet[Activity]:
    """The activities of a partnership that one reader may see."""
    found = Activity.objects.filter(partnership=shelf.partnership.id)
    if shelf.inside:
        return complete(found)
    agreed = [row.goal.id for row in goals.rows(_goals_of(shelf.partnership.id)) if is_agreed(row.keyring)]
    public = Exists(ActivityGoal.objects.filter(activity=OuterRef("pk"), goal__in=agreed))
    led = Exists(Leader.objects.filter(activity=OuterRef("pk"), person=person.id if person else None))
    return complete(found.filter(public | led) if person and person.is_active else found.filter(public))


def _goals_of(partnership: UUID) -> QuerySet[Goal]:
    return Goal.objects.filter(partnership=partnership).select_related("wording")


def row(
    activity: Activity, *, inside: bool, names: Mapping[UUID, str] | None = None, shown: Sequence[Goal] | None = None
) -> Row:
    """An activity as one reader sees it; strangers read no day of a journey before it is over.

    `names` says how the hospitals are called before this reader, where it is not by their own name.
    """
    sessions = list(activity.sessions.all())
    how_many = rules.came((_count(one), one.times) for one in sessions)
    links = list(activity.serves.all())
    state = _state(activity, sessions)
    ends = max([one.to_date for one in sessions], default=activity.to_date)
    travels = rules.needs_travel(activity.led, at_a_distance=activity.at_a_distance)
    title, language = languages.best(activity.title, get_language() or "en")
    return Row(
        activity=activity,
        title=title,
        language=language,
        state=state,
        format=vocabulary.name("formats", activity.format),
        place=_place(activity, names or {}, inside=inside),
        from_date=min([one.from_date for one in sessions], default=activity.from_date),
        last_day=ends - rules.ONE_DAY,
        is_exact=inside or state == choices.State.HELD or not travels,
        led=str(choices.Led(sessions[-1].led if sessions else activity.led).label),
        times=sum(one.times for one in sessions),
        came=how_many,
        women_shown=how_many.women is not None and (inside or rules.is_shown_to_all(how_many)),
        goals=[link.goal for link in links] if shown is None else shown,
        is_ahead=bool(activity.ahead),
        without_goal=vocabulary.name("reasons_without_goal", activity.without_goal) if activity.without_goal else "",
    )


def _count(session: Session) -> rules.Came:
    return rules.counted(session.came, session.women, session.listed, session.listed_women)  # type: ignore[attr-defined]


def _state(activity: Activity, sessions: Sequence[Session]) -> str:
    return rules.state(
        held=bool(sessions),
        cancelled=activity.cancelled_at is not None,
        to_date=activity.to_date,
        today=clock.today(),
    )


def flag(activity: Activity, name: str) -> bool:
    """Whether it is at the work site or with clinical practice: as was said, else as is usual for its format."""
    said = getattr(activity, name)
    return bool(getattr(vocabulary.terms("formats").get(activity.format), name, False)) if said is None else bool(said)


def _place(activity: Activity, names: Mapping[UUID, str], *, inside: bool) -> str:
    known_as = names.get(activity.hospital_id, activity.hospital.known_as)
    return ", ".join(part for part in (known_as, activity.place if inside else "") if part)


def rows(activities: Iterable[Activity], *, inside: bool, names: Mapping[UUID, str] | None = None) -> list[Row]:
    """Activities as a list shows them; to strangers only their agreed goals."""
    found = list(activities)
    if inside:
        return [row(one, inside=True) for one in found]
    wordings = [link.goal.wording for one in found for link in one.serves.all()]
    agreed = {wording for wording, ring in keys.keyrings(wordings).items() if is_agreed(ring)}
    return [row(one, inside=False, names=names, shown=_agreed(one, agreed)) for one in found]


def _agreed(activity: Activity, wordings: set[UUID]) -> list[Goal]:
    return [link.goal for link in activity.serves.all() if link.goal.wording_id in wordings]


def earlier(activity: Activity) -> Earlier | None:
    """What a list of that time said more of an activity that was held before Partnerhood; None of any other."""
    if not activity.provenance:
        return None
    said = activity.earlier
    purpose, domain = said.get("purpose", ""), said.get("domain", "")
    return Earlier(
        purpose=vocabulary.name("mission_purposes", purpose) if purpose else "",
        domain=vocabulary.name("domains", domain) if domain else "",
        report=said.get("report", ""),
    )


def session_came(session: Session) -> rules.Came:
    """How many came to one session that was loaded with its counts."""
    return _count(session)


def trace(served: Sequence[Goal], person: Standing | None, names: Mapping[UUID, str] | None = None) -> list[Line]:
    """From goals back to the needs they took up and to who asked, as far as this reader may know."""
    links: dict[UUID, list[Need]] = defaultdict(list)
    found = GoalNeed.objects.filter(goal__in=[goal.id for goal in served]).select_related(
        "need__hospital", "need__ward"
    )
    for link in found.order_by("need__voiced_at"):
        links[link.goal_id].append(link.need)
    wanted = {need.id for asked in links.values() for need in asked}
    may_read = set(needs.visible_to(person).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    said = names or {}
    asked_at = {need.id: _asked_at(need, person, said) for every in links.values() for need in every}
    return [_line(goal, links[goal.id], may_read, asked_at) for goal in served]


def _line(goal: Goal, asked: Sequence[Need], may_read: set[UUID], asked_at: Mapping[UUID, str]) -> Line:
    read = [Asked(need, asked_at[need.id]) for need in asked if need.id in may_read]
    words = languages.said(goal.wording.content["statement"], goal.wording.content["language"])
    return Line(goal, words, read, len(asked) - len(read))


def _asked_at(need: Need, person: Standing | None, names: Mapping[UUID, str]) -> str:
    inside = person is not None and person.is_of(need.hospital_id)
    shows_ward = inside or not (need.hospital_only or need.hospital_id in names)
    known_as = names.get(need.hospital_id, need.hospital.known_as)
    return f"{known_as}, {need.ward.name}" if need.ward and shows_ward else known_as


def of_goals(wanted: Iterable[UUID]) -> dict[UUID, list[Activity]]:
    """The other way round: the activities that serve these goals, the newest first."""
    found: dict[UUID, list[Activity]] = defaultdict(list)
    links = ActivityGoal.objects.filter(goal__in=list(wanted)).select_related("activity__hospital")
    for link in links.order_by("-activity__from_date", "-activity_id"):
        found[link.goal_id].append(link.activity)
    return found


def of_needs(wanted: Iterable[UUID], person: Standing | None) -> dict[UUID, list[Activity]]:
    """What was done for these needs, through the goals that took them up, as far as this reader may know."""
    found: dict[UUID, list[Activity]] = defaultdict(list)
    pairs = GoalNeed.objects.filter(need__in=list(wanted)).values_list("need_id", "goal_id")
    readable = complete(visible_to(person).filter(serves__goal__in=[goal for _, goal in pairs]).distinct())
    for activity in readable:
        served = {link.goal_id for link in activity.serves.all()}
        for need in {need for need, goal in pairs if goal in served}:
            found[need].append(activity)
    return found


def of_hospital(hospital: UUID, person: Standing | None, year: int | None = None) -> QuerySet[Activity]:
    """The activities at a hospital that somebody may read, in one year or in all."""
    found = visible_to(person).filter(hospital=hospital)
    return complete(found.filter(from_date__year__lte=year, to_date__year__gte=year) if year else found)


def waiting_for(person: Standing) -> QuerySet[Activity]:
    """Activities of one's own partnerships that are over, and of which nobody said yet what came."""
    mine = Activity.objects.filter(partnership__partners__organisation__in=person.organisations).distinct()
    return complete(mine.filter(to_date__lte=clock.today(), cancelled_at=None, sessions=None))


def coming(partnership: UUID) -> QuerySet[Activity]:
    """What is planned in a partnership and not over, the nearest first."""
    planned = Activity.objects.filter(partnership=partnership, cancelled_at=None, sessions=None)
    return complete(planned.filter(to_date__gt=clock.today())).order_by("from_date", "id")


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


def taught(*, partnerships: Iterable[UUID] = (), hospital: UUID | None = None) -> list[rules.Taught]:
    """Sessions per year in which somebody learnt something, and how many the hospital or its region led itself."""
    where = Q(activity__partnership__in=list(partnerships)) if hospital is None else Q(activity__hospital=hospital)
    counts = Session.objects.filter(where).order_by().values_list("from_date__year", "led", "activity__format")
    teaching = {one.code for one in vocabulary.activity_formats() if one.teaches}
    return rules.taught(
        (year, led, times) for year, led, form, times in counts.annotate(Sum("times")) if form in teaching
    )


def attendances(session: UUID) -> QuerySet[Attendance]:
    """The list of a session, by name."""
    return Attendance.objects.filter(session=session).order_by("name", "id")


def goals_to_serve(partnership: UUID) -> list[GoalRow]:
    """The goals of a partnership that an activity may serve: all that are not closed, agreed or not."""
    return [one for one in goals.rows(goals.of_partnership(partnership)) if one.state != "closed"]


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
    """Activities of these organisations' partnerships that are over, and of which nobody said yet what was held."""
    mine = Activity.objects.filter(partnership__in=partnerships.of_organisations(organisations), cancelled_at=None)
    return mine.filter(to_date__lte=clock.today(), sessions=None)
