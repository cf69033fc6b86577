"""What people do with goals: propose, word, sign, take a key back, sign on paper, tell what the district said, close."""

from datetime import date
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import PaperKey, Signature, Withdrawal, Wording
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.goals import access, choices, queries, rules
from partnerhood.pathway.goals.models import DistrictOpinion, Goal, GoalNeed, Measure, Reading
from partnerhood.pathway.needs import actions as needs_actions
from partnerhood.pathway.needs import queries as needs_queries
from partnerhood.pathway.needs import rules as needs_rules
from partnerhood.pathway.needs.choices import AnswerKind
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import choices as partnership_choices
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership


class NeedsMissing(Refused):
    """A goal answers needs."""

    sentence = _("A goal answers a need. Choose at least one that the hospital voiced.")
    field = "needs"


class OfAnotherHospital(Refused):
    """The needs of a goal are those of its hospital."""

    sentence = _("Choose needs of the hospital that this goal is for.")
    field = "needs"


class NotBasic(Refused):
    """Basic care comes first; another goal says why."""

    sentence = _("Basic care comes first. This domain is not basic care: say why it should be now.")
    field = "why_not_basic"


class StandsStill(Refused):
    """No agreement arises while a partnership stands still."""

    sentence = _("This partnership stands still. Words can be prepared; keys are turned when it goes on.")


class SameWords(Refused):
    """Nothing changed."""

    sentence = _("These are the words that stand already.")


class Ended(Refused):
    """A closed goal stays as it is."""

    sentence = _("This goal is closed.")


class NoKeyTurned(Refused):
    """There is no key to take back."""

    sentence = _("This partner has not turned its key under these words.")


@operation(
    "goals.propose",
    version=1,
    who=access.may_propose,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("proposed a goal"),
    offline=True,
)
def propose(
    *,
    partnership: Partnership,
    hospital: Organisation,
    domain: str,
    content: rules.Content,
    needs: list[Need],
    on_behalf_of: Organisation,
    deed: Deed,
) -> Goal:
    """Propose a goal for one hospital and one care domain, from needs that the hospital voiced."""
    return begin(partnership, hospital, domain, content, needs, on_behalf_of, deed)


def begin(
    partnership: Partnership,
    hospital: Organisation,
    domain: str,
    content: rules.Content,
    needs: list[Need],
    on_behalf_of: Organisation,
    deed: Deed,
) -> Goal:
    """Lay a goal before the partners inside a deed of this room or of a later one, from needs that the hospital voiced."""
    _judge_place(partnership, hospital, domain, deed)
    _judge_needs(needs, hospital, deed)
    _judge_content(content, domain, deed)
    wording = _word(deed.id, partnership, domain, hospital, content, needs, deed)
    goal = deed.add(
        Goal(
            id=deed.id,
            partnership=partnership,
            hospital=hospital,
            domain=domain,
            wording=wording,
            proposed_by=on_behalf_of,
            proposed_at=deed.recorded_at,
        )
    )
    for need in needs:
        deed.add(GoalNeed(goal=goal, need=need))
        needs_actions.say(need, AnswerKind.TAKEN_UP, languages.said(content.statement, content.language), deed)
    _measures(goal, wording, content, deed)
    return goal


def _judge_place(partnership: Partnership, hospital: Organisation, domain: str, deed: Deed) -> None:
    party = hospital.id in partnerships.party_ids(partnership)
    deed.refuse_if(not party, Refused(_("This hospital is not one of the partners."), field="hospital"))
    known = domain in {one.code for one in vocabulary.domains()}
    deed.refuse_if(not known, Refused(_("There is no such care domain."), field="domain"))


def _judge_needs(needs: list[Need], hospital: Organisation, deed: Deed) -> None:
    deed.refuse_if(not needs, NeedsMissing())
    deed.refuse_if(any(need.hospital_id != hospital.id for need in needs), OfAnotherHospital())
    waiting = any(not needs_rules.may_be_ranked(needs_queries.told_afresh(need)) for need in needs)
    deed.refuse_if(waiting, needs_actions.NotConfirmed())


def _judge_content(content: rules.Content, domain: str, deed: Deed) -> None:
    basic = any(one.basic for one in vocabulary.domains() if one.code == domain)
    deed.refuse_if(not basic and not content.why_not_basic.strip(), NotBasic())
    twice = rules.doubled(measure.key for measure in content.measures)
    deed.refuse_if(twice, Refused(_("Each measure stands in a goal once."), field="measures"))


def _word(
    subject: UUID,
    partnership: Partnership,
    domain: str,
    hospital: Organisation,
    content: rules.Content,
    needs: list[Need],
    deed: Deed,
) -> Wording:
    whole = {
        **content.model_dump(mode="json"),
        "domain": domain,
        "hospital": str(hospital.id),
        "needs": sorted(str(need.id) for need in needs),
    }
    parties = deed.look("parties", lambda: partnerships.party_ids(partnership))
    return signatures.word(subject=subject, kind="goal", parties=list(map(UUID, parties)), content=whole, deed=deed)


def _measures(goal: Goal, wording: Wording, content: rules.Content, deed: Deed) -> None:
    for measure in content.measures:
        deed.add(Measure(goal=goal, wording=wording, **measure.model_dump()))


@operation(
    "goals.reword",
    version=1,
    who=access.may_word,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("proposed other words for a goal"),
    offline=True,
)
def reword(*, goal: Goal, content: rules.Content, deed: Deed) -> Goal:
    """Propose other words for a goal; every key turned under the earlier words falls, and both stay readable."""
    deed.refuse_if(goal.ended_at, Ended())
    _judge_content(content, goal.domain, deed)
    needs = [link.need for link in goal.answers_needs.select_related("need")]
    wording = _word(goal.id, goal.partnership, goal.domain, goal.hospital, content, needs, deed)
    deed.refuse_if(wording.fingerprint == goal.wording.fingerprint, SameWords())
    _measures(goal, wording, content, deed)
    return deed.change(goal, wording=wording)


