"""What is done by the hospital itself, of all that is done: rooms that keep such records register, and nobody looks ahead.

Who keeps protocols may answer for `protocols_owned`, who keeps devices for `repairs_done`; a later room shows the shares, and what
the hospital counted itself as long as nobody answers.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from partnerhood.ground.people.queries import Standing
from partnerhood.pathway.partnerships.queries.facts import Lead, Say


@dataclass(frozen=True)
class Piece:
    """One record behind a share: a session, a repair, a protocol, or a report of many; how many of it were done here."""

    day: date
    here: Decimal
    all: Decimal
    lead: Lead
    domains: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Told:
    """What a room knows for a share: what is counted out of what, and every record; of what is in stock the last day of a
    year counts, of what happens every day."""

    counts: Say
    source: Say
    pieces: Sequence[Piece]
    is_stock: bool = False


Provider = Callable[[UUID, Standing | None], Told | None]
"""Asked about a hospital for one reader; None where nothing was kept yet."""


class Shares:
    """Who answers for which share."""

    def __init__(self) -> None:
        self._providers: dict[str, Provider] = {}

    def register(self, share: str, provider: Provider) -> None:
        """Answer for a share; the same name twice is one."""
        self._providers[share] = provider

    def ask(self, share: str, hospital: UUID, person: Standing | None) -> Told | None:
        """What is known; None where no room answers."""
        provider = self._providers.get(share)
        return provider(hospital, person) if provider else None


shares = Shares()
"""The shares of the pathway."""
