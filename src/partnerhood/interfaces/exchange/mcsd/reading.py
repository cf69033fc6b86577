"""A resource of FHIR R4 in our words: what it says that we keep, and by its name everything that it says and we do not keep.

Shapes are not believed: whatever is no text, no list or no number where one should be is left out and named.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from partnerhood.ground.finding import rules as words
from partnerhood.ground.records import ids
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.mcsd import care, codes
from partnerhood.interfaces.exchange.mcsd.told import Keys, Reader, Told, Unusable, codes_in, codings

LATITUDE, LONGITUDE = 90, 180
OF_EVERYTHING = frozenset("resourceType id meta implicitRules language text identifier".split())
"""What every resource may say: who wrote it down, and how. We write these ourselves."""
KEPT = {
    codes.ORGANIZATION: frozenset("extension active type name alias telecom address partOf".split()),
    codes.LOCATION: frozenset(
        "status name alias mode type address physicalType position managingOrganization partOf".split()
    ),
    codes.SERVICE: frozenset(
        "active providedBy type location name _name comment _comment telecom serviceProvisionCode eligibility characteristic"
        " communication referralMethod availableTime availabilityExceptions".split()
    ),
}
KINDS_IN_WORDS = (
    (
        "university_hospital",
        ("university hospital", "teaching hospital", "universitair ziekenhuis", "hopital universitaire"),
    ),
    (
        "district_hospital",
        ("district hospital", "zone hospital", "hopital general de reference", "hopital de district"),
    ),
    ("hospital", ("hospital", "ziekenhuis", "hopital", "clinique")),
    (
        "health_centre",
        ("health cent", "centre de sante", "gezondheidscentrum", "poste de sante", "health post", "dispensar"),
    ),
    ("care_home", ("care home", "nursing home", "woonzorg", "maison de repos")),
    ("pharmacy", ("pharmac", "apothe")),
    ("laboratory", ("laborato",)),
    ("practice", ("practice", "praktijk", "cabinet", "clinic")),
)
"""What a kind of house is called where somebody else's list says it in words, the more special first."""


def own_keys(name: str, key: str) -> UUID | None:
    """Ids that are ours already."""
    return ids.read(key)


def read(said: Any, keys: Keys = own_keys, language: str = "en") -> Told:
    """A resource in our words, in a language where it does not say in which; raises Unusable where it cannot come in."""
    if not isinstance(said, Mapping) or said.get("resourceType") not in KEPT:
        raise Unusable("We keep Organization, Location and HealthcareService.", "resourceType")
    reader = Reader(said, keys, language)
    own = said.get("id")
    key = keys(reader.type, own) if isinstance(own, str) and own else None
    if key is None:
        raise Unusable("It has no id that we can keep.", f"{reader.type}.id")
    for name in said:
        if name not in OF_EVERYTHING and name not in KEPT[reader.type]:
            reader.note("We do not keep this.", name)
    told = READ[reader.type](reader, key)
    told.remarks = reader.remarks
    return told


def _organization(reader: Reader, key: UUID) -> Told:
    address = next(iter(reader.rows("address")), {})
    values = {
        "name": reader.name(300),
        "short_name": reader.text(_first(reader.said.get("alias")), 60, "alias"),
        "kind": _kind(reader),
        "country": _country(reader, address),
        "place": reader.text(address.get("city") or address.get("district"), 200, "address.city"),
        "website": reader.reach("url", 200),
        "identifier": _number(reader),
        "owner": reader.leads_to(reader.one("partOf"), codes.ORGANIZATION, "partOf"),
        "about": _about(reader),
    }
    return Told(codes.ORGANIZATION, key, values, reader.said.get("active") is not False)


def _location(reader: Reader, key: UUID) -> Told:
    address, position = reader.one("address"), reader.one("position")
    line = address.get("line")
    organisation = reader.leads_to(reader.one("managingOrganization"), codes.ORGANIZATION, "managingOrganization")
    if organisation is None:
        raise Unusable("It does not say whose it is.", "Location.managingOrganization")
    physical = codes_in([reader.one("physicalType")])
    values = {
        "organisation": organisation,
        "name": reader.name(300),
        "kind": "ward" if (codes.PHYSICAL, "wa") in physical else "site",
        "within": reader.leads_to(reader.one("partOf"), codes.LOCATION, "partOf"),
        "address": reader.text(_first(line) if isinstance(line, list) else line, 200, "address.line"),
        "place": reader.text(address.get("city") or address.get("district"), 200, "address.city"),
        "country": _country(reader, address),
        "house_kind": _kind(reader),
        "identifier": _number(reader),
        **_point(reader, position),
    }
    return Told(codes.LOCATION, key, values, reader.said.get("status", "active") == "active")


READ: dict[str, Callable[[Reader, UUID], Told]] = {
    codes.ORGANIZATION: _organization,
    codes.LOCATION: _location,
    codes.SERVICE: care.service,
}


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else None


def _kind(reader: Reader) -> str:
    """Of which kind a house is: by our own list, else by the words of theirs."""
    concepts = reader.rows("type")
    said = [code for system, code in codes_in(concepts) if system == codes.HOUSES]
    known = next((code for code in said if vocabulary.is_known("organisation_kinds", code)), "")
    return (
        known
        or kind_in_words(" ".join(_displays(concepts)))
        or kind_in_words(str(reader.said.get("name", "")))
        or "other"
    )


def _displays(concepts: Any) -> list[str]:
    found = [
        said
        for concept in concepts
        for said in (concept.get("text"), *(one.get("display") for one in codings(concept)))
    ]
    return [one for one in found if isinstance(one, str)]


def kind_in_words(said: str) -> str:
    """The kind of house that words name; empty where they name none."""
    plain = words.plain(said)
    return next((kind for kind, beginnings in KINDS_IN_WORDS if any(one in plain for one in beginnings)), "")


def _country(reader: Reader, address: Mapping[str, Any]) -> str:
    said = str(address.get("country") or "").strip().upper()
    if said and not vocabulary.is_known("countries", said):
        reader.note("We know countries by two letters.", "address.country")
        return ""
    return said


def _number(reader: Reader) -> str:
    """The number by which a register knows it, with the register; our own ids aside."""
    for one in reader.rows("identifier"):
        system, value = one.get("system"), one.get("value")
        if isinstance(value, str) and value and not value.startswith("urn:uuid:"):
            return (f"{system}|{value}" if isinstance(system, str) and system else value)[:200]
    return ""


def _about(reader: Reader) -> str:
    for at, one in enumerate(reader.rows("extension")):
        if one.get("url") == f"{codes.SOURCE}#about":
            return reader.text(one.get("valueString"), 2000, "extension")
        reader.note("We do not keep this.", f"extension[{at}]")
    return ""


def _point(reader: Reader, position: Mapping[str, Any]) -> dict[str, str]:
    """A point on the map, where both numbers lie on the globe."""
    found = [position.get(name) for name in ("latitude", "longitude")]
    numbers = [one for one in found if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) == 2 and abs(numbers[0]) <= LATITUDE and abs(numbers[1]) <= LONGITUDE:
        return {"latitude": f"{numbers[0]:.5f}", "longitude": f"{numbers[1]:.5f}"}
    if position:
        reader.note("This is no point on the map.", "position")
    return {}
