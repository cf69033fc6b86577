"""Sentences that a coordinator reads about a file, kept in English with their values until somebody's language is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST_VALUE = 80  # characters of a file's own words that we repeat; a hostile file may hold millions


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence in the reader's language: its wording, marked for translation, and the words to fill in."""

    wording: str | StrPromise
    values: Mapping[str, str | int] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in the language that is active now."""
        return str(self.wording) % self.values


class FileRefused(Exception):
    """Nothing from this line on can be read; what was given before it stands."""

    def __init__(self, reason: Sentence, line: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line

    def __str__(self) -> str:
        return str(self.reason)


def say(wording: str | StrPromise, **values: str | int) -> Sentence:
    """A sentence with its values; what comes from a file is shortened to 80 characters on one line."""
    return Sentence(wording, {name: _shortened(value) for name, value in values.items()})


def _shortened(value: str | int) -> str | int:
    if isinstance(value, int):
        return value
    one_line = " ".join(value[: LONGEST_VALUE * 4].split())
    return one_line if len(one_line) <= LONGEST_VALUE else f"{one_line[: LONGEST_VALUE - 1]}…"
