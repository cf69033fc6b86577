"""A file of HSDS 3.0 service by service: what each says in our words, or in one sentence why it cannot come in."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pydantic

from partnerhood.ground.records import ids
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.hsds import writing
from partnerhood.pathway.services.rules import hours
from partnerhood.pathway.services.rules.content import Content

LARGEST = 64 * 2**20
"""How many bytes a file may have; a larger directory comes in several files."""
WAIT = re.compile(r"^P(\d{1,4})D$")
NOT_OF_A_NUMBER = re.compile(r"[^0-9 +()./-]")
FROM_ATTRIBUTES = ("tier", "route", "cost")


class Unusable(ValueError):
    """What keeps a file or a service from coming in, in one sentence."""


@dataclass(frozen=True)
class Told:
    """One service of a file, in one place, in our words."""

    number: int
    key: UUID
    house: dict[str, Any]
    content: Content
    place: dict[str, Any] | None = None
    is_offered: bool = True
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """One service of a file that cannot come in, and why."""

    number: int
    name: str
    reason: str


@dataclass
class _Row:
    """One service while it is read."""

    said: Mapping[str, Any]
    remarks: list[str] = field(default_factory=list)

    def text(self, name: str, most: int) -> str:
        """A text, cut where it is longer than we keep."""
        value = self.said.get(name)
        found = value.strip() if isinstance(value, str) else ""
        if len(found) > most:
            self.remarks.append(f"{name} was cut after {most} letters.")
        return found[:most]

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """The rows that belong to it."""
        value = self.said.get(name)
        return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []

    def one(self, name: str) -> Mapping[str, Any]:
        """The one thing that belongs to it."""
        value = self.said.get(name)
        return value if isinstance(value, dict) else {}


def read(path: Path, language: str) -> Iterator[Told | Refusal]:
    """Every service of a file, once for each place where it is given."""
    for number, said in enumerate(_services(path), 1):
        try:
            yield from _told(number, said, language)
        except Unusable as unusable:
            name = said.get("name") if isinstance(said, dict) else ""
            yield Refusal(number, name if isinstance(name, str) else "", str(unusable))


def _services(path: Path) -> Iterable[Any]:
    """The services in a file: a page, a list, one service, or a house with what it offers."""
    if path.stat().st_size > LARGEST:
        raise Unusable("The file is larger than 64 megabytes. Bring it in in parts.")
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise Unusable("The file is no JSON.") from None
    if isinstance(said, dict) and isinstance(said.get("contents"), list):
        said = said["contents"]
    if isinstance(said, dict) and isinstance(said.get("services"), list):
        house = {name: value for name, value in said.items() if name not in ("services", "locations")}
        said = [{"organization": house, **one} if isinstance(one, dict) else one for one in said["services"]]
    if isinstance(said, dict):
        said = [said]
    if not isinstance(said, list):
        raise Unusable("The file holds no services.")
    return said


def _told(number: int, said: Any, language: str) -> Iterator[Told]:
    if not isinstance(said, dict):
        raise Unusable("This is no service.")
    row = _Row(said)
    key, name = _key(said, "id", "The service"), row.text("name", 200)
    if not name:
        raise Unusable("The service has no name.")
    content, house = _content(row, name, language), _house(row, language)
    offered = said.get("status") == writing.ACTIVE
    at = [one["location"] for one in row.rows("service_at_locations") if isinstance(one.get("location"), dict)]
    for place in at or [None]:
        told_place = _place(place, house) if place else None
        own = key if len(at) < 2 else ids.derived(key, str(told_place and told_place["key"]))
        yield Told(number, own, house, content, told_place, offered, tuple(row.remarks))


def _key(said: Mapping[str, Any], name: str, what: str) -> UUID:
    value = said.get(name)
    found = ids.read(value) if isinstance(value, str) else None
    if found is None:
        raise Unusable(f"{what} has no id that can be read.")
    return found


def _house(row: _Row, language: str) -> dict[str, Any]:
    """Whose service it is."""
    house = _Row(row.one("organization"), row.remarks)
    if not house.said:
        raise Unusable("The service does not say whose it is: its organization is missing.")
    told: dict[str, Any] = {"key": _key(house.said, "id", "The organization"), "name": house.text("name", 300)}
    if not told["name"]:
        raise Unusable("The organization has no name.")
    about = house.text("description", 2000)
    numbers = [one.get("identifier") for one in house.rows("organization_identifiers")]
    told |= {"short_name": house.text("alternate_name", 60), "about": about, "language": language, "country": ""}
    return {**told, "identifier": next((one[:200] for one in numbers if isinstance(one, str)), "")}


def _place(said: Mapping[str, Any], house: dict[str, Any]) -> dict[str, Any] | None:
    """Where it is given; a place that is its house is the house itself, and tells where that is."""
    row = _Row(said)
    address = next(iter(row.rows("addresses")), {})
    lines = _Row(address)
    country = lines.text("country", 2).upper()
    if vocabulary.is_known("countries", country):
        house["country"] = country
    told: dict[str, Any] = {
        "key": _key(said, "id", "The location"),
        "name": row.text("name", 200) or house["name"][:200],
    }
    told |= {"address": lines.text("address_1", 200), "place": lines.text("city", 200), **_point(said)}
    if told["key"] == house["key"]:
        house |= {name: told[name] for name in ("place", "latitude", "longitude") if name in told}
        return None
    return told


def _point(said: Mapping[str, Any]) -> dict[str, str]:
    """A point on the map, where both numbers lie on the globe."""
    latitude, longitude = said.get("latitude"), said.get("longitude")
    numbers = [one for one in (latitude, longitude) if isinstance(one, int | float) and not isinstance(one, bool)]
    if len(numbers) < 2 or not (abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180):
        return {}
    return {"latitude": f"{numbers[0]:.5f}", "longitude": f"{numbers[1]:.5f}"}


def _content(row: _Row, name: str, language: str) -> Content:
    values = {str(one.get("link_type")): str(one.get("value")) for one in row.rows("attributes") if one.get("value")}
    accessible = [one.get("value") for one in row.rows("attributes") if one.get("link_type") == "accessibility"]
    kind = _kind(row)
    said = {
        "language": language,
        "kind": kind,
        "name": "" if name == vocabulary.name("care_kinds", kind, language) else name,
        "about": row.text("description", 2000),
        "referral": row.text("application_process", 2000),
        "phone": _phone(row),
        "email": row.text("email", 254),
        "website": row.text("url", 200),
        "languages": _languages(row),
        "hours": _hours(row),
        "zone": _zone(row),
        "cost_words": row.text("fees_description", 2000),
        "eligibility": row.text("eligibility_description", 2000),
        "waiting_days": _waiting(row),
        "accessible": accessible,
        **{one: values[one] for one in FROM_ATTRIBUTES if one in values},
    }
    return _shaped(said, row.remarks)


def _shaped(said: dict[str, Any], remarks: list[str]) -> Content:
    """What was said, without what has not its shape; each such thing is a remark."""
    while True:
        try:
            return Content(**said)
        except pydantic.ValidationError as trouble:
            wrong = {str(fault["loc"][0]) for fault in trouble.errors()} & set(said)
            if not wrong - {"kind", "language"}:
                raise Unusable("The service cannot be read.") from trouble
            remarks += [f"{one} cannot be read and was left out." for one in sorted(wrong)]
            said = {name: value for name, value in said.items() if name not in wrong}


def _kind(row: _Row) -> str:
    """Its kind, where the file says it with a term of our list; every other is other care."""
    for one in row.rows("attributes"):
        term = one.get("taxonomy_term")
        code = term.get("code") if isinstance(term, dict) else None
        if isinstance(code, str) and vocabulary.is_known("care_kinds", code):
            return code
    return "other"


def _phone(row: _Row) -> str:
    numbers = [one.get("number") for one in row.rows("phones")]
    first = next((one for one in numbers if isinstance(one, str)), "")
    return NOT_OF_A_NUMBER.sub("", first).strip()[:40]


def _languages(row: _Row) -> list[str]:
    found = [one.get("code") for one in row.rows("languages")]
    known = [one for one in found if isinstance(one, str) and vocabulary.is_known("languages", one)]
    if len(known) < len(found):
        row.remarks.append("A language is not on our list and was left out.")
    return known


def _hours(row: _Row) -> dict[str, Any]:
    """The hours that repeat every week; what is said otherwise is left out, with a remark."""
    week: dict[str, list[str]] = {}
    for one in row.rows("schedules"):
        days = [day.strip()[-2:] for day in str(one.get("byday", "")).split(",")]
        opens, closes = (str(one.get(name, ""))[:5] for name in ("opens_at", "closes_at"))
        if one.get("freq", "WEEKLY") != "WEEKLY" or not set(days) <= set(writing.DAYS):
            row.remarks.append("Some hours do not repeat every week and were left out.")
            continue
        closes = "24:00" if closes == "00:00" else closes
        for day in days:
            week.setdefault(hours.DAYS[writing.DAYS.index(day)], []).append(f"{opens}-{closes}")
    try:
        told = {day: hours.read_day(", ".join(spans)) for day, spans in week.items()}
    except hours.UnclearHours:
        row.remarks.append("The hours cannot be read and were left out.")
        return {}
    return {**told, "holidays": "call"} if told else {}


def _zone(row: _Row) -> str:
    """By which clock: our own files say it in the notes of the hours."""
    notes = [one.get("notes") for one in row.rows("schedules")]
    return next((one for one in notes if isinstance(one, str) and re.fullmatch(r"[A-Za-z_]+(/[A-Za-z_-]+)+", one)), "")


def _waiting(row: _Row) -> int | None:
    found = WAIT.match(row.text("wait_time", 60))
    return int(found[1]) if found else None
