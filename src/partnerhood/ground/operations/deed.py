"""A deed: who did it, when, from where and on which base; and the only hand that writes rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from partnerhood.ground.operations import merging, writing
from partnerhood.ground.operations.claims import LATEST, Claim, Latest
from partnerhood.ground.operations.refusals import NotThere, Refused, SameIdOtherWords
from partnerhood.ground.operations.rules import Seen
from partnerhood.ground.records import canonical, ids, rows
from partnerhood.ground.records.models import Record

__all__ = ["LATEST", "Claim", "Deed", "Latest"]

R = TypeVar("R", bound=Record)
A_YEAR = timedelta(days=366)


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
    alone: bool = False
    operator: bool = False
    told: bool = False
    """Another node accepted this deed: it is a fact, and never judged again."""
    seen: Seen | None = None
    reach: Mapping[str, int] = field(default_factory=dict)
    """How far each node's chain goes in the book, here and now: what somebody knows who works on what is there."""
    found: dict[str, Any] = field(default_factory=dict)
    """What the node that accepted the deed found when it looked around; every other node takes its word."""
    touched: dict[tuple[str, UUID], Record | None] = field(default_factory=dict)
    writes: list[tuple[Record, str, object]] = field(default_factory=list)
    jobs: list[tuple[str, str, datetime]] = field(default_factory=list)
    own: set[UUID] = field(default_factory=set)
    """The new rows whose id follows from this deed: no deed before it can have touched them."""
    chosen: frozenset[UUID] = frozenset()
    """The ids that the author wrote: whoever may choose an id could choose somebody else's."""
    clashed: bool = False
    """A value was written that somebody else gave another one, neither knowing of the other."""
    _made: int = 0

    @property
    def said_at(self) -> datetime:
        """When the author says it happened; a clock that is ahead or more than a year behind is not believed."""
        believable = self.recorded_at - A_YEAR <= self.happened_at <= self.recorded_at
        return self.happened_at if believable else self.recorded_at

    def header(self) -> Mapping[str, object]:
        """What the header keeps of who had seen what, so that every node comes to the same rows."""
        seen = self.seen.plain() if self.seen else {}
        return {**seen, "found": canonical.plain(self.found)} if self.found else seen

    def refuse_if(self, wrong: object, refusal: Refused) -> None:
        """Refuse the deed where a rule says so; what another node accepted is not judged again."""
        if wrong and not self.told:
            raise refusal

    def look(self, name: str, around: Callable[[], object]) -> Any:
        """What an action finds when it looks around: remembered, for it may be different on another node."""
        if name not in self.found:
            self.found[name] = canonical.plain(around())
        return self.found[name]

    def look_up(self, name: str, found: QuerySet[R]) -> R | None:
        """The first of these rows when the deed was accepted; the same one on every other node."""
        known = self.look(name, lambda: found.values_list("pk", flat=True).first())
        if known is None:
            return None
        row = found.model._default_manager.filter(pk=known).first()
        if row is None:
            raise NotThere
        return row

    def add(self, row: R) -> R:
        """Keep a new row; its id follows from the deed's id unless it already has one.

        A row with an id of its own may be made on two nodes at once: who was recorded first made it.
        """
        own = row.id is None or row.id == self.id
        if row.id is None:
            row.id = ids.derived(self.id, str(self._made))
        self._made += 1
        if row.id in self.chosen:
            self.refuse_if(merging.is_taken(row, made_here=own), SameIdOtherWords())
        if not own:
            return merging.place(self, row)
        if self.told and merging.was_told(row):  # its own deed comes after word of it
            return self.tell(row)
        writing.insert(row)
        self.own.add(row.id)
        self.touched[row.label, row.id] = row
        return row

    def tell(self, row: R) -> R:
        """Keep a row as another node tells it, whose own deed does not come along: no value of it was given here."""
        if rows.find(type(row), row.id) is None:
            writing.insert(row)
        else:
            writing.update(row, [one.name for one in row._meta.concrete_fields if not one.primary_key])
        self.touched[row.label, row.id] = row
        return row

    def change(self, row: R, **fields: Any) -> R:
        """Give fields of a row new values, on the deed's base; raises Conflicting where somebody else did so since."""
        merging.change(self, row, fields)
        return row

    def remove(self, row: Record) -> None:
        """Take a row away; its history stays."""
        writing.delete(row)
        self.touched[row.label, row.id] = None

    def later(self, job: str, text: str = "", due_at: datetime | None = None) -> None:
        """Ask for a job after this deed, in the same transaction."""
        self.jobs.append((job, text, due_at or self.recorded_at))
