"""Turn a key under a result, or take it back."""

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.actions import book_of
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature, Withdrawal, Wording
from partnerhood.pathway.programmes import access
from partnerhood.pathway.programmes.models import Result


class NoLongerPublished(Refused):
    """The publisher took the result out of its programme."""

    sentence = _("The publisher no longer names this result, so no key can be turned under it.")


class NoKeyTurned(Refused):
    """There is no key to take back."""

    sentence = _("This partner has not turned its key under these words.")


@operation(
    "programmes.sign_result",
    version=1,
    who=access.may_sign,
    book=lambda result, **_: book_of(result.programme.reporter_id),
    says=_("signed a programme's result"),
    offline=True,
)
def sign_result(*, result: Result, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn one partner's key under the result that was in front of the signer."""
    deed.refuse_if(result.gone_at, NoLongerPublished())
    signed = _signed_wording(result, wording) if deed.told else result.wording
    return signatures.turn(wording=signed, read=wording, organisation=on_behalf_of, deed=deed)


def _signed_wording(result: Result, fingerprint: Fingerprint) -> Wording:
    """The wording that was signed on another node, which may not be the one that stands here."""
    return keys.history(result.id).filter(fingerprint=fingerprint).first() or result.wording


@operation(
    "programmes.withdraw_result",
    version=1,
    who=access.may_sign,
    book=lambda result, **_: book_of(result.programme.reporter_id),
    says=_("took a key back from a programme's result"),
    offline=True,
)
def withdraw_result(*, result: Result, on_behalf_of: Organisation, reason: str, deed: Deed) -> Withdrawal:
    """Take a partner's key back, with a reason; what was signed stays readable."""
    deed.refuse_if(not reason.strip(), Refused(_("Say why, so that your partner understands."), field="reason"))
    signature = keys.standing_signature(result.wording, on_behalf_of.id)
    if signature is None:
        raise NoKeyTurned
    return signatures.withdraw(signature=signature, reason=reason, deed=deed)
