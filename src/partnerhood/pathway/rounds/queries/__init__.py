"""What one may ask about rounds. Scores leave this room only through here, and never before the reader's own are in."""

from partnerhood.pathway.rounds.queries.agreed import Agreed, agreed_steps, baseline, latest, reached_lately, results
from partnerhood.pathway.rounds.queries.agreed import ask_results as ask_results
from partnerhood.pathway.rounds.queries.apart import (
    answers_of_all,
    has_something_to_look_at,
    minutes_of,
    remarks_visible_to,
    score_of,
    scores_visible_to,
    who_is_in,
)
from partnerhood.pathway.rounds.queries.lists import (
    Waits,
    actions_of,
    of_partnership,
    open_actions,
    open_round,
    to_lay_open,
    visible_to,
    waiting_for,
)
from partnerhood.pathway.rounds.queries.table import (
    DomainRow,
    Laid,
    Voice,
    domain_row,
    laid,
    reasons,
    table,
    unsettled,
)

__all__ = [
    "Agreed",
    "DomainRow",
    "Laid",
    "Voice",
    "Waits",
    "actions_of",
    "agreed_steps",
    "answers_of_all",
    "ask_results",
    "baseline",
    "domain_row",
    "has_something_to_look_at",
    "laid",
    "latest",
    "minutes_of",
    "of_partnership",
    "open_actions",
    "open_round",
    "reached_lately",
    "reasons",
    "remarks_visible_to",
    "results",
    "score_of",
    "scores_visible_to",
    "table",
    "to_lay_open",
    "unsettled",
    "visible_to",
    "waiting_for",
    "who_is_in",
]
