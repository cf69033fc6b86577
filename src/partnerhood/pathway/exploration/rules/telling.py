"""In which order people are told: staff before the press, and everybody in the order that both boards signed."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from partnerhood.pathway.exploration.rules.contents import ToldAt

STAFF_FIRST = timedelta(hours=2)
"""How long before everybody else reads it the staff of both houses know."""
OUTSIDE = frozenset({"public", "press"})


def order_fault(audiences: Sequence[ToldAt]) -> str:
    """What is wrong with an order of telling: `twice`, `order`, `staff`; nothing where it can be signed."""
    named = [one.audience for one in audiences]
    if len(named) != len(set(named)):
        return "twice"
    if any(later.at < earlier.at for earlier, later in pairwise(audiences)):
        return "order"
    staff = next((one.at for one in audiences if one.audience == "staff"), None)
    told_outside = [one.at for one in audiences if one.audience in OUTSIDE]
    soon = staff is None or any(at < staff + STAFF_FIRST for at in told_outside)
    return "staff" if told_outside and soon else ""


def telling_fault(audience: str, audiences: Sequence[ToldAt], told: Mapping[str, datetime], now: datetime) -> str:
    """Why an audience is not told yet: `unknown`, `done`, `early`, `before`, `staff`; nothing where it is its turn."""
    order = [one.audience for one in audiences]
    if audience not in order:
        return "unknown"
    if audience in told:
        return "done"
    here = order.index(audience)
    if any(one.audience not in told for one in audiences[:here]):
        return "before"
    if now < audiences[here].at:
        return "early"
    staff = told.get("staff")
    late_staff = audience in OUTSIDE and (staff is None or now < staff + STAFF_FIRST)
    return "staff" if late_staff else ""


def next_to_tell(audiences: Sequence[ToldAt], told: Mapping[str, datetime]) -> ToldAt | None:
    """Whose turn it is."""
    return next((one for one in audiences if one.audience not in told), None)
