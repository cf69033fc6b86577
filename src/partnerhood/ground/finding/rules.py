"""How words become what search compares: lower case, without accents, cut to their stems. The same on every database."""

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

STEMMERS = {"en": "english", "nl": "dutch", "fr": "french"}
WORD = re.compile(r"[^\W_]+", re.UNICODE)
LONGEST = 40
SHORTEST_BEGINNING = 3
MOST_WORDS = 8


@cache
def _stemmer(language: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(STEMMERS[language])


def plain(word: str) -> str:
    """A word in lower case and without accents."""
    parts = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def stems(text: str, language: str = "") -> set[str]:
    """The stems of a text: in its own language where we know it, and each word as it stands."""
    words = {word for word in WORD.findall(text.lower()) if len(word) > 1 or word.isdigit()}
    tongues = (language,) if language in STEMMERS else tuple(STEMMERS)
    return {stem for word in words for stem in _stems(word, tongues)}


@lru_cache(maxsize=50_000)
def _stems(word: str, tongues: tuple[str, ...]) -> frozenset[str]:
    """A word and its stems; kept, for a node says the same few thousand words all day."""
    found = (_stemmer(one).stemWord(word) for one in tongues)
    return frozenset(plain(one)[:LONGEST] for one in (word, *found))


@dataclass(frozen=True)
class Wanted:
    """A word of a question: the stems that answer it, and what a word may begin with to answer it too."""

    stems: frozenset[str]
    beginning: str = ""


def wanted(query: str) -> list[Wanted]:
    """What is asked, word by word, in any language of the house; two letters are too few to be a beginning."""
    words = WORD.findall(query.lower())[:MOST_WORDS]
    return [Wanted(frozenset(stems(word)), _beginning(word)) for word in words if stems(word)]


def _beginning(word: str) -> str:
    start = plain(word)[:LONGEST]
    return start if len(start) >= SHORTEST_BEGINNING else ""


def answers(wanted: Iterable[Wanted], known: Collection[str]) -> bool:
    """Whether something with these stems is what every word of a question leads to, as the index would say; for a list that
    is no rows and stands in memory."""
    return all(
        not one.stems.isdisjoint(known)
        or (one.beginning != "" and any(stem.startswith(one.beginning) for stem in known))
        for one in wanted
    )
