"""Write the plan, turn the keys, look again afterwards, ask back."""

from datetime import timedelta
from typing import Literal

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import languages
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature, Wording
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.handover import access, queries, rules
from partnerhood.pathway.handover.actions.asking import Settled
from partnerhood.pathway.handover.models import Check, Handover, Reopening
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need
from partnerhood.pathway.partnerships import choices as partnership_choices
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of


class StillOpen(Refused):
    """A criterion is neither met nor accepted."""

    sentence = _("Still open, and not accepted with a reason: %(points)s.")


class NothingKnown(Refused):
    """Both sign what was known on a day; a plan without it is not whole."""

    sentence = _("What is known of the criteria is not in the plan yet. Take over what is known today, then sign.")


class NotWhatIsKnown(Refused):
    """What a plan says to be known is what the records say."""

    sentence = _("What is known changed while you wrote. Look at it again, then keep the plan.")


class NothingBeside(Refused):
    """Beside every outcome figure both say what else changed."""

    sentence = _("Say beside each figure what else changed. Still missing: %(figures)s.")


class StandsStill(Refused):
    """No hand-over is signed while a partnership stands still."""

    sentence = _("This partnership stands still. Plans can be prepared; keys are turned when it goes on.")


class NotHandedOver(Refused):
    """One looks again, and asks back, after a hand-over that carries every key."""

    sentence = _("This hand-over does not carry every key, or the hospital asked back already.")


class TooEarly(Refused):
    """The day to look again has not come."""

    sentence = _("It is too early for this look. It can be written down from a month before its day.")


@operation(
    "handover.plan",
    version=1,
    who=access.may_work_on,
    book=lambda handover, **_: book_of(handover.partnership_id),
    says=_("wrote the plan of a hand-over"),
    offline=True,
)
def plan(*, handover: Handover, on_behalf_of: Organisation, content: rules.Content, deed: Deed) -> Handover:
    """Write what both will sign: owner and deputy, half-year steps, what stops, what stays, whom to call, what is accepted."""
    deed.refuse_if(not deed.told and queries.row(handover).state in rules.SETTLED, Settled())
    if not deed.told:
        _judge_content(handover, content, deed)
        _judge_known(handover, content, deed)
    wording = _word(handover, content, deed)
    same = handover.wording is not None and wording.fingerprint == handover.wording.fingerprint
    deed.refuse_if(same, Refused(_("These are the words that stand already.")))
    return deed.change(handover, wording=wording)


def _judge_content(handover: Handover, content: rules.Content, deed: Deed) -> None:
    codes = [one.code for one in queries.of_handover(handover)]
    unknown = [code for code in content.stays if not vocabulary.is_known("what_stays", code)]
    deed.refuse_if(unknown, Refused(_("There is no such thing on the list of what stays."), field="stays"))
    for one in content.accepted:
        strange = one.criterion not in codes or one.criterion == rules.NEVER_ACCEPTED
        deed.refuse_if(strange, Refused(_("This criterion cannot be accepted as it is."), field="accepted"))
        past = one.by_date <= deed.recorded_at.date()
        why = _("Choose a day still to come for what is accepted as it is.")
        deed.refuse_if(past, Refused(why, field=f"date_{one.criterion}"))


def _judge_known(handover: Handover, content: rules.Content, deed: Deed) -> None:
    """Nobody writes facts: they are what the records say on the day."""
    if content.known is None:
        return
    late = deed.recorded_at.date() - content.known.on
    strange = not timedelta(0) <= late <= timedelta(days=1)
    deed.refuse_if(strange or queries.known(handover, content, content.known.on) != content.known, NotWhatIsKnown())
    keys_of = {one.key for one in content.known.figures}
    unknown = [one.figure for one in content.beside if one.figure not in keys_of]
    deed.refuse_if(unknown, Refused(_("There is no such figure."), field="beside"))


def _word(handover: Handover, content: rules.Content, deed: Deed) -> Wording:
    place = {"hospital": str(handover.hospital_id), "domain": handover.domain, "looks": list(rules.LOOKS)}
    parties = partnerships.party_ids(handover.partnership)
    whole = {**content.model_dump(mode="json"), **place}
    return signatures.word(subject=handover.id, kind="handover", parties=parties, content=whole, deed=deed)


