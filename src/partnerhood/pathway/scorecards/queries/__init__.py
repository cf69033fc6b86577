"""What we ask about scorecards: by what a network judges itself, now and before, and what its hospitals counted of it."""

from partnerhood.pathway.scorecards.queries.judging import (
    Judged,
    Line,
    Under,
    Whole,
    each,
    judged,
    line,
    whole,
)
from partnerhood.pathway.scorecards.queries.reports import Slot, who_reported
from partnerhood.pathway.scorecards.queries.versions import (
    aims,
    faults,
    first,
    history,
    members,
    now,
    of_networks,
    read,
    to_choose,
    until,
)

__all__ = [
    "Judged",
    "Line",
    "Slot",
    "Under",
    "Whole",
    "aims",
    "each",
    "faults",
    "first",
    "history",
    "judged",
    "line",
    "members",
    "now",
    "of_networks",
    "read",
    "to_choose",
    "until",
    "who_reported",
    "whole",
]
