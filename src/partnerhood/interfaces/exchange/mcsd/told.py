"""One resource while it is read: what it says, as far as it has the shape that it should have, and what of it we do not keep."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from partnerhood.pathway.services.rules.content import Content

Keys = Callable[[str, str], UUID | None]
"""Gives our id for a type of resource and its id there."""


class Unusable(ValueError):
    """What keeps a resource from coming in, in one sentence, and where it stands."""

    def __init__(self, sentence: str, where: str = "") -> None:
        self.where = where
        super().__init__(sentence)


@dataclass(frozen=True)
class Remark:
    """Something that a resource says and we do not keep, with where it stands."""

    sentence: str
    where: str


@dataclass
class Told:
    """A resource in our words."""

    name: str
    key: UUID
    values: dict[str, Any]
    is_active: bool = True
    content: Content | None = None
    remarks: list[Remark] = field(default_factory=list)


@dataclass
class Reader:
    """One resource while it is read."""

    said: Mapping[str, Any]
    keys: Keys
    language: str = "en"
    """In which language its words are where it does not say so."""
    remarks: list[Remark] = field(default_factory=list)

    @property
    def type(self) -> str:
        """Its type."""
        return str(self.said.get("resourceType"))

    def note(self, sentence: str, where: str) -> None:
        """Say that something is not kept."""
        self.remarks.append(Remark(sentence, f"{self.type}.{where}"))

    def text(self, value: Any, most: int, where: str) -> str:
        """A text, cut where it is longer than we keep."""
        found = value.strip() if isinstance(value, str) else ""
        if len(found) > most:
            self.note(f"It was cut after {most} letters.", where)
        return found[:most].strip()

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        """The things in a list."""
        value = self.said.get(name)
        return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []

    def one(self, name: str) -> Mapping[str, Any]:
        """A thing."""
        value = self.said.get(name)
        return value if isinstance(value, Mapping) else {}

    def leads_to(self, value: Any, kind: str, where: str) -> UUID | None:
        """Our id for what a reference leads to."""
        said = value.get("reference") if isinstance(value, Mapping) else None
        if not isinstance(said, str):
            return None
        path = said.removeprefix("urn:uuid:").partition("/_history")[0]
        found = self.keys(kind, path.rpartition("/")[2])
        if found is None or ("/" in path and kind not in path.split("/")):
            self.note("This reference leads nowhere that we know.", where)
            return None
        return found

    def name(self, most: int) -> str:
        """What it is called."""
        found = self.text(self.said.get("name"), most, "name")
        if not found:
            raise Unusable("It has no name.", f"{self.type}.name")
        return found

    def reach(self, system: str, most: int) -> str:
        """How one is reached, the first of each kind."""
        for one in self.rows("telecom"):
            if one.get("system") == system:
                return self.text(one.get("value"), most, f"telecom.{system}")
        return ""


def codings(concept: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The codes of a concept."""
    found = concept.get("coding")
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def codes_in(concepts: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """Every code that is said, with the list that it is from."""
    found = [one for concept in concepts for one in codings(concept)]
    return [(str(one.get("system", "")), one["code"]) for one in found if isinstance(one.get("code"), str)]
