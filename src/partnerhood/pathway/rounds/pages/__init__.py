"""Pages of rounds."""

from partnerhood.pathway.rounds.pages.apart import score
from partnerhood.pathway.rounds.pages.lists import round, rounds
from partnerhood.pathway.rounds.pages.opening import ask, hours, open
from partnerhood.pathway.rounds.pages.plan import close, end_action, open_points, plan
from partnerhood.pathway.rounds.pages.together import domain, evidence, propose, say, sign

__all__ = [
    "ask",
    "close",
    "domain",
    "end_action",
    "evidence",
    "hours",
    "open",
    "open_points",
    "plan",
    "propose",
    "round",
    "rounds",
    "say",
    "score",
    "sign",
]
