"""What search finds for one reader: what the words lead to, as far as each room lets them see it."""

from dataclasses import dataclass
from uuid import UUID

from partnerhood.ground.finding import queries as finding
from partnerhood.ground.people.queries import Standing
from partnerhood.interfaces.api import queries as readable

MOST_FOUND = 60
SAYS_WHO = frozenset({"name", "hospital_id"})
"""Where a reader is not told one of these, finding something by the name of a place would tell it all the same."""


@dataclass(frozen=True)
class Found:
    """One thing that search found for one reader."""

    label: str
    id: UUID
    title: str


def search(person: Standing | None, question: str) -> list[Found]:
    """What somebody may see and every word of the question leads to, in a stable order."""
    by_label: dict[str, dict[UUID, str]] = {}
    for entry in finding.matching(question)[: MOST_FOUND * 4]:
        by_label.setdefault(entry.label, {})[entry.row] = entry.title
    found = [
        Found(label, row.pk, titles[row.pk])
        for label, titles in by_label.items()
        if label in readable.READABLE
        for row in readable.rows(person, readable.READABLE[label], titles)
        if not readable.READABLE[label].keeps(person, row) & SAYS_WHO
    ]
    return sorted(found, key=lambda one: (one.label, one.title, str(one.id)))[:MOST_FOUND]
