"""How it is with other nodes, for who may know: when each was heard last, how far it is, what waits, what went wrong, and what
stays at home on either side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from partnerhood.ground.operations import links, travelling
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.records import clock
from partnerhood.interfaces.nodes import cards, rules
from partnerhood.pathway.partnerships import queries as partnerships


@dataclass(frozen=True)
class State:
    """One link, as it stands now."""

    link: Any
    houses: list[str]
    of: int
    waits: int
    withheld: int

    @property
    def has(self) -> int:
        """How many deeds of the shared books that node has, as far as is known here."""
        return self.of - self.waits

    @property
    def files(self) -> tuple[int, int]:
        """How many files of that node this one still waits for, and how many it keeps to itself."""
        return len(self.link.wanted), len(self.link.kept)

    @property
    def silent_days(self) -> int:
        """Since how many days it was not heard, where that is long."""
        since = clock.now() - (self.link.met_at or self.link.linked_at)
        return since.days if since > rules.SILENT else 0

    @property
    def key(self) -> str:
        """How its key begins."""
        return cards.in_short(self.link.key)


def visible(mine: Sequence[UUID] | None) -> list[Any]:
    """The links with other nodes that share books with these organisations; all of them for who runs the node (None)."""
    found = links.every()
    if mine is None:
        return found
    books = _books(found, mine)
    own = set(mine).union(*(books[one] for one in mine))
    return [link for link in found if own & _shared(link, books)]


def states(found: Sequence[Any]) -> list[State]:
    """How it is with each of these links: a handful of questions for all of them."""
    books = _books(found)
    each = {link.id: _shared(link, books) for link in found}
    length = travelling.lengths(set().union(*each.values()))
    houses = organisations.named(books)
    withheld = travelling.withheld(each)
    return [
        State(
            link,
            sorted(houses[key].known_as for one in link.organisations if (key := UUID(one)) in houses),
            sum(number for book in each[link.id] for number in length.get(book, {}).values()),
            _waits(link, each[link.id], length),
            withheld.get(link.id, 0),
        )
        for link in found
    ]


def _books(found: Sequence[Any], mine: Sequence[UUID] = ()) -> dict[UUID, set[UUID]]:
    return partnerships.in_which({*mine, *(UUID(one) for link in found for one in link.organisations)})


def _shared(link: Any, books: Mapping[UUID, set[UUID]]) -> set[UUID]:
    """The books of the organisations whose record is shared: their own, and those of their partnerships."""
    houses = [UUID(one) for one in link.organisations]
    return set(houses).union(*(books[one] for one in houses))


def _waits(link: Any, shared: set[UUID], length: Mapping[UUID, Mapping[str, int]]) -> int:
    """How many deeds that node does not have yet, as far as it said."""
    return sum(
        max(0, number - int((link.upto.get(str(book)) or {}).get(origin, 0)))
        for book in shared
        for origin, number in length.get(book, {}).items()
    )
