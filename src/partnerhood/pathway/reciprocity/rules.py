"""What goes into the ledger, how it adds up, and when a share says something. Plain decisions about plain values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import Field

COUNTED = ("visits", "days", "hours", "money", "taught")
"""Kinds with a number."""
WHOLE = frozenset({"visits", "taught"})
TOLD = ("idea", "benefit", "cost")
"""Kinds in words: each entry is one."""
WAY_OF = {"idea": "got", "benefit": "got", "cost": "gave"}
"""Who takes up an idea or feels a benefit received it; who feels a cost gave it."""
DRAWN = (*COUNTED, "idea")
"""What flows from one side to the other, and is drawn."""
LONGEST = timedelta(days=366)
FEWEST = 5
"""Of fewer than this a share says nothing: one more or less would turn it around."""

Amount = Annotated[Decimal, Field(ge=0, max_digits=14, decimal_places=2)]
Currency = Annotated[str, Field(max_length=3)]
Days = tuple[date, date]


@dataclass(frozen=True)
class Said:
    """What one side says: how much of what, in which direction, about whom, from which day."""

    by: UUID
    about: UUID
    kind: str
    way: str
    amount: Decimal | None
    currency: str
    day: date
    key: UUID | None = None


@dataclass(frozen=True)
class Stream:
    """What goes from one side to the other: as the giver says it, and as the receiver does; None where one said nothing."""

    giver: Decimal | None = None
    receiver: Decimal | None = None

    @property
    def is_told(self) -> bool:
        """Whether one of the two said something."""
        return self.giver is not None or self.receiver is not None


@dataclass(frozen=True)
class Flow:
    """One kind, in both directions; money one currency at a time."""

    kind: str
    currency: str
    there: Stream
    back: Stream

    def drawn(self, stream: Stream) -> Decimal | None:
        """What is drawn: what the giver says, or where it says nothing the receiver; of an idea, who took it up."""
        return stream.receiver if stream.giver is None else stream.giver


def faults(kind: str, way: str, amount: Decimal | None, currency: str, domain: str, words: str) -> list[str]:
    """What is missing or does not go together, each by the name of its field."""
    found = []
    if way not in ("gave", "got") or WAY_OF.get(kind, way) != way:
        found.append("way")
    if (amount is None) == (kind in COUNTED) or (amount is not None and kind in WHOLE and amount % 1):
        found.append("amount")
    if bool(currency) != (kind == "money"):
        found.append("currency")
    if bool(domain) != (kind in ("benefit", "cost")):
        found.append("domain")
    if kind in TOLD and not words.strip():
        found.append("words")
    return found


def way_of(kind: str, said: str) -> str:
    """In which direction a kind goes, where it goes in one only; else as was said."""
    return WAY_OF.get(kind, said)


def is_too_long(days: Days) -> bool:
    """More than a year at once cannot be set beside another year."""
    return days[1] - days[0] > LONGEST


def flows(said: Iterable[Said], one: UUID, other: UUID) -> list[Flow]:
    """Everything that flows between two sides, kind by kind; what nobody spoke about is not there."""
    sums: dict[tuple[str, str, UUID, str], Decimal] = {}
    names: set[tuple[str, str]] = set()
    for entry in said:
        if {entry.by, entry.about} != {one, other} or entry.kind not in DRAWN:
            continue
        key = (entry.kind, entry.currency, entry.by, entry.way)
        sums[key] = sums.get(key, Decimal(0)) + (Decimal(1) if entry.amount is None else entry.amount)
        names.add((entry.kind, entry.currency))

    def stream(name: tuple[str, str], giver: UUID, receiver: UUID) -> Stream:
        return Stream(sums.get((*name, giver, "gave")), sums.get((*name, receiver, "got")))

    ordered = sorted(names, key=lambda name: (DRAWN.index(name[0]), name[1]))
    return [Flow(*name, stream(name, one, other), stream(name, other, one)) for name in ordered]


def in_words(said: Iterable[Said], one: UUID, other: UUID) -> dict[tuple[str, UUID], list[Said]]:
    """What two sides said of each other in words, by kind and by who said it, in the order it came in."""
    found: dict[tuple[str, UUID], list[Said]] = defaultdict(list)
    for entry in said:
        if entry.kind in TOLD and {entry.by, entry.about} == {one, other}:
            found[entry.kind, entry.by].append(entry)
    return found


def pairs(parties: Sequence[UUID], own: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    """Every two of some partners, those of one's own house first."""
    found = [(one, other) for at, one in enumerate(parties) for other in parties[at + 1 :]]
    mine = {*own}
    return sorted(found, key=lambda pair: not mine & {*pair})


def days_held(from_date: date, to_date: date, times: int) -> int:
    """On how many days something was held: a course on every one of its days, what was held nine times on nine."""
    days = (to_date - from_date).days
    return days if times == 1 else min(times, days)


@dataclass
class Year:
    """What was done in a year, and how much of it here."""

    year: int
    here: Decimal = field(default_factory=Decimal)
    all: Decimal = field(default_factory=Decimal)

    @property
    def share(self) -> Decimal | None:
        """The part that was done here, in per cent; nothing where too little was done to say so."""
        return None if self.all < FEWEST else self.here * 100 / self.all


def by_year(pieces: Iterable[tuple[date, Decimal, Decimal]], *, is_stock: bool = False) -> list[Year]:
    """Records as years, the oldest first; of what is in stock the last day of each year counts."""
    found: dict[int, list[tuple[date, Decimal, Decimal]]] = defaultdict(list)
    for piece in pieces:
        found[piece[0].year].append(piece)
    return [_year(year, found[year], is_stock) for year in sorted(found)]


def _year(year: int, pieces: Sequence[tuple[date, Decimal, Decimal]], is_stock: bool) -> Year:
    last = max(day for day, _here, _all in pieces)
    counted = [piece for piece in pieces if not is_stock or piece[0] == last]
    return Year(
        year, sum((here for _, here, _ in counted), Decimal(0)), sum((every for *_, every in counted), Decimal(0))
    )


def apart(periods: Iterable[Days]) -> set[Days]:
    """Of periods that lie over each other the longest, so that nothing is counted for its quarter and again for its months."""
    kept: set[Days] = set()
    for one in sorted(set(periods), key=lambda days: (days[0] - days[1], days[0])):
        if all(one[1] <= other[0] or other[1] <= one[0] for other in kept):
            kept.add(one)
    return kept
