"""What one may ask about programmes: themselves, their results and keys, their money, and what an import has to know."""

from partnerhood.pathway.programmes.queries.incoming import are_here, book_of, fingerprints, here, kept, network, pairs
from partnerhood.pathway.programmes.queries.money import Total, derive, entries, totals
from partnerhood.pathway.programmes.queries.programmes import (
    Asked,
    codes,
    complete,
    listed,
    of_identifiers,
    organisations,
    results_visible_to,
    visible_to,
)
from partnerhood.pathway.programmes.queries.results import (
    Row,
    complete_results,
    earlier_wording,
    goals_of,
    links,
    of_programme,
    results_of_goals,
    rows,
    signatures,
    waiting_for,
)

__all__ = [
    "Asked",
    "Row",
    "Total",
    "are_here",
    "book_of",
    "codes",
    "complete",
    "complete_results",
    "derive",
    "earlier_wording",
    "entries",
    "fingerprints",
    "goals_of",
    "here",
    "kept",
    "links",
    "listed",
    "network",
    "of_identifiers",
    "of_programme",
    "organisations",
    "pairs",
    "results_of_goals",
    "results_visible_to",
    "rows",
    "signatures",
    "totals",
    "visible_to",
    "waiting_for",
]
