"""Editions as resources of FHIR R4. A resource follows from its edition alone and is the same for every reader: words stand in the
language in which they were written, with their other readings beside them."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation

from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.mcsd import codes
from partnerhood.pathway.services import choices
from partnerhood.pathway.services.queries.following import Edition
from partnerhood.pathway.services.rules import hours

Said = dict[str, Any]
Words = Mapping[str, Any]
END_OF_DAY = "23:59:59"


def base() -> str:
    """Where our directory stands."""
    return f"{settings.ADDRESS}/fhir"


def address(one: Edition) -> str:
    """Where a resource stands, without its version."""
    return f"{base()}/{path(one)}"


def path(one: Edition) -> str:
    """What stands after our base."""
    return f"{codes.RESOURCES[one.kind]}/{one.key}"


def mark(one: Edition) -> str:
    """The mark of a version, as HTTP carries it."""
    return f'W/"{one.number}"'


def moment(one: datetime) -> str:
    """A moment as FHIR writes it."""
    return one.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def resource(one: Edition) -> Said:
    """An edition as a resource."""
    with translation.override("en"):
        body = WRITE[codes.RESOURCES[one.kind]](one.told, str(one.key))
    profiles = [codes.PROFILE.format(name) for name in body.pop("profiles")]
    meta: Said = {"versionId": str(one.number), "lastUpdated": moment(one.at), "profile": profiles}
    if one.told.get("provenance"):
        meta["tag"] = [{"system": codes.SOURCE, "display": one.told["provenance"]}]
    if one.kind == codes.TYPES[codes.SERVICE] and not one.latest:
        part = {"system": codes.PART_TOLD, "code": "SUBSETTED", "display": "subsetted"}
        meta["tag"] = [*meta.get("tag", []), part]
    return {"resourceType": codes.RESOURCES[one.kind], "id": str(one.key), "meta": meta, **_told(body)}


def _organization(told: Words, key: str) -> Said:
    kind = told.get("kind", "other")
    types = [_concept(codes.URI, codes.FACILITY, "Facility")] if told.get("gives_care") else []
    about = {"extension": [_in_words("about", told["about"])]} if told.get("about") else {}
    return {
        "profiles": ["Organization", *(["FacilityOrganization"] if types else [])],
        **about,
        "identifier": identifiers(told, key),
        "active": True,
        "type": [*types, _concept(codes.HOUSES, kind, _name_of("organisation_kinds", kind))],
        "name": told["name"],
        "alias": [told["short_name"]] if told.get("short_name") else [],
        "telecom": _reach(told),
        "address": [_address(told)] if told.get("place") or told.get("country") else [],
        "partOf": _reference(codes.ORGANIZATION, told["owner_id"]) if told.get("owner_id") else None,
    }


def _in_words(name: str, words: Words) -> Said:
    """What is said of a house, for which FHIR R4 has no element: an extension of ours."""
    text = {"url": f"{codes.SOURCE}#{name}", "valueString": languages.original(words)}
    readings = _readings(words)
    return {**text, "_valueString": readings} if readings else text


def _location(told: Words, key: str) -> Said:
    is_ward = told.get("kind") == codes.WARD
    kind = told.get("owner_kind", "other")
    second = (codes.WARD, "Ward") if is_ward else (kind, _name_of("organisation_kinds", kind))
    physical = ("wa", "Ward") if is_ward else ("si", "Site")
    place = {name: Decimal(told[name]) for name in ("longitude", "latitude") if told.get(name)}
    types = [_concept(codes.HOUSES, *second)]
    return {
        "profiles": ["Location", *([] if is_ward else ["FacilityLocation"])],
        "identifier": identifiers(told, key),
        "status": "active",
        "name": told["name"],
        "alias": [told["short_name"]] if told.get("short_name") else [],
        "mode": "instance",
        "type": types if is_ward else [_concept(codes.URI, codes.FACILITY, "Facility"), *types],
        "address": _address(told) if any(told.get(name) for name in ("address", "place", "country")) else None,
        "physicalType": _concept(codes.PHYSICAL, *physical),
        "position": {name: float(value) for name, value in place.items()} if len(place) == 2 else None,
        "managingOrganization": _reference(codes.ORGANIZATION, told["organisation_id"]),
        "partOf": _reference(codes.LOCATION, told["within_id"]) if told.get("within_id") else None,
    }


def _service(told: Words, key: str) -> Said:
    kind = told["kind"]
    spoken = told.get("languages", [])
    name = told.get("name") or {}
    about = told.get("about") or {}
    return {
        "profiles": ["HealthcareService"],
        "identifier": identifiers({}, key),
        "active": True,
        "providedBy": _reference(codes.ORGANIZATION, told["organisation_id"]),
        "type": [_concept(codes.CARE, kind, _name_of("care_kinds", kind))],
        "location": [_reference(codes.LOCATION, told.get("site_id") or told["organisation_id"])],
        "name": languages.original(name) or _name_of("care_kinds", kind),
        "_name": _readings(name),
        "comment": languages.original(about),
        "_comment": _readings(about),
        "telecom": _reach(told),
        "serviceProvisionCode": _cost(told),
        "eligibility": _eligibility(told),
        "characteristic": _characteristics(told) + [_spoken(one) for one in spoken if one not in codes.COMMON],
        "communication": [_spoken(one) for one in spoken if one in codes.COMMON],
        "referralMethod": _referral(told),
        "availableTime": times(told.get("hours", {})),
        "availabilityExceptions": _exceptions(told),
    }


WRITE: dict[str, Callable[[Words, str], Said]] = {
    codes.ORGANIZATION: _organization,
    codes.LOCATION: _location,
    codes.SERVICE: _service,
}


def identifiers(told: Words, key: str) -> list[Said]:
    """Our own id, the same on every node, and the number by which a register knows it."""
    found = [{"use": "official", "system": codes.URI, "value": f"urn:uuid:{key}"}]
    if told.get("identifier"):
        register, _bar, value = str(told["identifier"]).rpartition("|")
        found.append({"use": "usual", "system": register, "value": value} if register else {"value": value})
    return found


def _cost(told: Words) -> list[Said]:
    cost, words = told.get("cost"), told.get("cost_words") or {}
    if not cost:
        return []
    code = codes.COST_OF[cost]
    display = {"free": "Free", "disc": "Discounts Available", "cost": "Fees apply"}[code]
    text = languages.original(words) or str(choices.Cost(cost).label)
    return [{**_concept(codes.PROVISION, code, display), "text": text, "_text": _readings(words)}]


def _eligibility(told: Words) -> list[Said]:
    """For whom it is, in words: the code says that the words say it."""
    words = told.get("eligibility") or {}
    code = _concept(codes.ABSENT, "as-text", "As Text")
    said = {"code": code, "comment": languages.original(words), "_comment": _readings(words)}
    return [said] if words else []


def _referral(told: Words) -> list[Said]:
    route, words = told.get("route"), told.get("referral") or {}
    if not route:
        return [{**_concept(codes.ABSENT, "as-text", "As Text"), "text": languages.original(words)}] if words else []
    label = str(choices.Route(route).label)
    text = languages.original(words) or label
    return [{**_concept(codes.ROUTES, route, label), "text": text, "_text": _readings(words)}]


def _characteristics(told: Words) -> list[Said]:
    """How special it is, what it costs and for whom it is easy to reach, in our own lists."""
    found = []
    if told.get("tier"):
        found.append(_concept(codes.TIERS, told["tier"], str(choices.Tier(told["tier"]).label)))
    if told.get("cost"):
        found.append(_concept(codes.COSTS, told["cost"], str(choices.Cost(told["cost"]).label)))
    ways = told.get("accessible", [])
    return found + [_concept(codes.ACCESS, one, str(choices.Accessible(one).label)) for one in ways]


def _spoken(code: str) -> Said:
    return _concept(codes.LANGUAGE, code, _name_of("languages", code))


def times(week: Words) -> list[Said]:
    """The hours of a week: days that share theirs together. What goes on over midnight ends before it begins."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, day in enumerate(hours.DAYS):
        for begin, end in week.get(day, ()):
            found.setdefault((begin, end), []).append(codes.DAYS[number])
    return [_time(begin, end, days) for (begin, end), days in found.items()]


