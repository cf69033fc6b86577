"""What stands in a file, before anybody asks what it means: its rows with every word as written, and its heading."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

Dimensions = tuple[tuple[str, str], ...]
"""By what a number is counted apart in ADX: each dimension with its code, sorted by dimension, since XML has no order."""

SCHEMES = ("idScheme", "dataElementIdScheme", "orgUnitIdScheme", "categoryOptionComboIdScheme", "dataSetIdScheme")


class Row(NamedTuple):
    """One value as written, and the line where it stands; what is not there is empty."""

    line: int
    data_element: str = ""
    period: str = ""
    org_unit: str = ""
    category_option_combo: str = ""
    attribute_option_combo: str = ""
    value: str = ""
    comment: str = ""
    last_updated: str = ""
    followup: str = ""
    deleted: str = ""
    data_set: str = ""
    complete_date: str = ""
    dimensions: Dimensions = ()
    attributes: Dimensions = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """What a file says once for all its values, and by what it calls things: “uid”, “code” or “name” for each scheme."""

    data_set: str = ""
    complete_date: str = ""
    period: str = ""
    org_unit: str = ""
    attribute_option_combo: str = ""
    exported: str = ""
    schemes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Self:
        """What the attributes of a whole file come down to; what means nothing to us is passed over."""
        return cls(
            data_set=said.get("dataSet", ""),
            complete_date=said.get("completeDate") or said.get("completedDate", ""),
            period=said.get("period", ""),
            org_unit=said.get("orgUnit", ""),
            attribute_option_combo=said.get("attributeOptionCombo", ""),
            exported=said.get("exported", ""),
            schemes={name: said[name].lower() for name in SCHEMES if said.get(name)},
        )


def joined(dimensions: Dimensions) -> str:
    """Dimensions as one text that is the same whenever they are: “age=under5;sex=F”."""
    return ";".join(f"{name}={_escaped(code)}" for name, code in dimensions)


def _escaped(code: str) -> str:
    return code.replace("%", "%25").replace(";", "%3B").replace("=", "%3D")
