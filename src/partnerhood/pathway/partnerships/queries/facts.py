"""What rooms know of a care domain of a hospital, asked by the name of the fact: rooms register, and nobody looks ahead.

A hand-over asks whether a protocol is in force or a device was out; the room that knows it answers, when there is one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

T = TypeVar("T")
Say = Callable[[], str]
"""Words of the house, said in the language that is active when they are asked for."""


@dataclass(frozen=True)
class Question:
    """Where and when a fact is asked for, and with which thresholds."""

    partnership: UUID
    hospital: UUID
    domain: str
    on: date
    thresholds: Mapping[str, int] = field(default_factory=dict)
    seen: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was found for another question of the same page, about the same place and day."""

    def once(self, name: str, find: Callable[[], T]) -> T:
        """What several questions about one place ask for, looked up once."""
        if name not in self.seen:
            self.seen[name] = find()
        found: T = self.seen[name]
        return found


@dataclass(frozen=True)
class Lead:
    """Where a fact was read: the name of an address, what stands in it, and what lies there."""

    address: str
    names: Sequence[str]
    words: Say


@dataclass(frozen=True)
class Course:
    """How something went over time and where it should arrive; what is to hold so much longer says so."""

    words: Say
    points: Sequence[tuple[date, Decimal]]
    target: Decimal
    up: bool
    show: Callable[[Decimal], str]
    fewest: int
    days: int = 0
    months: int = 0


@dataclass(frozen=True)
class Found:
    """What a room found: met, not met, or nothing that tells (None); in words, and where it was read."""

    met: bool | None
    words: Say
    leads: Sequence[Lead] = ()
    courses: Sequence[Course] = ()
    due: tuple[date, Say] | None = None
    """The day from which it is met if nothing changes, and what that rests on."""


Provider = Callable[[Question], Found | None]


class Facts:
    """Who answers which fact."""

    def __init__(self) -> None:
        self._providers: dict[str, Provider] = {}

    def register(self, fact: str, provider: Provider) -> None:
        """Answer for a fact; the same name twice is one."""
        self._providers[fact] = provider

    def is_known(self, fact: str) -> bool:
        """Whether a room answers for it."""
        return fact in self._providers

    def ask(self, fact: str, question: Question) -> Found | None:
        """What is known; None where no room answers."""
        provider = self._providers.get(fact)
        return provider(question) if provider else None


facts = Facts()
"""The facts of the pathway."""
