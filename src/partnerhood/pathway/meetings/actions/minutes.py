"""Who came, the minutes laid before the members, their keys, what was put right later, and who else reads them."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import canonical, ids
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures.models import Signature
from partnerhood.pathway.meetings import access, choices, queries, rules
from partnerhood.pathway.meetings.actions.shared import judge_begun, judge_open, said, shelf, take_back
from partnerhood.pathway.meetings.models import Attendance, Correction, Meeting
from partnerhood.pathway.partnerships.choices import State

People = list[Person]


@operation(
    "meetings.attend",
    version=1,
    who=access.may_write,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("noted who came to a meeting"),
    offline=True,
)
def attend(
    *,
    meeting: Meeting,
    came: People | None = None,
    by_line: People | None = None,
    excused: People | None = None,
    deed: Deed,
) -> Meeting:
    """Note who came, came by line, or was excused; who cannot come says so before."""
    judge_open(meeting, deed)
    if came or by_line:
        judge_begun(meeting, deed)
    how = (
        (choices.Came.CAME, came or []),
        (choices.Came.BY_LINE, by_line or []),
        (choices.Came.EXCUSED, excused or []),
    )
    said_of = {person: kind for kind, people in how for person in people}
    known = {row.person_id: row for row in queries.attendances(meeting)}
    seated = set() if deed.told else {one.id for one in queries.members(meeting.body)}
    strange = any(one.id not in seated and one.id not in known for one in said_of)
    deed.refuse_if(strange, Refused(_("Name somebody who sits there."), field="came"))
    take_back(meeting, deed)
    for person, kind in said_of.items():
        row = known.get(person.id)
        if row is None:
            key = ids.derived(meeting.id, f"came {person.id}")
            who = {"person": person, "came": kind, "noted_at": deed.recorded_at}
            deed.add(Attendance(id=key, meeting=meeting, **who))
        elif row.came != kind:
            deed.change(row, came=kind, noted_at=deed.recorded_at)
    return meeting


@operation(
    "meetings.lay",
    version=1,
    who=access.may_write,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("laid minutes before the members"),
)
def lay(*, meeting: Meeting, minutes: rules.Minutes, deed: Deed) -> Meeting:
    """Lay the minutes before the members, word by word as they stand: two of them approve these very words."""
    judge_open(meeting, deed)
    judge_begun(meeting, deed)
    if not deed.told:
        now = canonical.text(canonical.plain(queries.minutes(meeting).model_dump()))
        changed = canonical.text(canonical.plain(minutes.model_dump())) != now
        deed.refuse_if(changed, Refused(_("Somebody wrote in these minutes meanwhile. Read them again.")))
        deed.refuse_if(not minutes.came, Refused(_("Say first who came.")))
    parties = deed.look("houses", lambda: queries.houses(meeting.body))
    wording = signatures.word(
        subject=meeting.id, kind="minutes", parties=parties, content=minutes.model_dump(), deed=deed
    )
    return deed.change(meeting, wording=wording)


@operation(
    "meetings.sign",
    version=1,
    who=access.may_sign,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("approved minutes"),
    offline=True,
)
def sign(*, meeting: Meeting, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn the key of one's house under the very minutes that were displayed: its chair, where it has one there."""
    laid = queries.minutes_read(meeting, wording) if deed.told else meeting.wording
    if laid is None:
        raise Refused(_("These minutes changed, and are not laid before you yet."))
    still = meeting.body.partnership is not None and meeting.body.partnership.state == State.SUSPENDED
    deed.refuse_if(still, Refused(_("This partnership stands still. Minutes are approved when it goes on.")))
    early = not deed.told and not queries.can_be_approved(meeting)
    deed.refuse_if(
        early, Refused(_("Minutes are approved at the next meeting; where none is called, after two weeks."))
    )
    chaired = not deed.told and queries.has_other_chair(meeting.body, on_behalf_of.id, deed.author)
    deed.refuse_if(chaired, Refused(_("Of your house somebody chairs this body: the chair's key counts for it.")))
    return signatures.turn(wording=laid, read=wording, organisation=on_behalf_of, deed=deed)


@operation(
    "meetings.correct",
    version=1,
    who=access.may_write,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("corrected approved minutes"),
)
def correct(*, meeting: Meeting, words: rules.Text, language: rules.Tongue, deed: Deed) -> Correction:
    """Say what was wrong in approved minutes; they stay as they were signed, and the correction stands below."""
    deed.refuse_if(not words.strip(), Refused(_("Say what has to be put right."), field="words"))
    if not deed.told:
        known = queries.meeting(meeting.id)
        open_still = known is None or not queries.is_approved(known)
        deed.refuse_if(open_still, Refused(_("These minutes are not approved yet: put them right themselves.")))
    return deed.add(
        Correction(
            id=deed.id,
            meeting=meeting,
            words=said(words, language),
            person_id=deed.author,
            written_at=deed.recorded_at,
        )
    )


@operation(
    "meetings.open_to",
    version=1,
    who=access.may_open,
    book=lambda meeting, **_: shelf(meeting.body),
    says=_("said who reads a meeting"),
)
def open_to(*, meeting: Meeting, readers: choices.Readers, deed: Deed) -> Meeting:
    """Say who reads a meeting besides those who sit there; the public reads approved minutes alone, without names."""
    return deed.change(meeting, readers=readers)
