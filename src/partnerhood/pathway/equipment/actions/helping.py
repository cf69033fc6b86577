"""Help from elsewhere: a named colleague is asked about a device, and answers."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import languages
from partnerhood.pathway.equipment import access, queries
from partnerhood.pathway.equipment.models import Device, Question, Reply


class NothingSaid(Refused):
    """Who asks, says what."""

    sentence = _("Say what you want to know, in your own words.")
    field = "words"


@operation(
    "equipment.ask",
    version=1,
    who=access.may_say,
    book=lambda device, **_: book_of(device.hospital_id),
    says=_("asked a colleague elsewhere about a device"),
    offline=True,
)
def ask(*, device: Device, to: Person, words: str, language: str, photo: str = "", deed: Deed) -> Question:
    """Ask a named colleague of a partner about a device; they read it at home, and its history with it."""
    deed.refuse_if(not words.strip(), NothingSaid())
    near = deed.look("near", queries.may_be_asked(device.hospital_id).filter(pk=to.id).exists)
    deed.refuse_if(not near, Refused(_("Ask a colleague of one of your partners."), field="to"))
    brought.judge(deed, photo, brought.PHOTO, field="photo")
    return deed.add(
        Question(
            device=device,
            to=to,
            organisation_id=to.organisation_id,
            words=languages.said(words, language),
            photo=photo,
            person_id=deed.author,
            asked_at=deed.said_at,
        )
    )


@operation(
    "equipment.answer",
    version=1,
    who=access.may_answer,
    book=lambda question, **_: book_of(question.device.hospital_id),
    says=_("answered a question about a device"),
    offline=True,
)
def answer(*, question: Question, words: str, language: str, deed: Deed) -> Reply:
    """Answer what a colleague elsewhere asked about a device, in one's own words."""
    deed.refuse_if(not words.strip(), Refused(_("Write what you know, or that you do not know."), field="words"))
    said = languages.said(words, language)
    return deed.add(Reply(question=question, words=said, person_id=deed.author, replied_at=deed.said_at))
