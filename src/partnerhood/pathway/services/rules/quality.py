"""What the record of a service lacks: a rule in the order in which somebody who needs care would miss it."""

from dataclasses import dataclass
from datetime import date, timedelta

A_YEAR = timedelta(days=366)
ASKED = 9
"""How many things a whole record says, its check among them."""


@dataclass(frozen=True)
class Told:
    """What a record says, as far as this rule asks."""

    reach: bool
    hours: bool
    languages: bool
    route: str
    how: bool
    cost: bool
    accessible: bool
    eligibility: bool
    place: bool
    checked: date | None


def missing(told: Told, today: date) -> list[str]:
    """What is not said, each by its code; who comes by oneself needs nobody's word on how."""
    found = [name for name in ("reach", "hours", "languages") if not getattr(told, name)]
    if not told.route:
        found.append("route")
    elif told.route in ("letter", "specialist") and not told.how:
        found.append("how")
    found += [name for name in ("cost", "accessible", "eligibility", "place") if not getattr(told, name)]
    if told.checked is None:
        found.append("check")
    elif is_old(told.checked, today):
        found.append("old")
    return found


def is_old(checked: date, today: date) -> bool:
    """A check counts for a year."""
    return today - checked > A_YEAR
