"""What one may ask about services."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from partnerhood.ground.organisations.models import Membership, Organisation, Site
from partnerhood.ground.people.choices import RoleKind
from partnerhood.ground.people.queries import Standing
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
    return service.noted_by_id is None or bool(service.confirmations.all())


def is_public(service: Service) -> bool:
    """Whether everybody may find a service."""
    return service.ended_at is None and is_confirmed(service)


def public() -> QuerySet[Service]:
    """The services that everybody may find."""
    confirmed = Exists(Confirmation.objects.filter(service=OuterRef("pk")))
    return Service.objects.filter(Q(noted_by=None) | confirmed, ended_at=None)


def is_given_at(site: UUID) -> bool:
    """Whether some care is given at a site, noted or confirmed."""
    return Service.objects.filter(site=site, ended_at=None).exists()


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
    """Services with what their pages show."""
    checks = Check.objects.select_related("person__organisation").order_by("-checked_at", "id")
    related = services.select_related("organisation", "site__within", "noted_by__organisation")
    return related.prefetch_related("confirmations", Prefetch("checks", checks))


def of_house(person: Standing | None, organisation: UUID) -> QuerySet[Service]:
    """What a house offers, as far as somebody may read it, by kind."""
    found = visible_to(person).filter(organisation=organisation, ended_at=None)
    return complete(found).order_by("kind", "offered_at", "id")


def shown(keys: Iterable[UUID]) -> dict[UUID, Service]:
    """Services of a list, by id."""
    return {one.id: one for one in complete(Service.objects.filter(pk__in=list(keys)))}


def told(service: Service) -> quality.Told:
    """What a record says, as far as the rule asks."""
    checked = next(iter(service.checks.all()), None)
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
        checked=checked.checked_at.date() if checked else None,
    )


def missing(service: Service, today: date) -> list[str]:
    """What the record of a service lacks, by code."""
    return quality.missing(told(service), today)


def not_here(organisation: UUID) -> QuerySet[Elsewhere]:
    """The care that a house says it does not have."""
    return Elsewhere.objects.filter(organisation=organisation, ended_at=None).order_by("kind")


def in_networks_of(organisations: Iterable[UUID]) -> set[UUID]:
    """The houses in the networks that some houses coordinate."""
    there = Membership.objects.filter(network__coordinator__in=list(organisations), until_date=None)
    return set(there.values_list("organisation_id", flat=True))


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
