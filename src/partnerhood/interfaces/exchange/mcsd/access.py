"""What a directory that follows ours may read: what everybody may find, and that something is gone which everybody could find."""

from dataclasses import dataclass
from uuid import UUID

from partnerhood.ground.people.queries import Standing
from partnerhood.interfaces.exchange.mcsd import codes
from partnerhood.pathway.services.queries import following


@dataclass(frozen=True)
class Which:
    """A resource that somebody names, and the edition that they may read: none where nobody could ever find it. The page says so
    in the words of FHIR, the same for all that is not there."""

    name: str
    key: UUID
    found: following.Edition | None


def of_type(person: Standing | None, name: str) -> str:
    """A whole kind of resource."""
    return name


def nothing(person: Standing | None, rest: str) -> None:
    """What we keep nothing of: open to everybody, for there is nothing behind it."""


def resource(person: Standing | None, name: str, **key: UUID) -> Which:
    """The last edition of something, also where that says that it is gone."""
    (which,) = key.values()
    return Which(name, which, following.one(codes.TYPES[name], which))


def version(person: Standing | None, name: str, number: int, **key: UUID) -> Which:
    """One edition of something; of what is gone, only that it is."""
    (which,) = key.values()
    kind = codes.TYPES[name]
    found = following.one(kind, which, min(number, 2**31 - 1))
    if found is not None and not found.told:
        found = following.last_gone(kind, which)
    return Which(name, which, found)
