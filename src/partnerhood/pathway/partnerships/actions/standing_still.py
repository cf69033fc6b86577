"""How a partnership stands still: proposed, signed by both, looked at again."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature
from partnerhood.ground.signatures.rules import is_agreed
from partnerhood.pathway.partnerships import access, choices, queries
from partnerhood.pathway.partnerships.actions.books import book_of
from partnerhood.pathway.partnerships.actions.moving import go_to, let_clocks_run
from partnerhood.pathway.partnerships.models import (
    Move,
    Partnership,
    Review,
    Suspension,
)


class NotSuspended(Refused):
    """There is nothing to look at or to lift."""

    sentence = _("This partnership does not stand still.")


@operation(
    "partnerships.propose_suspension",
    version=1,
    who=access.may_prepare,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("proposed to let the partnership stand still"),
    offline=True,
)
def propose_suspension(
    *,
    partnership: Partnership,
    reason: choices.Reason,
    words: str,
    language: str,
    goes_on: str = "",
    since_date: date,
    deed: Deed,
) -> Suspension:
    """Propose that a partnership stands still: why, from when, and what goes on meanwhile. It counts with both keys."""
    already = partnership.state == choices.State.SUSPENDED
    deed.refuse_if(already, Refused(_("This partnership stands still already.")))
    content = {
        "reason": reason,
        "words": languages.said(words, language),
        "goes_on": languages.said(goes_on, language),
        "since_date": since_date,
    }
    wording = signatures.word(
        subject=deed.id, kind="suspension", parties=queries.party_ids(partnership), content=content, deed=deed
    )
    return deed.add(
        Suspension(
            id=deed.id,
            partnership=partnership,
            reason=reason,
            wording=wording,
            proposed_at=deed.recorded_at,
            since_date=since_date,
        )
    )


@operation(
    "partnerships.sign_suspension",
    version=1,
    who=access.may_sign_suspension,
    book=lambda suspension, **_: book_of(suspension.partnership_id),
    says=_("signed the suspension"),
    offline=True,
)
def sign_suspension(
    *, suspension: Suspension, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed
) -> Signature:
    """Turn one partner's key; with the last key the partnership stands still and its clocks pause."""
    signature = signatures.turn(wording=suspension.wording, read=wording, organisation=on_behalf_of, deed=deed)
    if is_agreed(keys.keyring(suspension.wording)):
        _stand_still(suspension, deed)
    return signature


def _stand_still(suspension: Suspension, deed: Deed) -> None:
    """The last key lets the partnership stand still; every node that sees both keys writes the same move."""
    last = max(key.signed_at for key in keys.signatures([suspension.wording_id]))
    key = ids.derived(suspension.id, "move")
    if not Move.objects.filter(pk=key).exists():
        reason = languages.original(suspension.wording.content["words"])
        still = choices.State.SUSPENDED
        deed.add(Move(id=key, partnership=suspension.partnership, state=still, reason=reason, moved_at=last))
    deed.change(suspension.partnership, state=choices.State.SUSPENDED)


@operation(
    "partnerships.review_suspension",
    version=1,
    who=access.may_review,
    book=lambda suspension, **_: book_of(suspension.partnership_id),
    says=_("looked at the suspension again"),
    offline=True,
)
def review_suspension(*, suspension: Suspension, words: str, language: str, lift: bool = False, deed: Deed) -> Review:
    """Look at a suspension again: still so, or lifted; one partner's word is enough to look, and to begin again."""
    deed.refuse_if(suspension.partnership.state != choices.State.SUSPENDED, NotSuspended())
    review = deed.add(
        Review(
            suspension=suspension,
            person_id=deed.author,
            words=languages.said(words, language),
            reviewed_at=deed.recorded_at,
        )
    )
    if lift:
        let_clocks_run(suspension, deed)
        go_to(suspension.partnership, choices.State.ACTIVE, words, deed)
    return review
