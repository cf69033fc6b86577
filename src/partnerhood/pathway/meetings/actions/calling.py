"""Give a body its mandate, call it to a meeting, put that elsewhere, or call it off."""

from datetime import date

from django.utils.translation import gettext_lazy as _
from pydantic import AwareDatetime

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.pathway.meetings import access, choices, rules
from partnerhood.pathway.meetings.actions.shared import CalledOff, judge_open, said, shelf
from partnerhood.pathway.meetings.models import Mandate, Meeting
from partnerhood.pathway.partnerships.models import Body


@operation(
    "meetings.give_mandate",
    version=1,
    who=access.may_give_mandate,
    book=lambda body, **_: shelf(body),
    says=_("gave a body its mandate"),
)
def give_mandate(
    *,
    body: Body,
    words: rules.Text,
    language: rules.Tongue,
    decided_by: rules.Line,
    from_date: date,
    to_date: date | None = None,
    deed: Deed,
) -> Mandate:
    """Say what a body is for, who decided so, and from when until when; what it was for before stays readable."""
    deed.refuse_if(not words.strip(), Refused(_("Say what the body is for."), field="words"))
    deed.refuse_if(not decided_by.strip(), Refused(_("Say who decided so."), field="decided_by"))
    wrong = to_date is not None and to_date <= from_date
    deed.refuse_if(wrong, Refused(_("A mandate ends after it begins."), field="to_date"))
    return deed.add(
        Mandate(
            id=deed.id,
            body=body,
            words=said(words, language),
            decided_by=decided_by.strip(),
            from_date=from_date,
            to_date=to_date,
            person_id=deed.author,
            written_at=deed.recorded_at,
        )
    )


@operation(
    "meetings.call",
    version=1,
    who=access.may_call,
    book=lambda body, **_: shelf(body),
    says=_("called a meeting"),
)
def call(
    *,
    body: Body,
    begins_at: AwareDatetime,
    lasts: rules.Lasting = 60,
    zone: rules.Line,
    place: rules.Line = "",
    line: rules.Line = "",
    readers: choices.Readers = choices.Readers.MEMBERS,
    deed: Deed,
) -> Meeting:
    """Call a body to a meeting: when by which clock, where or by which line, and who else may read it."""
    _judge(begins_at, zone, place, line, deed)
    return deed.add(
        Meeting(
            id=deed.id,
            body=body,
            begins_at=begins_at,
            lasts=lasts,
            zone=zone,
            place=place.strip(),
            line=line.strip(),
            readers=readers,
            called_by_id=deed.author,
            called_at=deed.recorded_at,
        )
    )


def _judge(begins_at: AwareDatetime, zone: str, place: str, line: str, deed: Deed) -> None:
    known = rules.clock_there(begins_at, zone) is not None
    deed.refuse_if(not known, Refused(_("Choose a time zone from the list."), field="zone"))
    nowhere = not place.strip() and not line.strip()
    deed.refuse_if(nowhere, Refused(_("Say where you meet, or by which line."), field="place"))


@operation(
    "meetings.change",
    version=1,
    who=access.may_write,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("put a meeting elsewhere, or at another hour"),
)
def change(
    *,
    meeting: Meeting,
    begins_at: AwareDatetime,
    lasts: rules.Lasting,
    zone: rules.Line,
    place: rules.Line = "",
    line: rules.Line = "",
    deed: Deed,
) -> Meeting:
    """Put a meeting elsewhere or at another hour, before it began."""
    deed.refuse_if(meeting.called_off_at, CalledOff())
    begun = meeting.begins_at <= deed.recorded_at
    deed.refuse_if(begun, Refused(_("This meeting has begun already. Its hour and place stay.")))
    _judge(begins_at, zone, place, line, deed)
    where = {"place": place.strip(), "line": line.strip()}
    return deed.change(meeting, begins_at=begins_at, lasts=lasts, zone=zone, **where)


@operation(
    "meetings.call_off",
    version=1,
    who=access.may_write,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("called a meeting off"),
)
def call_off(*, meeting: Meeting, words: rules.Text, language: rules.Tongue, deed: Deed) -> Meeting:
    """Say that a meeting is not held, and why."""
    judge_open(meeting, deed)
    deed.refuse_if(not words.strip(), Refused(_("Say why it is called off."), field="words"))
    return deed.change(meeting, called_off=said(words, language), called_off_at=deed.recorded_at)
