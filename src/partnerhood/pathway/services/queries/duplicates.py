"""Which houses of the node are probably one: those that share a number or a word of their names are held against each other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any
from uuid import UUID

from partnerhood.ground.organisations.models import Organisation
from partnerhood.pathway.services.rules import likeness, nearness

MOST_TOGETHER = 200
"""A word that more houses of a country share tells nothing; those are held against each other place by place."""
COLUMNS = "id name short_name kind country place latitude longitude identifier".split()
VOWELS = re.compile(r"[aeiouyhw]")


@dataclass(frozen=True)
class Pair:
    """Two houses that are probably one, and why."""

    one: UUID
    other: UUID
    reasons: tuple[likeness.Reason, ...]

    @property
    def weight(self) -> float:
        """How much speaks for it in all."""
        return likeness.weight(self.reasons)


def pairs() -> list[Pair]:
    """Every pair of houses that are probably one, what weighs most first."""
    known = {row[0]: house(*row[1:]) for row in Organisation.objects.order_by("id").values_list(*COLUMNS).iterator()}
    found = []
    for one, other in sorted(set(_together(known))):
        said = likeness.reasons(known[one], known[other])
        if likeness.weight(said) >= likeness.PROBABLE:
            found.append(Pair(one, other, tuple(said)))
    return sorted(found, key=lambda pair: (-pair.weight, known[pair.one].name, pair.one, pair.other))


def house(
    name: str, short: str, kind: str, country: str, place: str, latitude: Any, longitude: Any, number: str
) -> Any:
    """A house as the rule asks of it."""
    spot = nearness.spot(latitude, longitude) if latitude is not None and longitude is not None else None
    return likeness.House(name, kind, country, place, spot, number, short)


def _together(known: dict[UUID, likeness.House]) -> Iterator[tuple[UUID, UUID]]:
    """Pairs that share something rare enough to be held against each other, the smaller id first."""
    groups: dict[tuple[str, ...], list[UUID]] = defaultdict(list)
    for key, one in known.items():
        if one.number:
            groups["number", one.number].append(key)
        for word in _words(one):
            groups["word", word].append(key)
    for keys in groups.values():
        for some in [keys] if len(keys) <= MOST_TOGETHER else _by_place(keys, known):
            yield from combinations(sorted(some), 2)


def _words(one: likeness.House) -> set[str]:
    """What two spellings of a word of a name have in common: its first letter and the other letters that are no vowels."""
    said = {word for name in (one.name, one.short_name) for word in likeness.own(name, one.kind).words}
    return {_bones(word) for word in said if len(word) > 2}


def _bones(word: str) -> str:
    rest = VOWELS.sub("", word[1:])
    return word[0] + "".join(letter for at, letter in enumerate(rest) if not at or rest[at - 1] != letter)[:6]


def _by_place(keys: Iterable[UUID], known: dict[UUID, likeness.House]) -> Iterator[list[UUID]]:
    """The same houses, those of one place or one stretch of the map together."""
    groups: dict[object, list[UUID]] = defaultdict(list)
    for key in keys:
        one = known[key]
        if one.place:
            groups[_bones(likeness.plain(one.place).partition(" ")[0] or "-")].append(key)
        if one.spot:
            groups[nearness.cell(one.spot)].append(key)
    yield from (some for some in groups.values() if len(some) <= MOST_TOGETHER)
