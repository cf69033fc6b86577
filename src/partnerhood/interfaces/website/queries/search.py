"""What search keeps, and what it finds for one reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import rows
from partnerhood.interfaces.api import queries as readable
from partnerhood.interfaces.website import rules
from partnerhood.interfaces.website.models import Entry, Stem

MOST_FOUND = 60


def index(key: UUID, label: str, title: str, stems: Iterable[str]) -> None:
    """Let something be found by these stems."""
    wanted = set(stems)
    entry = rows.find(Entry, key)
    if entry is not None:
        if entry.title != title:
            Entry.objects.filter(row=key).update(title=title)
        have = set(Stem.objects.filter(entry=key).values_list("stem", flat=True))
        if have - wanted:
            Stem.objects.filter(entry=key, stem__in=have - wanted).delete()
        wanted -= have
    else:
        rows.insert(Entry(row=key, label=label, title=title))
    rows.insert_numbered([Stem(entry_id=key, stem=stem) for stem in sorted(wanted)])


def forget(key: UUID) -> None:
    """Let something no longer be found."""
    Stem.objects.filter(entry=key).delete()
    Entry.objects.filter(row=key).delete()


@dataclass(frozen=True)
class Found:
    """One thing that search found for one reader."""

    label: str
    id: UUID
    title: str
    row: object


def search(person: Standing | None, query: str) -> list[Found]:
    """What somebody may see and every word of the question leads to, in a stable order: title first, then the rest."""
    entries = _matching(rules.wanted(query))
    by_label: dict[str, dict[UUID, str]] = {}
    for entry in entries[: MOST_FOUND * 4]:
        by_label.setdefault(entry.label, {})[entry.row] = entry.title
    found = [
        Found(label, row.pk, titles[row.pk], row)
        for label, titles in by_label.items()
        if label in readable.READABLE
        for row in readable.rows(person, readable.READABLE[label], titles)
    ]
    return sorted(found, key=lambda one: (one.label, one.title, str(one.id)))[:MOST_FOUND]


def _matching(wanted: list[set[str]]) -> QuerySet[Entry]:
    entries = Entry.objects.all() if wanted else Entry.objects.none()
    for number, stems in enumerate(wanted):
        same = Q(stem__in=stems)
        if number == len(wanted) - 1:  # the last word may not be finished yet
            for stem in stems:
                if len(stem) >= rules.SHORTEST_PREFIX:
                    same |= Q(stem__startswith=stem)
        entries = entries.filter(row__in=Stem.objects.filter(same).values("entry"))
    return entries.order_by("label", "title", "row")
