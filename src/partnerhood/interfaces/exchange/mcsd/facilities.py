"""A national list of facilities in CSV: which column says what, as a mapping tells it or as people call it, facility by facility.

country = "TZ"
register = "https://hfrs.example.org"     # whose codes they are; else the name of the source

[columns]
name = "Facility Name"
code = "HFR code"

[kinds]
"Dispensary" = "health_centre"            # their word, and a kind of organisation from our list
"""

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from partnerhood.ground.finding import rules as words
from partnerhood.ground.records import ids
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.interfaces.exchange.mcsd import codes, reading
from partnerhood.interfaces.exchange.mcsd.sources import LONGEST, Row
from partnerhood.interfaces.exchange.mcsd.told import Remark, Told, Unusable

HOSTILE = re.compile(r"[\x00-\x08]")
Heading = Annotated[str, Field(max_length=200)]
COLUMNS = {
    "name": "name facility facility_name nom nom_etablissement naam official_name",
    "code": "code facility_code id code_etablissement uid mfl_code hfr_code",
    "kind": "type kind level facility_type niveau category categorie",
    "place": "place district town city ville commune zone_de_sante gemeente plaats",
    "latitude": "latitude lat y",
    "longitude": "longitude long lon lng x",
    "owner": "ownership owner proprietaire appartenance eigenaar managing_authority",
    "beds": "beds lits bedden number_of_beds nombre_de_lits",
    "website": "website site_web url",
}
"""What people call the columns of a list of facilities."""


class Columns(BaseModel):
    """Which column says what, and what its words stand for, where a list uses its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: Annotated[str, Field(pattern="^[A-Z]{2}$")] = ""
    registry: Annotated[str, Field(max_length=100)] = ""
    separator: Annotated[str, Field(min_length=1, max_length=1)] = ","
    columns: dict[str, Heading] = {}
    kinds: dict[str, str] = {}


def columns(path: Path | None) -> Columns:
    """What a mapping file says; raises Unusable, with the place, where it is none."""
    if path is None:
        return Columns()
    try:
        found = Columns.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise Unusable(f"The mapping file cannot be read: {broken}") from broken
    except ValidationError as wrong:
        fault = wrong.errors()[0]
        raise Unusable(
            f"The mapping file is not right at {'.'.join(map(str, fault['loc']))}: {fault['msg']}"
        ) from wrong
    strange = [one for one in found.columns if one not in COLUMNS]
    unknown = [one for one in found.kinds.values() if not vocabulary.is_known("organisation_kinds", one)]
    if strange or unknown:
        raise Unusable(f"The mapping file names something that we do not know: {(strange + unknown)[0]}.")
    return found


def of_list(path: Path, told: Columns, source: str) -> Iterator[Row]:
    """Every facility of a list, row by row."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(_bounded(file), delimiter=told.separator)
        try:
            headings = next(rows, [])
            places = _places(headings, told)
            for number, row in enumerate(rows, 2):
                if any(cell.strip() for cell in row):
                    yield _facility(
                        number, {name: row[at].strip() for name, at in places.items() if at < len(row)}, told, source
                    )
        except (csv.Error, UnicodeDecodeError) as trouble:
            raise Unusable(f"The list cannot be read further: {trouble}") from trouble


def _bounded(file: Any) -> Iterator[str]:
    while line := file.readline(LONGEST + 1):
        if len(line) > LONGEST:
            raise csv.Error("a line is longer than any facility")
        yield line


def _places(headings: list[str], told: Columns) -> dict[str, int]:
    """In which column what stands: as the mapping says, else by what people call it."""
    plain = ["_".join(words.plain(one).replace("-", " ").split()) for one in headings]
    found = {}
    for name, usual in COLUMNS.items():
        wanted = told.columns.get(name)
        if wanted is not None and wanted not in headings:
            raise Unusable(f"The list has no column “{wanted}”.")
        at = (
            headings.index(wanted)
            if wanted
            else next((plain.index(one) for one in usual.split() if one in plain), None)
        )
        if at is not None:
            found[name] = at
    if "name" not in found or "code" not in found:
        raise Unusable(
            "The list needs a column with the name and one with the code of each facility. Say which in a mapping."
        )
    return found


def _facility(number: int, said: dict[str, str], told: Columns, source: str) -> Row:
    where, name, code = f"row {number}", said.get("name", ""), said.get("code", "")
    if not name or not code:
        return Row(where, name, reason="It has no name or no code.")
    if any(HOSTILE.search(one) for one in said.values()):
        return Row(where, name, reason="It holds signs that no text has.")
    remarks: list[Remark] = []
    register = told.registry or source
    kind = told.kinds.get(said.get("kind", "")) or reading.kind_in_words(f"{said.get('kind', '')} {name}")
    if not kind:
        remarks.append(Remark(f"We do not know the kind “{said.get('kind', '')[:60]}”: it came in as other.", where))
    about = [f"{heading}: {said[one]}" for one, heading in (("kind", "Type"), ("owner", "Ownership")) if said.get(one)]
    values: dict[str, Any] = {
        "name": name[:300],
        "kind": kind or "other",
        "country": told.country,
        "place": said.get("place", "")[:200],
        "identifier": f"{register}|{code}"[:200],
        "about": ". ".join(about)[:2000],
        "website": said.get("website", "") if re.match(r"^https?://[^\s<>\"]{1,190}$", said.get("website", "")) else "",
        **_numbers(said, remarks, where),
    }
    key = ids.named(f"facility:{register}:{code}")
    return Row(where, name, Told(codes.ORGANIZATION, key, values, remarks=remarks), remarks=tuple(remarks))


def _numbers(said: dict[str, str], remarks: list[Remark], where: str) -> dict[str, Any]:
    """The point on the map and the beds, where they can be."""
    found: dict[str, Any] = {}
    point = [_degrees(said.get(name, ""), most) for name, most in (("latitude", 90), ("longitude", 180))]
    if None not in point and point != [0.0, 0.0]:
        found = {"latitude": f"{point[0]:.5f}", "longitude": f"{point[1]:.5f}"}
    elif said.get("latitude") or said.get("longitude"):
        remarks.append(Remark("Its point on the map cannot be read and was left out.", where))
    beds = said.get("beds", "")
    if beds.isdecimal() and len(beds) < 6:
        found["beds"] = int(beds)
    elif beds:
        remarks.append(Remark("Its number of beds cannot be read and was left out.", where))
    return found


def _degrees(said: str, most: int) -> float | None:
    if not re.fullmatch(r"-?\d{1,3}([.,]\d{1,12})?", said.strip()):
        return None
    found = float(said.strip().replace(",", "."))
    return found if abs(found) <= most else None
