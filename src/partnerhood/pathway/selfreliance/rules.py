"""Under which heading a domain stands, and which round's marks a reader may see. Plain decisions about plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partnerhood.ground.vocabulary.choices import Freshness
from partnerhood.ground.vocabulary.rules import Answer, freshness

GROUPS = ("transversal", "clinical", "support", "organisation")


def group(support: str, transversal: bool) -> str:
    """The themes that come with every hospital stand first; the rest under its level of support."""
    return "transversal" if transversal else support.split(".")[0]


CAN_HELP_FROM = 4


def can_help(step: int) -> bool:
    """Who does it alone and checks it, or teaches it, can help others."""
    return step >= CAN_HELP_FROM


def is_hollow(looked_at: date | None, today: date) -> bool:
    """A step that nobody looked at for a year is drawn hollow."""
    return looked_at is not None and freshness(looked_at, today) in (Freshness.HOLLOW, Freshness.TOO_OLD)


@dataclass(frozen=True)
class Marks:
    """What one reader sees of one domain in one round."""

    round: str
    opened_on: date
    own: Answer | None
    partner: Answer | None
    hidden: bool
    """Somebody is in and this reader may not know yet what they say."""


def now(marks: Iterable[Marks]) -> Marks | None:
    """The newest round of which nothing is hidden from the reader, and in which somebody said something."""
    readable = [one for one in marks if not one.hidden and (one.own is not None or one.partner is not None)]
    return max(readable, key=lambda one: one.opened_on, default=None)


def lowest(answers: Sequence[Answer]) -> Answer | None:
    """Of several partners the most careful one counts; an answer outside the ladder where there is no step."""
    steps = [one for one in answers if isinstance(one, int)]
    return min(steps) if steps else next(iter(answers), None)
