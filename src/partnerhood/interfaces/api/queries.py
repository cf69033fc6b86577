"""What a program may read: each kind of thing through the same `visible_to` that the pages ask."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.operations import queries as journal
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import canonical
from partnerhood.ground.records.rows import field_values
from partnerhood.pathway.goals import queries as goals
from partnerhood.pathway.needs import queries as needs
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.programmes import queries as programmes

MOST_CHANGES = 500


@dataclass(frozen=True)
class Readable:
    """A kind of thing that programs may read: whose it is to see, and the columns that never leave."""

    label: str
    visible: Callable[[Standing | None], QuerySet[Any]]
    keeps: Callable[[Standing | None, Any], frozenset[str]]


def _nothing(person: Standing | None, row: Any) -> frozenset[str]:
    return frozenset()


def _need(person: Standing | None, need: Any) -> frozenset[str]:
    """Who voiced a need never leaves the house; nor does the ward where the asker hid it."""
    if person is not None and person.is_of(need.hospital_id):
        return frozenset()
    ward = {"ward_id"} if need.hospital_only else set()
    return frozenset({"voiced_by_id", "noted_by_id", *ward})


def _partnership(person: Standing | None, partnership: Any) -> frozenset[str]:
    """While it stands still, the public reads that there is a partnership, not between whom: no place finer than the country."""
    return frozenset({"name", "about"}) if partnerships.keeps_name(person, partnership) else frozenset()


def _partnerships(person: Standing | None) -> QuerySet[Any]:
    return partnerships.open_to(person).prefetch_related(None).select_related(None)


READABLE = {
    one.label: one
    for one in (
        Readable("organisations.organisation", partnerships.named_to, _nothing),
        Readable("partnerships.partnership", _partnerships, _partnership),
        Readable("needs.need", needs.visible_to, _need),
        Readable("goals.goal", goals.visible_to, _nothing),
        Readable("programmes.programme", programmes.visible_to, _nothing),
        Readable("programmes.result", programmes.results_visible_to, _nothing),
    )
}


def plain(person: Standing | None, readable: Readable, row: Any) -> dict[str, Any]:
    """A row as a program reads it: what its reader may not know is left out."""
    hidden = readable.keeps(person, row)
    said = {name: canonical.plain(value) for name, value in field_values(row).items() if name not in hidden}
    return {"label": readable.label, **said}


def rows(person: Standing | None, readable: Readable, ids: Iterable[UUID] | None = None) -> QuerySet[Any]:
    """The things of a kind that somebody may read, in a stable order."""
    found = readable.visible(person).order_by("id")
    return found if ids is None else found.filter(pk__in=list(ids))


def changes(person: Standing, cursor: Mapping[str, int], device: UUID) -> dict[str, Any]:
    """What changed since a cursor in the books that a person reads, each thing as it stands now.

    What only this device itself did is not told to it again. `base` is what a next edit of the thing builds on.
    """
    touched = journal.touched_since(_books(person), cursor, MOST_CHANGES, but=device)
    by_label: dict[str, set[UUID]] = {}
    for label, row in touched.rows:
        by_label.setdefault(label, set()).add(row)
    bases = journal.last_touches(row for _, row in touched.rows)
    found = [
        {**plain(person, readable, row), "base": str(bases[row.id])}
        for label, readable in READABLE.items()
        if label in by_label
        for row in rows(person, readable, by_label[label])
    ]
    return {"changes": found, "cursor": touched.cursor, "more": touched.more}


def _books(person: Standing) -> list[UUID]:
    """The books that a person reads: of their organisations, their partnerships, and who laid a need before them."""
    mine = partnerships.visible_to(person).values_list("pk", flat=True)
    hospitals = needs.visible_to(person).order_by().values_list("hospital", flat=True).distinct()
    return [*{*person.organisations, *mine, *hospitals}]
