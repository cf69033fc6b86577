"""Who may know of a meeting and write in it. Unseen and missing are the same 404."""

from uuid import UUID

from django.http import Http404

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.access import SIGN_IN
from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.meetings import queries
from partnerhood.pathway.meetings.models import ActionPoint, Meeting, Point
from partnerhood.pathway.meetings.queries import Sight
from partnerhood.pathway.partnerships.models import Body

Found = tuple[Sight, Meeting]


def somebody(person: Standing | None) -> object | None:
    """One's own agenda: for who signed in."""
    return None if person else SIGN_IN


def body(person: Standing | None, body_id: UUID) -> Sight:
    """A body whose meetings somebody may know of: who sits in it, says who does, or is of its organisations; everybody,
    where a meeting of it is open to everybody."""
    found = queries.sight(person, body_id)
    if found is None or not (found.writes or found.is_inside or queries.of_body(found)):
        raise Http404
    return found


def body_to_meet(person: Standing | None, body_id: UUID) -> Sight:
    """A body that somebody may call to a meeting."""
    found = body(person, body_id)
    if not found.writes:
        raise Http404
    return found


def body_to_lead(person: Standing | None, body_id: UUID) -> Sight:
    """A body to which somebody may give a mandate."""
    found = body(person, body_id)
    if not found.leads:
        raise Http404
    return found


def meeting(person: Standing | None, meeting_id: UUID) -> Found:
    """A meeting that somebody may read."""
    found = queries.meeting(meeting_id)
    sight = queries.sight(person, found.body_id) if found else None
    if found is None or sight is None or not sight.reads(found):
        raise Http404
    return sight, found


def meeting_to_write(person: Standing | None, held_id: UUID) -> Found:
    """A meeting in which somebody writes: whoever sits in the body, or says who does."""
    sight, found = meeting(person, held_id)
    if not sight.writes:
        raise Http404
    return sight, found


def meeting_to_lead(person: Standing | None, held_id: UUID) -> Found:
    """A meeting of which somebody says who reads it."""
    sight, found = meeting(person, held_id)
    if not sight.leads:
        raise Http404
    return sight, found


def minutes_to_sign(person: Standing | None, held_id: UUID) -> Found:
    """Minutes under which somebody who sits there may turn their house's key."""
    sight, found = meeting(person, held_id)
    if not (sight.sits and found.wording_id):
        raise Http404
    return sight, found


def point_to_write(person: Standing | None, point_id: UUID) -> tuple[Sight, Meeting, Point]:
    """A point of an agenda on which somebody writes."""
    point = queries.point(point_id)
    if point is None:
        raise Http404
    sight, found = meeting_to_write(person, point.meeting_id)
    return sight, found, point


def action_to_end(person: Standing | None, action_point_id: UUID) -> tuple[Sight, ActionPoint]:
    """An action point of which somebody says what came of it: whoever took it, or writes there."""
    found = queries.action(action_point_id)
    sight = queries.sight(person, found.meeting.body_id) if found else None
    if found is None or sight is None or not _ends(sight, found):
        raise Http404
    return sight, found


def _ends(sight: Sight, action: ActionPoint) -> bool:
    owns = sight.person is not None and sight.person.is_active and action.owner_id == sight.person.id
    return sight.writes or owns


def may_give_mandate(deed: Deed, *, body: Body, **_: object) -> bool:
    """A mandate is given by a chair, or by who says who sits there."""
    found = _sight(deed, body.id)
    return found is not None and found.leads


def may_call(deed: Deed, *, body: Body, **_: object) -> bool:
    """Whoever sits in a body calls it to a meeting, and so does who says who sits there."""
    return _writes(deed, body.id)


def may_write(deed: Deed, *, meeting: Meeting, **_: object) -> bool:
    """Whoever sits in the body writes, and who says who does."""
    return _writes(deed, meeting.body_id)


def may_decide(
    deed: Deed, *, meeting: Meeting, point: Point | None = None, goal: Goal | None = None, **_: object
) -> bool:
    """Decisions are written by who writes there, on points of this very meeting, for goals that they may read."""
    if not may_write_at(deed, meeting=meeting, point=point):
        return False
    if goal is None:
        return True
    standing = people.standing(deed.author)
    return goals.visible_to(standing).filter(pk=goal.pk).exists()


def may_write_at(deed: Deed, *, meeting: Meeting, point: Point | None = None, **_: object) -> bool:
    """What is agreed stands at a point of this very meeting, or at none."""
    return _writes(deed, meeting.body_id) and (point is None or point.meeting_id == meeting.id)


def may_write_point(deed: Deed, *, point: Point, **_: object) -> bool:
    """Points are written by who writes in the meeting."""
    return _writes(deed, point.meeting.body_id)


def may_open(deed: Deed, *, meeting: Meeting, **_: object) -> bool:
    """Who reads a meeting is said by a chair, or by who says who sits there."""
    found = _sight(deed, meeting.body_id)
    return found is not None and found.leads


def may_sign(deed: Deed, *, meeting: Meeting, on_behalf_of: Organisation, **_: object) -> bool:
    """A key under minutes is turned by somebody who sits there, for their own house."""
    found = _sight(deed, meeting.body_id)
    if found is None or found.person is None or not found.sits:
        return False
    return found.person.organisation == on_behalf_of.id


def may_end(deed: Deed, *, action: ActionPoint, **_: object) -> bool:
    """What came of an action point is said by whoever took it, or writes there."""
    found = _sight(deed, action.meeting.body_id)
    return found is not None and _ends(found, action)


def _sight(deed: Deed, body: UUID) -> Sight | None:
    return queries.sight(people.standing(deed.author), body)


def _writes(deed: Deed, body: UUID) -> bool:
    found = _sight(deed, body)
    return found is not None and found.writes
