"""The public directory as other systems follow it: services, their houses and their places, by id, with when each changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnerhood.ground.operations.models import Touch
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.models import Service
from partnerhood.pathway.services.queries import search


@dataclass(frozen=True)
class Place:
    """Where services are given: a site or a ward of a house, or the house itself."""

    organisation: Organisation
    site: Site | None

    @property
    def key(self) -> UUID:
        """The id of the place: that of its site, or of its house where no site is said."""
        return self.site.id if self.site else self.organisation.id


def services(
    *,
    words: str = "",
    organisation: UUID | None = None,
    kinds: Iterable[str] | None = None,
    since: datetime | None = None,
) -> QuerySet[Service]:
    """The services that everybody may find, in a stable order; those changed or checked since a moment."""
    found = queries.public().exclude(organisation__in=partnerships.standing_still())
    if organisation:
        found = found.filter(organisation=organisation)
    if kinds is not None:
        found = found.filter(kind__in=list(kinds))
    if words:
        found = found.filter(pk__in=search.keys(words))
    if since:
        touched = Touch.objects.filter(row=OuterRef("pk"), latest=True, operation__recorded_at__gte=since)
        found = found.filter(Exists(touched) | Q(checks__checked_at__gte=since)).distinct()
    return found.order_by("id")


def houses() -> QuerySet[Organisation]:
    """The houses that offer something to everybody, in a stable order."""
    offers = Exists(services().filter(organisation=OuterRef("pk")))
    return Organisation.objects.filter(offers).select_related("owner").order_by("id")


def places() -> QuerySet[Service, Any]:
    """Where services are given, each place once, in a stable order."""
    return services().order_by("organisation", "site").values("organisation", "site").distinct()


def placed(keys: Iterable[Any]) -> list[Place]:
    """These places with their houses and sites."""
    wanted = list(keys)
    houses = Organisation.objects.in_bulk([one["organisation"] for one in wanted])
    sites = Site.objects.select_related("within").in_bulk([one["site"] for one in wanted if one["site"]])
    return [Place(houses[one["organisation"]], sites.get(one["site"])) for one in wanted]


def place(key: UUID) -> Place | None:
    """A place by its id, where it is in the directory."""
    there = services().filter(Q(site=key) | Q(organisation=key, site=None))
    one = there.order_by().values("organisation", "site").first()
    return placed([one])[0] if one else None


def given_at(place: Place) -> QuerySet[Service]:
    """The services that are given in a place."""
    return services(organisation=place.organisation.id).filter(site=place.site)


def changed_at(rows: Iterable[UUID]) -> dict[UUID, datetime]:
    """When each of these rows was last changed, as this node recorded it."""
    touched = Touch.objects.filter(row__in=list(rows), latest=True)
    return dict(touched.values_list("row", "operation__recorded_at"))


def known(keys: Iterable[UUID]) -> dict[UUID, Service]:
    """These services as they stand here, public or not."""
    return {one.id: one for one in Service.objects.select_related("organisation").filter(pk__in=list(keys))}


def known_places(keys: Iterable[UUID]) -> dict[UUID, Site]:
    """These sites as they stand here."""
    return Site.objects.in_bulk(list(keys))
