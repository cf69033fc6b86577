"""What several deeds of this room need."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import BookOf
from partnerhood.ground.organisations.actions import book_of as organisation_book
from partnerhood.ground.records import languages
from partnerhood.pathway.meetings import queries
from partnerhood.pathway.meetings.models import Meeting
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Body


class Approved(Refused):
    """Approved minutes stay as they were signed."""

    sentence = _("These minutes are approved. What has to be put right stands below them as a correction.")


class CalledOff(Refused):
    """A meeting that was called off stays called off."""

    sentence = _("This meeting was called off. Call another one.")


class NotYet(Refused):
    """What is said of a meeting is said once it has begun."""

    sentence = _("This meeting has not begun yet.")


def shelf(body: Body) -> BookOf:
    """The book in which a body is written: its partnership's, or that of who coordinates its network."""
    if body.partnership_id:
        return book_of(body.partnership_id)
    assert body.network is not None
    return organisation_book(body.network.coordinator_id)


def said(words: str, language: str) -> languages.Words:
    """Words in their language; nothing where nothing was said."""
    return languages.said(words, language) if words.strip() else {}


def judge_open(meeting: Meeting, deed: Deed) -> None:
    """What belongs to a meeting is written as long as it was neither called off nor its minutes approved."""
    deed.refuse_if(meeting.called_off_at, CalledOff())
    if not deed.told:
        known = queries.meeting(meeting.id)
        deed.refuse_if(known and queries.is_approved(known), Approved())


def take_back(meeting: Meeting, deed: Deed) -> None:
    """Other minutes than those that were laid before the members: whoever turned a key reads and turns it again."""
    if meeting.wording_id:
        deed.change(meeting, wording=None)


def judge_begun(meeting: Meeting, deed: Deed) -> None:
    """What was said and agreed is written from the beginning of the meeting on."""
    deed.refuse_if(meeting.begins_at > deed.said_at, NotYet())
