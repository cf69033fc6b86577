"""What search finds for one reader: what the words lead to, as far as each room lets them see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from partnerhood.ground.finding import queries as finding
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.api import queries as readable
from partnerhood.pathway.activities import queries as activities
from partnerhood.pathway.equipment import queries as equipment
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.initiatives import queries as initiatives
from partnerhood.pathway.measurement import queries as measurement
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.reciprocity import queries as reciprocity
from partnerhood.pathway.rounds import queries as rounds

MOST_FOUND = 60
SAYS_WHO = frozenset({"name", "hospital_id"})
"""Where a reader is not told one of these, finding something by the name of a place would tell it all the same."""

FOR_PROGRAMS = (
    "needs.need",
    "goals.goal",
    "partnerships.partnership",
    "programmes.programme",
    "organisations.organisation",
    "equipment.device",
)
"""What programs read, a reader finds by the same rule."""

OWN = "indicators.version"
"""What a house counts in its own way; what stands ready for everybody is no rows, and is found under the same name."""

ON_PAGES_ALONE: dict[str, Callable[[Standing | None], QuerySet[Any]]] = {
    "goals.measure": measurement.measures_found_by,
    "activities.activity": activities.found_by,
    "initiatives.initiative": initiatives.found_by,
    OWN: indicators.versions_visible_to,
    "rounds.action": rounds.open_points_visible_to,
    "people.person": partnerships.people_visible_to,
    "reciprocity.entry": reciprocity.found_by,
}
"""What a reader finds on a page by another rule than programs read it, or what no program reads."""


@dataclass(frozen=True)
class Found:
    """One thing that search found for one reader."""

    label: str
    row: Any
    title: str
    key: str


def search(person: Standing | None, question: str) -> list[Found]:
    """What somebody may see and every word of the question leads to, in a stable order.

    Who may see it is asked before anything is counted: what others keep to themselves pushes nothing of one's own away.
    """
    matching = finding.matching(question)
    there = finding.labels(matching)
    found = [
        Found(label, row, _title(label, row), str(row.pk))
        for label in (*FOR_PROGRAMS, *ON_PAGES_ALONE)
        if label in there
        for row in _rows(person, label, finding.titled(_visible(person, label), matching, label))
    ]
    found += [Found(OWN, one, vocabulary.say(one.name), one.code) for one in indicators.found_by(question)]
    return sorted(found, key=lambda one: (one.label, one.title, one.key))


def _title(label: str, row: Any) -> str:
    """What stands in the list: a device by the name that its kind has in the reader's language."""
    return equipment.known_as(row) if label == "equipment.device" else str(row.found_as)


def _visible(person: Standing | None, label: str) -> QuerySet[Any]:
    alone = ON_PAGES_ALONE.get(label)
    return alone(person) if alone else readable.rows(person, readable.READABLE[label])


def _rows(person: Standing | None, label: str, found: QuerySet[Any]) -> list[Any]:
    """The rows of a kind, without those that would say by being found what a reader is not told."""
    kind = None if label in ON_PAGES_ALONE else readable.READABLE[label]
    return [row for row in found[:MOST_FOUND] if kind is None or not kind.keeps(person, row) & SAYS_WHO]
