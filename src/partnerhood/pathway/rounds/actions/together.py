"""Say what one saw, lay a step under the keys, and sign it."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures.models import Signature
from partnerhood.pathway.partnerships import choices as partnership_choices
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.rounds import access, choices, queries, rules
from partnerhood.pathway.rounds.actions.apart import AgreedAlready, Closed, NotAnAnswer, NothingToLookAt, NotInThisRound
from partnerhood.pathway.rounds.models import Proposal, Remark, Round


class OwnFirst(Refused):
    """One's own score comes first."""

    sentence = _("Give your own score first.")


class NotAllIn(Refused):
    """A step is proposed when every side scored on its own."""

    sentence = _("Not every side is in yet. One agrees once all have scored on their own.")


class ReasonsMissing(Refused):
    """No step this time needs the reason of each side."""

    sentence = _("Each side says first why there is nothing agreed this time.")
    field = "words"


class ReasonsChanged(Refused):
    """The reasons that are quoted are not the ones that were last given."""

    sentence = _("A reason changed since you read it. Read both again before you lay this under the keys.")


class StandsStill(Refused):
    """No agreed step arises while a partnership stands still."""

    sentence = _("This partnership stands still. Own scores can be given; one agrees when it goes on.")


@operation(
    "rounds.say",
    version=1,
    who=access.may_score,
    book=lambda round, **_: book_of(round.partnership_id),
    says=_("said what they saw"),
    offline=True,
)
def say(
    *,
    round: Round,
    domain: str,
    on_behalf_of: Organisation,
    kind: choices.RemarkKind,
    words: str,
    language: str,
    deed: Deed,
) -> Remark:
    """Say as a side what one saw that the other did not, or why there is no agreed step this time."""
    deed.refuse_if(round.closed_at, Closed())
    deed.refuse_if(not words.strip(), Refused(_("Say it in your own words."), field="words"))
    own = queries.who_is_in([round.id])[round.id, domain]
    deed.refuse_if(on_behalf_of.id not in own, OwnFirst())
    return deed.add(
        Remark(
            round=round,
            domain=domain,
            organisation=on_behalf_of,
            kind=kind,
            words=languages.said(words, language),
            person_id=deed.author,
            said_at=deed.said_at,
        )
    )


@operation(
    "rounds.propose",
    version=1,
    who=access.may_score,
    book=lambda round, **_: book_of(round.partnership_id),
    says=_("proposed a step"),
    offline=True,
)
def propose(
    *,
    round: Round,
    domain: str,
    on_behalf_of: Organisation,
    agreement: rules.Agreement,
    reasons: dict[str, dict[str, object]] | None = None,
    deed: Deed,
) -> Proposal:
    """Lay a step under the keys of all sides, or no step this time with the reason of each; keys turned before fall."""
    deed.refuse_if(round.closed_at, Closed())
    _judge_step(round, domain, agreement, deed)
    if agreement.step is None:
        _judge_reasons(round, domain, reasons or {}, deed)
    wording = signatures.word(
        subject=ids.derived(round.id, f"step:{domain}"),
        kind="step",
        parties=[UUID(side) for side in round.sides],
        content=_wording(round, domain, agreement, reasons or {}),
        deed=deed,
    )
    return deed.add(
        Proposal(
            id=deed.id,
            round=round,
            domain=domain,
            wording=wording,
            proposed_by=on_behalf_of,
            proposed_at=deed.recorded_at,
        )
    )


def _judge_step(round: Round, domain: str, agreement: rules.Agreement, deed: Deed) -> None:
    deed.refuse_if(domain not in round.domains, NotInThisRound())
    silent = rules.silent_sides(round.sides, queries.answers_of_all(round, domain))
    deed.refuse_if(silent, NotAllIn())
    agreed = domain in {one.domain for one in queries.agreed_in(round)}
    deed.refuse_if(agreed, AgreedAlready())
    asks = queries.of_round(round)
    too_high = max(agreement.step or 0, agreement.target or 0) > asks.top
    deed.refuse_if(too_high, NotAnAnswer(field="step"))
    bare = (agreement.step or 0) >= asks.look_from and not queries.has_something_to_look_at(round, domain)
    deed.refuse_if(bare, NothingToLookAt())


def _judge_reasons(round: Round, domain: str, quoted: dict[str, dict[str, object]], deed: Deed) -> None:
    said = queries.reasons(round, domain)
    deed.refuse_if(not rules.said_by_all(round.sides, said), ReasonsMissing())
    deed.refuse_if(quoted != said, ReasonsChanged())


def _wording(
    round: Round, domain: str, agreement: rules.Agreement, reasons: dict[str, dict[str, object]]
) -> dict[str, object]:
    said = agreement.model_dump(mode="json")
    where = {"hospital": str(round.hospital_id)} if round.hospital_id else {"instrument": round.instrument}
    place = {"round": str(round.id), **where, "domain": domain}
    return {**said, **place, **({"reasons": reasons} if agreement.step is None else {})}


@operation(
    "rounds.sign",
    version=1,
    who=access.may_sign,
    book=lambda proposal, **_: book_of(proposal.round.partnership_id),
    says=_("signed a step"),
    offline=True,
)
def sign(*, proposal: Proposal, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn one side's key under the step that was in front of the signer."""
    still = proposal.round.partnership.state == partnership_choices.State.SUSPENDED
    deed.refuse_if(still, StandsStill())
    standing = queries.laid(proposal.round).get(proposal.domain)
    deed.refuse_if(standing and standing.proposal.id != proposal.id, signatures.WordingChanged())
    return signatures.turn(wording=proposal.wording, read=wording, organisation=on_behalf_of, deed=deed)
