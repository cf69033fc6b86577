"""The questions of FHIR's search and history as questions to our editions; what cannot be read is refused by its name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import QueryDict

from partnerhood.ground.records import ids
from partnerhood.interfaces.exchange.mcsd import codes
from partnerhood.pathway.services.queries import following

USUAL, MOST = 50, 200
MOST_VALUES = 100
"""How many values one question may hold."""
MOMENT = re.compile(
    r"^(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:T(?P<h>\d\d):(?P<i>\d\d)(?::(?P<s>\d\d)(?:\.(?P<f>\d{1,9}))?)?"
    r"(?P<z>Z|[+-]\d\d:\d\d)?)?)?)?$"
)
PREFIX = re.compile(r"^(eq|ne|gt|ge|lt|le|sa|eb)(?=\d)")
ORDERS = {"_lastUpdated": following.OLDEST, "-_lastUpdated": following.NEWEST, "_id": following.BY_KEY}
JSON = {"json", "application/json", "application/fhir+json", "text/json"}
ALWAYS = frozenset({"_format", "_pretty"})
OF_THE_LIST = frozenset({"_count", "_sort", "_summary", "_total", "_after", "_include"})


class Unclear(ValueError):
    """A question that cannot be read; its words are the name of what is wrong."""


@dataclass
class Asked:
    """What somebody asks of a list: what leaves what answers it, in which order, how many, and where to go on."""

    kind: str
    which: Q = field(default_factory=Q)
    count: int = USUAL
    order: str = following.OLDEST
    after: str = ""
    only_number: bool = False
    wants_number: bool = True
    includes: tuple[str, ...] = ()
    used: list[tuple[str, str]] = field(default_factory=list)
    """The questions that were understood, as they were asked."""
    ignored: list[str] = field(default_factory=list)


def read(kind: str, said: QueryDict) -> Asked:
    """The questions of a search."""
    asked = Asked(kind)
    for name in said:
        for value in said.getlist(name):
            if name in ALWAYS or not value:
                continue
            if not _take(asked, name, value):
                asked.ignored.append(name)
            elif name != "_after":
                asked.used.append((name, value))
    return asked


def _take(asked: Asked, name: str, value: str) -> bool:
    """Understand one question; False where it is none of ours."""
    if name in OF_THE_LIST:
        _of_the_list(asked, name, value)
        return True
    plain, _colon, how = name.partition(":")
    known = QUESTIONS[asked.kind] | OF_ALL
    if plain not in known or (how and (plain, how) not in MODIFIED):
        return False
    values = value.split(",")
    if len(values) > MOST_VALUES or "\x00" in value:
        raise Unclear(name)
    try:
        asked.which &= known[plain](values, how)
    except ValueError:
        raise Unclear(name) from None
    return True


def _of_the_list(asked: Asked, name: str, value: str) -> None:
    if name == "_count":
        asked.count = number(value, name)
        asked.only_number = asked.only_number or not asked.count
        asked.count = min(asked.count, MOST)
    elif name == "_sort":
        if value not in ORDERS:
            raise Unclear(name)
        asked.order = ORDERS[value]
    elif name == "_summary":
        if value not in ("count", "false"):
            raise Unclear(name)
        asked.only_number = value == "count"
    elif name == "_total":
        asked.wants_number = value != "none"
    elif name == "_include":
        if value not in INCLUDES[asked.kind]:
            raise Unclear(name)
        asked.includes += (value,)
    else:
        is_readable = ids.read(value) is not None or (value.isdecimal() and len(value) < 19)
        if not is_readable:
            raise Unclear(name)
        asked.after = value


def number(value: str, name: str) -> int:
    """A number that somebody asks with."""
    if not value.isdecimal() or len(value) > 9:
        raise Unclear(name)
    return int(value)


def stretch(said: str) -> tuple[datetime, datetime]:
    """The stretch of time that a moment of FHIR stands for: a day is a day long, a second a second."""
    found = MOMENT.match(said.strip().replace(" ", "+"))
    if not found:
        raise ValueError(said)
    part = found.groupdict()
    fraction = (part["f"] or "")[:6]
    numbers = [int(part[name] or usual) for name, usual in (("y", 1), ("m", 1), ("d", 1), ("h", 0), ("i", 0), ("s", 0))]
    at = datetime(*numbers, int(fraction.ljust(6, "0")), tzinfo=UTC)  # type: ignore[misc,arg-type]
    if part["z"] and part["z"] != "Z":
        sign = 1 if part["z"][0] == "+" else -1
        at -= sign * timedelta(hours=int(part["z"][1:3]), minutes=int(part["z"][4:6]))
    return at, _end(at, part, fraction)


def _end(at: datetime, part: dict[str, Any], fraction: str) -> datetime:
    if fraction:
        return at + timedelta(microseconds=10 ** (6 - len(fraction)))
    if part["s"]:
        return at + timedelta(seconds=1)
    if part["h"]:
        return at + timedelta(minutes=1)
    if part["d"]:
        return at + timedelta(days=1)
    if part["m"]:
        return (at + timedelta(days=32)).replace(day=1)
    return at.replace(year=at.year + 1)


def since(said: str) -> datetime:
    """From when on somebody asks."""
    try:
        return stretch(said)[0]
    except (ValueError, OverflowError):
        raise Unclear("_since") from None


def _between(said: str) -> following.Between:
    prefix = PREFIX.match(said)
    how = prefix[1] if prefix else "eq"
    try:
        begin, end = stretch(said[2:] if prefix else said)
    except OverflowError:
        raise ValueError(said) from None
    match how:
        case "gt" | "sa":
            return following.Between(since=end)
        case "ge":
            return following.Between(since=begin)
        case "lt" | "eb":
            return following.Between(before=begin)
        case "le":
            return following.Between(before=end)
    return following.Between(begin, end, outside=how == "ne")


def _key(said: str, kind: str = "") -> UUID:
    """An id, bare or behind the name of its type."""
    found = ids.read(said.rstrip("/").rpartition("/")[2])
    if found is None:
        raise ValueError(said)
    if kind and "/" in said and kind not in said.split("/"):
        raise ValueError(said)
    return found


def key(said: str) -> UUID:
    """An id of our own, as an edition tells it."""
    return UUID(said)


def _keys(values: Sequence[str]) -> list[UUID]:
    """Ids; what is none belongs to nothing here."""
    found = (ids.read(one) for one in values)
    return [one for one in found if one]


def _numbers(values: Sequence[str]) -> Q:
    """Numbers of registers, as `system|value`; our own ids among them."""
    numbers, keys = [], []
    for one in values:
        register, bar, value = one.rpartition("|")
        own = ids.read(value.removeprefix("urn:uuid:")) if value.startswith("urn:uuid:") else None
        if own and register in ("", codes.URI):
            keys.append(own)
        numbers.append(following.Known(value, register if bar else None))
    return following.numbered(numbers, keys)


def _types(values: Sequence[str]) -> Q:
    """Kinds, as `system|code` or as code; the kind that IHE gives every facility is that of all who treat people."""
    found: list[str] = []
    for one in values:
        code = one.rpartition("|")[2]
        found += following.care_giving() if code == codes.FACILITY else [code]
    return following.of_kind(found)


def _true(values: Sequence[str]) -> Q:
    """What is told is active; what is no longer, is gone."""
    said = {one.rpartition("|")[2] for one in values}
    if not said <= {"true", "false"}:
        raise ValueError(values)
    return Q() if "true" in said else following.nothing()


def _active(values: Sequence[str]) -> Q:
    said = {one.rpartition("|")[2] for one in values}
    if not said <= {"active", "suspended", "inactive"}:
        raise ValueError(values)
    return Q() if "active" in said else following.nothing()


Question = Callable[[Sequence[str], str], Q]
OF_ALL: dict[str, Question] = {
    "_id": lambda values, how: following.with_keys(_keys(values)),
    "_lastUpdated": lambda values, how: following.changed([_between(one) for one in values]),
    "name": lambda values, how: following.called(values, how),
    "identifier": lambda values, how: _numbers(values),
}


def _house(values: Sequence[str], how: str) -> Q:
    return following.of_house([_key(one, codes.ORGANIZATION) for one in values])


def _inside(kind: str) -> Question:
    return lambda values, how: following.inside_of([_key(one, kind) for one in values])


QUESTIONS: dict[str, dict[str, Question]] = {
    codes.ORGANIZATION: {
        "active": lambda values, how: _true(values),
        "type": lambda values, how: _types(values),
        "partof": _inside(codes.ORGANIZATION),
    },
    codes.LOCATION: {
        "status": lambda values, how: _active(values),
        "type": lambda values, how: _types(values),
        "organization": _house,
        "partof": _inside(codes.LOCATION),
    },
    codes.SERVICE: {
        "active": lambda values, how: _true(values),
        "service-type": lambda values, how: _types(values),
        "organization": _house,
        "location": _inside(codes.LOCATION),
    },
}
MODIFIED = {("name", "exact"), ("name", "contains")}
INCLUDES = {
    codes.ORGANIZATION: {"Organization:partof": ("owner_id", codes.ORGANIZATION)},
    codes.LOCATION: {
        "Location:organization": ("organisation_id", codes.ORGANIZATION),
        "Location:partof": ("within_id", codes.LOCATION),
    },
    codes.SERVICE: {
        "HealthcareService:organization": ("organisation_id", codes.ORGANIZATION),
        "HealthcareService:location": ("site_id", codes.LOCATION),
    },
}
"""What goes along where it is asked, by what of an edition leads to it. A service without a site is given at its house."""
