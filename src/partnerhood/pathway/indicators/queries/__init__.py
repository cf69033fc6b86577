"""What we ask the indicators: the definitions that stand ready, the words to show them with, and a house's own."""

from partnerhood.pathway.indicators.queries.ready import (
    BETWEEN_PLACES,
    DATA,
    Definition,
    Period,
    Unit,
    choices,
    definition,
    definition_choices,
    definitions,
    definitions_for,
    name,
    period,
    unit,
    word,
    words,
)
from partnerhood.pathway.indicators.queries.own import (
    defined,
    own_definition,
    row,
    visible_to,
)

__all__ = [
    "BETWEEN_PLACES",
    "DATA",
    "Definition",
    "Period",
    "Unit",
    "choices",
    "defined",
    "definition",
    "definition_choices",
    "definitions",
    "definitions_for",
    "name",
    "own_definition",
    "period",
    "row",
    "unit",
    "visible_to",
    "word",
    "words",
]
