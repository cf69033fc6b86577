"""What the profiles of IHE mCSD ask of a resource, checked by hand over their snapshots: how often each element stands there, what
is fixed, of which type it is, and the closed lists of HL7 that it is bound to. The lists at gofr.org are published nowhere that we
know of: of those we ask only that a code says from which list it is."""

import json
import re
from datetime import datetime
from functools import cache
from typing import Any

from tests.interfaces.exchange.reference import reference

Said = dict[str, Any]
TEXT = r"[ \r\n\t\S]+"
PRIMITIVES = {
    "string": TEXT,
    "markdown": TEXT,
    "uri": r"\S+",
    "canonical": r"\S+",
    "code": r"[^\s]+(\s[^\s]+)*",
    "id": r"[A-Za-z0-9\-.]{1,64}",
    "http://hl7.org/fhirpath/System.String": TEXT,
    "instant": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
    "time": r"([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?",
}
DATATYPES: dict[str, dict[str, tuple[str, int]]] = {
    "Meta": {
        "versionId": ("id", 1),
        "lastUpdated": ("instant", 1),
        "source": ("uri", 1),
        "profile": ("canonical", 9),
        "security": ("Coding", 9),
        "tag": ("Coding", 9),
    },
    "Coding": {"system": ("uri", 1), "version": ("string", 1), "code": ("code", 1), "display": ("string", 1)},
    "CodeableConcept": {"coding": ("Coding", 9), "text": ("string", 1)},
    "Identifier": {"use": ("code", 1), "type": ("CodeableConcept", 1), "system": ("uri", 1), "value": ("string", 1)},
    "Reference": {"reference": ("string", 1), "type": ("uri", 1), "display": ("string", 1)},
    "ContactPoint": {"system": ("code", 1), "value": ("string", 1), "use": ("code", 1)},
    "Address": {
        "use": ("code", 1),
        "type": ("code", 1),
        "text": ("string", 1),
        "line": ("string", 9),
        "city": ("string", 1),
        "district": ("string", 1),
        "state": ("string", 1),
        "postalCode": ("string", 1),
        "country": ("string", 1),
    },
    "Extension": {
        "url": ("uri", 1),
        "extension": ("Extension", 9),
        "valueString": ("string", 1),
        "valueCode": ("code", 1),
    },
}
"""The parts of the types of R4 that we use: how often is 9 where it is a list. Another part is unknown."""
LISTS = {
    "location-status": "active suspended inactive",
    "location-mode": "instance kind",
    "days-of-week": "mon tue wed thu fri sat sun",
    "contact-point-system": "phone fax email pager url sms other",
    "contact-point-use": "home work temp old mobile",
    "identifier-use": "usual official temp secondary old",
    "address-use": "home work temp old billing",
    "address-type": "postal physical both",
    "location-physical-type": "si bu wi wa lvl co ro bd ve ho ca rd area jdn",
    "languages": "ar bn cs da de el en es fi fr fy hi hr it ja ko nl no pa pl pt ru sr sv te zh",
}


@cache
def snapshot(name: str) -> dict[str, Said]:
    """The elements of a profile by their id."""
    with reference(f"mcsd/StructureDefinition-IHE.mCSD.{name}.json").open() as file:
        return {one["id"]: one for one in json.load(file)["snapshot"]["element"]}


def faults(said: Said, name: str) -> list[str]:
    """Everything in a resource that a profile does not allow, with where it stands."""
    body = {field: value for field, value in said.items() if field != "resourceType"}
    return _inside(body, said["resourceType"], snapshot(name))


def _inside(said: Said, path: str, shape: dict[str, Said]) -> list[str]:
    children = _children(path, shape)
    found = [f"{path}.{name} is unknown" for name in said if name.removeprefix("_") not in children]
    for name, element in children.items():
        found += _element(said.get(name), f"{path}.{name}", element, shape)
        if f"_{name}" in said:
            found += _datatype(said[f"_{name}"], "Extension", f"{path}._{name}")
    return found


def _children(path: str, shape: dict[str, Said]) -> dict[str, Said]:
    inner = re.compile(rf"^{re.escape(path)}\.([^.:]+)$")
    return {found[1]: shape[key] for key in shape if (found := inner.match(key))}


def _element(value: Any, path: str, element: Said, shape: dict[str, Said]) -> list[str]:
    many = element["base"]["max"] == "*"
    if value is not None and isinstance(value, list) != many:
        return [f"{path} is {'no list' if many else 'a list'}"]
    values = [] if value is None else value if many else [value]
    most = len(values) if element["max"] == "*" else int(element["max"])
    found = [f"{path} stands there {len(values)} times"] if not element["min"] <= len(values) <= most else []
    for one in values:
        fixed = [said for name, said in element.items() if name.startswith(("fixed", "pattern"))]
        found += [f"{path} is not {said}" for said in fixed if one != said]
        found += _bound(one, path, element.get("binding", {}))
        if _children(path, shape) and isinstance(one, dict):
            found += _inside(one, path, shape)
        else:
            found += _datatype(one, element["type"][0]["code"], path)
    return found


def _bound(one: Any, path: str, binding: Said) -> list[str]:
    if binding.get("strength") != "required":
        return []
    code = one.get("code") if isinstance(one, dict) else one
    where = binding["valueSet"]
    if "gofr.org" in where:
        return [] if code and one.get("system") else [f"{path} does not say from which list it is"]
    known = LISTS[where.rpartition("/")[2].partition("|")[0]]
    return [] if code in known.split() else [f"{path} is {code}, which is not in {where}"]


def _datatype(one: Any, kind: str, path: str) -> list[str]:
    if kind in ("boolean", "decimal"):
        good = (
            isinstance(one, bool) if kind == "boolean" else isinstance(one, int | float) and not isinstance(one, bool)
        )
        return [] if good else [f"{path}: {one!r} is no {kind}"]
    if kind in PRIMITIVES:
        good = (
            isinstance(one, str)
            and re.fullmatch(PRIMITIVES[kind], one)
            and (kind != "instant" or datetime.fromisoformat(one))
        )
        return [] if good else [f"{path}: {one!r} is no {kind}"]
    if not isinstance(one, dict):
        return [f"{path}: {one!r} is no {kind}"]
    parts = DATATYPES[kind]
    found = [
        f"{path}.{name} is unknown in {kind}"
        for name in one
        if name.removeprefix("_") not in parts and name != "extension"
    ]
    for name, (inner, most) in parts.items():
        value = one.get(name)
        if value is None:
            continue
        if isinstance(value, list) != (most > 1):
            found.append(f"{path}.{name} is wrongly {'no ' if most > 1 else 'a '}list")
            continue
        for each in value if most > 1 else [value]:
            found += _datatype(each, inner, f"{path}.{name}")
    return found
