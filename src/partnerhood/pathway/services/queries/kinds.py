"""Which kinds of care a word stands for, in any language of the house: the list is short and stands in memory."""

from functools import cache

from partnerhood.ground.finding import rules as words
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS
from partnerhood.pathway.services.rules import meant


def of(one: words.Wanted) -> tuple[str, ...]:
    """The kinds that a word of a question leads to, whole or as a beginning."""
    there = _kinds()
    found = {code for stem in one.stems for code in there.get(stem, ())}
    if one.beginning:
        found |= {code for word, codes in there.items() if word.startswith(one.beginning) for code in codes}
    return tuple(sorted(found))


def nearly(word: str) -> tuple[str, tuple[str, ...]]:
    """The first word that is one slip of the hand away, and the kinds that all such words stand for."""
    found = sorted(one for one in _kinds() if meant.is_slip(word, one))
    codes = sorted({code for one in found for code in _kinds()[one]})
    return (found[0], tuple(codes)) if found else ("", ())


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    """Every word of the list, with the kinds that it stands for."""
    found: dict[str, set[str]] = {}
    for one in vocabulary.care_kinds():
        for text in (one.name, *([one.also] if one.also else [])):
            for tongue in LANGUAGES_OF_TEXTS:
                for stem in words.stems(text.in_language(tongue), tongue):
                    found.setdefault(stem, set()).add(one.code)
    return {word: tuple(sorted(codes)) for word, codes in found.items()}
