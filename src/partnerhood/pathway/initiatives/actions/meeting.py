"""What people do to let two owners meet: introduce them, answer, and tell what became of it."""

from typing import Annotated, Any

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.initiatives import access, choices, queries
from partnerhood.pathway.initiatives.actions.agenda import book_of
from partnerhood.pathway.initiatives.models import Answer, Initiative, Introduction
from partnerhood.pathway.initiatives.rules.content import Text, Tongue
from partnerhood.pathway.initiatives.rules.telling import Said


class Introduced(Refused):
    """Two are introduced to each other once."""

    sentence = _("These two were introduced to each other already.")


@operation(
    "initiatives.introduce",
    version=1,
    who=access.may_introduce,
    book=lambda one, **_: book_of(one.network),
    says=_("introduced two owners to each other"),
)
def introduce(
    *,
    one: Initiative,
    other: Initiative,
    kind: choices.Pair = choices.Pair.ALIKE,
    reasons: Annotated[list[Said], Field(max_length=12)],
    words: Text = "",
    language: Tongue,
    deed: Deed,
) -> Introduction:
    """Introduce two owners to each other: both read why, as the finder said it that day, and what one writes oneself."""
    deed.refuse_if(one.id == other.id, Refused(_("Choose two initiatives.")))
    deed.refuse_if(one.network_id != other.network_id, Refused(_("Both are of one network.")))
    deed.refuse_if(one.ended_at or other.ended_at, Refused(_("One of the two is over.")))
    deed.refuse_if(not reasons and not words.strip(), Refused(_("Say in a few words why."), field="words"))
    first, second = sorted((one.id, other.id))
    key = ids.derived(first, f"introduced:{second}")
    deed.refuse_if(deed.look("introduced", lambda: queries.between(first, second) is not None), Introduced())
    told: dict[str, Any] = {"introduced_by_id": deed.author, "introduced_at": deed.recorded_at}
    told |= {"words": languages.said(words, language) if words.strip() else {}}
    why = [said.model_dump(mode="json", exclude_defaults=True) for said in reasons]
    return deed.add(Introduction(id=key, one=one, other=other, kind=kind, reasons=why, **told))


@operation(
    "initiatives.answer",
    version=1,
    who=access.may_answer,
    book=lambda introduction, **_: book_of(introduction.one.network),
    says=_("answered an introduction"),
)
def answer(
    *,
    introduction: Introduction,
    initiative: Initiative,
    agrees: bool,
    words: Text = "",
    language: Tongue,
    deed: Deed,
) -> Answer:
    """Say gladly, or no thanks; who said no may still say gladly later."""
    key = ids.derived(introduction.id, f"answer:{initiative.id}")
    said = languages.said(words, language) if words.strip() else {}
    known = deed.look_up("known", Answer.objects.filter(pk=key))
    if known:
        deed.refuse_if(known.agrees == agrees, Refused(_("This was answered already.")))
        return deed.change(known, agrees=agrees, words=said, answered_at=deed.recorded_at)
    told = {"agrees": agrees, "words": said, "person_id": deed.author, "answered_at": deed.recorded_at}
    return deed.add(Answer(id=key, introduction=introduction, initiative=initiative, **told))


@operation(
    "initiatives.tell_outcome",
    version=1,
    who=access.may_tell,
    book=lambda introduction, **_: book_of(introduction.one.network),
    says=_("told what became of an introduction"),
)
def tell_outcome(*, introduction: Introduction, words: Text, language: Tongue, deed: Deed) -> Introduction:
    """Tell what became of an introduction; everybody reads it once both owners had said gladly."""
    deed.refuse_if(not words.strip(), Refused(_("Say in a few words what became of it."), field="words"))
    return deed.change(introduction, became=languages.said(words, language), became_at=deed.recorded_at)