def _time(begin: str, end: str, days: list[str]) -> Said:
    if (begin, end) == ("00:00", "24:00"):
        return {"daysOfWeek": days, "allDay": True}
    closes = END_OF_DAY if end == "24:00" else f"{end}:00"
    return {"daysOfWeek": days, "availableStartTime": f"{begin}:00", "availableEndTime": closes}


def _exceptions(told: Words) -> str:
    """By which clock, and what happens on holidays."""
    kept = told.get("hours", {}).get("holidays")
    holidays = str(choices.Holidays(kept).label) if kept in choices.Holidays.values else ""
    parts = [told.get("clock", ""), holidays]
    return "; ".join(part for part in parts if part) if told.get("hours") else ""


def _reach(told: Words) -> list[Said]:
    wanted = (("phone", "phone"), ("email", "email"), ("url", "website"))
    return [{"system": system, "value": told[name], "use": "work"} for system, name in wanted if told.get(name)]


def _address(told: Words) -> Said:
    line = [told["address"]] if told.get("address") else []
    return _told({"use": "work", "line": line, "city": told.get("place"), "country": told.get("country")})


def _readings(words: Words) -> Said | None:
    """Words in each language in which they stand, the one in which they were written among them."""
    said = {name: languages.in_language(words, name) for name in sorted(words) if name != languages.ORIGINAL}
    found = [
        {"url": codes.TRANSLATION, "extension": [_part("lang", Code=name), _part("content", String=text)]}
        for name, text in said.items()
        if text
    ]
    return {"extension": found} if found else None


def _part(url: str, **value: str) -> Said:
    return {"url": url, **{f"value{kind}": said for kind, said in value.items()}}


def _concept(system: str, code: str, display: str) -> Said:
    return {"coding": [{"system": system, "code": code, "display": display}]}


def _reference(kind: str, key: str) -> Said:
    return {"reference": f"{kind}/{key}"}


def _name_of(which: str, code: str) -> str:
    return vocabulary.name(which, code, "en") if vocabulary.is_known(which, code) else code


def _told(said: Said) -> Said:
    """Without what nobody said, at any depth."""
    found = {}
    for name, value in said.items():
        kept = _told(value) if isinstance(value, dict) else value
        if isinstance(kept, list):
            kept = [_told(one) if isinstance(one, dict) else one for one in kept]
        if kept not in (None, "", [], {}):
            found[name] = kept
    return found
