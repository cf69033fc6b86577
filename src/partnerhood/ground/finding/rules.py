"""How words become what search compares: lower case, without accents, cut to their stems. The same on every database."""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer

STEMMERS = {"en": "english", "nl": "dutch", "fr": "french"}
WORD = re.compile(r"[^\W_]+", re.UNICODE)
LONGEST = 40
SHORTEST_PREFIX = 3


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


def wanted(query: str) -> list[set[str]]:
    """What is asked: for each word the stems that would answer it, in any language of the house."""
    words = WORD.findall(query.lower())[:8]
    return [stems(word) for word in words if stems(word)]
