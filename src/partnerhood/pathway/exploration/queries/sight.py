"""What one reader may know of a dossier: everything that a page shows begins here."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.models import Closable, Exploration, Statement
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import BodyKind, State
from partnerhood.pathway.partnerships.models import Partner, Partnership, Seat

BOARD = (RoleKind.COORDINATOR, RoleKind.SIGNATORY)
T = TypeVar("T", bound=Closable)


@dataclass(frozen=True)
class Sight:
    """A dossier as somebody reads it: the partners by name, whether the reader is of one, of a board, and in which groups."""

    exploration: Exploration
    names: dict[UUID, str]
    person: Standing | None
    is_of: bool
    is_board: bool
    bodies: frozenset[UUID]
    chairs: frozenset[UUID]
    is_agreed: bool
    base: UUID | None

    @property
    def partnership(self) -> Partnership:
        """The partnership that explores."""
        return self.exploration.partnership

    @property
    def is_inside(self) -> bool:
        """Of a board or of a group: who weighs and scores."""
        return self.is_board or bool(self.bodies)

    @property
    def writes(self) -> bool:
        """Whether the reader keeps the dossier for a partner: its secretary or who signs for it."""
        return bool(self.speaks)

    @property
    def speaks(self) -> list[UUID]:
        """The partners that the reader speaks for."""
        return [key for key in self.names if self.person is not None and self.person.has(key, *BOARD)]

    def reads(self, thing: Closable) -> bool:
        """Whether something is open to this reader today."""
        who = {"is_board": self.is_board, "bodies": self.bodies}
        return rules.is_open(thing.closed_until, thing.readers, clock.today(), **who)

    def open(self, things: Iterable[T]) -> list[T]:
        """Those of these things that are open to this reader today."""
        return [one for one in things if self.reads(one)]


def sight(person: Standing | None, **which: UUID) -> Sight | None:
    """A dossier as somebody may read it; None where they may not know of it. Before both boards signed what they ask, it is
    theirs and their groups'; then everybody's, but while the partnership stands still."""
    found = next(iter(_explorations(person).filter(**which)), None)
    if found is None:
        return None
    partners = [one.organisation for one in found.partnership.partners.all()]
    seats = list(_seats(found.partnership_id, person)) if person else []
    mine = [one for one in partners if person is not None and person.is_of(one.id)]
    known = Sight(
        exploration=found,
        names={one.id: one.known_as for one in partners},
        person=person,
        is_of=bool(mine),
        is_board=_is_board(person, [one.id for one in partners], seats),
        bodies=frozenset(seat.body_id for seat in seats),
        chairs=frozenset(seat.body_id for seat in seats if seat.kind == "chair"),
        is_agreed=bool(found.is_agreed),  # type: ignore[attr-defined]
        base=found.base,  # type: ignore[attr-defined]
    )
    public = found.partnership.state not in (State.PROSPECTING, State.SUSPENDED)
    everybody = known.is_agreed and (public or known.is_of)
    return known if everybody or known.is_inside else None


def _is_board(person: Standing | None, partners: list[UUID], seats: list[Seat]) -> bool:
    sits = any(seat.body.kind == BodyKind.BOARD for seat in seats)
    return person is not None and (sits or any(person.has(key, *BOARD) for key in partners))


def _explorations(person: Standing | None) -> QuerySet[Exploration]:
    mandates = Statement.objects.filter(exploration=OuterRef("pk"), kind=choices.StatementKind.MANDATE)
    agreed = mandates.filter(keys.agreed("wording"))
    partners = Partner.objects.select_related("organisation").order_by("organisation__name")
    found = Exploration.objects.annotate(
        is_agreed=Exists(agreed), base=partnerships.last_in_book("partnership_id")
    ).select_related("partnership")
    return found.prefetch_related(Prefetch("partnership__partners", partners))


def _seats(partnership: UUID, person: Standing) -> QuerySet[Seat]:
    """Where somebody sits now, if they take part now."""
    today = clock.today()
    now = Q(from_date__lte=today) & (Q(to_date=None) | Q(to_date__gt=today))
    found = Seat.objects.filter(now, body__partnership=partnership, person=person.id, person__state="active")
    return found.select_related("body")
