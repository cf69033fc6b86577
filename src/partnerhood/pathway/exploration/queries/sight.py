"""What one reader may know of a dossier: everything that a page shows begins here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock
from partnerhood.ground.signatures import queries as keys
from partnerhood.pathway.exploration import choices, rules
from partnerhood.pathway.exploration.models import Closable, Exploration, Statement
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.choices import BodyKind, State
from partnerhood.pathway.partnerships.models import Body, Partner, Partnership, Seat

BOARD = (RoleKind.COORDINATOR, RoleKind.SIGNATORY)
NOBODY = UUID(int=0)
T = TypeVar("T", bound=Closable)


@dataclass(frozen=True)
class Sight:
    """A dossier as somebody reads it: the partners by name, whether the reader is of one, of a board, and in which groups."""

    exploration: Exploration
    partners: list[Organisation]
    names: dict[UUID, str]
    person: Standing | None
    is_of: bool
    is_board: bool
    known_bodies: list[Body]
    bodies: frozenset[UUID]
    chairs: frozenset[UUID]
    is_agreed: bool
    outcome: UUID | None
    """The outcome that both boards signed."""
    chosen: str
    """The letter of the option that they chose; nothing before they did."""
    base: UUID | None

    @property
    def named_bodies(self) -> list[tuple[UUID, str]]:
        """The bodies of these partners, by name."""
        return [(one.id, one.name) for one in self.known_bodies]

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
        today = clock.today()
        return rules.is_open(thing.closed_until, thing.readers, today, is_board=self.is_board, bodies=self.bodies)

    def open(self, things: Iterable[T]) -> list[T]:
        """Those of these things that are open to this reader today."""
        return [one for one in things if self.reads(one)]


def sight(person: Standing | None, **which: UUID) -> Sight | None:
    """A dossier as somebody may read it; None where they may not know of it: two queries. Before both boards signed what they
    ask, it is theirs and their groups'; then everybody's, but while the partnership stands still."""
    partners = list(_partners(which))
    if not partners:
        return None
    partnership = partners[0].partnership
    names = {one.organisation_id: one.organisation.known_as for one in partners}
    bodies = list(_bodies(partnership.id, person))
    sits = [one for one in bodies if one.sits or one.chairs]  # type: ignore[attr-defined]
    known = Sight(
        exploration=partnership.exploration,
        partners=[one.organisation for one in partners],
        names=names,
        person=person,
        is_of=person is not None and any(person.is_of(key) for key in names),
        is_board=_is_board(person, names, sits),
        known_bodies=bodies,
        bodies=frozenset(one.id for one in sits),
        chairs=frozenset(one.id for one in sits if one.chairs),  # type: ignore[attr-defined]
        is_agreed=bool(partners[0].is_agreed),  # type: ignore[attr-defined]
        outcome=partners[0].outcome,  # type: ignore[attr-defined]
        chosen=partners[0].chosen or "",  # type: ignore[attr-defined]
        base=partners[0].base,  # type: ignore[attr-defined]
    )
    public = partnership.state not in (State.PROSPECTING, State.SUSPENDED)
    everybody = known.is_agreed and (public or known.is_of)
    return known if everybody or known.is_inside else None


def _is_board(person: Standing | None, partners: Iterable[UUID], sits: list[Body]) -> bool:
    on_board = any(one.kind == BodyKind.BOARD for one in sits)
    return person is not None and (on_board or any(person.has(key, *BOARD) for key in partners))


def _partners(which: Mapping[str, UUID]) -> QuerySet[Partner]:
    """The partners of an exploration, with what is asked of it in the same breath."""
    wanted = {f"partnership__exploration__{name}" if name == "pk" else name: key for name, key in which.items()}
    here = Statement.objects.filter(exploration__partnership=OuterRef("partnership")).filter(keys.agreed("wording"))
    mandates = here.filter(kind=choices.StatementKind.MANDATE)
    outcomes = here.filter(kind=choices.StatementKind.OUTCOME).order_by("-written_at")
    found = Partner.objects.filter(partnership__exploration__isnull=False, **wanted)
    found = found.annotate(
        is_agreed=Exists(mandates),
        outcome=Subquery(outcomes.values("pk")[:1]),
        chosen=Subquery(outcomes.values("option__letter")[:1]),
        base=partnerships.last_in_book("partnership_id"),
    )
    return found.select_related("organisation", "partnership__exploration").order_by("organisation__name")


def _bodies(partnership: UUID, person: Standing | None) -> QuerySet[Body]:
    """The bodies of these partners by name, and in which of them somebody sits now, if they take part now."""
    today = clock.today()
    now = Q(from_date__lte=today) & (Q(to_date=None) | Q(to_date__gt=today))
    mine = Seat.objects.filter(now, body=OuterRef("pk"), person=person.id if person else NOBODY, person__state="active")
    found = Body.objects.filter(partnership=partnership)
    return found.annotate(sits=Exists(mine), chairs=Exists(mine.filter(kind="chair"))).order_by("name", "id")
