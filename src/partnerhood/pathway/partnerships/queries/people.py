"""Who of every side works in a partnership: those who decide for a partner, those with a seat, and what later rooms know."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.expressions import Combinable

from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.choices import PersonState, RoleKind
from partnerhood.ground.people.models import Person, Role
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import clock, plans
from partnerhood.pathway.partnerships.models import Partner, Partnership, Seat
from partnerhood.pathway.partnerships.queries.panels import Panels
from partnerhood.pathway.partnerships.queries.stations import Number

DECIDING = (RoleKind.COORDINATOR, RoleKind.SIGNATORY, RoleKind.HEAD)

who_works_here: Panels[Partnership] = Panels()
"""What later rooms know of who works in a partnership, such as who leads what is done together."""


@dataclass(frozen=True)
class Colleague:
    """Somebody who decides for a partner, or has a seat in a body of the partnership."""

    person: Person
    roles: list[Role] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)


@dataclass(frozen=True)
class Side:
    """The people of one partner who work in a partnership; nobody may sign or coordinate there yet."""

    organisation: Organisation
    colleagues: Sequence[Colleague]
    lacks: Sequence[RoleKind]


def sides(partnership: Partnership) -> list[Side]:
    """The people of a partnership by partner, of a partnership that was found with its partners: two queries."""
    partners = [one.organisation for one in partnership.partners.all()]
    found: dict[UUID, dict[UUID, Colleague]] = defaultdict(dict)
    for role in _held_in([one.id for one in partners]):
        place = found[role.organisation_id]
        place.setdefault(role.person_id, Colleague(role.person)).roles.append(role)
    for seat in _sat(partnership.id):
        place = found[seat.person.organisation_id]
        place.setdefault(seat.person_id, Colleague(seat.person)).seats.append(seat)
    return [_side(one, list(found[one.id].values())) for one in partners]


@plans.planned
def _held_in(organisations: list[UUID]) -> QuerySet[Role]:
    held = _held().filter(organisation__in=organisations)
    return held.select_related("person", "deputy_for__person").order_by("kind")


@plans.planned
def _sat(partnership: UUID) -> QuerySet[Seat]:
    open_now = Q(to_date=None) | Q(to_date__gt=clock.today())
    sat = Seat.objects.filter(open_now, body__partnership=partnership, person__state=PersonState.ACTIVE)
    return sat.select_related("person", "body").order_by("body__name", "from_date")


def _side(organisation: Organisation, colleagues: list[Colleague]) -> Side:
    kinds = {role.kind for one in colleagues for role in one.roles}
    lacks = [kind for kind in (RoleKind.COORDINATOR, RoleKind.SIGNATORY) if kind not in kinds]
    return Side(organisation, sorted(colleagues, key=_place), lacks)


def _place(one: Colleague) -> tuple[int, str]:
    """Coordinators first, then who signs, then heads, then who has a seat alone."""
    places = [DECIDING.index(RoleKind(role.kind)) for role in one.roles]
    return min(places, default=len(DECIDING)), one.person.name


def _held() -> QuerySet[Role]:
    """The deciding roles that are held now, by people who take part."""
    return Role.objects.filter(kind__in=DECIDING, ended_at=None, person__state=PersonState.ACTIVE)


def known_to(person: Standing, inside: QuerySet[Partnership]) -> QuerySet[Person]:
    """Whom somebody may know by name: who is of their own house (`house` says which), and who decides or has a seat in a
    partnership that they look into (`shared` says which)."""
    who = OuterRef(OuterRef("pk"))
    open_now = Q(to_date=None) | Q(to_date__gt=clock.today())
    decides = _held().filter(person=who, organisation__partnerships__partnership=OuterRef("pk"))
    sits = Seat.objects.filter(open_now, person=who, body__partnership=OuterRef("pk")).filter(
        body__partnership__partners__organisation=F("person__organisation")
    )
    colleague = Role.objects.filter(person=OuterRef("pk"), organisation__in=person.organisations, ended_at=None)
    shared = inside.filter(Exists(decides) | Exists(sits)).order_by("pk")
    return (
        Person.objects.filter(state=PersonState.ACTIVE)
        .annotate(
            house=Subquery(colleague.values("organisation")[:1], output_field=UUIDField()),
            shared=Subquery(shared.values("pk")[:1]),
        )
        .filter(Q(house__isnull=False) | Q(shared__isnull=False))
    )


def numbers() -> Mapping[str, Combinable]:
    """What the station of people asks about a partnership: how many decide, and how many partners have nobody who signs."""
    people = _held().filter(organisation__partnerships__partnership=OuterRef("pk"))
    signs = _held().filter(kind=RoleKind.SIGNATORY, organisation=OuterRef("organisation"))
    keyless = Partner.objects.filter(~Exists(signs), partnership=OuterRef("pk"))
    return {
        "people": Number(people.order_by().values("person").distinct()),
        "keyless": Number(keyless.values("pk")),
    }
