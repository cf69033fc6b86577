"""Words that people wrote, kept in the language they wrote them in, with later readings beside them."""

from collections.abc import Mapping

Words = dict[str, object]
ORIGINAL = "_"


def said(words: str, language: str) -> Words:
    """Words as somebody said them, in one language: the original."""
    return {ORIGINAL: language, language: {"words": words.strip()}}


def also_said(text: Words, words: str, language: str, by: str) -> Words:
    """The same text with a reading in another language added; the original stays what it is."""
    return {**text, language: {"words": words.strip(), "by": by}}


def original(text: Mapping[str, object]) -> str:
    """The words as they were first said; empty where nothing was."""
    return in_language(text, str(text.get(ORIGINAL, "")))


def in_language(text: Mapping[str, object], language: str) -> str:
    """The words in one language; empty where there is no such reading."""
    reading = text.get(language)
    return str(reading.get("words", "")) if isinstance(reading, Mapping) else ""


def best(text: Mapping[str, object], language: str) -> tuple[str, str]:
    """The words a reader of a language gets, and the language they are in."""
    wanted = in_language(text, language)
    return (wanted, language) if wanted else (original(text), str(text.get(ORIGINAL, "")))
