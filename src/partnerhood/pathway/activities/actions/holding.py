"""Say what was really held, and keep the list of who came."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.records import canonical, ids, languages
from partnerhood.pathway.activities import access, choices, rules
from partnerhood.pathway.activities.actions.judging import judge_days
from partnerhood.pathway.activities.actions.refusals import CalledOff, MoreWomenThanPeople, NotYet, OnTheListAlready
from partnerhood.pathway.activities.models import Activity, Attendance, Session
from partnerhood.pathway.goals.rules import Text
from partnerhood.pathway.partnerships.actions import book_of

Count = Annotated[int, Field(ge=0, le=1_000_000)]
Times = Annotated[int, Field(ge=1, le=1000)]
_NOBODY: list[rules.Attendee] = []


@operation(
    "activities.hold",
    version=1,
    who=access.may_keep,
    book=lambda activity, **_: book_of(activity.partnership_id),
    says=_("said that an activity was held"),
    offline=True,
)
def hold(
    *,
    activity: Activity,
    from_date: date,
    to_date: date,
    led: choices.Led,
    times: Times = 1,
    came: Count | None = None,
    women: Count | None = None,
    words: Text = "",
    language: str = "en",
    people: list[rules.Attendee] = _NOBODY,
    deed: Deed,
) -> Session:
    """Say when an activity was really held, who led it, and who came, or how many where no list is kept."""
    deed.refuse_if(activity.cancelled_at, CalledOff())
    _judge_held(from_date, to_date, came, women, deed)
    session = deed.add(
        Session(
            id=deed.id,
            activity=activity,
            from_date=from_date,
            to_date=to_date,
            times=times,
            led=led,
            came=came,
            women=women,
            words=languages.said(words, language) if words.strip() else {},
            told_by_id=deed.author,
            told_at=deed.recorded_at,
        )
    )
    _write(session, people, deed)
    return session


def _judge_held(from_date: date, to_date: date, came: int | None, women: int | None, deed: Deed) -> None:
    judge_days(from_date, to_date, deed)
    deed.refuse_if(not rules.has_come(to_date, deed.recorded_at.date()), NotYet())
    deed.refuse_if(women is not None and women > (came or 0), MoreWomenThanPeople())


@operation(
    "activities.correct_session",
    version=1,
    who=access.may_keep_session,
    book=lambda session, **_: book_of(session.activity.partnership_id),
    says=_("put right what was said of a session"),
    offline=True,
)
def correct_session(
    *,
    session: Session,
    from_date: date | None = None,
    to_date: date | None = None,
    led: choices.Led | None = None,
    times: Times | None = None,
    came: Count | None = None,
    women: Count | None = None,
    deed: Deed,
) -> Session:
    """Put right when it was held, how often, who led it or how many came; what was said before stays in its history."""
    said = {"from_date": from_date, "to_date": to_date, "led": led, "times": times, "came": came, "women": women}
    said = {field: value for field, value in said.items() if value is not None}
    after = {field: said.get(field, getattr(session, field)) for field in ("from_date", "to_date", "came", "women")}
    _judge_held(**after, deed=deed)
    return deed.change(session, **said)


@operation(
    "activities.attend",
    version=1,
    who=access.may_keep_session,
    book=lambda session, **_: book_of(session.activity.partnership_id),
    says=_("wrote on an attendance list"),
    offline=True,
)
def attend(*, session: Session, people: Annotated[list[rules.Attendee], Field(min_length=1)], deed: Deed) -> Session:
    """Write on a session's list who came, one or many; the same line twice is one line."""
    _write(session, people, deed)
    return session


def _write(session: Session, people: Collection[rules.Attendee], deed: Deed) -> None:
    deed.refuse_if(len(people) > rules.MOST_ON_A_LIST, Refused(_("Send at most 500 people at once."), field="people"))
    lines = {ids.derived(session.id, canonical.fingerprint(one.model_dump())): one for one in people}
    there = {one.id: one for one in Attendance.objects.filter(session=session)}
    _judge_list([one for key, one in lines.items() if key not in there], there.values(), deed)
    for key, one in lines.items():
        if deed.told or key not in there:
            said = one.model_dump()
            deed.add(
                Attendance(id=key, session=session, **said, entered_by_id=deed.author, entered_at=deed.recorded_at)
            )


def _judge_list(fresh: list[rules.Attendee], there: Iterable[Attendance], deed: Deed) -> None:
    """Somebody who stands on the list with other hours is put right there, not written a second time."""
    known = {rules.on_the_list(one.name, one.cadre or one.profession, one.place) for one in there}
    twice = []
    for one in fresh:
        line = rules.on_the_list(one.name, one.cadre or one.profession, one.place)
        twice += [one.name] if line in known else []
        known.add(line)
    sentence = _(
        "These are on the list already: %(names)s. Put their line right, or add a place to tell two people apart."
    )
    deed.refuse_if(twice, OnTheListAlready(sentence % {"names": ", ".join(twice)}))


@operation(
    "activities.correct_attendance",
    version=1,
    who=access.may_keep_attendance,
    book=lambda attendance, **_: book_of(attendance.session.activity.partnership_id),
    says=_("put a line of an attendance list right"),
    offline=True,
)
def correct_attendance(*, attendance: Attendance, said: rules.Attendee, deed: Deed) -> Attendance:
    """Put one line of a list right."""
    others = Attendance.objects.filter(session=attendance.session_id).exclude(pk=attendance.pk)
    _judge_list([said], others, deed)
    return deed.change(attendance, **said.model_dump())


@operation(
    "activities.strike",
    version=1,
    who=access.may_keep_attendance,
    book=lambda attendance, **_: book_of(attendance.session.activity.partnership_id),
    says=_("took a line off an attendance list"),
    offline=True,
)
def strike(*, attendance: Attendance, deed: Deed) -> Session:
    """Take somebody off a list who did not come, or who does not want to be on it."""
    session = attendance.session
    deed.remove(attendance)
    return session
