"""What a resource that somebody writes here becomes: one operation, with the rights of who signed in, or the reason why not."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from partnerhood.ground.operations.deed import Claim
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations import queries as houses
from partnerhood.interfaces.exchange.mcsd import codes
from partnerhood.interfaces.exchange.mcsd.told import Remark, Told
from partnerhood.pathway.services import actions as services
from partnerhood.pathway.services.queries import directory


class NotKept(Exception):
    """What a resource says and we do not keep; nothing was written."""

    def __init__(self, *remarks: Remark) -> None:
        self.remarks = remarks
        super().__init__(", ".join(one.where for one in remarks))


def create(told: Told, claim: Claim) -> None:
    """Bring in a house, open a site or say that a house offers something."""
    if not told.is_active:
        raise NotKept(Remark("What is not active is not brought in.", f"{told.name}.active"))
    if told.name == codes.ORGANIZATION:
        _found(told, claim)
    elif told.name == codes.LOCATION:
        _open(told, claim)
    else:
        house, site = _place(told)
        services.offer(organisation=house, content=told.content, site=site, key=told.key, deed=claim)


def update(told: Told, claim: Claim, language: str) -> None:
    """Say anew what a house, a site or a service is; what is no longer active is ended or closed."""
    if told.name == codes.ORGANIZATION:
        _describe_house(told, claim)
    elif not told.is_active:
        end(told.name, told.key, claim, language)
    elif told.name == codes.LOCATION:
        _place_site(told, claim)
    else:
        _describe(told, claim)


def end(name: str, key: UUID, claim: Claim, language: str) -> None:
    """Say that a service is no longer offered, or that a place is closed."""
    if name == codes.LOCATION:
        words = _("The program with which the house keeps its places says that this one is closed.")
        organisations.close_site(site=_site(key, "Location.id"), words=words, language=language, deed=claim)
    else:
        words = _("The program with which the house keeps its services says that this is no longer offered.")
        services.end(service=_service(key), words=words, language=language, deed=claim)


def _found(told: Told, claim: Claim) -> None:
    values = dict(told.values)
    _not_in_words(values.pop("about"), {})
    owner = _house(values.pop("owner"), "Organization.partOf") if values["owner"] else values.pop("owner")
    organisations.found(key=told.key, owner=owner, deed=claim, **values)


def _not_in_words(said: str, kept: dict[str, Any]) -> None:
    """What a house says of itself has a language, which an extension of ours does not tell: it is written on its own page."""
    there = kept.get(str(kept.get("_", "")), {}).get("words", "")
    if said and said != there:
        raise NotKept(Remark("What a house says of itself is written on its own page here.", "Organization.extension"))


def _describe_house(told: Told, claim: Claim) -> None:
    house, said = _house(told.key, "Organization.id"), told.values
    fixed = {"kind": "type", "country": "address.country", "identifier": "identifier", "owner_id": "partOf"}
    given = {**said, "owner_id": said["owner"]}
    _stays(house, given, fixed, codes.ORGANIZATION)
    _not_in_words(said["about"], house.about)
    if not told.is_active:
        raise NotKept(Remark("A house is not ended here.", "Organization.active"))
    wanted = {name: said[name] for name in ("name", "short_name", "place", "website")}
    organisations.describe(organisation=house, deed=claim, **wanted)


def _stays(row: Any, given: dict[str, Any], fixed: dict[str, str], name: str) -> None:
    """Refuse what cannot be changed once it is here."""
    wrong = [where for field, where in fixed.items() if given[field] and given[field] != getattr(row, field)]
    if wrong:
        raise NotKept(*(Remark("This cannot be changed here.", f"{name}.{where}") for where in wrong))


def _open(told: Told, claim: Claim) -> None:
    said = told.values
    if said["identifier"]:
        raise NotKept(Remark("We keep the number in a register with the house.", "Location.identifier"))
    house = _house(said["organisation"], "Location.managingOrganization")
    within = _site(said["within"], "Location.partOf")
    where = {name: said[name] for name in ("address", "place", "latitude", "longitude") if said.get(name)}
    name, kind = said["name"][:200], said["kind"]
    organisations.open_site(organisation=house, name=name, kind=kind, within=within, key=told.key, deed=claim, **where)


def _place_site(told: Told, claim: Claim) -> None:
    said = told.values
    if told.key == said["organisation"]:
        raise NotKept(Remark("This place is the house itself: change its Organization.", "Location.id"))
    site = _site(told.key, "Location.id")
    fixed = {"name": "name", "kind": "physicalType", "within_id": "partOf", "organisation_id": "managingOrganization"}
    given = {**said, "within_id": said["within"], "organisation_id": said["organisation"]}
    _stays(site, given, fixed, codes.LOCATION)
    where = {name: said[name] for name in ("address", "place", "latitude", "longitude") if said.get(name)}
    organisations.place_site(site=site, deed=claim, **where)


def _describe(told: Told, claim: Claim) -> None:
    service = _service(told.key)
    house, site = _place(told)
    _stays(service, {"organisation_id": house.id}, {"organisation_id": "providedBy"}, codes.SERVICE)
    assert told.content is not None
    content = told.content.model_copy(update={"waiting_days": service.waiting_days})
    services.describe(service=service, content=content, site=site, deed=claim)


def _place(told: Told) -> tuple[Any, Any]:
    """Whose service it is, and at which of its sites; its house itself is none."""
    house = _house(told.values["organisation"], "HealthcareService.providedBy")
    key = told.values["place"]
    return house, None if key == house.id else _site(key, "HealthcareService.location")


def _service(key: UUID) -> Any:
    found = directory.known([key]).get(key)
    if found is None:
        raise NotKept(Remark("This leads to nothing here.", "HealthcareService.id"))
    return found


def _house(key: UUID, where: str) -> Any:
    found = houses.one(key)
    if found is None:
        raise NotKept(Remark("This leads to nothing here.", where))
    return found


def _site(key: UUID | None, where: str) -> Any:
    if key is None:
        return None
    found = directory.known_places([key]).get(key)
    if found is None:
        raise NotKept(Remark("This leads to nothing here.", where))
    return found
