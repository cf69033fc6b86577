"""How words become what search compares: lower case, without accents, cut to their stems. The same on every database."""

import re
import unicodedata
from functools import cache

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
    words = [word for word in WORD.findall(text.lower()) if len(word) > 1 or word.isdigit()]
    found = {plain(word)[:LONGEST] for word in words}
    for one in [language] if language in STEMMERS else list(STEMMERS):
        found |= {plain(stem)[:LONGEST] for stem in _stemmer(one).stemWords(words)}
    return found


def wanted(query: str) -> list[set[str]]:
    """What is asked: for each word the stems that would answer it, in any language of the house."""
    words = WORD.findall(query.lower())[:8]
    return [stems(word) for word in words if stems(word)]
