"""The index of public services, kept in the transaction of the deed: a row per service, its words, and the words there are."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from partnerhood.ground.finding import rules as words
from partnerhood.ground.organisations.models import Organisation, Site
from partnerhood.ground.records import languages, rows
from partnerhood.pathway.services import queries
from partnerhood.pathway.services.models import Confirmation, Known, Listing, Service, Slip, Word
from partnerhood.pathway.services.rules import hours, meant, nearness

EVERY = "*"
"""The word that leads to every listing."""
LANGUAGE, PLACE, KIND, TIER = "=", "@", "#", "^"
"""How words begin that are no words: of a language that is spoken, of a place, a kind, a tier."""


def keep_service(key: UUID, row: Any) -> None:
    """Keep what a service can be found by; nothing where it is not public."""
    if row is not None:
        row = rows.find(Service, key)
    if row is None or not queries.is_public(row):
        forget(key)
        return
    _keep(*entry(row))


def entry(service: Service) -> tuple[Listing, int, set[str]]:
    """What a service is in the index: its listing, the cell it lies in, and everything that leads to it."""
    where = queries.where(service.organisation, service.site)
    spot = nearness.spot(where.latitude, where.longitude) if where.is_on_map else None
    listing = Listing(
        service=service.id,
        organisation=service.organisation_id,
        title=title(service),
        latitude=spot.latitude if spot else None,
        longitude=spot.longitude if spot else None,
        week=[list(span) for span in hours.spans(service.hours)],
        zone=queries.zone_of(service),
    )
    return listing, nearness.cell(spot) if spot else nearness.NOWHERE, _words(service, where.place)


def keep_confirmed(key: UUID, row: Confirmation | None) -> None:
    """A service that a house confirms is public from then on."""
    if row is not None:
        keep_service(row.service_id, row)


def keep_house(key: UUID, row: Organisation | None) -> None:
    """What a house says of itself stands in each of its services."""
    for one in Service.objects.filter(organisation=key, ended_at=None) if row is not None else ():
        keep_service(one.id, one)


def keep_site(key: UUID, row: Site | None) -> None:
    """A site that moves takes its wards and their services along."""
    there = Service.objects.filter(site__within=key) | Service.objects.filter(site=key)
    for one in there.filter(ended_at=None) if row is not None else ():
        keep_service(one.id, one)


def title(service: Service) -> str:
    """By what services are put in order: the name of the house, then their own words."""
    return words.plain(f"{service.organisation.name} {languages.original(service.name)} {service.kind}")[:200]


def forget(key: UUID) -> None:
    """Let a service no longer be found."""
    Word.objects.filter(listing=key).delete()
    Listing.objects.filter(service=key).delete()


def _words(service: Service, place: str) -> set[str]:
    """Everything that leads to a service. The words of its kind stand for the kind, and are not kept with each."""
    found = {EVERY, KIND + service.kind, *(LANGUAGE + one for one in service.languages)}
    found |= {TIER + service.tier} if service.tier else set()
    found |= {PLACE + one for one in (of_place(place),) if one}
    for said in (service.name, service.about, service.eligibility):
        for tongue in said:
            found |= words.stems(languages.in_language(said, tongue), tongue) if tongue != languages.ORIGINAL else set()
    plain = [service.organisation.name, service.organisation.short_name, place]
    plain += [one.name for one in (service.site, service.site.within if service.site else None) if one]
    return found.union(*(bare(one) for one in plain))


def bare(name: str) -> set[str]:
    """The words of a name, as they stand: a name has no endings to take off."""
    return {words.plain(one)[: words.LONGEST] for one in words.WORD.findall(name.lower()) if len(one) > 1}


def of_place(place: str) -> str:
    """The name of a place as search compares it."""
    return " ".join(words.plain(one) for one in words.WORD.findall(place.lower()))[:50]


def _keep(listing: Listing, cell: int, wanted: set[str]) -> None:
    known = rows.find(Listing, listing.service)
    if known is None:
        rows.insert(listing)
    else:
        rows.update(listing, [one.name for one in Listing._meta.concrete_fields if not one.primary_key])
    there = rows.where(Word, listing=listing.service) if known else []
    rows.remove([one for one in there if one.stem not in wanted or one.cell != cell])
    new = wanted - {one.stem for one in there if one.cell == cell}
    rows.insert_values(Word, [(one, cell, listing.service) for one in sorted(new)])
    _know(one for one in new if one[0] not in (EVERY, LANGUAGE, KIND, TIER))


def _know(new: Iterable[str]) -> None:
    """Remember words that nobody used before, and what becomes of them by a slip of the hand."""
    wanted = sorted(set(new))
    strange = sorted({*wanted} - {one.word for one in rows.among(Known, "word", wanted)})
    rows.insert_values(Known, [(one,) for one in strange])
    slips = [(lacking, one) for one in strange if one[0] != PLACE for lacking in sorted(meant.lacking(one))]
    rows.insert_values(Slip, slips)


FOLLOWED = {
    Service._meta.label_lower: keep_service,
    Confirmation._meta.label_lower: keep_confirmed,
    Organisation._meta.label_lower: keep_house,
    Site._meta.label_lower: keep_site,
}
"""Whose rows the index follows. A check changes nothing that is compared."""
