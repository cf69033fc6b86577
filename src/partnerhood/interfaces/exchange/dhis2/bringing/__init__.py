"""A national system's file comes in: each value under its own name, at the hospital that it is of, once."""

from partnerhood.interfaces.exchange.dhis2.bringing.coming import (
    CHANGED,
    NEW,
    REFUSED,
    STATES,
    UNCHANGED,
    Answer,
    Brought,
    Desk,
    bring_in,
)
from partnerhood.interfaces.exchange.dhis2.bringing.places import Places, places

__all__ = [
    "CHANGED",
    "NEW",
    "REFUSED",
    "STATES",
    "UNCHANGED",
    "Answer",
    "Brought",
    "Desk",
    "Places",
    "bring_in",
    "places",
]
