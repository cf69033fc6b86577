"""What other rooms ask for inside their own operations: keep a wording, turn a key, take it back.

These are steps of a deed, not deeds: a goal is signed, a level is signed; a signature alone is nothing.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import canonical, ids
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import choices, queries, rules
from partnerhood.ground.signatures.models import PaperKey, Signature, Withdrawal, Wording

SCHEMA = 1


class WordingChanged(Refused):
    """The wording that was signed is not the wording that stands now."""

    sentence = _("The wording changed since you read it. Here is what changed; sign again if you still agree.")


class SecondKey(Refused):
    """One person never turns two keys."""

    sentence = _("You already turned another partner's key under these words. Somebody else has to turn this one.")


class TurnedAlready(Refused):
    """This partner's key is turned already."""

    sentence = _("This key is turned already under these words.")


class NotAParty(Refused):
    """The organisation does not take part in this wording."""

    sentence = _("This organisation does not take part in these words.")


def word(*, subject: UUID, kind: str, parties: list[UUID], content: Mapping[str, object], deed: Deed) -> Wording:
    """Keep the exact words of something that these parties may sign."""
    whole = {
        "schema": SCHEMA,
        "subject": str(subject),
        "kind": kind,
        "parties": sorted(str(party) for party in parties),
        "content": canonical.plain(content),
    }
    wording = Wording(
        subject=subject,
        kind=kind,
        parties=whole["parties"],
        needed=len(set(parties)),
        content=whole["content"],
        text=canonical.text(whole),
        fingerprint=canonical.fingerprint(whole),
        made_at=deed.recorded_at,
        made_by_id=deed.author,
    )
    return deed.add(wording)


def turn(
    *,
    wording: Wording,
    read: Fingerprint,
    organisation: Organisation,
    deed: Deed,
    assurance: choices.Assurance = choices.Assurance.SESSION,
) -> Signature:
    """Turn one partner's key under the wording that was in front of the signer."""
    signer = Person.objects.get(pk=str(deed.author))
    deed.refuse_if(read != wording.fingerprint, WordingChanged())
    _judge(wording, organisation, signer.id, deed)
    return deed.add(
        Signature(
            wording=wording,
            organisation=organisation,
            person=signer,
            signer=signer.name,
            function=signer.function,
            assurance=assurance,
            signed_at=deed.said_at if assurance == choices.Assurance.OFFLINE else deed.recorded_at,
        )
    )


def _judge(wording: Wording, organisation: Organisation, person: UUID | None, deed: Deed) -> None:
    keyring = queries.keyring(wording)
    deed.refuse_if(organisation.id not in keyring.parties, NotAParty())
    deed.refuse_if(rules.holds_another_key(keyring, person, organisation.id), SecondKey())
    deed.refuse_if(rules.turned_already(keyring, organisation.id), TurnedAlready())


def withdraw(*, signature: Signature, reason: str, deed: Deed) -> Withdrawal:
    """Take a key back; what was signed stays readable, with the reason beside it."""
    deed.refuse_if(queries.is_withdrawn(signature), Refused(_("This key was taken back already.")))
    key = ids.derived(signature.id, "withdrawal")
    return deed.add(
        Withdrawal(id=key, signature=signature, person_id=deed.author, reason=reason, withdrawn_at=deed.recorded_at)
    )


def enter_paper(
    *,
    wording: Wording,
    organisation: Organisation,
    signer: str,
    function: str,
    signed_date: date,
    photo: str,
    deed: Deed,
) -> PaperKey:
    """Enter a photo of a signed page; it waits until the signing partner confirms it."""
    deed.refuse_if(str(organisation.id) not in wording.parties, NotAParty())
    return deed.add(
        PaperKey(
            wording=wording,
            organisation=organisation,
            signer=signer,
            function=function,
            signed_date=signed_date,
            photo=photo,
            entered_by_id=deed.author,
            entered_at=deed.recorded_at,
        )
    )


def confirm_paper(*, paper: PaperKey, deed: Deed) -> Signature:
    """Let a photo count as a turned key: said by one of the signing partner's own people."""
    _judge(paper.wording, paper.organisation, deed.author, deed)
    deed.refuse_if(paper.signature_id, TurnedAlready())
    signature = deed.add(
        Signature(
            wording=paper.wording,
            organisation=paper.organisation,
            person_id=deed.author,
            signer=paper.signer,
            function=paper.function,
            assurance=choices.Assurance.PAPER,
            signed_at=deed.recorded_at,
        )
    )
    deed.change(paper, signature=signature)
    return signature


def keep_earlier(
    *, wording: Wording, organisation: Organisation, signer: str, signed_date: date, deed: Deed
) -> Signature:
    """Keep a key that was turned before Partnerhood, as a brought-in paper says; shown as such."""
    from datetime import UTC, datetime, time

    at = datetime.combine(signed_date, time(12), UTC)
    return deed.add(
        Signature(
            wording=wording,
            organisation=organisation,
            signer=signer,
            assurance=choices.Assurance.BEFORE,
            signed_at=at,
        )
    )
