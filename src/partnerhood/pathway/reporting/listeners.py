"""What a report changes beside itself, in the same transaction: the sums that pages read."""

from typing import Any
from uuid import UUID

from partnerhood.ground.operations import summaries
from partnerhood.pathway.reporting import queries
from partnerhood.pathway.reporting.models import Mapping, Report


def listen() -> None:
    """Keep the sums of every report, and what national systems call and count."""
    summaries.follow(Report._meta.label_lower, keep)
    summaries.follow(Mapping._meta.label_lower, keep_mapped)


def keep(key: UUID, row: Any) -> None:
    """Count the days of a report again, as all reports on them say now."""
    if row is not None:
        queries.keep(row)
        queries.note(row)


def keep_mapped(key: UUID, row: Any) -> None:
    """Count an indicator again on every day of which a national number was said that counts there now, or does not any more."""
    if row is not None:
        queries.keep_mapped(row)
