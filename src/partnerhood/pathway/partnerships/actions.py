"""What people do with partnerships: propose one, write and sign its charter, let it move, let it stand still."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import BookOf, operation
from partnerhood.ground.organisations.actions import book_of as organisation_book
from partnerhood.ground.organisations.models import Network, Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids, languages
from partnerhood.ground.records.canonical import Fingerprint
from partnerhood.ground.signatures import actions as signatures
from partnerhood.ground.signatures import queries as keys
from partnerhood.ground.signatures.models import Signature
from partnerhood.ground.signatures.rules import is_agreed
from partnerhood.pathway.partnerships import access, choices, queries, rules
from partnerhood.pathway.partnerships.models import (
    Body,
    Charter,
    Move,
    Partner,
    Partnership,
    Review,
    Seat,
    Suspension,
)


class CannotMove(Refused):
    """A partnership does not go that way."""

    sentence = _("A partnership does not go from where it stands to there.")


class CharterNotSigned(Refused):
    """The charter does not carry every key."""

    sentence = _("The charter does not carry every key yet. Sign it first, or say why you begin without it.")


class NotSuspended(Refused):
    """There is nothing to look at or to lift."""

    sentence = _("This partnership does not stand still.")


def book_of(partnership: UUID) -> BookOf:
    """The book of a partnership."""
    return BookOf("partnership", partnership)


@operation(
    "partnerships.propose",
    version=1,
    who=access.may_propose,
    book=lambda key, **_: book_of(key),
    says=_("proposed a partnership"),
)
def propose(
    *,
    key: UUID,
    name: str,
    kind: choices.Kind,
    partners: list[Organisation],
    works_at: list[Organisation],
    network: Network | None = None,
    since_date: date | None = None,
    about: dict[str, object] | None = None,
    deed: Deed,
) -> Partnership:
    """Propose that organisations work together, and say where the work is done."""
    deed.refuse_if(len(set(partners)) < 2, Refused(_("It takes two to be partners."), field="partners"))
    known = Partnership.objects.filter(pk=key).first()
    if known:
        return known
    partnership = deed.add(
        Partnership(id=key, name=name, kind=kind, network=network, since_date=since_date, about=about or {})
    )
    for one in partners:
        deed.add(Partner(partnership=partnership, organisation=one, works_here=one in works_at))
    return partnership


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
    """Keep an earlier agreement on paper as the charter, under the keys of those who signed it; words that were written
    here, and a later paper, stay above it."""
    _judge_paper(partnership, paper, signed_by, deed)
    content = {"headings": {}, "review_date": paper.until_date, "paper": paper.model_dump(mode="json")}
    charter = deed.look_up("charter", Charter.objects.filter(partnership=partnership))
    wording = signatures.word(
        subject=charter.id if charter else deed.id,
        kind="charter",
        parties=queries.party_ids(partnership),
        content=content,
        deed=deed,
    )
    for one, signer in rules.signers(paper, signed_by):
        signatures.keep_earlier(
            wording=wording, organisation=one, signer=signer, signed_date=paper.signed_date, deed=deed
        )
    if charter is None:
        return deed.add(Charter(id=deed.id, partnership=partnership, wording=wording, review_date=paper.until_date))
    stands = queries.paper(charter.wording)
    if deed.look("counts", lambda: stands is not None and stands.signed_date < paper.signed_date):
        deed.change(charter, wording=wording, review_date=paper.until_date)
    return charter


def _judge_paper(partnership: Partnership, paper: rules.Paper, signed_by: list[Organisation], deed: Deed) -> None:
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


@operation(
    "partnerships.move",
    version=1,
    who=access.may_prepare,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("moved the partnership on"),
)
def move(*, partnership: Partnership, state: choices.State, reason: str = "", deed: Deed) -> Partnership:
    """Let a partnership move to another state; to begin without a signed charter asks for a reason that stays visible."""
    deed.refuse_if(not rules.may_move(partnership.state, state), CannotMove())
    unsigned = rules.needs_charter(state) and not _charter_agreed(partnership)
    deed.refuse_if(unsigned and not reason, CharterNotSigned(field="reason"))
    if partnership.state == choices.State.SUSPENDED:
        _lift(queries.suspension_now(partnership.id), deed)
    return _move(partnership, state, reason, deed)


def _charter_agreed(partnership: Partnership) -> bool:
    charter = queries.charter(partnership)
    return charter is not None and is_agreed(keys.keyring(charter.wording))


def _lift(suspension: Suspension | None, deed: Deed) -> None:
    """Let the clocks run again."""
    if suspension:
        deed.change(suspension, lifted_at=deed.recorded_at)


def _move(partnership: Partnership, state: choices.State, reason: str, deed: Deed) -> Partnership:
    deed.add(
        Move(partnership=partnership, state=state, reason=reason, person_id=deed.author, moved_at=deed.recorded_at)
    )
    return deed.change(partnership, state=state)


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
        _lift(suspension, deed)
        _move(suspension.partnership, choices.State.ACTIVE, words, deed)
    return review


@operation(
    "partnerships.open_body",
    version=1,
    who=access.may_open_body,
    book=lambda network=None, partnership=None, **_: (
        book_of(partnership.id) if partnership else organisation_book(network.coordinator_id)
    ),
    says=_("opened a body"),
)
def open_body(
    *,
    name: str,
    kind: choices.BodyKind,
    network: Network | None = None,
    partnership: Partnership | None = None,
    country: str = "",
    mandate: str = "",
    language: str = "en",
    deed: Deed,
) -> Body:
    """Open a working group, a board or a committee, in a network or in a partnership."""
    one_place = (network is None) == (partnership is None)
    deed.refuse_if(one_place, Refused(_("A body sits in a network or in a partnership."), field="network"))
    said = languages.said(mandate, language) if mandate else {}
    return deed.add(Body(name=name, kind=kind, network=network, partnership=partnership, country=country, mandate=said))


@operation(
    "partnerships.seat",
    version=1,
    who=access.may_seat,
    book=lambda body, **_: _book_of_body(body),
    says=_("gave somebody a seat"),
)
def seat(
    *,
    body: Body,
    person: Person,
    kind: choices.SeatKind = choices.SeatKind.MEMBER,
    from_date: date,
    to_date: date | None = None,
    deed: Deed,
) -> Seat:
    """Give somebody a seat in a body for a term; the end is not included and may be open."""
    wrong = to_date is not None and to_date <= from_date
    deed.refuse_if(wrong, Refused(_("A term ends after it begins."), field="to_date"))
    return deed.add(Seat(body=body, person=person, kind=kind, from_date=from_date, to_date=to_date))


def _book_of_body(body: Body) -> BookOf:
    """A body of a partnership is written in its book; one of a network in that of its coordinator."""
    if body.partnership_id:
        return book_of(body.partnership_id)
    assert body.network is not None
    return organisation_book(body.network.coordinator_id)


@operation(
    "partnerships.end_seat",
    version=1,
    who=access.may_end_seat,
    book=lambda seat, **_: _book_of_body(seat.body),
    says=_("ended a seat"),
)
def end_seat(*, seat: Seat, to_date: date, deed: Deed) -> Seat:
    """End somebody's seat on a day, which is not included: today, later, or when they left."""
    ended = seat.to_date is not None and seat.to_date <= deed.recorded_at.date()
    deed.refuse_if(ended, Refused(_("This seat ended already."), field="to_date"))
    deed.refuse_if(to_date <= seat.from_date, Refused(_("A term ends after it begins."), field="to_date"))
    longer = seat.to_date is not None and to_date > seat.to_date
    deed.refuse_if(longer, Refused(_("It ends before that day already. For longer, give a new seat."), field="to_date"))
    return deed.change(seat, to_date=to_date)
