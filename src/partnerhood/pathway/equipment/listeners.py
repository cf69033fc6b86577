"""What devices tell the rooms that ask: whether a domain's things work."""

from partnerhood.pathway.equipment import queries
from partnerhood.pathway.partnerships import queries as partnerships


def answer() -> None:
    """Answer the fact that a hand-over asks."""
    partnerships.facts.register("status_events", queries.things_work)
