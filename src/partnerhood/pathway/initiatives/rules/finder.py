"""Which initiatives do the same, which would strengthen each other, and what nobody does yet. Every answer says why.

Plain decisions on what is said, no learning and no numbers that nobody can check by hand: two do the same when they are for the
same people and do the same thing; they strengthen each other when one looks for what the other has, does or reaches.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partnerhood.pathway.initiatives.rules.meaning import Lexicon

GENERAL = frozenset({"everybody", "neighbours"})
"""Groups that nearly everything is for: to share them says nothing."""
LIKE, MUCH_LIKE = 0.22, 0.45
"""From which likeness of words on two texts speak of the same, where people and deeds do not say it alone; and do so without."""
WORDS_SHOWN = 4


@dataclass(frozen=True)
class Pearl:
    """An initiative as the finder reads it."""

    key: Any
    tongue: str = ""
    audience: frozenset[str] = frozenset()
    ages: tuple[int, int] | None = None
    does: frozenset[str] = frozenset()
    seeks: frozenset[str] = frozenset()
    has: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    aims: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    everywhere: bool = False
    seeks_places: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """Why two are laid beside each other: a code of the list of reasons, and what it speaks of, by code or id."""

    code: str
    what: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    aims: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    other_places: tuple[str, ...] = ()
    turned: bool = False
    """Whether it is the second that looks for what the first has."""


@dataclass(frozen=True)
class Found:
    """Two initiatives, why they are laid beside each other, and how much speaks for it."""

    one: Any
    other: Any
    kind: str
    reasons: tuple[Reason, ...]
    weight: float


def alike(pearls: Sequence[Pearl]) -> list[Found]:
    """Every two that do the same, the most alike first."""
    rare = rarity(pearls)
    found = []
    for at, one in enumerate(pearls):
        for other in pearls[at + 1 :]:
            if pair := same(one, other, rare):
                found.append(pair)
    return sorted(found, key=_order)


def resembling(one: Pearl, others: Sequence[Pearl]) -> list[Found]:
    """Those that do the same as one that nobody has begun yet, the most alike first."""
    rare = rarity([one, *others])
    return sorted((pair for other in others if (pair := same(one, other, rare))), key=_order)


def same(one: Pearl, other: Pearl, rare: Mapping[str, float]) -> Found | None:
    """Whether two do the same: for the same people the same thing, in any two languages; and why."""
    who, what = (one.audience & other.audience) - GENERAL, one.does & other.does
    if not (what or one.tongue == other.tongue) or _apart(one.ages, other.ages):
        return None
    likeness = _likeness(one, other, rare)
    if not _is_same(one, other, who, what, likeness):
        return None
    shared = sorted(one.stems & other.stems, key=lambda stem: (-rare.get(stem, 0), stem))[:WORDS_SHOWN]
    reasons = [
        *([Reason("audience", tuple(sorted(who)))] if who else []),
        *([Reason("activity", tuple(sorted(what)))] if what else []),
        *([Reason("words", tuple(shared))] if shared and not (who and what) else []),
        *_around(one, other),
    ]
    weight = 2 * len(who) + 3 * sum(rare.get(one, 1.0) for one in what) / max(len(what), 1) + 4 * likeness
    return Found(one.key, other.key, "alike", tuple(reasons), weight + 0.5 * bool(one.places & other.places))


def _is_same(one: Pearl, other: Pearl, who: frozenset[str], what: frozenset[str], likeness: float) -> bool:
    """The same people and the same deed; or, where neither names people, the same deed in like words; or much the same words."""
    for_all = not (one.audience - GENERAL or other.audience - GENERAL)
    at_odds = bool(one.themes and other.themes and not one.themes & other.themes)
    strangers = bool(one.audience - GENERAL) and bool(other.audience - GENERAL) and not who
    if strangers or (at_odds and likeness < LIKE):
        return False
    if who and what:
        return True
    one_language = bool(one.tongue) and one.tongue == other.tongue
    return (for_all and bool(what) and likeness >= LIKE) or (one_language and likeness >= MUCH_LIKE)


def _around(one: Pearl, other: Pearl) -> list[Reason]:
    """What speaks for it besides: the theme, the aim, the place, and that they may not know of each other."""
    themes, aims, places = one.themes & other.themes, one.aims & other.aims, one.places & other.places
    found = [Reason("theme", themes=tuple(sorted(themes)))] if themes else []
    found += [Reason("aim", aims=tuple(sorted(aims)))] if aims else []
    if places:
        found.append(Reason("same_place", places=tuple(sorted(places))))
    elif one.places and other.places:
        found.append(Reason("two_places", places=tuple(sorted(one.places)), other_places=tuple(sorted(other.places))))
    if one.tongue and other.tongue and one.tongue != other.tongue:
        found.append(Reason("tongues"))
    return found


def strengthening(pearls: Sequence[Pearl], lexicon: Lexicon) -> list[Found]:
    """Every two of which one looks for what the other has, does or reaches, the clearest first."""
    found = []
    wanted = [_would_help(one, lexicon) for one in pearls]
    given = [one.has | one.does | one.audience | one.places | {f"{one.tongue}_speakers"} for one in pearls]
    for at, one in enumerate(pearls):
        for place, other in enumerate(pearls[at + 1 :], at + 1):
            if wanted[at].isdisjoint(given[place]) and wanted[place].isdisjoint(given[at]):
                continue
            there, back = _wants(one, other, lexicon), _wants(other, one, lexicon)
            weighed = [*there, *((weight, _turned(reason)) for weight, reason in back)]
            if weighed:
                ordered = sorted(weighed, key=lambda told: -told[0])
                near = 0.25 * bool(one.places & other.places) + 0.25 * bool(one.themes & other.themes)
                reasons = tuple(reason for _weight, reason in ordered)
                found.append(Found(one.key, other.key, "strengthen", reasons, sum(told[0] for told in weighed) + near))
    return sorted(found, key=_order)


def _would_help(one: Pearl, lexicon: Lexicon) -> frozenset[str]:
    """Everything of which another one might have some for this one: what it seeks, who may have it, what helps, and where."""
    known = [lexicon.concepts[code] for code in one.seeks | one.does if code in lexicon.concepts]
    return one.seeks | one.seeks_places | {code for concept in known for code in (*concept.among, *concept.helped_by)}


def _wants(one: Pearl, other: Pearl, lexicon: Lexicon) -> list[tuple[float, Reason]]:
    """Why one would gain by knowing the other."""
    found: list[tuple[float, Reason]] = []
    spoken = lexicon.of_kind(one.seeks, "tongue")
    near = bool(one.audience & other.audience - GENERAL)
    able = other.has | other.does | ({f"{other.tongue}_speakers"} if other.tongue and near else frozenset())
    if spoken and not spoken & able:
        return []
    has = ((one.seeks & able) - other.seeks) | (spoken & able)
    if has:
        found.append((3.0 * len(has), Reason("has", tuple(sorted(has)))))
    for code in sorted(one.seeks - has):
        concept = lexicon.concepts.get(code)
        among = tuple(sorted(set(concept.among) & (other.audience | other.has))) if concept else ()
        if among and not spoken:
            found.append((2.0, Reason("reaches", (code,), among)))
    compatible = (
        bool(one.audience & other.audience) or bool((one.audience | other.audience) & GENERAL) or not other.audience
    )
    for code in sorted(one.does - other.does):
        concept = lexicon.concepts.get(code)
        helps = tuple(sorted(set(concept.helped_by) & (other.does - one.does))) if concept else ()
        if helps and compatible and not _apart(one.ages, other.ages):
            found.append((2.0, Reason("goes_with", (code,), helps)))
    if one.seeks_places & other.places and one.themes & other.themes:
        found.append((1.0, Reason("way_in", places=tuple(sorted(one.seeks_places & other.places)))))
    return found


def _turned(reason: Reason) -> Reason:
    return Reason(reason.code, reason.what, reason.among, places=reason.places, turned=True)


@dataclass(frozen=True)
class Cell:
    """What is done for one theme in one place: initiatives of its own, and those that reach every place."""

    theme: str
    place: str
    own: int
    everywhere: int

    @property
    def is_gap(self) -> bool:
        """Whether the place has nothing of its own for the theme."""
        return self.own == 0


def cells(pearls: Sequence[Pearl], themes: Sequence[str], places: Sequence[str]) -> list[Cell]:
    """What is done for each theme in each place; what reaches every place is counted apart."""
    own: Counter[tuple[str, str]] = Counter()
    wide: Counter[str] = Counter()
    for one in pearls:
        for theme in one.themes:
            wide[theme] += one.everywhere
            own.update((theme, place) for place in one.places if not one.everywhere)
    return [Cell(theme, place, own[theme, place], wide[theme]) for theme in themes for place in places]


def unreached(pearls: Sequence[Pearl], named: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """The groups of people that a theme names and that none of its initiatives is for; what is for everybody reaches nobody
    in particular."""
    reached: dict[str, set[str]] = {theme: set() for theme in named}
    for one in pearls:
        for theme in one.themes & reached.keys():
            reached[theme] |= one.audience
    return [(theme, who) for theme, people in named.items() for who in sorted(people - GENERAL - reached[theme])]


def rarity(pearls: Sequence[Pearl]) -> dict[str, float]:
    """How much a word or a deed tells: the fewer initiatives say it, the more."""
    said = Counter(one for pearl in pearls for one in pearl.stems | pearl.does | pearl.audience)
    number = max(len(pearls), 2)
    return {one: 0.25 + math.log(number / times) / math.log(number) for one, times in said.items()}


def _likeness(one: Pearl, other: Pearl, rare: Mapping[str, float]) -> float:
    """How much of what two texts say is the same, from 0 to 1: rare words and deeds tell more; across languages deeds alone."""
    mine, theirs = _spoken(one, other), _spoken(other, one)
    if mine.isdisjoint(theirs):
        return 0.0
    shared = sum(rare.get(word, 1.0) ** 2 for word in mine & theirs)
    length = math.sqrt(
        sum(rare.get(word, 1.0) ** 2 for word in mine) * sum(rare.get(word, 1.0) ** 2 for word in theirs)
    )
    return shared / length if length else 0.0


def _spoken(one: Pearl, other: Pearl) -> frozenset[str]:
    """What one says that the other could say too: its words only where both speak one language."""
    meant = one.does | (one.audience - GENERAL)
    return meant | one.stems if one.tongue == other.tongue else meant


def _apart(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool:
    """Whether two are for people of different ages."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])


def _order(found: Found) -> tuple[float, str, str]:
    return -found.weight, str(found.one), str(found.other)
