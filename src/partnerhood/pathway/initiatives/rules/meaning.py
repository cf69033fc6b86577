"""What a text is about: groups of people, things that people do, and what they lack, known by the words of a list in several
languages. No machine guesses here: each thing found can be said with the words that it was found by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from partnerhood.ground.finding import rules as words

TONGUES = ("en", "nl", "fr", "tr")
AGE_FROM = re.compile(
    r"\b(\d{2})\s*(?:\+|plus\b|-?plusser)|\b(?:plus de|over|above|aged|boven de|ouder dan|vanaf|à partir de|dès|from)\s+(\d{2})\b"
)
AGES = re.compile(r"\b(\d{1,2})\s*(?:-|–|tot|to|à|t/m|until)\s*(\d{1,2})\b")
OLDEST = 120
KEPT = 3
SHORT = 3
"""What is left of so few letters is the beginning of many words: AED, répit and repas would be one."""
YOUNGEST_OLD, OLDEST_YOUNG, OLDEST_CHILD = 60, 27, 13


@dataclass(frozen=True)
class Concept:
    """One thing that texts are about. `among` is who may have what is lacked; `helped_by` is what helps where this is the trouble."""

    code: str
    kind: str
    terms: tuple[tuple[str, str], ...]
    among: tuple[str, ...] = ()
    helped_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Term:
    code: str
    parts: tuple[str, ...]
    """Each part is a stem; it may be the beginning or the end of a longer word where a star stands."""


class Lexicon:
    """All things that can be found, by the words they are found by."""

    def __init__(self, concepts: Iterable[Concept], plain: Iterable[str] = ()) -> None:
        self.concepts = {one.code: one for one in concepts}
        self.plain = frozenset(words.plain(one) for one in plain)
        self._terms: dict[str, dict[str, list[_Term]]] = {tongue: {} for tongue in TONGUES}
        for one in self.concepts.values():
            for tongue, said in one.terms:
                term = _Term(one.code, tuple(_prepared(part, tongue) for part in said.split()))
                self._terms[tongue].setdefault(_shelf(term.parts[0]), []).append(term)

    def found(self, text: str, tongue: str) -> frozenset[str]:
        """The codes of what a text is about; the longest words first, and no word is read twice in one language."""
        spoken = words.WORD.findall(text.lower())
        tongues = (tongue,) if tongue in TONGUES else TONGUES
        return frozenset(code for one in tongues for code in self._found(spoken, one))

    def _found(self, spoken: Sequence[str], tongue: str) -> set[str]:
        said = [_forms(word, tongue) for word in spoken]
        there = [
            (at, term)
            for at, forms in enumerate(said)
            for term in self._begun(forms, tongue)
            if _goes_on(term, said, at)
        ]
        used: set[int] = set()
        codes: set[str] = set()
        for start, term in sorted(there, key=lambda one: -len(one[1].parts)):
            places = range(start, start + len(term.parts))
            if used.isdisjoint(places):
                codes.add(term.code)
                used.update(places if len(places) > 1 else ())
        return codes

    def _begun(self, forms: tuple[str, str], tongue: str) -> Iterator[_Term]:
        """The terms whose first part fits a word: on the shelf of the word, its stem, its beginning or its end."""
        whole, stem = forms
        shelves = dict.fromkeys((whole, stem, f"{whole[:KEPT]}*", f"*{whole[-KEPT:]}", "*"))
        for shelf in shelves:
            yield from (term for term in self._terms[tongue].get(shelf, ()) if _fits(term.parts[0], forms))

    def of_kind(self, codes: Iterable[str], *kinds: str) -> frozenset[str]:
        """Those of these codes that are of some kinds."""
        return frozenset(one for one in codes if one in self.concepts and self.concepts[one].kind in kinds)

    def stems(self, text: str, tongue: str) -> frozenset[str]:
        """The stems of a text that tell something, each with its language, for the same letters mean something else in another."""
        said = [word for word in words.WORD.findall(text.lower()) if words.plain(word) not in self.plain]
        return frozenset(f"{tongue}:{_stem(word, tongue)}" for word in said if len(word) > 2 and not word.isdigit())

    def spelled(self, stem: str, text: str) -> str:
        """The first word of a text that has a stem, as it is written there; the stem itself where there is none."""
        tongue, _colon, bare = stem.partition(":")
        return next((word for word in words.WORD.findall(text.lower()) if _stem(word, tongue) == bare), bare)


def _shelf(part: str) -> str:
    """Where a term is looked for by its first part: a whole word, or the beginning or the end of one."""
    bare = part.strip("*")
    if part == bare:
        return bare
    if len(bare) < KEPT or (part.startswith("*") and part.endswith("*")):
        return "*"
    return f"*{bare[-KEPT:]}" if part.startswith("*") else f"{bare[:KEPT]}*"


def _goes_on(term: _Term, said: Sequence[tuple[str, str]], start: int) -> bool:
    """Whether all the other words of a term follow on its first one."""
    rest = said[start : start + len(term.parts)]
    return len(rest) == len(term.parts) and all(_fits(part, one) for part, one in zip(term.parts, rest, strict=True))


def ages(text: str) -> tuple[int, int] | None:
    """From which age until which a text speaks of, where it says so in figures."""
    said = text.lower()
    for found in AGES.finditer(said):
        first, last = int(found[1]), int(found[2])
        if first < last <= 99:
            return first, last
    found_from = AGE_FROM.search(said)
    return (int(found_from[1] or found_from[2]), OLDEST) if found_from else None


def of_ages(span: tuple[int, int] | None) -> frozenset[str]:
    """Which group of people an age speaks of."""
    if span is None:
        return frozenset()
    first, last = span
    if first >= YOUNGEST_OLD - 10 and last > YOUNGEST_OLD:
        return frozenset({"older_people"})
    if last <= OLDEST_CHILD:
        return frozenset({"children"})
    return frozenset({"young_people"}) if last <= OLDEST_YOUNG else frozenset()


def _prepared(part: str, tongue: str) -> str:
    """A word of the list as it is compared; a language without a stemmer here, such as Turkish, lets its words grow at the end."""
    if "*" in part:
        head, tail = part.startswith("*"), part.endswith("*")
        return f"{'*' * head}{words.plain(part.strip('*'))}{'*' * tail}"
    grows = tongue not in words.STEMMERS and len(part) > SHORT
    return f"{words.plain(part)}*" if grows else _stem(part.lower(), tongue)


@lru_cache(maxsize=50_000)
def _stem(word: str, tongue: str) -> str:
    """A word as it is compared: its stem, where enough is left of it to tell it from others."""
    plain = words.plain(word)
    stems = words.stems(word, tongue) - {plain} if tongue in words.STEMMERS and len(plain) > SHORT else set()
    return next((one for one in stems if len(one) > SHORT), plain)


@lru_cache(maxsize=50_000)
def _forms(word: str, tongue: str) -> tuple[str, str]:
    return words.plain(word), _stem(word, tongue)


def _fits(part: str, forms: tuple[str, str]) -> bool:
    whole, stem = forms
    if part.startswith("*") and part.endswith("*"):
        return part.strip("*") in whole
    if part.endswith("*"):
        return whole.startswith(part[:-1])
    if part.startswith("*"):
        return whole.endswith(part[1:])
    return part in (whole, stem)