@operation(
    "handover.sign",
    version=1,
    who=access.may_sign,
    book=lambda handover, **_: book_of(handover.partnership_id),
    says=_("signed a hand-over"),
    offline=True,
)
def sign(*, handover: Handover, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn one partner's key under the plan that was in front of the signer; nothing may be open that is not accepted."""
    deed.refuse_if(handover.partnership.state == partnership_choices.State.SUSPENDED, StandsStill())
    deed.refuse_if(handover.taken_back_at, Settled())
    if not deed.told:
        _judge_points(handover)
    signed = _signed_wording(handover, wording) if deed.told else handover.wording
    assert signed is not None
    return signatures.turn(wording=signed, read=wording, organisation=on_behalf_of, deed=deed)


def _judge_points(handover: Handover) -> None:
    """What both sign names every criterion and every figure: as it was known when the plan was written."""
    plan = queries.content(handover)
    if plan is None or plan.known is None:
        raise NothingKnown
    if left := rules.open_points(plan.known.facts, plan.accepted):
        named = ", ".join(one.name for one in queries.of_handover(handover) if one.code in left)
        raise StillOpen(StillOpen.sentence % {"points": named})
    if bare := rules.without_a_word(plan):
        raise NothingBeside(NothingBeside.sentence % {"figures": ", ".join(queries.figure_name(one) for one in bare)})


def _signed_wording(handover: Handover, fingerprint: Fingerprint) -> Wording | None:
    """The wording that was signed on another node, which may not be the one that stands here."""
    return keys.history(handover.id).filter(fingerprint=fingerprint).first() or handover.wording


@operation(
    "handover.check",
    version=1,
    who=access.may_work_on,
    book=lambda handover, **_: book_of(handover.partnership_id),
    says=_("looked again after a hand-over"),
    offline=True,
)
def check(
    *,
    handover: Handover,
    on_behalf_of: Organisation,
    months: Literal[6, 12, 24],
    has_held: bool,
    level: Literal[1, 2, 3, 4, 5] | None = None,
    words: str,
    language: str,
    deed: Deed,
) -> Check:
    """Look again at 6, 12 or 24 months: whether it held, the level one saw, and in words what one saw. Less than what was
    agreed opens it again, as a light request that leads back to the hand-over."""
    row = None if deed.told else queries.row(handover)
    deed.refuse_if(row and row.state not in rules.STANDING, NotHandedOver())
    deed.refuse_if(not words.strip(), Refused(_("Say what you saw."), field="words"))
    due = next((look.due for look in row.looks if look.months == months), None) if row else None
    deed.refuse_if(due and deed.said_at.date() < due - rules.EARLY, TooEarly())
    is_lower = rules.is_lower(has_held, level, queries.agreed_level(handover))
    said = languages.said(words, language)
    need = _ask_lightly(handover, on_behalf_of, said, deed) if is_lower else None
    return deed.add(
        Check(
            handover=handover,
            months=months,
            has_held=has_held,
            level=level,
            is_lower=is_lower,
            need=need,
            words=said,
            organisation=on_behalf_of,
            person_id=deed.author,
            looked_at=deed.said_at,
        )
    )


def _ask_lightly(handover: Handover, side: Organisation, words: languages.Words, deed: Deed) -> Need:
    """The light request after a look that found less: the hospital's own need, laid before its partners; or noted for the
    hospital, which says itself whether it asks."""
    follows = f"{handover.label} {handover.id}"
    if side.id == handover.hospital_id:
        partners = [one for one in partnerships.party_ids(handover.partnership) if one != side.id]
        return needs.ask(handover.hospital, words, handover.domain, follows, partners, deed)
    return needs.note_for(handover.hospital, words, handover.domain, follows, side.known_as, deed)


@operation(
    "handover.reopen",
    version=1,
    who=access.may_ask_back,
    book=lambda handover, **_: book_of(handover.partnership_id),
    says=_("asked back after a hand-over"),
    offline=True,
)
def reopen(*, handover: Handover, words: str, asks: str, language: str, deed: Deed) -> Reopening:
    """Ask back as the hospital, lightly: what happened, and what would help; the hand-over stays readable."""
    deed.refuse_if(not deed.told and queries.row(handover).state not in rules.STANDING, NotHandedOver())
    deed.refuse_if(not words.strip(), Refused(_("Say what happened."), field="words"))
    deed.refuse_if(not asks.strip(), Refused(_("Say what would help."), field="asks"))
    return deed.add(
        Reopening(
            handover=handover,
            words=languages.said(words, language),
            asks=languages.said(asks, language),
            person_id=deed.author,
            reopened_at=deed.recorded_at,
        )
    )
