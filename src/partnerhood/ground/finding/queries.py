"""What the index keeps, and what the words of a question lead to."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from partnerhood.ground.finding import rules
from partnerhood.ground.finding.models import Entry, Stem
from partnerhood.ground.operations import summaries, writing
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import rows

Text = list[tuple[str, str]]
"""Pieces of text with the language each is in; the first is the title."""


def follow(label: str, words_of: Callable[[Any], Text]) -> None:
    """Let every row of a kind be found by the words that a function reads off it."""
    _keepers[label] = _keeper(label, words_of)
    summaries.follow(label, _keepers[label])


_keepers: dict[str, Callable[[UUID, Any], None]] = {}
_looked_through: set[str] = set()
AT_ONCE = 200


def catch_up() -> int:
    """Let some of what was written before its kind could be found be found too; gives how many, and looks no more where
    nothing is left."""
    for label in _keepers.keys() - _looked_through:
        found = Entry.objects.filter(row=OuterRef("pk"))
        left = apps.get_model(label)._default_manager.filter(~Exists(found)).order_by("pk")
        with turn(), writing.hand(), transaction.atomic():
            some = list(left[:AT_ONCE])
            for row in some:
                _keepers[label](row.pk, row)
        if some:
            return len(some)
        _looked_through.add(label)
    return 0


def _keeper(label: str, words_of: Callable[[Any], Text]) -> Callable[[UUID, Any], None]:
    def keep(key: UUID, row: Any) -> None:
        if row is None:
            forget(key)
            return
        text = [(words, language) for words, language in words_of(row) if words]
        stems = {stem for words, language in text for stem in rules.stems(words, language)}
        index(key, label, text[0][0] if text else "", stems)

    return keep


def index(key: UUID, label: str, title: str, stems: Iterable[str]) -> None:
    """Let something be found by these stems."""
    wanted = set(stems)
    entry = rows.find(Entry, key)
    if entry is not None:
        if entry.title != title:
            entry.title = title
            rows.update(entry, ["title"])
        there = rows.where(Stem, entry=key)
        rows.remove([one for one in there if one.stem not in wanted])
        wanted -= {one.stem for one in there}
    else:
        rows.insert(Entry(row=key, label=label, title=title))
    rows.insert_values(Stem, [(key, stem) for stem in sorted(wanted)])


def forget(key: UUID) -> None:
    """Let something no longer be found."""
    Stem.objects.filter(entry=key).delete()
    Entry.objects.filter(row=key).delete()


def matching(question: str) -> QuerySet[Entry]:
    """What every word of a question leads to, whole or as a beginning, in a stable order; nothing for an empty question."""
    wanted = rules.wanted(question)
    entries = Entry.objects.all() if wanted else Entry.objects.none()
    for one in wanted:
        same = Q(stem__in=one.stems)
        if one.beginning:
            same |= Q(stem__startswith=one.beginning)
        entries = entries.filter(row__in=Stem.objects.filter(same).values("entry"))
    return entries.order_by("label", "title", "row")


def labels(entries: QuerySet[Entry]) -> set[str]:
    """The kinds of things among these entries."""
    return set(entries.order_by().values_list("label", flat=True).distinct())


def titled(things: QuerySet[Any], entries: QuerySet[Entry], label: str) -> QuerySet[Any]:
    """Those of these things that the entries lead to, each with its title as `found_as`, by title."""
    wanted = entries.filter(label=label).order_by().values("row")
    title = Entry.objects.filter(row=OuterRef("pk")).values("title")
    found: QuerySet[Any] = things.filter(pk__in=wanted).annotate(found_as=Subquery(title))
    return found.order_by("found_as", "pk")
