"""Who had seen what: plain decisions about deeds that may not know of each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Seen:
    """What an author knew: everything up to a number per origin, and some deeds besides."""

    upto: Mapping[str, int] = field(default_factory=dict)
    also: frozenset[str] = frozenset()

    def knows(self, write: "Write") -> bool:
        """Whether the author knew of a write."""
        return write.operation in self.also or any(self.upto.get(at, 0) >= number for at, number in write.places)

    def plain(self) -> dict[str, object]:
        """As a header says it; nothing where nothing was seen."""
        return {
            **({"upto": dict(self.upto)} if self.upto else {}),
            **({"also": sorted(self.also)} if self.also else {}),
        }


def seen(header: Mapping[str, object]) -> Seen:
    """What a header says its author had seen."""
    upto = header.get("upto") or {}
    also = header.get("also") or ()
    assert isinstance(upto, Mapping) and isinstance(also, list | tuple)
    return Seen({str(origin): int(number) for origin, number in upto.items()}, frozenset(map(str, also)))


@dataclass(frozen=True)
class Write:
    """A value given to one field by one deed; its places are the node and epoch that accepted it, with its number there."""

    operation: str
    places: tuple[tuple[str, int], ...]
    recorded_at: datetime
    seen: Seen
    value: object


def heads(writes: Iterable[Write]) -> list[Write]:
    """The writes that no other write knew of, in the order in which they count: first recorded, first shown."""
    everything = list(writes)
    newest_first = everything[::-1]  # who knew of a write came later, most often: then the first look is enough
    left = [one for one in everything if not any(other.seen.knows(one) for other in newest_first if other is not one)]
    return sorted(left, key=lambda write: (write.recorded_at, write.operation))


def in_conflict(writes: Iterable[Write]) -> bool:
    """Two people gave one field different values without knowing of each other."""
    values = [write.value for write in heads(writes)]
    return any(value != values[0] for value in values[1:])
