"""When is a wording agreed? Plain decisions about plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Turned:
    """A key that was turned under one wording, and whether it was taken back."""

    organisation: UUID
    person: UUID | None
    withdrawn: bool = False


@dataclass(frozen=True)
class Keyring:
    """Who takes part in a wording, and which keys were turned under it."""

    parties: frozenset[UUID]
    turned: tuple[Turned, ...] = ()

    @property
    def signed(self) -> frozenset[UUID]:
        """The partners whose key is turned now, each by somebody else."""
        first: dict[UUID | None, UUID] = {}
        for key in self.turned:
            if not key.withdrawn and key.person is not None:
                first.setdefault(key.person, key.organisation)
        counted = (key for key in self.turned if first.get(key.person, key.organisation) == key.organisation)
        return frozenset(key.organisation for key in counted if not key.withdrawn) & self.parties


def missing_keys(keyring: Keyring) -> frozenset[UUID]:
    """The partners whose key we still wait for."""
    return keyring.parties - keyring.signed


def is_agreed(keyring: Keyring) -> bool:
    """Agreed when every partner turned its key under the same wording; one partner alone agrees with nobody."""
    return len(keyring.parties) > 1 and not missing_keys(keyring)


def holds_another_key(keyring: Keyring, person: UUID | None, organisation: UUID) -> bool:
    """Whether a person already turned another partner's key under this wording: one person never turns two."""
    others = {key.person for key in keyring.turned if key.organisation != organisation}
    return person is not None and person in others


def turned_already(keyring: Keyring, organisation: UUID) -> bool:
    """Whether a partner's key is turned now."""
    return organisation in keyring.signed


def keyring(parties: Iterable[UUID], turned: Iterable[Turned]) -> Keyring:
    """A keyring from plain lists."""
    return Keyring(frozenset(parties), tuple(turned))
