"""What everybody may find of houses, places and services, edition by edition, kept in the transaction of the deed that changed it.

The moments of editions only rise, in the order in which they can be read: who asks what came since the newest moment that was told
to them misses nothing, also where two deeds are done at once on PostgreSQL, or where a deed of another node arrives late.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from partnerhood.ground.finding import rules as words
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import canonical, clock, languages, plans, rows
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.models import Confirmation, Edition, Service

HOUSE, PLACE, SERVICE = "house", "place", "service"
KINDS = (HOUSE, PLACE, SERVICE)
WARD = "ward"
A_MOMENT = timedelta(milliseconds=1)
ONE_AT_A_TIME = 7_305_114
"""The number of the lock under which PostgreSQL lets one deed after the other change the directory."""
OF_HOUSES = (
    "name short_name kind country place latitude longitude owner_id about beds power website identifier provenance"
)
OF_SITES = "organisation_id within_id kind name address place latitude longitude"
OF_SERVICES = (
    "organisation_id site_id kind name about tier route referral phone email website languages hours zone cost cost_words"
    " accessible eligibility waiting_days provenance"
)
REACH = ("phone", "email")
"""What an earlier edition no longer tells: a number that was wrong, or somebody's own, must not stay there to be called."""


def keep_house(key: UUID, row: Organisation | None) -> None:
    """What a house says of itself, and the house as a place where care is given."""
    if row is None or not is_named(key):
        return
    row = rows.find(Organisation, key)
    assert row is not None
    told = {**values(row, OF_HOUSES), "gives_care": _gives_care(row)}
    _tell(HOUSE, key, told, house=key, upper=row.owner_id, code=row.kind, name=row.name, alias=row.short_name)
    _keep_house_as_place(row)


def _keep_house_as_place(house: Organisation) -> None:
    """A house is a place where it treats people, or where it offers something and says no site."""
    if not (_gives_care(house) or _offered_at.count(house.id)):
        _let_go(PLACE, house.id)
        return
    said = values(house, "name short_name kind country place latitude longitude identifier provenance")
    told = {**said, "organisation_id": str(house.id), "address": "", "within_id": None, "owner_kind": house.kind}
    _tell(PLACE, house.id, told, house=house.id, code=house.kind, name=house.name, alias=house.short_name)


def keep_site(key: UUID, row: Site | None) -> None:
    """A site of a house; a ward only where it gives care that everybody may find."""
    site = rows.find(Site, key) if row is not None else None
    if site is None or not is_named(site.organisation_id):
        return
    is_ward = site.kind == WARD
    if site.closed_at or (is_ward and not _given_at.count(key)):
        _let_go(PLACE, key)
        return
    house = rows.find(Organisation, site.organisation_id)
    assert house is not None
    within = rows.find(Site, site.within_id) if site.within_id else None
    upper = within.id if within is not None and within.kind != WARD else None
    told = {**values(site, OF_SITES), "within_id": str(upper) if upper else None}
    told |= {"country": house.country, "owner_kind": house.kind, "provenance": house.provenance}
    _tell(PLACE, key, told, house=house.id, upper=upper, code=WARD if is_ward else house.kind, name=site.name)


def keep_service(key: UUID, row: Any) -> None:
    """A service that everybody may find, and the places where it is and was given."""
    service = rows.find(Service, key) if row is not None else None
    if service is None or not is_named(service.organisation_id):
        return
    before = latest(SERVICE, key)
    house = service.organisation
    if queries.is_public(service):
        upper = service.site_id or service.organisation_id
        told = {**values(service, OF_SERVICES), "country": house.country, "clock": queries.zone_of(service)}
        name = languages.original(service.name) or vocabulary.name("care_kinds", service.kind, "en")
        _tell(SERVICE, key, told, house=house.id, upper=upper, code=service.kind, name=name)
    else:
        _let_go(SERVICE, key)
    places = {service.site_id or house.id} | ({before.upper} if before and not before.gone else set())
    for place in places:
        if place == house.id:
            _keep_house_as_place(house)
        elif place:
            keep_site(place, Site(id=place))


def keep_confirmed(key: UUID, row: Confirmation | None) -> None:
    """A service that a house confirms is public from then on."""
    if row is not None:
        keep_service(row.service_id, row)


def keep_partnership(key: UUID, row: Any) -> None:
    """Where work stands still, its houses are found by nobody; where it goes on, they are again."""
    if row is not None:
        for one in partnerships.party_ids(row):
            keep_whole(one)


