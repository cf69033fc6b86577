"""What can be done here: every operation by name, with its policy, its shape and the sentence that tells it."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from partnerhood.ground.operations import payloads
from partnerhood.ground.operations.claims import Claim
from partnerhood.ground.records.models import Record

Policy = Callable[..., bool]


@dataclass(frozen=True)
class BookOf:
    """In which book a deed is written: whose it is, and what kind of owner that is."""

    kind: str
    id: UUID


@dataclass(frozen=True)
class Kind:
    """One thing that people can do."""

    name: str
    version: int
    act: Callable[..., Any]
    who: Policy
    book: Callable[..., BookOf]
    says: object
    offline: bool
    travels: bool
    shape: payloads.Shape

    @property
    def room(self) -> str:
        """The room that it belongs to."""
        return self.name.split(".")[0]


kinds: dict[str, Kind] = {}
_hung: list[Callable[[Kind, dict[str, object], Claim], Any]] = []


def hang(perform: Callable[[Kind, dict[str, object], Claim], Any]) -> None:
    """Hang the door that every declared operation goes through."""
    _hung[:] = [perform]


def operation(
    name: str,
    *,
    version: int,
    who: Policy,
    book: Callable[..., BookOf],
    says: object,
    offline: bool = False,
    travels: bool = True,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declare something that people can do. `who` proves the right, `book` says where it is written, `says` tells it.

    The decorated function is called with its typed arguments and `deed=Claim(...)`; the door turns the claim into a deed.
    """
    if not callable(who) or not callable(book) or not says:
        raise TypeError(f"{name}: an operation without a policy, a book and a sentence cannot be declared")

    def declare(act: Callable[..., Any]) -> Callable[..., Any]:
        if name in kinds and inspect.getmodule(kinds[name].act) is not inspect.getmodule(act):
            raise TypeError(f"{name} is declared twice")
        kind = Kind(name, version, act, who, book, says, offline, travels, payloads.shape_of(name, act))
        kinds[name] = kind

        @functools.wraps(act)
        def through_the_door(*, deed: Claim, **arguments: object) -> Any:
            return _hung[0](kind, kind.shape.said(arguments), deed).result

        through_the_door.kind = kind  # type: ignore[attr-defined]
        return through_the_door

    return declare


def answer_of(result: object) -> dict[str, object]:
    """What the door answers about the result of a deed: the row it made or changed."""
    return {"label": result.label, "id": str(result.id)} if isinstance(result, Record) else {}
