"""What is written in a dossier."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=4000)]
Said = Annotated[str, Field(min_length=1, max_length=4000, pattern=r"\S")]
Line = Annotated[str, Field(max_length=300)]
Name = Annotated[str, Field(min_length=1, max_length=200, pattern=r"\S")]
Tongue = Literal["en", "nl", "fr"]
Number = Annotated[Decimal, Field(max_digits=20, decimal_places=4)]


class _Content(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Mandate(_Content):
    """What both boards ask, what they allow, and by when: the words that both sign."""

    language: Tongue
    question: Annotated[str, Field(min_length=3, max_length=2000, pattern=r"\S")]
    mandate: Said
    from_date: date
    to_date: date
    decide_by: date


class Phase(_Content):
    """A part of the time, and the day by which it is done."""

    name: Name
    due_date: date


class Area(_Content):
    """An area of care: what is done together there already and how strongly, or that it is new."""

    language: Tongue
    name: Name
    kind: Literal["existing", "new"]
    strength: Annotated[int, Field(ge=1, le=4)] | None = None
    since: Annotated[str, Field(max_length=100)] = ""
    about: Text = ""
    due_date: date | None = None


class Figure(_Content):
    """A fact of an area: what is counted, of which house, its value, from where and of which day."""

    language: Tongue
    what: Name
    value: Number
    unit: Annotated[str, Field(max_length=40)] = ""
    source: Annotated[str, Field(min_length=1, max_length=300, pattern=r"\S")]
    on_date: date
