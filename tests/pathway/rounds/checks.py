"""A health check of Lukanga and Wilgenbeke, for the tests of questionnaires."""

from datetime import datetime

from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from partnerhood.pathway.rounds import actions, queries
from partnerhood.pathway.rounds.models import Proposal, Round, Score
from partnerhood.pathway.rounds.rules import Agreement, Content, Shown
from tests.cast import Cast, by
from tests.pathway.rounds.story import signed

CHECK = "health_check"
QUESTIONS = list(queries.questionnaires()[CHECK].items)
HONEST = "honest_words"


def check(who: Cast, person: Person | None = None, **more: object) -> Round:
    """A health check that Lotte opened."""
    said = {"partnership": who.partnership, "instrument": CHECK, "domains": QUESTIONS, **more}
    return actions.open(**said, deed=by(person or who.lotte))


def level(mark: int | str, words: str = "", **more: object) -> Content:
    """What a side says of a question, with something to look at."""
    said = {"level": str(mark), "words": words, "language": "fr", "evidence": [Shown(words="procès-verbal")], **more}
    return Content(**said)


def ours(who: Cast, which: Round, mark: int | str, question: str = HONEST, **more: object) -> Score:
    """What Lukanga says of a question."""
    said = {"domain": question, "on_behalf_of": who.lukanga, "content": level(mark, **more)}
    return actions.score(round=which, **said, deed=by(who.makiese))


def theirs(who: Cast, which: Round, mark: int | str, question: str = HONEST, **more: object) -> Score:
    """What Wilgenbeke says of a question."""
    said = {"domain": question, "on_behalf_of": who.wilgenbeke, "content": level(mark, **more)}
    return actions.score(round=which, **said, deed=by(who.lotte))


def laid(who: Cast, which: Round, mark: int | None, question: str = HONEST, **more: object) -> Proposal:
    """A level that Lotte laid under the keys."""
    agreement = Agreement(language="fr", step=mark)
    said = {"domain": question, "on_behalf_of": who.wilgenbeke, "agreement": agreement, **more}
    return actions.propose(round=which, **said, deed=by(who.lotte))


def agreed(who: Cast, which: Round, mark: int, question: str = HONEST) -> Proposal:
    """A level that both scored and signed."""
    ours(who, which, mark, question)
    theirs(who, which, mark, question)
    return signed(who, laid(who, which, mark, question))


def promised(who: Cast, which: Round, owner: str = "wilgenbeke") -> Round:
    """A round in which one of the sides does something."""
    actions.plan(
        round=which,
        domain=HONEST,
        what="Elke maand vragen waar we het niet over eens zijn",
        language="nl",
        owner="Lotte",
        owner_of=getattr(who, owner),
        by_date=clock.today().replace(year=clock.today().year + 1, day=1),
        deed=by(who.lotte),
    )
    return which


def held(who: Cast, marks: dict[str, int], at: datetime) -> Round:
    """A health check from opening to close, on a day."""
    with clock.at(at):
        which = check(who)
        for question, mark in marks.items():
            agreed(who, which, mark, question)
        promised(who, which)
        actions.close(round=which, deed=by(who.makiese))
    return which
