"""What the compiled schemas of HSDS 3.0 ask of an answer, checked by hand: the few words of JSON Schema that they use."""

import gzip
import json
from datetime import datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from tests.interfaces.exchange.reference import reference

TYPES = {"string": str, "number": (int, float), "array": list, "object": dict, "boolean": bool}
LIST = {
    "total_items": int,
    "total_pages": int,
    "page_number": int,
    "size": int,
    "first_page": bool,
    "last_page": bool,
    "empty": bool,
    "contents": list,
}


@cache
def schema(name: str) -> dict[str, Any]:
    """The compiled schema of a resource."""
    with gzip.open(reference(f"hsds/{name}.json.gz")) as file:
        return dict(json.load(file))


def faults(said: Any, shape: dict[str, Any], where: str = "") -> list[str]:
    """Everything in an answer that its schema does not allow, with where it stands."""
    kind = shape.get("type")
    if kind in TYPES and (not isinstance(said, TYPES[kind]) or (kind == "number" and isinstance(said, bool))):
        return [f"{where}: {said!r} is no {kind}"]
    found = [] if not shape.get("enum") or said in shape["enum"] else [f"{where}: {said!r} is none of {shape['enum']}"]
    if isinstance(said, str) and not _is_formed(said, shape.get("format")):
        found.append(f"{where}: {said!r} is no {shape['format']}")
    if isinstance(said, list):
        for at, one in enumerate(said):
            found += faults(one, shape.get("items", {}), f"{where}[{at}]")
    if isinstance(said, dict):
        known = shape.get("properties", {})
        found += [f"{where}.{name} is missing" for name in shape.get("required", []) if name not in said]
        found += [f"{where}.{name} is unknown" for name in said if known and name not in known]
        for name, one in said.items():
            found += faults(one, known.get(name, {}), f"{where}.{name}")
    return found


def _is_formed(said: str, form: str | None) -> bool:
    try:
        if form == "uuid":
            UUID(said)
        elif form == "date-time":
            datetime.fromisoformat(said)
        elif form == "uri":
            return bool(urlsplit(said).scheme and urlsplit(said).netloc)
        elif form == "email":
            return said.count("@") == 1 and not said.startswith("@")
    except ValueError:
        return False
    return True


def list_faults(said: dict[str, Any]) -> list[str]:
    """What the envelope of a list lacks."""
    wrong = [name for name, kind in LIST.items() if type(said.get(name)) is not kind]
    return wrong + [name for name in said if name not in LIST]
