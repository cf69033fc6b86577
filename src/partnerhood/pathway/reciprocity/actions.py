"""What people do with the ledger: say something for their own side, put it right, take it back."""

from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.activities.models import Activity
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.rules import Line, Text
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.programmes.rules import codes
from partnerhood.pathway.reciprocity import access, choices, queries, rules
from partnerhood.pathway.reciprocity.models import Entry, Withdrawal
from partnerhood.pathway.reciprocity.rules import Amount, Currency
from partnerhood.pathway.reporting.actions import judge_days

Domain = Annotated[str, Field(max_length=20)]
FAULTS = {
    "way": _("Say whether you gave it or it came to you."),
    "amount": _("Say how much: a number. Visits and people are whole numbers."),
    "currency": _("Say in which currency, by its three letters, such as EUR or CDF."),
    "domain": _("Choose what it is about."),
    "words": _("Say in a sentence what it is."),
}
DOMAINS = {"benefit": choices.Benefit.values, "cost": choices.Cost.values}


class OneOfThePartners(Refused):
    """A ledger is between the partners."""

    sentence = _("Choose another partner of this partnership.")
    field = "partner"


class TooLong(Refused):
    """A year at a time."""

    sentence = _("This is more than a year. Say it a year at a time, so that years can stand beside each other.")
    field = "to_date"


class NotTheirs(Refused):
    """What it came from belongs to the same partnership."""

    sentence = _("Choose an activity or a goal of this partnership.")
    field = "comes_from"


class NotStanding(Refused):
    """The entry does not count any more."""

    sentence = _("Somebody put this right or took it back meanwhile. Look at what stands now.")


@operation(
    "reciprocity.say",
    version=1,
    who=access.may_say,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("wrote down what was given or received"),
    offline=True,
)
def say(
    *,
    partnership: Partnership,
    on_behalf_of: Organisation,
    partner: Organisation,
    kind: choices.Kind,
    way: choices.Way | None = None,
    amount: Amount | None = None,
    currency: Currency = "",
    domain: Domain = "",
    words: Text = "",
    language: str = "en",
    from_date: date,
    to_date: date,
    source: Line = "",
    activity: Activity | None = None,
    goal: Goal | None = None,
    deed: Deed,
) -> Entry:
    """Say for one's own side what was given to a partner or came from it, or what it brought or cost."""
    outside = partner.id == on_behalf_of.id or partner.id not in partnerships.party_ids(partnership)
    deed.refuse_if(outside, OneOfThePartners())
    entry = Entry(
        id=deed.id,
        partnership=partnership,
        organisation=on_behalf_of,
        partner=partner,
        kind=kind,
        way=rules.way_of(kind, way or ""),
        amount=amount,
        currency=currency,
        domain=domain,
        words=_words(words, language),
        from_date=from_date,
        to_date=to_date,
        source=source.strip(),
        activity=activity,
        goal=goal,
        said_by_id=deed.author,
        said_at=deed.recorded_at,
    )
    _judge(entry, deed)
    return deed.add(entry)


def _words(words: str, language: str) -> languages.Words:
    return languages.said(words, language) if words.strip() else {}


def _judge(entry: Entry, deed: Deed) -> None:
    """Refuse what does not go together, beside the question to blame."""
    words = languages.original(entry.words)
    for fault in rules.faults(entry.kind, entry.way, entry.amount, entry.currency, entry.domain, words):
        deed.refuse_if(True, Refused(FAULTS[fault], field=fault))
    unknown = entry.currency and entry.currency not in codes.known("Currency")
    deed.refuse_if(unknown, Refused(FAULTS["currency"], field="currency"))
    strange = entry.domain and entry.domain not in DOMAINS[entry.kind]
    deed.refuse_if(strange, Refused(FAULTS["domain"], field="domain"))
    judge_days((entry.from_date, entry.to_date), deed)
    deed.refuse_if(rules.is_too_long((entry.from_date, entry.to_date)), TooLong())
    unsourced = entry.kind in rules.COUNTED and not entry.source
    deed.refuse_if(unsourced, Refused(_("Say where the number comes from."), field="source"))
    origins = [one for one in (entry.activity, entry.goal) if one]
    deed.refuse_if(any(one.partnership_id != entry.partnership_id for one in origins), NotTheirs())


@operation(
    "reciprocity.correct",
    version=1,
    who=access.may_change,
    book=lambda entry, **_: book_of(entry.partnership_id),
    says=_("put right what was given or received"),
    offline=True,
)
def correct(
    *,
    entry: Entry,
    why: Line,
    amount: Amount | None = None,
    currency: Currency = "",
    domain: Domain = "",
    words: Text = "",
    language: str = "en",
    from_date: date,
    to_date: date,
    source: Line = "",
    activity: Activity | None = None,
    goal: Goal | None = None,
    deed: Deed,
) -> Entry:
    """Put an entry right with another one; the old one stays readable beside the reason."""
    deed.refuse_if(not why.strip(), Refused(_("Say what was wrong."), field="why"))
    deed.refuse_if(not queries.is_standing(entry), NotStanding())
    said = Entry(
        id=correction_of(entry.id),
        partnership_id=entry.partnership_id,
        organisation_id=entry.organisation_id,
        partner_id=entry.partner_id,
        kind=entry.kind,
        way=entry.way,
        amount=amount,
        currency=currency,
        domain=domain,
        words=_words(words, language),
        from_date=from_date,
        to_date=to_date,
        source=source.strip(),
        activity=activity,
        goal=goal,
        said_by_id=deed.author,
        said_at=deed.recorded_at,
        first_id=entry.first_id or entry.id,
        replaces=entry,
        why=why.strip(),
    )
    _judge(said, deed)
    return deed.add(said)


def correction_of(entry: UUID) -> UUID:
    """The id of the entry that puts one right: two nodes that do so at once make one entry, whoever was first."""
    return ids.derived(entry, "put right")


@operation(
    "reciprocity.take_back",
    version=1,
    who=access.may_change,
    book=lambda entry, **_: book_of(entry.partnership_id),
    says=_("took back what was said of giving or receiving"),
    offline=True,
)
def take_back(*, entry: Entry, reason: Line, deed: Deed) -> Withdrawal:
    """Take an entry back that should not have been there; it stays readable and counts no more."""
    deed.refuse_if(not reason.strip(), Refused(_("Say why, so that your partner understands."), field="reason"))
    deed.refuse_if(not queries.is_standing(entry), NotStanding())
    return deed.add(
        Withdrawal(
            id=ids.derived(entry.id, "withdrawn"),
            entry=entry,
            person_id=deed.author,
            reason=reason.strip(),
            withdrawn_at=deed.recorded_at,
        )
    )
