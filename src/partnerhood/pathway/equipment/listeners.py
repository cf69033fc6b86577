"""What devices tell the rooms that ask: whether a domain's things work, and who repaired them."""

from partnerhood.pathway.equipment import queries
from partnerhood.pathway.partnerships import queries as partnerships


def answer() -> None:
    """Answer the fact that a hand-over asks, and the share of repairs that the hospital does itself."""
    partnerships.facts.register("status_events", queries.things_work)
    partnerships.shares.register("repairs_done", queries.repairs_done)
