"""What one may ask about giving and receiving, and about what a hospital does itself."""

from partnerhood.pathway.reciprocity.queries.hands import SHARES, Hands, hands
from partnerhood.pathway.reciprocity.queries.ledger import (
    Asked,
    found_by,
    history,
    is_standing,
    origins,
    page_of,
    said,
    together,
    told,
    visible_to,
    withdrawals_visible_to,
    years,
)
from partnerhood.pathway.reciprocity.queries.records import Held, held, sessions

__all__ = [
    "SHARES",
    "Asked",
    "Hands",
    "Held",
    "found_by",
    "hands",
    "held",
    "history",
    "is_standing",
    "origins",
    "page_of",
    "said",
    "sessions",
    "together",
    "told",
    "visible_to",
    "withdrawals_visible_to",
    "years",
]
