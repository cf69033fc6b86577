"""What somebody says about a deed before the door accepts it: who, from which device, when, and on which base."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID


class Latest:
    """A base that says: I work on whatever is there now. For a story, a seed or an import; never for a person's form."""


LATEST = Latest()


@dataclass(frozen=True)
class Claim:
    """What somebody says about a deed before the door accepts it.

    `device` and `number` give its id, or `id` itself; `base` is the last operation the author had seen on the record;
    `happened_at` is what the author's own clock said. With `keeps_both` a conflict is kept as two versions; without it,
    a stale base is refused and shown.
    """

    author: UUID | None
    device: UUID
    id: UUID | None = None
    number: int | None = None
    base: UUID | Latest | None = None
    alone: bool = False
    """The base is a deed of the author's own that they had not sent yet: what others did meanwhile they had not seen."""
    happened_at: datetime | None = None
    carrier: UUID | None = None
    keeps_both: bool = False
    paper: str = ""
    """The number of the printed sheet that this is typed from."""
    operator: bool = False
    """Said by who runs this node, on its own command line: a seed, a story, an import."""
    told: Callable[[Any], object] | None = field(default=None, compare=False, repr=False)
    """Is told the door's outcome, also of what was refused: for who did not call the action themselves."""

    def on(self, base: UUID | Latest | None) -> "Claim":
        """The same claim on another base."""
        return replace(self, base=base)
