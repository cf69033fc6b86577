"""Bring points to an agenda, put them right, and write what was said about each."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.people.models import Person
from partnerhood.pathway.meetings import access, choices, queries, rules
from partnerhood.pathway.meetings.actions.shared import judge_begun, judge_open, said, shelf, take_back
from partnerhood.pathway.meetings.models import Meeting, Point


@operation(
    "meetings.bring",
    version=1,
    who=access.may_write,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("brought a point to an agenda"),
    offline=True,
)
def bring(
    *,
    meeting: Meeting,
    title: rules.Name,
    about: rules.Text = "",
    language: rules.Tongue,
    asks: choices.Asks,
    brought_by: Person | None = None,
    number: int | None = None,
    deed: Deed,
) -> Point:
    """Bring a point to an agenda: who brings it, and whether the others are informed, asked for advice, or decide."""
    judge_open(meeting, deed)
    _judge_bringer(meeting, brought_by, deed)
    many = deed.look("number", lambda: Point.objects.filter(meeting=meeting).count())
    deed.refuse_if(many >= rules.MOST, Refused(_("This agenda is full. Call another meeting.")))
    take_back(meeting, deed)
    return deed.add(
        Point(
            id=deed.id,
            meeting=meeting,
            number=number if number is not None and 0 < number <= rules.MOST else many + 1,
            title=said(title, language),
            about=said(about, language),
            asks=asks,
            brought_by=brought_by,
            brought_at=deed.recorded_at,
        )
    )


def _judge_bringer(meeting: Meeting, brought_by: Person | None, deed: Deed) -> None:
    if brought_by is None or deed.told:
        return
    seated = {one.id for one in queries.members(meeting.body)}
    strange = brought_by.id not in seated and brought_by.id != deed.author
    deed.refuse_if(strange, Refused(_("Name somebody who sits there."), field="brought_by"))


@operation(
    "meetings.reword",
    version=1,
    who=access.may_write_point,
    book=lambda point, **_: shelf(point.meeting.body),
    says=_("put a point of an agenda right"),
    offline=True,
)
def reword(
    *,
    point: Point,
    title: rules.Name,
    about: rules.Text = "",
    language: rules.Tongue,
    asks: choices.Asks,
    brought_by: Person | None = None,
    number: int | None = None,
    deed: Deed,
) -> Point:
    """Put a point of an agenda in other words, or at another place."""
    judge_open(point.meeting, deed)
    _judge_bringer(point.meeting, brought_by, deed)
    take_back(point.meeting, deed)
    place = number if number is not None and 0 < number <= rules.MOST else point.number
    words = {"title": said(title, language), "about": said(about, language)}
    return deed.change(point, **words, asks=asks, brought_by=brought_by, number=place)


@operation(
    "meetings.drop",
    version=1,
    who=access.may_write_point,
    book=lambda point, **_: shelf(point.meeting.body),
    says=_("took a point from an agenda"),
)
def drop(*, point: Point, deed: Deed) -> Meeting:
    """Take a point from an agenda, as long as nothing was said or agreed about it."""
    meeting = point.meeting
    judge_open(meeting, deed)
    kept = point.minutes or deed.look("agreed", lambda: queries.is_agreed_upon(point))
    deed.refuse_if(kept, Refused(_("Something was said or agreed about this point. It stays.")))
    take_back(meeting, deed)
    deed.remove(point)
    return meeting


@operation(
    "meetings.minute",
    version=1,
    who=access.may_write_point,
    book=lambda point, **_: shelf(point.meeting.body),
    says=_("wrote minutes of a point"),
    offline=True,
)
def minute(*, point: Point, words: rules.Text, language: rules.Tongue, deed: Deed) -> Point:
    """Write what was said about a point."""
    judge_open(point.meeting, deed)
    judge_begun(point.meeting, deed)
    take_back(point.meeting, deed)
    return deed.change(point, minutes=said(words, language))
