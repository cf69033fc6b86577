"""What a report changes beside itself, in the same transaction: the sums that pages read."""

from typing import Any
from uuid import UUID

from partnerhood.ground.operations import summaries
from partnerhood.pathway.reporting import queries
from partnerhood.pathway.reporting.models import Report


def listen() -> None:
    """Keep the sums of every report."""
    summaries.follow(Report._meta.label_lower, keep)


def keep(key: UUID, row: Any) -> None:
    """Count the days of a report again, as all reports on them say now."""
    if row is not None:
        queries.keep(row)
