"""What people say to each other, and how it is moderated."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.conversations import access, choices, rules
from partnerhood.ground.conversations.models import Hiding, Remark
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary

Words = Annotated[str, Field(min_length=1, max_length=5000, pattern=r"\S")]
Reason = Annotated[str, Field(min_length=1, max_length=500, pattern=r"\S")]
Tongue = Annotated[str, Field(max_length=8)]


class NothingToAnswer(Refused):
    """An answer answers a question about the same thing."""

    sentence = _("The question that this answers is not here.")
    field = "in_reply_to"


class NotTheirs(Refused):
    """A question is asked of who can answer it."""

    sentence = _("Ask one of the organisations that this belongs to.")
    field = "asked_of"


class UnknownLanguage(Refused):
    """Words say in which language they are, so that others find a reading of them."""

    sentence = _("Choose the language of your words from the list.")
    field = "language"


@operation(
    "conversations.say",
    version=1,
    who=access.may_say,
    book=lambda about, subject, **_: access.book_of(about, subject),
    says=_("said something"),
    offline=True,
)
def say(
    *,
    about: str,
    subject: UUID,
    words: Words,
    language: Tongue,
    asked_of: Organisation | None = None,
    answer_by: date | None = None,
    in_reply_to: Remark | None = None,
    deed: Deed,
) -> Remark:
    """Say something about a thing; ask it of an organisation, and it is a question; reply to one, and it is the answer."""
    deed.refuse_if(not vocabulary.is_known("languages", language), UnknownLanguage())
    asked = in_reply_to and (in_reply_to.kind, in_reply_to.subject) != (choices.RemarkKind.QUESTION, subject)
    deed.refuse_if(asked, NothingToAnswer())
    deed.refuse_if(asked_of and not _is_concerned(deed, about, subject, asked_of), NotTheirs())
    kind = choices.RemarkKind.QUESTION if asked_of else choices.RemarkKind.COMMENT
    due = rules.answer_by(deed.said_at.date(), answer_by) if asked_of else None
    return deed.add(
        Remark(
            about=about,
            subject=subject,
            kind=choices.RemarkKind.ANSWER if in_reply_to else kind,
            words=languages.said(words, language),
            person_id=deed.author,
            said_at=deed.said_at,
            asked_of=None if in_reply_to else asked_of,
            answer_by_date=None if in_reply_to else due,
            in_reply_to=in_reply_to,
        )
    )


def _is_concerned(deed: Deed, about: str, subject: UUID, asked_of: Organisation) -> bool:
    if deed.told:
        return True
    found = access.find(about, subject, people.standing(deed.author))
    return found is not None and asked_of.id in found.organisations


@operation(
    "conversations.hide",
    version=1,
    who=access.may_hide,
    book=lambda remark, **_: access.book_of(remark.about, remark.subject),
    says=_("hid a remark"),
    offline=True,
)
def hide(*, remark: Remark, reason: Reason, deed: Deed) -> Hiding:
    """Show a remark no longer, with a reason that its author reads."""
    said = {"person_id": deed.author, "reason": reason, "hidden_at": deed.recorded_at}
    return deed.add(Hiding(remark=remark, **said))


@operation(
    "conversations.show",
    version=1,
    who=access.may_show,
    book=lambda remark, **_: access.book_of(remark.about, remark.subject),
    says=_("showed a remark again"),
    offline=True,
)
def show(*, remark: Remark, deed: Deed) -> Remark:
    """Show a hidden remark again."""
    hidden = Hiding.objects.filter(remark=remark, ended_at=None).order_by("id")
    for key in deed.look("hidings", lambda: list(hidden.values_list("id", flat=True))):
        deed.change(Hiding.objects.get(pk=key), ended_at=deed.recorded_at)
    return remark
