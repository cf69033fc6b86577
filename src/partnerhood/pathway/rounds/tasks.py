"""What follows from a score: word that it is in, and, once every side is in, the scores themselves for other nodes."""

from collections.abc import Iterable
from uuid import UUID

from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.jobs import job
from partnerhood.ground.operations.models import Job
from partnerhood.ground.records import ids, languages
from partnerhood.pathway.rounds import actions, queries, rules
from partnerhood.pathway.rounds.models import HandIn, Score


@job("rounds.hand_in")
def hand_in(work: Job) -> None:
    """Say that a side is in, without a word of what it says."""
    given = Score.objects.select_related("round", "organisation").get(pk=UUID(work.text))
    actions.hand_in(
        round=given.round,
        domain=given.domain,
        on_behalf_of=given.organisation,
        at=given.given_at,
        deed=_node(given, "hand-in"),
    )


@job("rounds.lay_open_waiting", everywhere=True)
def lay_open(work: Job) -> None:
    """A side is in, here or on another node: lay on the table what every side is in for and what is held here."""
    lay_open_waiting([UUID(work.text)])


def lay_open_waiting(handed_in: Iterable[UUID]) -> int:
    """Lay every score on the table that may lie there now that these sides are in; gives how many."""
    places = HandIn.objects.filter(pk__in=handed_in).select_related("round")
    number = 0
    for which, domain in {(one.round, one.domain) for one in places}:
        for given in queries.to_lay_open(which, domain):
            _lay_open(given)
            number += 1
    return number


def _lay_open(given: Score) -> None:
    actions.lay_open(
        score=given.id,
        round=given.round,
        domain=given.domain,
        on_behalf_of=given.organisation,
        content=content_of(given),
        given_by=given.person,
        at=given.given_at,
        deed=_node(given, "lay-open"),
    )


def content_of(given: Score) -> rules.Content:
    """A score as it was said."""
    return rules.Content.model_validate(
        {
            "keeps_it_going": given.keeps_it_going or None,
            "as_agreed": given.as_agreed or None,
            "level": given.level or None,
            "words": languages.original(given.words),
            "language": str(given.words.get(languages.ORIGINAL, "en")),
            "evidence": given.evidence,
            "scorers": given.scorers,
            "minutes": given.minutes,
        }
    )


def _node(given: Score, what: str) -> Claim:
    """Said by the node itself, once for each score whoever asks."""
    key = ids.derived(given.id, what)
    return Claim(author=given.person_id, device=key, id=key, base=LATEST, operator=True)
