"""What the door found out and need not look up again for as long as it is held: open books, and who somebody is.

It lasts one slice. A deed that is undone makes everything forgotten; a written row, whatever was read off its kind.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

from django.db import connection

T = TypeVar("T")
_found: ContextVar[dict[Hashable, tuple[tuple[str, ...], object]] | None] = ContextVar("found", default=None)


@contextmanager
def holding() -> Iterator[None]:
    """From here on the door is held."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once(what: Hashable, find: Callable[[], T], *, until: tuple[str, ...] = ()) -> T:
    """Find something, and know it for as long as the door is held, or until a row of one of these kinds is written.

    What others could write meanwhile is known on SQLite alone, where nobody else writes while the door is held; elsewhere
    only what this deed has locked stays as it was.
    """
    found = _found.get()
    if found is None or (until and connection.vendor != "sqlite"):
        return find()
    if what in found:
        return cast(T, found[what][1])
    here = find()
    if what not in found:  # looking may have written
        found[what] = (until, here)
    return here


def is_known(what: Hashable) -> bool:
    """Whether something was found since the door is held."""
    found = _found.get()
    return found is not None and what in found


def wrote(label: str) -> None:
    """A row of a kind was written: what was read off such rows is looked up again."""
    found = _found.get()
    if found:
        for what in [what for what, (until, _) in found.items() if label in until]:
            del found[what]


def forget() -> None:
    """A deed was undone: whatever it found out may never have been."""
    found = _found.get()
    if found is not None:
        found.clear()
