"""Summaries that are kept with the rows they are made of, in the same transaction: what search finds, for one.

A room that keeps one says here which rows it follows. A summary is derived: it is never evidence, and can be made again.
"""

from collections.abc import Callable, Iterable
from uuid import UUID

from partnerhood.ground.operations import writing
from partnerhood.ground.records.models import Record

Follow = Callable[[UUID, Record | None], None]
_followers: dict[str, list[Follow]] = {}


def follow(label: str, keep: Follow) -> None:
    """Keep a summary of every row of a kind: called with its id and the row, or None where it was taken away."""
    known = _followers.setdefault(label, [])
    if keep not in known:
        known.append(keep)


def keep(touched: Iterable[tuple[tuple[str, UUID], Record | None]]) -> None:
    """Bring the summaries of touched rows up to date."""
    for (label, key), row in touched:
        for follower in _followers.get(label, ()):
            with writing.hand():
                follower(key, row)
