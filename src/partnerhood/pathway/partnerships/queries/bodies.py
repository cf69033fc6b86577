"""Bodies: boards and working groups of a network or a partnership, and who sits in them."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from partnerhood.ground.operations.models import Operation
from partnerhood.ground.organisations.models import Membership
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import plans
from partnerhood.pathway.partnerships.models import Body, Partner, Seat


@plans.planned
def bodies(*, network: UUID | None = None, partnership: UUID | None = None) -> QuerySet[Body]:
    """The bodies of a network or a partnership, by name."""
    found = Body.objects.filter(network=network) if network else Body.objects.filter(partnership=partnership)
    return found.order_by("name")


def body(key: UUID) -> Body | None:
    """A body with where it sits and who sits in it."""
    return next(iter(_body(key)), None)


@plans.planned
def _body(key: UUID) -> QuerySet[Body]:
    seats = Seat.objects.select_related("person__organisation").order_by("kind", "person__name")
    found = Body.objects.filter(pk=key).select_related("network__coordinator", "partnership")
    return found.prefetch_related(Prefetch("seats", seats))


def seat(key: UUID) -> Seat | None:
    """A seat with who sits in it."""
    return Seat.objects.filter(pk=key).select_related("person__organisation").first()


def to_be_seated(body: Body) -> QuerySet[Person]:
    """Who may be given a seat: the people of the partners, or of the network's organisations, by name."""
    if body.partnership_id:
        there: QuerySet[Any, Any] = Partner.objects.filter(partnership=body.partnership_id).values("organisation")
    else:
        there = Membership.objects.filter(network=body.network_id, until_date=None).values("organisation")
    return Person.objects.filter(organisation__in=there, state="active").select_related("organisation").order_by("name")


def base_of(body: Body) -> UUID | None:
    """The last deed in the book that a body is written in."""
    book = body.partnership_id or (body.network.coordinator_id if body.network else None)
    return Operation.objects.filter(book=book).order_by("-applied").values_list("pk", flat=True).first()