def keep_partner(key: UUID, row: Any) -> None:
    """Who comes into a partnership stands where it stands."""
    if row is not None:
        keep_whole(row.organisation_id)


def keep_whole(house: UUID) -> None:
    """Everything of a house, or nothing any more."""
    there = Edition.objects.filter(house=house, latest=True, gone=False)
    if not is_named(house):
        for one in there.order_by("id"):
            _let_go(one.kind, one.key)
        return
    if there.exists() and not Edition.objects.filter(house=house, latest=True, gone=True).exists():
        return  # nothing of it was gone: every change was kept when it was made
    keep_house(house, Organisation(id=house))
    for site in Site.objects.filter(organisation=house).order_by("id"):
        keep_site(site.id, site)
    for service in queries.public().filter(organisation=house).order_by("id"):
        keep_service(service.id, service)


def begin() -> None:
    """Write the first editions of a directory that was there before editions were kept."""
    if Edition.objects.exists():
        return
    for house in Organisation.objects.order_by("id").values_list("id", flat=True).iterator():
        keep_whole(house)


def is_named(house: UUID) -> bool:
    """Whether everybody may know of a house by name."""
    return _named.count(house) > 0


@plans.planned
def _named(house: UUID) -> QuerySet[Organisation]:
    return partnerships.named_to(None).filter(pk=house)


@plans.planned
def _offered_at(house: UUID) -> QuerySet[Service]:
    return queries.public().filter(organisation=house, site=None)


@plans.planned
def _given_at(site: UUID) -> QuerySet[Service]:
    return queries.public().filter(site=site)


@plans.planned
def _last() -> QuerySet[Edition, datetime]:
    return Edition.objects.order_by("-at").values_list("at", flat=True)[:1]


def latest(kind: str, key: UUID) -> Edition | None:
    """The last edition of something, also where it is gone."""
    return next(iter(rows.where(Edition, kind=kind, key=key, latest=True)), None)


def _gives_care(house: Organisation) -> bool:
    is_known = vocabulary.is_known("organisation_kinds", house.kind)
    return is_known and vocabulary.organisation_kind(house.kind).gives_care


def values(row: Any, names: str) -> dict[str, Any]:
    """What everybody may read of a row, as it is kept: what is empty is left out."""
    found = {name: canonical.plain(getattr(row, name)) for name in names.split()}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _tell(kind: str, key: UUID, told: dict[str, Any], *, house: UUID, name: str, **more: Any) -> None:
    """Keep a new edition, where something in it is new."""
    before = latest(kind, key)
    if before is not None and not before.gone and before.told == told:
        return
    said = {"house": house, "plain": compared(name), "alias": compared(more.pop("alias", "")), **more}
    said["identifier"] = str(told.get("identifier", "")).rpartition("|")[2]
    _add(Edition(kind=kind, key=key, told=told, **said), before)


def _let_go(kind: str, key: UUID) -> None:
    """Say that something is gone, and no longer tell what it was."""
    before = latest(kind, key)
    if before is None or before.gone:
        return
    Edition.objects.filter(kind=kind, key=key).update(told={}, plain="", alias="", identifier="", code="", upper=None)
    before.told = {}
    _add(Edition(kind=kind, key=key, gone=True, house=before.house), before)


def _add(edition: Edition, before: Edition | None) -> None:
    edition.number, edition.at = before.number + 1 if before else 1, _moment()
    if before is not None:
        before.latest = False
        before.told = {name: value for name, value in before.told.items() if name not in REACH}
        rows.update(before, ["latest", "told"])
    rows.insert_numbered([edition])


def _moment() -> datetime:
    """The moment of a new edition: later than every one that anybody can have read."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
    now = clock.now()
    whole = now.replace(microsecond=now.microsecond // 1000 * 1000)
    last = next(iter(_last()), None)
    return whole if last is None or whole > last else last + A_MOMENT


def compared(name: str) -> str:
    """A name as search compares it: lower case, without accents, with single spaces."""
    return " ".join(words.plain(name).split())[:100]


FOLLOWED: dict[str, Callable[[UUID, Any], None]] = {
    Organisation._meta.label_lower: keep_house,
    Site._meta.label_lower: keep_site,
    Service._meta.label_lower: keep_service,
    Confirmation._meta.label_lower: keep_confirmed,
    partnerships.Partnership._meta.label_lower: keep_partnership,
    "partnerships.partner": keep_partner,
}
"""Whose rows editions follow."""
