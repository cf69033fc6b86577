"""A deed: who did it, when, from where and on which base; and the only hand that writes rows."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from partnerhood.ground.operations import merging, writing
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.operations.rules import Seen
from partnerhood.ground.records import ids
from partnerhood.ground.records.models import Record

R = TypeVar("R", bound=Record)
A_YEAR = timedelta(days=366)


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
    happened_at: datetime | None = None
    carrier: UUID | None = None
    keeps_both: bool = False
    operator: bool = False
    """Said by who runs this node, on its own command line: a seed, a story, an import."""

    def on(self, base: UUID | Latest | None) -> "Claim":
        """The same claim on another base."""
        return replace(self, base=base)


@dataclass
class Deed:
    """A claim that the door has opened for: it is being done now, in one transaction."""

    id: UUID
    kind: str
    author: UUID | None
    device: UUID
    base: UUID | Latest | None
    happened_at: datetime
    recorded_at: datetime
    book: UUID
    origin: str
    number: int
    keeps_both: bool
    operator: bool = False
    told: bool = False
    """Another node accepted this deed: it is a fact, and never judged again."""
    seen: Seen | None = None
    touched: dict[tuple[str, UUID], Record | None] = field(default_factory=dict)
    writes: list[tuple[Record, str, object]] = field(default_factory=list)
    jobs: list[tuple[str, str, datetime]] = field(default_factory=list)
    _made: int = 0

    @property
    def said_at(self) -> datetime:
        """When the author says it happened; a clock that is ahead or more than a year behind is not believed."""
        believable = self.recorded_at - A_YEAR <= self.happened_at <= self.recorded_at
        return self.happened_at if believable else self.recorded_at

    def refuse_if(self, wrong: object, refusal: Refused) -> None:
        """Refuse the deed where a rule says so; what another node accepted is not judged again."""
        if wrong and not self.told:
            raise refusal

    def add(self, row: R) -> R:
        """Keep a new row; its id follows from the deed's id unless it already has one."""
        if row.id is None:
            row.id = ids.derived(self.id, str(self._made))
        self._made += 1
        if self.told and type(row)._default_manager.filter(pk=row.id).exists():
            return type(row)._default_manager.get(pk=row.id)
        writing.insert(row)
        self.touched[row.label, row.id] = row
        return row

    def change(self, row: R, **fields: Any) -> R:
        """Give fields of a row new values, on the deed's base; raises Conflicting where somebody else did so since."""
        changed = {name: value for name, value in fields.items() if writing.differs(row, name, value)}
        merging.change(self, row, changed)
        return row

    def remove(self, row: Record) -> None:
        """Take a row away; its history stays."""
        writing.delete(row)
        self.touched[row.label, row.id] = None

    def later(self, job: str, text: str = "", due_at: datetime | None = None) -> None:
        """Ask for a job after this deed, in the same transaction."""
        self.jobs.append((job, text, due_at or self.recorded_at))
