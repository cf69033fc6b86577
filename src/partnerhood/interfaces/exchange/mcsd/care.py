"""A service of FHIR R4 in our words."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pydantic
from django.utils import translation

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.mcsd import codes
from partnerhood.interfaces.exchange.mcsd.told import Reader, Told, Unusable, codes_in, codings
from partnerhood.pathway.services import choices
from partnerhood.pathway.services.rules import hours
from partnerhood.pathway.services.rules.content import Content

NO_NUMBER = re.compile(r"[^0-9 +()./-]")


def service(reader: Reader, key: UUID) -> Told:
    """A service."""
    organisation = reader.leads_to(reader.one("providedBy"), codes.ORGANIZATION, "providedBy")
    if organisation is None:
        raise Unusable("It does not say whose it is.", "HealthcareService.providedBy")
    places = reader.rows("location")
    if len(places) > 1:
        reader.note("A service is given in one place here; the first counts.", "location")
    place = reader.leads_to(places[0], codes.LOCATION, "location") if places else None
    kind = next((code for system, code in codes_in(reader.rows("type")) if _is_care(system, code)), "other")
    language = _language(reader)
    name = reader.name(200)
    own_name = (
        ""
        if name in (vocabulary.name("care_kinds", kind, language), vocabulary.name("care_kinds", kind, "en"))
        else name
    )
    eligible = next(iter(reader.rows("eligibility")), {})
    said = {
        "language": language,
        "kind": kind,
        "name": own_name,
        "about": reader.text(reader.said.get("comment"), 2000, "comment"),
        "phone": NO_NUMBER.sub("", reader.reach("phone", 200)).strip()[:40],
        "email": reader.reach("email", 254),
        "website": reader.reach("url", 200),
        "languages": _spoken(reader),
        "hours": _hours(reader),
        "zone": _zone(reader),
        "eligibility": reader.text(eligible.get("comment"), 2000, "eligibility.comment"),
        **_of_our_lists(reader),
    }
    content = _shaped({name: value for name, value in said.items() if value not in ("", [], {})}, reader)
    return Told(
        codes.SERVICE,
        key,
        {"organisation": organisation, "place": place},
        reader.said.get("active") is not False,
        content,
    )


def _is_care(system: str, code: str) -> bool:
    return system in (codes.CARE, "") and vocabulary.is_known("care_kinds", code)


def _language(reader: Reader) -> str:
    """In which language its words are: as the first translation says, as the resource says, else as its directory does."""
    said = str(reader.said.get("language", "")).partition("-")[0]
    for name in ("_name", "_comment"):
        parts = reader.one(name).get("extension")
        for one in parts if isinstance(parts, list) else []:
            inner = one.get("extension") if isinstance(one, Mapping) else None
            told = {each.get("url"): each for each in inner or [] if isinstance(each, Mapping)}
            if told.get("content", {}).get("valueString") == reader.said.get(name.removeprefix("_")):
                said = str(told.get("lang", {}).get("valueCode", said))
    return said if re.fullmatch(r"[a-z]{2,3}", said) else reader.language


def _spoken(reader: Reader) -> list[str]:
    found = [code for _system, code in codes_in(reader.rows("communication"))]
    found += [code for system, code in codes_in(reader.rows("characteristic")) if system == codes.LANGUAGE]
    short = list(dict.fromkeys(one.partition("-")[0] for one in found))
    known = [one for one in short if vocabulary.is_known("languages", one)]
    if len(known) < len(short):
        reader.note("A language is not on our list.", "communication")
    return known


def _of_our_lists(reader: Reader) -> dict[str, Any]:
    """How special, how one comes there, what it costs and for whom it is easy to reach."""
    said = codes_in(reader.rows("characteristic"))
    lists = {
        codes.TIERS: choices.Tier.values,
        codes.COSTS: choices.Cost.values,
        codes.ACCESS: choices.Accessible.values,
    }
    for at, (system, code) in enumerate(said):
        if system != codes.LANGUAGE and code not in lists.get(system, ()):
            reader.note("We do not keep this.", f"characteristic[{at}]")
    first = {system: next((code for one, code in said if one == system and code in lists[one]), "") for system in lists}
    provision = next(iter(reader.rows("serviceProvisionCode")), {})
    is_free = (codes.PROVISION, "free") in codes_in([provision])
    method = next(iter(reader.rows("referralMethod")), {})
    route = next(
        (code for system, code in codes_in([method]) if system == codes.ROUTES and code in choices.Route.values), ""
    )
    return {
        "tier": first[codes.TIERS],
        "cost": first[codes.COSTS] or ("free" if is_free else ""),
        "cost_words": _own_words(reader, provision, choices.Cost, "serviceProvisionCode"),
        "route": route,
        "referral": _own_words(reader, method, choices.Route, "referralMethod"),
        "accessible": [code for system, code in said if system == codes.ACCESS and code in lists[system]],
    }


def _own_words(reader: Reader, concept: Mapping[str, Any], labels: Any, where: str) -> str:
    """What somebody wrote, and not the name of the code itself."""
    found = reader.text(concept.get("text"), 2000, f"{where}.text")
    named = {str(one.get("display")) for one in codings(concept)}
    with translation.override("en"):
        return "" if found in named | {str(label) for label in labels.labels} else found


def _hours(reader: Reader) -> dict[str, Any]:
    """The hours of a week."""
    week: dict[str, list[str]] = {}
    for at, one in enumerate(reader.rows("availableTime")):
        days = one.get("daysOfWeek")
        days = days if isinstance(days, list) and days else list(codes.DAYS)
        begin, end = (str(one.get(name, ""))[:5] for name in ("availableStartTime", "availableEndTime"))
        if one.get("allDay") is True:
            begin, end = "00:00", "24:00"
        end = "24:00" if end == "23:59" else end
        if not set(map(str, days)) <= set(codes.DAYS) or not (begin and end):
            reader.note("These hours cannot be read.", f"availableTime[{at}]")
            continue
        for day in days:
            week.setdefault(hours.DAYS[codes.DAYS.index(day)], []).append(f"{begin}-{end}")
    try:
        told = {day: hours.read_day(", ".join(spans)) for day, spans in sorted(week.items())}
    except hours.UnclearHours:
        reader.note("These hours cannot be read.", "availableTime")
        return {}
    return {**told, "holidays": _holidays(reader)} if told else {}


def _exceptions(reader: Reader) -> list[str]:
    return [part.strip() for part in str(reader.said.get("availabilityExceptions", "")).split(";") if part.strip()]


def _holidays(reader: Reader) -> str:
    with translation.override("en"):
        named = {str(label): code for code, label in choices.Holidays.choices}
    return next((named[one] for one in _exceptions(reader) if one in named), "call")


def _zone(reader: Reader) -> str:
    return next((one for one in _exceptions(reader) if re.fullmatch(r"[A-Za-z_]+(/[A-Za-z_-]+)+", one)), "")


def _shaped(said: dict[str, Any], reader: Reader) -> Content:
    """What was said, without what has not its shape; each such thing is a remark."""
    while True:
        try:
            return Content(**said)
        except pydantic.ValidationError as trouble:
            wrong = {str(fault["loc"][0]) for fault in trouble.errors()} & set(said)
            if not wrong - {"kind", "language"}:
                raise Unusable("It cannot be read.", reader.type) from trouble
            for one in sorted(wrong):
                reader.note("It cannot be read.", one)
            said = {name: value for name, value in said.items() if name not in wrong}
