"""What one may ask about hand-overs."""

from partnerhood.pathway.handover.queries.criteria import Point, answer_from, content, facts, open_points, points
from partnerhood.pathway.handover.queries.lists import (
    Look,
    Row,
    at_partnership,
    counter,
    current,
    endings,
    lacking_key,
    partner,
    place,
    row,
    rows,
    standing,
    visible_to,
    waiting_for,
    with_reopening,
)

__all__ = [
    "Look",
    "Point",
    "Row",
    "answer_from",
    "at_partnership",
    "content",
    "counter",
    "current",
    "endings",
    "facts",
    "lacking_key",
    "open_points",
    "partner",
    "place",
    "points",
    "row",
    "rows",
    "standing",
    "visible_to",
    "waiting_for",
    "with_reopening",
]
