"""What a page says to a picture: plain values that a page fills and a tag draws. Nothing here asks or decides."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

State = Literal["quiet", "moving", "waits", "done"]
Level = int | Literal["unknown"] | None
"""A step of the ladder, 'unknown' where somebody said they do not know, None where nobody has scored yet."""


@dataclass(frozen=True)
class NextStep:
    """The next thing to do: one sentence, one button. `waits` is true when somebody waits for it."""

    sentence: str
    action: str
    href: str
    waits: bool = True


@dataclass(frozen=True)
class Station:
    """One of the seven stations of the pathway: need, goal, people, activity, evidence, self-reliance or hand-over."""

    kind: str
    waits: str = ""
    href: str = ""
    state: State = "quiet"


@dataclass(frozen=True)
class Key:
    """One partner's key to a wording: turned by whom, when and how; or not yet, and since when it waits."""

    partner: str
    who: str = ""
    at: datetime | None = None
    how: str = ""
    waits_since: datetime | None = None
    href: str = ""
    action: str = ""
    withdrawn_at: datetime | None = None

    @property
    def state(self) -> str:
        """Turned, withdrawn, or still waited for."""
        return "withdrawn" if self.withdrawn_at else "turned" if self.at else "waits"


@dataclass(frozen=True)
class Keyring:
    """The keys of everybody who must sign the same wording, side by side."""

    keys: tuple[Key, ...]

    @property
    def turned(self) -> int:
        """How many keys are turned."""
        return sum(key.state == "turned" for key in self.keys)

    @property
    def is_complete(self) -> bool:
        """Every key is turned, and one key alone agrees with nobody."""
        return len(self.keys) > 1 and self.turned == len(self.keys)


@dataclass(frozen=True)
class Staircase:
    """Self-reliance in one domain: where it began, what each side says, what both agreed, where they want to be."""

    title: str
    start: Level = None
    own: Level = None
    partner: Level = None
    agreed: Level = None
    target: int | None = None
    target_when: str = ""
    own_name: str = ""
    partner_name: str = ""
    is_chosen: bool = True
    is_stale: bool = False
    href: str = ""


@dataclass(frozen=True)
class Reading:
    """One measured value on a day; `said` is how it is written, with its unit or its count."""

    day: date
    value: float
    said: str = ""
    who: str = ""


@dataclass(frozen=True)
class LineChart:
    """Readings of one indicator over time, against where it began and where it should be."""

    title: str
    readings: tuple[Reading, ...]
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    note: str = ""
    language: str = ""
    """In which language its title is, where that is not the page's."""


@dataclass(frozen=True)
class Figure:
    """A number that opens: what it counts, from which records, who entered them and when, what was left out and why."""

    value: str
    label: str
    counts: str
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    who: str = ""
    when: date | datetime | None = None
    left_out: str = ""
    href: str = ""


@dataclass(frozen=True)
class Place:
    """Somewhere on the map, by its position in degrees."""

    name: str
    latitude: float
    longitude: float
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tie:
    """A partnership between two places of the map, by their position in its list."""

    one: int
    other: int
    label: str = ""
    href: str = ""


@dataclass(frozen=True)
class WorldMap:
    """Who is where, and who works with whom."""

    title: str
    places: tuple[Place, ...]
    ties: tuple[Tie, ...] = ()
    is_close: bool = False
    """Whether to come so close that places of one town stand apart."""


@dataclass(frozen=True)
class Flow:
    """One thing that goes in both directions between two partners, counted in the same unit; None where nobody said."""

    label: str
    there: float | Decimal | None
    back: float | Decimal | None
    unit: str = ""


@dataclass(frozen=True)
class Ribbon:
    """What flows in both directions between two partners."""

    one: str
    other: str
    flows: tuple[Flow, ...]


@dataclass(frozen=True)
class Difference:
    """Two wordings of one text, shown word by word."""

    before: str
    after: str
    language: str = ""


@dataclass(frozen=True)
class Waiting:
    """Something that waits: what, on whom, since when, and the one place to do it. `is_yours`: it waits for the reader."""

    what: str
    on_whom: str
    since: date | datetime | None
    href: str
    is_yours: bool = False


@dataclass(frozen=True)
class Empty:
    """An empty page that teaches: what belongs here, why it matters, one example, one button."""

    what: str
    why: str
    example: str = ""
    action: str = ""
    href: str = ""


@dataclass(frozen=True)
class Progress:
    """How far a long job is; `cancel` is where it can be stopped."""

    sentence: str
    done: int
    total: int
    cancel: str = ""
    problems: int = 0


@dataclass(frozen=True)
class Crumb:
    """One page on the way back; the last one has no address."""

    label: str
    href: str = ""


@dataclass(frozen=True)
class Pager:
    """Which rows of how many are shown, and where the others are; `total` may be unknown."""

    first: int
    last: int
    total: int | None = None
    previous: str = ""
    next: str = ""
