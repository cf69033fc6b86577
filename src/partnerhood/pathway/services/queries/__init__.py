"""What one may ask about services."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from partnerhood.ground.organisations.models import Membership, Organisation, Site
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.records import paging, plans
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.services.models import Check, Confirmation, Elsewhere, Service
from partnerhood.pathway.services.rules import quality

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def zones() -> dict[str, tuple[str, ...]]:
    """The times that clocks show in each country."""
    return {row.code: row.words("zones") for row in vocabulary.read(DATA / "zones.toml")}


def zone_of(service: Service) -> str:
    """By which clock a service opens: as it was said, else the only one of its country; empty where nobody knows."""
    there = zones().get(service.organisation.country, ())
    return service.zone or (there[0] if len(there) == 1 else "")


@dataclass(frozen=True)
class Where:
    """Where a service is: the site, what stands on its door, and the point on the map."""

    address: str
    place: str
    latitude: Any
    longitude: Any

    @property
    def is_on_map(self) -> bool:
        """Whether it can be found near a place."""
        return self.latitude is not None and self.longitude is not None


def where(organisation: Organisation, site: Site | None) -> Where:
    """A ward is where its site is, and a site that says nothing of it where its house is."""
    around = [one for one in (site, site.within if site else None) if one]
    places: list[Site | Organisation] = [*around, organisation]
    placed = next((one for one in places if one.latitude is not None), organisation)
    place = next((one.place for one in places if one.place), "")
    address = next((one.address for one in around if one.address), "")
    return Where(address, place, placed.latitude, placed.longitude)


def is_confirmed(service: Service) -> bool:
    """Whether a house stands behind what is said of it: said by itself, or confirmed."""
    if service.noted_by_id is None:
        return True
    known = getattr(service, "has_confirmation", None)
    return bool(service.confirmations.exists() if known is None else known)


def house(person: Standing | None, organisation: UUID) -> Any:
    """A house that somebody may know by name, or which belongs to a network that theirs coordinates; `is_noted_for` where they
    note its services for it."""
    mine = list(person.organisations) if person else []
    leads = [one for one in mine if person and person.has(one, RoleKind.COORDINATOR)]
    return next(iter(_house(person, organisation, mine, leads)), None)


@plans.planned
def _house(
    person: Standing | None, organisation: UUID, mine: list[UUID], leads: list[UUID]
) -> QuerySet[Organisation, Any]:
    there = Membership.objects.filter(organisation=OuterRef("pk"), until_date=None)
    close = Exists(there.filter(network__coordinator__in=mine))
    found = Organisation.objects.filter(
        Q(pk__in=partnerships.named_to(person).values("pk")) | Q(close), pk=organisation
    )
    return found.annotate(is_noted_for=Exists(there.filter(network__coordinator__in=leads)))


def one(person: Standing | None, key: UUID) -> Service | None:
    """A service that somebody may read, with all that is known of it."""
    return next(iter(_one(person, key)), None)


@plans.planned
def _one(person: Standing | None, key: UUID) -> QuerySet[Service]:
    return complete(visible_to(person).filter(pk=key))


def is_public(service: Service) -> bool:
    """Whether everybody may find a service."""
    return service.ended_at is None and is_confirmed(service)


def public() -> QuerySet[Service]:
    """The services that everybody may find."""
    confirmed = Exists(Confirmation.objects.filter(service=OuterRef("pk")))
    return Service.objects.filter(Q(noted_by=None) | confirmed, ended_at=None)


def visible_to(person: Standing | None) -> QuerySet[Service]:
    """The services that somebody may read: the public ones of houses they may know by name; of their own house and of the
    networks that it coordinates all."""
    named = public().filter(organisation__in=partnerships.named_to(person).values("pk"))
    if person is None or not person.organisations:
        return named
    mine = person.organisations
    member = Membership.objects.filter(
        organisation=OuterRef("organisation"), network__coordinator__in=mine, until_date=None
    )
    close = Q(organisation__in=mine) | Exists(member)
    return Service.objects.filter(Q(pk__in=named.values("pk")) | close)


def complete(services: QuerySet[Service]) -> QuerySet[Service]:
    """Services with all that is known of them."""
    checks = Check.objects.select_related("person__organisation").order_by("-checked_at", "id")
    return listed(services).select_related("noted_by__organisation").prefetch_related(Prefetch("checks", checks))


def listed(services: QuerySet[Service]) -> QuerySet[Service]:
    """Services with what a list shows: whether their house confirmed them, and when somebody last checked them."""
    confirmed = Exists(Confirmation.objects.filter(service=OuterRef("pk")))
    checked = Check.objects.filter(service=OuterRef("pk")).order_by("-checked_at", "id").values("checked_at")[:1]
    related = services.select_related("organisation", "site__within")
    return related.annotate(has_confirmation=confirmed, checked_at=Subquery(checked))


def _offered(person: Standing | None, organisation: UUID) -> QuerySet[Service]:
    return visible_to(person).filter(organisation=organisation, ended_at=None)


@plans.planned
def offered(person: Standing | None, organisation: UUID) -> QuerySet[Service]:
    """What a house offers, as far as somebody may read it."""
    return _offered(person, organisation)


@plans.planned
def of_house(person: Standing | None, organisation: UUID, start: int) -> QuerySet[Service]:
    """A page of what a house offers, by kind."""
    return listed(_offered(person, organisation)).order_by("kind", "offered_at", "id")[start : start + paging.ROWS]


def shown(keys: Iterable[UUID]) -> dict[UUID, Service]:
    """Services of a list, by id."""
    return {one.id: one for one in _shown(list(keys))}


@plans.planned
def _shown(keys: list[UUID]) -> QuerySet[Service]:
    return listed(Service.objects.filter(pk__in=keys))


def told(service: Any) -> quality.Told:
    """What a record says, as far as the rule asks; it was read with `listed` or `complete`."""
    return quality.Told(
        reach=bool(service.phone or service.email),
        hours=bool(service.hours),
        languages=bool(service.languages),
        route=service.route,
        how=bool(service.referral),
        cost=bool(service.cost),
        accessible=bool(service.accessible),
        eligibility=bool(service.eligibility),
        place=where(service.organisation, service.site).is_on_map,
        checked=service.checked_at.date() if service.checked_at else None,
    )


def missing(service: Any, today: date) -> list[str]:
    """What the record of a service lacks, by code."""
    return quality.missing(told(service), today)


@plans.planned
def missing_at(organisation: UUID) -> QuerySet[Elsewhere]:
    """A page of the care that a house says it does not have."""
    return not_here(organisation)[: paging.ROWS]


def not_here(organisation: UUID) -> QuerySet[Elsewhere]:
    """The care that a house says it does not have."""
    return Elsewhere.objects.filter(organisation=organisation, ended_at=None).order_by("kind")


def runs_its_network(person: Standing | None, organisation: UUID) -> bool:
    """Whether somebody coordinates a network that a house belongs to."""
    mine = [one for one in person.organisations if person.has(one, RoleKind.COORDINATOR)] if person else []
    there = Membership.objects.filter(organisation=organisation, network__coordinator__in=mine, until_date=None)
    return bool(mine) and there.exists()


def waiting_for(organisations: Iterable[UUID]) -> QuerySet[Service]:
    """Services that a network noted for one of these houses, and that wait for its yes, the oldest first."""
    noted = Service.objects.filter(organisation__in=list(organisations), ended_at=None, noted_by__isnull=False)
    asked = noted.filter(~Exists(Confirmation.objects.filter(service=OuterRef("pk"))))
    return asked.select_related("organisation").order_by("offered_at", "id")
