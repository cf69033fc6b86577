"""What the record of an initiative lacks, and how lately it was heard of."""

from dataclasses import dataclass
from datetime import date, timedelta

A_YEAR = timedelta(days=366)
ASKED = ("name", "what", "audience", "where", "since", "owner", "contact", "themes", "aims", "kind")
"""What a whole record says, in the order in which a reader would miss it."""


@dataclass(frozen=True)
class Told:
    """What a record says, as far as this rule asks."""

    name: bool = False
    what: bool = False
    audience: bool = False
    where: bool = False
    since: bool = False
    owner: bool = False
    contact: bool = False
    themes: bool = False
    aims: bool = False
    kind: bool = False


def missing(told: Told) -> list[str]:
    """What is not said, each by its code."""
    return [name for name in ASKED if not getattr(told, name)]


def heard(last: date, today: date) -> str:
    """How lately an initiative was heard of: within a year, within two, or longer ago, when nobody should count on it."""
    silent = today - last
    if silent <= A_YEAR:
        return "lately"
    return "long" if silent <= 2 * A_YEAR else "silent"
