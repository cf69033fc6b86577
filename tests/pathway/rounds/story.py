"""A round between Lukanga and Wilgenbeke, for the tests of rounds, self-reliance and hand-over."""

from datetime import date, datetime

from partnerhood.ground.records import clock
from partnerhood.pathway.rounds import actions, queries
from partnerhood.pathway.rounds.models import Proposal, Round, Score
from partnerhood.pathway.rounds.rules import Agreement, Content, Scorer, Shown
from tests.cast import Cast, by

TEAM = [Scorer(function="infirmière", of_the_ward=True), Scorer(function="directeur médical")]
DOMAINS = ["newborn_care", "technique_it_maintenance"]


def opened(who: Cast, domains: list[str] = DOMAINS) -> Round:
    """A round that Lotte opened."""
    return actions.open(partnership=who.partnership, hospital=who.lukanga, domains=domains, deed=by(who.lotte))


def content(mark: int | str, words: str = "", **more: object) -> Content:
    """What a side says: the same answer to both questions, with something to look at."""
    said = {"keeps_it_going": str(mark), "as_agreed": str(mark), "words": words, "language": "fr", "scorers": TEAM}
    return Content(**{**said, "evidence": [Shown(words="tableau de garde")], "minutes": 12, **more})


def own(who: Cast, which: Round, mark: int | str, domain: str = "newborn_care", **more: object) -> Score:
    """The hospital's own score."""
    return actions.score(
        round=which, domain=domain, on_behalf_of=who.lukanga, content=content(mark, **more), deed=by(who.makiese)
    )


def other(who: Cast, which: Round, mark: int | str, domain: str = "newborn_care", **more: object) -> Score:
    """The partner's own score."""
    return actions.score(
        round=which, domain=domain, on_behalf_of=who.wilgenbeke, content=content(mark, **more), deed=by(who.lotte)
    )


def proposed(who: Cast, which: Round, step: int | None = 2, domain: str = "newborn_care", **more: object) -> Proposal:
    """A step that Lotte laid under the keys."""
    agreement = Agreement(language="fr", step=step, target=4 if step else None, target_date=date(2027, 12, 31))
    return actions.propose(
        round=which, domain=domain, on_behalf_of=who.wilgenbeke, agreement=agreement, deed=by(who.lotte), **more
    )


def signed(who: Cast, laid: Proposal) -> Proposal:
    """A step under both keys."""
    read = laid.wording.fingerprint
    actions.sign(proposal=laid, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    actions.sign(proposal=laid, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))
    return laid


def planned(who: Cast, which: Round) -> Round:
    """A round with one action of the hospital."""
    actions.plan(
        round=which,
        what="Deux apprentis sur la paie",
        language="fr",
        owner="Dr Makiese",
        owner_of=who.lukanga,
        by_date=clock.today().replace(year=clock.today().year + 1, day=1),
        deed=by(who.makiese),
    )
    return which


def whole(who: Cast, marks: tuple[int, int], step: int, at: datetime, domain: str = "newborn_care") -> Round:
    """A round of one domain from opening to close, on a day."""
    with clock.at(at):
        which = opened(who, [domain])
        own(who, which, marks[0], domain)
        other(who, which, marks[1], domain)
        signed(who, proposed(who, which, step, domain))
        planned(who, which)
        actions.close(round=which, deed=by(who.makiese))
    assert queries.latest(queries.agreed_in(which), domain)
    return which
