"""Long lists in pages of thirty."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlencode

ROWS = 30
T = TypeVar("T")


@dataclass(frozen=True)
class Page:
    """Which rows of a list are shown, and the addresses of the pages before and after it."""

    number: int
    total: int
    address: str = "?"

    @property
    def start(self) -> int:
        """How many rows come before."""
        return (self.number - 1) * ROWS

    @property
    def first(self) -> int:
        """The place of the first row that is shown; 0 in an empty list."""
        return min(self.start + 1, self.total)

    @property
    def last(self) -> int:
        """The place of the last row that is shown."""
        return min(self.start + ROWS, self.total)

    @property
    def previous(self) -> str:
        """The address of the page before, if there is one."""
        return f"{self.address}page={self.number - 1}" if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after, if there is one."""
        return f"{self.address}page={self.number + 1}" if self.last < self.total else ""

    @property
    def is_needed(self) -> bool:
        """Whether there is more than one page."""
        return self.total > ROWS

    def rows(self, everything: Sequence[T]) -> Sequence[T]:
        """The rows of this page."""
        return everything[self.start : self.start + ROWS]


def page(asked: str | None, total: int, **kept: str) -> Page:
    """The page that somebody asks for, or the nearest one there is; `kept` stays in the addresses of the others."""
    last = max(1, -(-total // ROWS))
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 9 else 1
    said = {name: value for name, value in kept.items() if value}
    return Page(min(max(1, number), last), total, f"?{urlencode(said)}&" if said else "?")
