"""What a list or a page tells of an activity to one reader, and the line back to who asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, languages, plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.activities import choices, rules
from partnerhood.pathway.activities.models import Activity, Session
from partnerhood.pathway.goals.models import Goal, GoalNeed
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.needs.models import Need


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


def row(activity: Activity, *, inside: bool, names: Mapping[UUID, str] | None = None) -> Row:
    """An activity as one reader sees it; strangers read no day of a journey before it is over.

    `names` says how the hospitals are called before this reader, where it is not by their own name.
    """
    sessions = list(activity.sessions.all())
    how_many = rules.came((_count(one), one.times) for one in sessions)
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
    """Activities as a list shows them."""
    return [row(one, inside=inside, names=names) for one in activities]


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
    for link in _taken_up([goal.id for goal in served]):
        links[link.goal_id].append(link.need)
    wanted = {need.id for asked in links.values() for need in asked}
    may_read = set(_readable(wanted, person)) if wanted else set()
    said = names or {}
    asked_at = {need.id: _asked_at(need, person, said) for every in links.values() for need in every}
    return [_line(goal, links[goal.id], may_read, asked_at) for goal in served]


@plans.planned
def _taken_up(goals: list[UUID]) -> QuerySet[GoalNeed]:
    found = GoalNeed.objects.filter(goal__in=goals).select_related("need__hospital", "need__ward")
    return found.order_by("need__voiced_at")


@plans.planned
def _readable(wanted: set[UUID], person: Standing | None) -> QuerySet[Need, UUID]:
    return needs.visible_to(person).filter(pk__in=wanted).values_list("pk", flat=True)


def _line(goal: Goal, asked: Sequence[Need], may_read: set[UUID], asked_at: Mapping[UUID, str]) -> Line:
    read = [Asked(need, asked_at[need.id]) for need in asked if need.id in may_read]
    words = languages.said(goal.wording.content["statement"], goal.wording.content["language"])
    return Line(goal, words, read, len(asked) - len(read))


def _asked_at(need: Need, person: Standing | None, names: Mapping[UUID, str]) -> str:
    inside = person is not None and person.is_of(need.hospital_id)
    shows_ward = inside or not (need.hospital_only or need.hospital_id in names)
    known_as = names.get(need.hospital_id, need.hospital.known_as)
    return f"{known_as}, {need.ward.name}" if need.ward and shows_ward else known_as
