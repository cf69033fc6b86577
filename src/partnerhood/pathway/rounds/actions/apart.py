"""Open a round and score, each side on its own."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import canonical, languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import access, queries, rules
from partnerhood.pathway.rounds.models import HandIn, Round, Score


class OpenAlready(Refused):
    """One round at a time looks at a hospital."""

    sentence = _("A round is open for this hospital. Close it before you open another.")


class Closed(Refused):
    """A closed round stays as it is."""

    sentence = _("This round is closed.")


class NotInThisRound(Refused):
    """The domain is not looked at in this round."""

    sentence = _("This domain is not part of this round.")
    field = "domain"


class AgreedAlready(Refused):
    """What both sides signed is not scored again."""

    sentence = _("Both sides signed a step for this domain. The next round looks at it again.")


class NothingToLookAt(Refused):
    """From step three up there is something to look at."""

    sentence = _("From step 3 up, name at least one thing that one can look at.")
    field = "evidence"


class VoicesMissing(Refused):
    """The hospital scores with two functions, one of them from the ward."""

    sentence = _("At the hospital at least two people with different functions score, one of them from the ward.")
    field = "scorers"


@operation(
    "rounds.open",
    version=1,
    who=access.may_open,
    book=lambda partnership, **_: book_of(partnership.id),
    says=_("opened a round"),
    offline=True,
)
def open(
    *,
    partnership: Partnership,
    hospital: Organisation,
    domains: list[str],
    sides: list[Organisation] | None = None,
    deed: Deed,
) -> Round:
    """Open a round for a hospital and some care domains; the sides are all partners unless some are named."""
    parties = set(partnerships.party_ids(partnership))
    taking_part = {one.id for one in sides or []} or parties
    _judge_round(partnership, hospital, domains, taking_part, parties, deed)
    return deed.add(
        Round(
            id=deed.id,
            partnership=partnership,
            hospital=hospital,
            domains=list(dict.fromkeys(domains)),
            sides=sorted(str(side) for side in taking_part),
            opened_by_id=deed.author,
            opened_at=deed.said_at,
        )
    )


def _judge_round(
    partnership: Partnership,
    hospital: Organisation,
    domains: list[str],
    sides: set[UUID],
    parties: set[UUID],
    deed: Deed,
) -> None:
    deed.refuse_if(
        hospital.id not in parties, Refused(_("This hospital is not one of the partners."), field="hospital")
    )
    known = {one.code for one in vocabulary.domains()}
    deed.refuse_if(not domains, Refused(_("Choose at least one domain."), field="domains"))
    deed.refuse_if(set(domains) - known, Refused(_("There is no such care domain."), field="domains"))
    apart = hospital.id in sides and len(sides) > 1 and sides <= parties
    deed.refuse_if(not apart, Refused(_("The hospital and at least one partner score."), field="sides"))
    deed.refuse_if(queries.open_round(partnership.id, hospital.id), OpenAlready())


@operation(
    "rounds.score",
    version=1,
    who=access.may_score,
    book=lambda round, **_: book_of(round.partnership_id),
    says=_("gave a score"),
    offline=True,
    travels=False,
)
def score(*, round: Round, domain: str, on_behalf_of: Organisation, content: rules.Content, deed: Deed) -> Score:
    """Give one side's own score of a domain, or correct it before a step is agreed; the other side reads it later."""
    deed.refuse_if(round.closed_at, Closed())
    deed.refuse_if(domain not in round.domains, NotInThisRound())
    agreed = domain in {one.domain for one in queries.agreed_steps(rounds=[round.id])}
    deed.refuse_if(agreed, AgreedAlready())
    deed.refuse_if(rules.lacks_evidence(content), NothingToLookAt())
    hospital = on_behalf_of.id == round.hospital_id
    deed.refuse_if(hospital and rules.lacks_voices(content), VoicesMissing())
    for one in content.evidence:
        brought.judge(deed, one.file, brought.PAGE, field="file", known=lambda: _shown(round, domain, on_behalf_of))
    given = deed.add(_score(deed.id, round, domain, on_behalf_of, content, deed.author, deed.said_at))
    deed.later("rounds.hand_in", str(given.id))
    return given


def _score(
    key: UUID, round: Round, domain: str, side: Organisation, said: rules.Content, author: UUID | None, at: datetime
) -> Score:
    return Score(
        id=key,
        round=round,
        domain=domain,
        organisation=side,
        keeps_it_going=said.keeps_it_going,
        as_agreed=said.as_agreed,
        words=languages.said(said.words, said.language) if said.words.strip() else {},
        evidence=canonical.plain([one.model_dump() for one in said.evidence if one.words.strip() or one.file]),
        scorers=canonical.plain([one.model_dump() for one in said.scorers]),
        minutes=said.minutes,
        person_id=author,
        given_at=at,
    )


def _shown(round: Round, domain: str, side: Organisation) -> list[str]:
    """The files of what this side said before, which whoever corrects it has before them."""
    before = queries.score_of(round.id, domain, side.id)
    return [str(one.get("file", "")) for one in before.evidence] if before else []


@operation(
    "rounds.hand_in",
    version=1,
    who=access.may_lay_open,
    book=lambda round, **_: book_of(round.partnership_id),
    says=_("handed a score in"),
)
def hand_in(*, round: Round, domain: str, on_behalf_of: Organisation, at: datetime, deed: Deed) -> HandIn:
    """Let other nodes know that a side is in, without a word of what it says."""
    side = deed.add(HandIn(round=round, domain=domain, organisation=on_behalf_of, handed_in_at=at))
    deed.later("rounds.lay_open_waiting", str(side.id))
    return side


@operation(
    "rounds.lay_open",
    version=1,
    who=access.may_lay_open,
    book=lambda round, **_: book_of(round.partnership_id),
    says=_("laid a score on the table"),
)
def lay_open(
    *,
    score: UUID,
    round: Round,
    domain: str,
    on_behalf_of: Organisation,
    content: rules.Content,
    given_by: Person | None = None,
    at: datetime,
    deed: Deed,
) -> Score:
    """Lay a score on the table for other nodes, now that every side is in; here it lies already."""
    kept = Score.objects.filter(pk=score).first()
    author = given_by.id if given_by else None
    return kept or deed.add(_score(score, round, domain, on_behalf_of, content, author, at))