@operation(
    "goals.sign",
    version=1,
    who=access.may_sign,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("signed a goal"),
    offline=True,
)
def sign(*, goal: Goal, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn one partner's key under the wording that was in front of the signer."""
    still = goal.partnership.state == partnership_choices.State.SUSPENDED
    deed.refuse_if(still, StandsStill())
    deed.refuse_if(goal.ended_at, Ended())
    signed = _signed_wording(goal, wording) if deed.told else goal.wording
    return signatures.turn(wording=signed, read=wording, organisation=on_behalf_of, deed=deed)


def _signed_wording(goal: Goal, fingerprint: Fingerprint) -> Wording:
    """The wording that was signed on another node, which may not be the one that stands here."""
    wording = keys.history(goal.id).filter(fingerprint=fingerprint).first()
    if wording is None:
        raise NotThere
    return wording


@operation(
    "goals.withdraw",
    version=1,
    who=access.may_withdraw,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("took a key back"),
    offline=True,
)
def withdraw(*, goal: Goal, on_behalf_of: Organisation, reason: str, deed: Deed) -> Withdrawal:
    """Take a partner's key back, with a reason; the old words stay readable."""
    deed.refuse_if(not reason.strip(), Refused(_("Say why, so that your partner understands."), field="reason"))
    signature = deed.look_up("signature", keys.standing_signatures(goal.wording, on_behalf_of.id))
    if signature is None:
        raise NoKeyTurned
    return signatures.withdraw(signature=signature, reason=reason, deed=deed)


@operation(
    "goals.enter_paper",
    version=1,
    who=access.may_enter_paper,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("brought in a signed page"),
    offline=True,
)
def enter_paper(
    *,
    goal: Goal,
    wording: Fingerprint,
    on_behalf_of: Organisation,
    signer: str,
    function: str = "",
    signed_date: date,
    photo: str,
    deed: Deed,
) -> PaperKey:
    """Bring in the photo of a signed page; it counts when the signing partner confirms it."""
    deed.refuse_if(wording != goal.wording.fingerprint, signatures.WordingChanged())
    deed.refuse_if(not photo, Refused(_("Add the photo of the signed page."), field="photo"))
    deed.refuse_if(signed_date > deed.recorded_at.date(), Refused(_("This day has not come yet."), field="signed_date"))
    brought.judge(deed, photo, brought.PAGE, field="photo")
    return signatures.enter_paper(
        wording=_signed_wording(goal, wording) if deed.told else goal.wording,
        organisation=on_behalf_of,
        signer=signer,
        function=function,
        signed_date=signed_date,
        photo=photo,
        deed=deed,
    )


@operation(
    "goals.confirm_paper",
    version=1,
    who=access.may_confirm_paper,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("confirmed a signed page"),
    offline=True,
)
def confirm_paper(*, goal: Goal, paper: PaperKey, deed: Deed) -> Signature:
    """Let a signed page count as a turned key, said by the signing partner's own people."""
    deed.refuse_if(paper.wording_id != goal.wording_id, signatures.WordingChanged())
    deed.refuse_if(goal.partnership.state == partnership_choices.State.SUSPENDED, StandsStill())
    return signatures.confirm_paper(paper=paper, deed=deed)


@operation(
    "goals.tell_opinion",
    version=1,
    who=access.may_tell_opinion,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("told what the health authority said"),
    offline=True,
)
def tell_opinion(
    *,
    goal: Goal,
    authority: str,
    opinion: choices.Opinion,
    given_date: date,
    words: str = "",
    language: str = "en",
    deed: Deed,
) -> DistrictOpinion:
    """Tell what the health authority of the district said of a goal."""
    deed.refuse_if(not authority.strip(), Refused(_("Say which authority."), field="authority"))
    return deed.add(
        DistrictOpinion(
            goal=goal,
            authority=authority,
            opinion=opinion,
            words=languages.said(words, language) if words else {},
            given_date=given_date,
            entered_by_id=deed.author,
        )
    )


@operation(
    "goals.translate",
    version=1,
    who=access.may_translate,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("translated a goal to be understood"),
    offline=True,
)
def translate(
    *, goal: Goal, wording: Wording, language: Literal["en", "nl", "fr"], statement: str, deed: Deed
) -> Reading:
    """Say a goal's statement in another language; it is a reading, not what is signed."""
    deed.refuse_if(wording.subject != goal.id, Refused(_("This is not a wording of this goal.")))
    deed.refuse_if(not statement.strip(), Refused(_("Write the sentence in that language."), field="statement"))
    key = ids.derived(wording.id, language)
    kept = deed.add(Reading(id=key, wording=wording, language=language, made_by_id=deed.author))
    return deed.change(kept, statement=statement)


@operation(
    "goals.close",
    version=1,
    who=access.may_tell_opinion,
    book=lambda goal, **_: book_of(goal.partnership_id),
    says=_("closed a goal"),
    offline=True,
)
def close(*, goal: Goal, ending: choices.Ending, deed: Deed) -> Goal:
    """Close a goal, said by the hospital: reached, or another of the ways a goal ends."""
    deed.refuse_if(goal.ended_at, Ended())
    deed.refuse_if(not queries.is_agreed_now(goal) and ending == choices.Ending.REACHED, _not_agreed())
    return deed.change(goal, ending=ending, ended_at=deed.recorded_at)


def _not_agreed() -> Refused:
    return Refused(_("A goal that was never agreed cannot be reached; choose another ending."), field="ending")
