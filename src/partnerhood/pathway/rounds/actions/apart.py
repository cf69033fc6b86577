"""Open a round and score, each side on its own."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.deed import Deed
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.registry import operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import canonical, languages
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.actions import book_of
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import access, choices, queries, rules
from partnerhood.pathway.rounds.models import HandIn, NetworkInstrument, Round, Score

Code = Annotated[str, Field(min_length=1, max_length=60)]


class OpenAlready(Refused):
    """One round at a time looks at a hospital."""

    sentence = _("Such a round is open already. Close it before you open another.")


class Closed(Refused):
    """A closed round stays as it is."""

    sentence = _("This round is closed.")


class NotInThisRound(Refused):
    """The domain or question is not looked at in this round."""

    sentence = _("This is not part of this round.")
    field = "domain"


class NotAnAnswer(Refused):
    """A score answers what its instrument asks, with one of its levels."""

    sentence = _("Choose one of the levels that are asked here.")
    field = "level"


class AsksTooMuch(Refused):
    """An organisation that gives so many hours a year is asked before it gives more."""

    field = "hospital"


class AgreedAlready(Refused):
    """What both sides signed is not scored again."""

    sentence = _("All sides signed this. The next round looks at it again.")


class NothingToLookAt(Refused):
    """From step or level three up there is something to look at."""

    sentence = _("From 3 up, name at least one thing that one can look at.")
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
    hospital: Organisation | None = None,
    domains: list[str],
    instrument: Code = choices.LADDER,
    own: NetworkInstrument | None = None,
    sides: list[Organisation] | None = None,
    deed: Deed,
) -> Round:
    """Open a round: for a hospital and some care domains, or with the questions of an instrument, of ours or the network's
    own. The sides are all partners unless some are named."""
    parties = set(partnerships.party_ids(partnership))
    taking_part = {one.id for one in sides or []} or parties
    asked = list(dict.fromkeys(domains))
    asks = queries.brought(own) if own else queries.instrument(instrument)
    deed.refuse_if(asks is None, Refused(_("We do not know this instrument."), field="instrument"))
    if asks and not deed.told:
        _judge_round(partnership, hospital, asks, asked)
        _judge_sides(asks, hospital, taking_part, parties)
        deed.refuse_if(queries.open_round(partnership.id, hospital.id if hospital else None, asks.code), OpenAlready())
        _judge_hours(asks, hospital, asked, taking_part, deed)
    return deed.add(
        Round(
            id=deed.id,
            partnership=partnership,
            hospital=hospital,
            instrument=own.code if own else instrument,
            own=own,
            minutes=deed.look("minutes", lambda: asks.minutes(len(asked)) if asks else 0),
            domains=asked,
            sides=sorted(str(side) for side in taking_part),
            opened_by_id=deed.author,
            opened_at=deed.said_at,
        )
    )


def _judge_round(
    partnership: Partnership, hospital: Organisation | None, asks: queries.Instrument, domains: list[str]
) -> None:
    """A hospital is looked at on the ladder, domain by domain; a questionnaire is asked whole, where it belongs."""
    if not domains:
        raise Refused(_("Choose at least one domain."), field="domains")
    if set(domains) - set(asks.items):
        raise Refused(_("There is no such care domain."), field="domains")
    if asks.is_ladder:
        return
    if (asks.code, asks.own) not in {(one.code, one.own) for one in queries.offered(partnership)}:
        raise Refused(_("This is not asked in a partnership of this kind."), field="instrument")
    if set(domains) != set(asks.items):
        raise Refused(
            _("A questionnaire is asked whole, so that this year can stand beside the last."), field="domains"
        )


def _judge_sides(asks: queries.Instrument, hospital: Organisation | None, sides: set[UUID], parties: set[UUID]) -> None:
    if (hospital is not None) != (asks.looks_at == choices.LooksAt.HOSPITAL):
        raise Refused(
            _("Say at which hospital one looks; where the partners look at themselves, at none."), field="hospital"
        )
    if hospital and hospital.id not in parties:
        raise Refused(_("This hospital is not one of the partners."), field="hospital")
    if len(sides) < 2 or not sides <= parties or (hospital and hospital.id not in sides):
        raise Refused(_("The hospital and at least one partner score."), field="sides")


def _judge_hours(
    asks: queries.Instrument, hospital: Organisation | None, domains: list[str], sides: set[UUID], deed: Deed
) -> None:
    """Who gives so many hours a year opens itself what goes over them."""
    standing = people.standing(deed.author)
    for key, asked in queries.hours(sides, deed.said_at.year).items():
        here = hospital is not None and key == hospital.id
        more = queries.minutes_of_a_round(asks, len(domains), at_hospital=here)
        if asked.goes_over(more) and not (standing and standing.has(key, *access.WRITERS)):
            raise AsksTooMuch(_too_much(key, asked, more))


def _too_much(key: UUID, asked: queries.Hours, more: int) -> str:
    said = _(
        "%(name)s gives at most %(cap)s hours a year to rounds. With this one it would be %(whole)s. Ask them first: "
        "their own people can open it."
    )
    name = queries.side(str(key)).known_as
    return str(said) % {"name": name, "cap": asked.cap, "whole": queries.in_hours(asked.minutes + more)}


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
    asks = queries.of_round(round)
    deed.refuse_if(not rules.fits(content, is_ladder=asks.is_ladder, top=asks.top), NotAnAnswer())
    agreed = domain in {one.domain for one in queries.agreed_in(round)}
    deed.refuse_if(agreed, AgreedAlready())
    deed.refuse_if(rules.lacks_evidence(content, asks.look_from), NothingToLookAt())
    hospital = asks.is_ladder and on_behalf_of.id == round.hospital_id
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
        keeps_it_going=said.keeps_it_going or "",
        as_agreed=said.as_agreed or "",
        level=said.level or "",
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
