"""Whoever brings a sheet in: for which organisations and partnerships they may speak, and what people call those."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from uuid import UUID

from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.interfaces.exchange.sheets.columns import plain


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation, as far as a sheet has to know it."""

    id: UUID
    name: str
    short_name: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A partnership and the partners in it."""

    id: UUID
    name: str
    parties: tuple[Party, ...]


class Names:
    """What organisations are called: by name, by short name and by identifier, however it is written."""

    def __init__(self, parties: Iterable[Party]) -> None:
        self._called: dict[str, dict[UUID, Party]] = {}
        for party in parties:
            for name in filter(None, (party.name, party.short_name, party.identifier)):
                self._called.setdefault(plain(name), {})[party.id] = party

    def called(self, said: str) -> list[Party]:
        """Every organisation that goes by a name."""
        return list(self._called.get(plain(said), {}).values())

    def near(self, said: str) -> str:
        """The name of an organisation that somebody may have meant; empty where none comes near."""
        found = difflib.get_close_matches(plain(said)[:100], self._called, n=1, cutoff=0.75)
        return next(iter(self._called[found[0]].values())).name if found else ""


@dataclass(frozen=True)
class Desk:
    """Who brings a sheet in, and for which organisations and partnerships."""

    claim: Claim
    organisations: Sequence[Party] = ()
    circles: Sequence[Circle] = ()

    def says(self, key: UUID) -> Claim:
        """The claim of one row: an id that follows from the row, on whatever is there now."""
        return replace(self.claim.on(LATEST), id=key, number=None)

    @cached_property
    def names(self) -> Names:
        """What the organisations are called for which one speaks."""
        return Names(self.organisations)

    @cached_property
    def names_in(self) -> dict[UUID, Names]:
        """What the partners are called in each partnership."""
        return {circle.id: Names(circle.parties) for circle in self.circles}

    @cached_property
    def partners(self) -> Names:
        """What the partners are called in all partnerships together."""
        return Names(party for circle in self.circles for party in circle.parties)
