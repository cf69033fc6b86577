"""What later rooms show beside things of earlier rooms: they register, and nobody looks ahead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records.models import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Line:
    """One line beside something: its words, where they lead, a note, and the language of the words where it matters."""

    words: str
    href: str = ""
    note: str = ""
    language: str = ""


@dataclass(frozen=True)
class Panel:
    """What a later room shows beside a thing of an earlier room, and the one thing to do there; `next_step` is a sentence
    where that is what the thing itself waits for now."""

    title: str
    lines: Sequence[Line] = ()
    action: str = ""
    href: str = ""
    next_step: str = ""


class Panels(Generic[R]):
    """Who shows something beside things of one kind. A provider answers for a list of things in one query."""

    def __init__(self) -> None:
        self._providers: dict[str, Callable[[Sequence[R], Standing | None], Mapping[UUID, Panel]]] = {}

    def register(self, name: str, provider: Callable[[Sequence[R], Standing | None], Mapping[UUID, Panel]]) -> None:
        """Show something beside things of this kind; the same name twice is one."""
        self._providers[name] = provider

    def beside(self, thing: R, person: Standing | None) -> list[Panel]:
        """What stands beside one thing, in the order in which rooms registered."""
        return self.beside_all([thing], person)[thing.id]

    def beside_all(self, things: Sequence[R], person: Standing | None) -> dict[UUID, list[Panel]]:
        """What stands beside each of these things: one query of each provider, whatever their number."""
        answers = [provider(things, person) for provider in self._providers.values()]
        return {thing.id: [answer[thing.id] for answer in answers if thing.id in answer] for thing in things}
