"""What people do with a charter: write it, bring in one on paper, sign it."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures.models import Signature
from partnerhood.pathway.partnerships import access, choices, queries, rules
from partnerhood.pathway.partnerships.actions.books import book_of
from partnerhood.pathway.partnerships.actions.moving import StillAlone
from partnerhood.pathway.partnerships.models import (
    Charter,
    Partnership,
)


@operation(
    "partnerships.write_charter",
    version=1,
    who=access.may_prepare,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("wrote the charter"),
)
def write_charter(
    *,
    partnership: Partnership,
    headings: dict[str, dict[str, str]],
    review_date: date | None = None,
    deed: Deed,
) -> Charter:
    """Write the charter, or another version of it: the words of each heading per language. Keys turned before fall."""
    deed.refuse_if(len(queries.party_ids(partnership)) < rules.LEAST, StillAlone())
    unknown = set(headings) - {key for key, _ in choices.HEADINGS}
    deed.refuse_if(unknown, Refused(_("A charter has no such heading."), field="headings"))
    said = any(words.strip() for languages_of in headings.values() for words in languages_of.values())
    deed.refuse_if(not said, Refused(_("Write something under one heading at least.")))
    content = {"headings": headings, "review_date": review_date}
    charter = Charter.objects.filter(partnership=partnership).first()
    subject = charter.id if charter else deed.id
    wording = signatures.word(
        subject=subject, kind="charter", parties=queries.party_ids(partnership), content=content, deed=deed
    )
    if charter is None:
        return deed.add(Charter(id=deed.id, partnership=partnership, wording=wording, review_date=review_date))
    return deed.change(charter, wording=wording, review_date=review_date)


@operation(
    "partnerships.bring_in_agreement",
    version=1,
    who=access.may_bring_in,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("brought in an agreement on paper from before Partnerhood"),
)
def bring_in_agreement(
    *,
    partnership: Partnership,
    paper: rules.Paper,
    signed_by: list[Organisation],
    deed: Deed,
) -> Charter:
    """Keep an earlier agreement on paper as the charter, under the key of who brings it in; the others who signed it turn
    theirs here, for it is one side's word that they did. Words that were written here, and a later paper, stay above it."""
    _judge_paper(partnership, paper, signed_by, deed)
    content = {"headings": {}, "review_date": paper.until_date, "paper": paper.model_dump(mode="json")}
    charter = deed.look_up("charter", Charter.objects.filter(partnership=partnership))
    stands = queries.paper(charter.wording) if charter else None
    parties, subject = queries.party_ids(partnership), charter.id if charter else deed.id
    if charter and deed.look("same", lambda: stands == paper):
        wording = charter.wording  # the other side brings in the very paper: its own key is added
    else:
        wording = signatures.word(subject=subject, kind="charter", parties=parties, content=content, deed=deed)
    for one, signer in rules.signers(paper, signed_by):
        if access.speaks_for(deed, one):
            signatures.keep_earlier(
                wording=wording, organisation=one, signer=signer, signed_date=paper.signed_date, deed=deed
            )
    if charter is None:
        return deed.add(Charter(id=deed.id, partnership=partnership, wording=wording, review_date=paper.until_date))
    if deed.look("counts", lambda: stands is not None and stands.signed_date < paper.signed_date):
        deed.change(charter, wording=wording, review_date=paper.until_date)
    return charter


def _judge_paper(partnership: Partnership, paper: rules.Paper, signed_by: list[Organisation], deed: Deed) -> None:
    deed.refuse_if(len(queries.party_ids(partnership)) < rules.LEAST, StillAlone())
    strangers = {one.id for one in signed_by} - set(queries.party_ids(partnership))
    other = Refused(_("Only partners of this partnership can have signed for it."), field="signed_by")
    deed.refuse_if(strangers, other)
    deed.refuse_if(not signed_by, Refused(_("Say which partners signed it."), field="signed_by"))
    ahead = paper.signed_date > deed.recorded_at.date()
    deed.refuse_if(ahead, Refused(_("This day has not come yet."), field="signed_date"))
    ended = paper.until_date is not None and paper.until_date < paper.signed_date
    deed.refuse_if(ended, Refused(_("The last day comes before the day of signing."), field="until_date"))


@operation(
    "partnerships.sign_charter",
    version=1,
    who=access.may_sign_charter,
    book=lambda charter, **_: book_of(charter.partnership_id),
    says=_("signed the charter"),
    offline=True,
)
def sign_charter(*, charter: Charter, wording: Fingerprint, on_behalf_of: Organisation, deed: Deed) -> Signature:
    """Turn one partner's key under the charter that was in front of the signer."""
    return signatures.turn(wording=charter.wording, read=wording, organisation=on_behalf_of, deed=deed)
