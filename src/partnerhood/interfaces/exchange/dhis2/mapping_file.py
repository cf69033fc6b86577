"""A file that says which place is which hospital and where each number counts, for who brings in a country's file.

[hospitals]
O6uvpzGd5pu = "HGR Lukanga"

[[elements]]
element = "f7n9E0hX8qk"
combo = "b449dBrOSFK"        # left out: all of them added up
indicator = "newborn_deaths_in_hospital"
side = "numerator"
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from partnerhood.interfaces.exchange.dhis2.bringing.cells import DEFAULTS
from partnerhood.interfaces.exchange.dhis2.metadata import Metadata
from partnerhood.interfaces.exchange.sentences import FileRefused, say
from partnerhood.pathway.reporting.rules import national
from partnerhood.pathway.reporting.rules.national import Side, Target

LARGEST = 4 * 1024**2
Code = Annotated[str, Field(min_length=1, max_length=255)]


class _Element(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    element: Code
    combo: Annotated[str, Field(max_length=255)] = ""
    attribute: Annotated[str, Field(max_length=255)] = ""
    indicator: Annotated[str, Field(min_length=1, max_length=60)]
    side: Side = "numerator"
    split: Annotated[str, Field(max_length=120)] = ""


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    hospitals: Annotated[dict[Code, Code], Field(max_length=100_000)] = {}
    elements: Annotated[list[_Element], Field(max_length=10_000)] = []


@dataclass(frozen=True, slots=True)
class MappingFile:
    """Which place is which hospital, by name or id, and where each number counts."""

    hospitals: Mapping[str, str] = field(default_factory=dict)
    targets: Sequence[Target] = ()


def read(content: bytes, names: Metadata) -> MappingFile:
    """What a mapping file says; FileRefused, with the place, where it is none."""
    if len(content) > LARGEST:
        raise FileRefused(say(_("The mapping file is larger than any real one.")))
    try:
        told = _File.model_validate(tomllib.loads(content.decode()))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise FileRefused(say(_("The mapping file cannot be read: %(why)s"), why=str(broken))) from broken
    except ValidationError as wrong:
        fault = wrong.errors()[0]
        where = ".".join(map(str, fault["loc"]))
        raise FileRefused(
            say(_("The mapping file is not right at %(where)s: %(why)s"), where=where, why=fault["msg"])
        ) from wrong
    return MappingFile(told.hospitals, [_target(one, names) for one in told.elements])


def _target(one: _Element, names: Metadata) -> Target:
    """Where one number counts, its codes as identifiers where the names came with the file."""
    element = names.data_elements.called(one.element)
    combo = "" if one.combo in DEFAULTS else _identified(one.combo, names)
    attribute = "" if one.attribute in DEFAULTS else _identified(one.attribute, names)
    code = national.element(element.id if element else one.element)
    return Target(code, national.part(combo, attribute), one.indicator, one.side, one.split)


def _identified(code: str, names: Metadata) -> str:
    found = names.category_option_combos.called(code)
    return found.id if found else code
