"""Services, houses and places as HSDS 3.0 says them; what is not known is left out, never made up."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from partnerhood.ground.records import ids, languages
from partnerhood.ground.records.addresses import reverse
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.pathway.services import choices, queries
from partnerhood.pathway.services.queries import directory
from partnerhood.pathway.services.rules import hours

VERSION = "3.0"
SCHEMA = "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"
PROFILE = "https://docs.openreferral.org/en/3.0/"
KINDS = ids.named("hsds:kinds of care")
"""The taxonomy of this house: its list of kinds of care."""
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ACTIVE = "active"
Said = dict[str, Any]


def base() -> Said:
    """What this directory speaks."""
    return {"version": VERSION, "profile": PROFILE, "openapi_url": SCHEMA}


def taxonomy() -> Said:
    """The list of kinds of care."""
    about = vocabulary.about("care_kinds")
    return {
        "id": str(KINDS),
        "name": vocabulary.say(about.title),
        "description": about.source,
        "version": str(about.reviewed),
    }


def term_key(code: str) -> UUID:
    """The id of a kind of care, the same on every node."""
    return ids.derived(KINDS, code)


def codes() -> dict[UUID, str]:
    """The kinds of care by their id."""
    return {term_key(one.code): one.code for one in vocabulary.care_kinds()}


def term(code: str, *, full: bool = True) -> Said:
    """A kind of care."""
    name = vocabulary.name("care_kinds", code)
    said = {"id": str(term_key(code)), "code": code, "name": name, "description": name}
    said |= {"taxonomy": taxonomy()["name"], "language": translation.get_language() or "en", "taxonomy_id": str(KINDS)}
    return {**said, "taxonomy_detail": taxonomy()} if full else said


def services(found: Sequence[Any], *, full: bool) -> list[Said]:
    """Services of a list, and all that belongs to each where that is asked."""
    changed = directory.changed_at(one.id for one in found)
    return [_service(one, changed.get(one.id), full=full) for one in found]


def _service(one: Any, changed: datetime | None, *, full: bool) -> Said:
    checked = next((each.checked_at for each in one.checks.all()), None)
    moments = [moment for moment in (changed, checked) if moment]
    said = {
        "id": str(one.id),
        "organization_id": str(one.organisation_id),
        "name": _words(one.name) or vocabulary.name("care_kinds", one.kind),
        "alternate_name": vocabulary.name("care_kinds", one.kind) if _words(one.name) else "",
        "description": _words(one.about),
        "url": one.website,
        "email": one.email,
        "status": ACTIVE,
        "application_process": _line(str(one.get_route_display()), _words(one.referral)),
        "fees_description": _line(str(one.get_cost_display()), _words(one.cost_words)),
        "wait_time": f"P{one.waiting_days}D" if one.waiting_days is not None else "",
        "eligibility_description": _words(one.eligibility),
        "assured_date": checked.date().isoformat() if checked else "",
        "last_modified": _moment(max(moments)) if moments else "",
    }
    return _told({**said, **(_whole(one) if full else {})})


def _whole(one: Any) -> Said:
    """What belongs to a service."""
    place = directory.Place(one.organisation, one.site)
    at = {"id": str(one.id), "service_id": str(one.id), "location_id": str(place.key), "location": location(place)}
    return {
        "phones": _phones(one, service_id=str(one.id)),
        "schedules": _schedules(one),
        "languages": [_language(one, code) for code in one.languages],
        "service_at_locations": [at],
        "organization": organization(one.organisation),
        "attributes": _attributes(one),
    }


def at_locations(found: Sequence[Any], *, full: bool) -> list[Said]:
    """Services in their places. A service is given in one place, so both bear one id."""
    changed = directory.changed_at(one.id for one in found)
    return [_at(one, changed.get(one.id), full=full) for one in found]


def _at(one: Any, changed: datetime | None, *, full: bool) -> Said:
    place = directory.Place(one.organisation, one.site)
    said = {"id": str(one.id), "service_id": str(one.id), "location_id": str(place.key)}
    said |= {"description": _words(one.about)}
    inside = {"location": location(place), "service": _service(one, changed, full=False)}
    more = {"phones": _phones(one, service_at_location_id=said["id"]), "schedules": _schedules(one)} if full else {}
    return _told({**said, **inside, **more})


def organization(one: Any, services: Sequence[Any] | None = None, places: Sequence[directory.Place] = ()) -> Said:
    """A house; with its services and places where those are asked."""
    kind = vocabulary.name("organisation_kinds", one.kind)
    address = f"{settings.ADDRESS}{reverse('services:house', args=[one.id])}"
    said = {
        "id": str(one.id),
        "name": one.name,
        "alternate_name": one.short_name,
        "description": _words(one.about) or kind,
        "website": one.website,
        "uri": address,
    }
    if one.identifier:
        scheme = {"id": str(ids.derived(one.id, "identifier")), "organization_id": str(one.id)}
        said["organization_identifiers"] = [{**scheme, "identifier_type": "registry", "identifier": one.identifier}]
    if services is not None:
        said["services"] = [_service(each, None, full=False) for each in services]
        said["locations"] = [location(each) for each in places]
    return _told(said)


def location(one: directory.Place) -> Said:
    """A place; without a point on the map where nobody said one."""
    where = queries.where(one.organisation, one.site)
    said: Said = {"id": str(one.key), "location_type": "physical", "organization_id": str(one.organisation.id)}
    said["name"] = one.site.name if one.site else one.organisation.name
    if where.is_on_map:
        said |= {"latitude": float(where.latitude), "longitude": float(where.longitude)}
    if where.address or where.place:
        key = {"id": str(ids.derived(one.key, "address")), "location_id": str(one.key), "address_type": "physical"}
        # The standard asks for a province and a postal code in every address; we keep neither.
        lines = {"address_1": where.address, "city": where.place, "state_province": "", "postal_code": ""}
        said["addresses"] = [{**key, **lines, "country": one.organisation.country}]
    return said


def _phones(one: Any, **of: str) -> list[Said]:
    return [{"id": str(ids.derived(one.id, "phone")), **of, "number": one.phone, "type": "voice"}] if one.phone else []


def _language(one: Any, code: str) -> Said:
    key = str(ids.derived(one.id, f"language:{code}"))
    return {"id": key, "service_id": str(one.id), "name": vocabulary.name("languages", code), "code": code}


def _schedules(one: Any) -> list[Said]:
    """The hours of a week: days that share theirs together, what goes on over midnight with an end before its beginning."""
    found: dict[tuple[str, str], list[str]] = {}
    for number, day in enumerate(hours.DAYS):
        for begin, end in one.hours.get(day, ()):
            found.setdefault((begin, end), []).append(DAYS[number])
    kept = one.hours.get("holidays")
    holidays = str(choices.Holidays(kept).label) if kept in choices.Holidays.values else ""
    zone = queries.zone_of(one)
    return [
        _told(
            {
                "id": str(ids.derived(one.id, f"hours:{begin}-{end}")),
                "service_id": str(one.id),
                "freq": "WEEKLY",
                "interval": 1,
                "byday": ",".join(days),
                "opens_at": begin,
                "closes_at": "00:00" if end == "24:00" else end,
                "description": holidays,
                "notes": zone,
            }
        )
        for (begin, end), days in found.items()
    ]


def _attributes(one: Any) -> list[Said]:
    """Its kind as a term of the taxonomy; how one comes to it, what it costs, how special it is and for whom it is easy to reach."""
    kind: Said = {"id": str(ids.derived(one.id, "kind")), "link_id": str(one.id), "link_entity": "service"}
    kind |= {"taxonomy_term_id": str(term_key(one.kind)), "taxonomy_term": term(one.kind, full=False)}
    values = [(name, getattr(one, name)) for name in ("tier", "route", "cost") if getattr(one, name)]
    values += [("accessibility", code) for code in one.accessible]
    return [kind, *(_value(one, link, value) for link, value in values)]


def _value(one: Any, link: str, value: str) -> Said:
    key = str(ids.derived(one.id, f"{link}:{value}"))
    return {"id": key, "link_id": str(one.id), "link_entity": "service", "link_type": link, "value": value}


def _words(text: dict[str, Any]) -> str:
    return languages.best(text, translation.get_language() or "en")[0]


def _line(*parts: str) -> str:
    return ". ".join(part.rstrip(".") for part in parts if part)


def _moment(one: datetime) -> str:
    return one.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _told(said: Said) -> Said:
    """Without what nobody said."""
    return {name: value for name, value in said.items() if value not in ("", None, [])}
