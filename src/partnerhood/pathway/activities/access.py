"""Who may see an activity and act on it."""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.choices import SPEAKING, RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.activities import queries
from partnerhood.pathway.activities.models import Activity, Attendance, Session
from partnerhood.pathway.partnerships import access as partnerships
from partnerhood.pathway.partnerships.models import Partnership

PLANNERS = (RoleKind.HEAD, RoleKind.COORDINATOR, RoleKind.SIGNATORY)


def activities(person: Standing | None, partnership_id: UUID) -> queries.Shelf:
    """A partnership whose activities somebody may read, and whether they belong to it."""
    found = partnerships.partnership(person, partnership_id)
    inside = bool(found.is_inside)  # type: ignore[attr-defined]
    return queries.Shelf(found, inside, plans=inside and _speaks(person, found, PLANNERS))


def activity(person: Standing | None, activity_id: UUID) -> queries.Sight:
    """An activity that somebody may read, and what they may do with it."""
    found = queries.seen_by(person, activity_id)
    if found is None:
        raise Http404
    there = found.partnership
    leads = queries.leads(person, found)
    return queries.Sight(
        activity=found,
        inside=bool(found.is_inside) or leads,  # type: ignore[attr-defined]
        keeps=leads or _speaks(person, there, SPEAKING),
        plans=_speaks(person, there, PLANNERS),
    )


def partnership_to_plan_in(person: Standing | None, partnership_id: UUID) -> Partnership:
    """A partnership in which somebody may plan."""
    shelf = activities(person, partnership_id)
    if not shelf.plans:
        raise Http404
    return shelf.partnership


def activity_to_plan(person: Standing | None, activity_id: UUID) -> Activity:
    """An activity that somebody may plan anew or call off."""
    sight = activity(person, activity_id)
    if not sight.plans:
        raise Http404
    return sight.activity


def activity_to_keep(person: Standing | None, activity_id: UUID) -> Activity:
    """An activity of which somebody may say what came, and keep the list."""
    sight = activity(person, activity_id)
    if not sight.keeps:
        raise Http404
    return sight.activity


def session(person: Standing | None, session_id: UUID) -> queries.Kept:
    """A session whose list somebody of the partnership may read, and whether they may write on it."""
    found = Session.objects.filter(pk=session_id).first()
    if found is None:
        raise Http404
    sight = activity(person, found.activity_id)
    if not sight.inside:
        raise Http404
    found.activity = sight.activity
    return queries.Kept(found, keeps=sight.keeps)


def session_to_keep(person: Standing | None, session_id: UUID) -> Session:
    """A session whose list somebody may keep."""
    kept = session(person, session_id)
    if not kept.keeps:
        raise Http404
    return kept.session


def attendance_to_keep(person: Standing | None, attendance_id: UUID) -> Attendance:
    """A line of a list that somebody may put right."""
    found = Attendance.objects.filter(pk=attendance_id).first()
    if found is None:
        raise Http404
    found.session = session_to_keep(person, found.session_id)
    return found


def _speaks(person: Standing | None, which: Partnership, kinds: Sequence[str]) -> bool:
    """Whether somebody has such a role in one of the partners, which were loaded with the partnership."""
    return person is not None and any(person.has(one.organisation_id, *kinds) for one in which.partners.all())


def may_plan(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """Heads, coordinators and signatories of the partners plan."""
    return partnerships.speaks_in(deed.author, partnership, *PLANNERS)


def may_bring_in(deed: Deed, *, partnership: Partnership, **_: object) -> bool:
    """What was held before is brought in by a coordinator of one of the partners, or by who runs the node."""
    return deed.operator or partnerships.speaks_in(deed.author, partnership, RoleKind.COORDINATOR)


def may_plan_anew(deed: Deed, *, activity: Activity, **_: object) -> bool:
    """Who may plan may plan anew."""
    return may_plan(deed, partnership=activity.partnership)


def may_keep(deed: Deed, *, activity: Activity, **_: object) -> bool:
    """All the partners' own people say what was held and keep its list, and so does a visitor who leads it."""
    return partnerships.speaks_in(deed.author, activity.partnership) or queries.leads(
        people.standing(deed.author), activity
    )


def may_keep_session(deed: Deed, *, session: Session, **_: object) -> bool:
    """Who keeps an activity's list keeps each of its sessions."""
    return may_keep(deed, activity=session.activity)


def may_keep_attendance(deed: Deed, *, attendance: Attendance, **_: object) -> bool:
    """Who keeps a list puts its lines right."""
    return may_keep(deed, activity=attendance.session.activity)
