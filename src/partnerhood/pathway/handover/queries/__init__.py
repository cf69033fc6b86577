"""What one may ask about hand-overs."""

from partnerhood.pathway.handover.queries.criteria import Point, answer_from, content, facts, open_points, points
from partnerhood.pathway.handover.queries.lists import (
    Look,
    Row,
    counter,
    current,
    endings,
    partner,
    place,
    row,
    rows,
    visible_to,
    waiting_for,
)

__all__ = [
    "Look",
    "Point",
    "Row",
    "answer_from",
    "content",
    "counter",
    "current",
    "endings",
    "facts",
    "open_points",
    "partner",
    "place",
    "points",
    "row",
    "rows",
    "visible_to",
    "waiting_for",
]
