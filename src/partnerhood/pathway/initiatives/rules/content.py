"""What is said of an agenda and of an initiative, in one language at a time; what is not known is left empty."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.ground.records import languages
from partnerhood.pathway.services.rules.content import in_words

Text = Annotated[str, Field(max_length=4000)]
Line = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(max_length=200)]
Tongue = Annotated[str, Field(max_length=8, pattern=r"^[a-z]{2,3}$")]
Year = Annotated[int, Field(ge=1800, le=2200)]
Phone = Annotated[str, Field(max_length=40, pattern=r"^(?:[0-9 +()./-]*[0-9][0-9 +()./-]*)?$")]
Email = Annotated[str, Field(max_length=254, pattern=r"^(?:[^@\s]+@[^@\s]+\.[^@\s]+)?$")]
Address = Annotated[str, Field(max_length=200, pattern=r"^(?:https?://\S+)?$")]
Degrees = Annotated[str, Field(max_length=12, pattern=r"^(?:-?\d{1,3}(?:\.\d{1,5})?)?$")]


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Tongue


class Agenda(_Content):
    """What a network wants to reach together."""

    about: Text = ""
    from_year: Year | None = None
    to_year: Year | None = None
    policy_note: Address = ""


class Theme(_Content):
    """A theme of the agenda."""

    code: Annotated[str, Field(min_length=1, max_length=8, pattern=r"\S")]
    name: Name = ""
    aim: Text = ""
    also: Text = ""


class Initiative(_Content):
    """Everything that is said of an initiative."""

    owner: Name = ""
    name: Name = ""
    what: Text = ""
    audience: Line = ""
    looks_for: Line = ""
    offers: Line = ""
    everywhere: bool = False
    neighbourhoods: Annotated[list[UUID], Field(max_length=60)] = []
    place: Name = ""
    since_year: Year | None = None
    themes: Annotated[list[UUID], Field(max_length=20)] = []
    aims: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=8)] = []
    kind: Literal["", "association", "care", "public", "company", "students", "citizens"] = ""
    contact: Name = ""
    phone: Phone = ""
    email: Email = ""
    website: Address = ""
    contact_is_open: bool = False
    source: Line = ""


IN_WORDS = ("name", "what", "audience", "looks_for", "offers")
"""What is said of an initiative in a language."""


def fields(
    said: BaseModel, names: tuple[str, ...], now: dict[str, languages.Words], by: str, language: str
) -> dict[str, Any]:
    """What is said as the fields of a record; what stands there in another language stays."""
    told = said.model_dump(exclude={"language"})
    words = {name: in_words(now.get(name, {}), told[name], language, by) for name in names}
    lists = {
        name: list(dict.fromkeys(str(one) for one in value)) for name, value in told.items() if isinstance(value, list)
    }
    return {**told, **lists, **words}
