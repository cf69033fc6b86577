"""What is written in a dossier."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

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


class Option(_Content):
    """A way to go on together."""

    language: Tongue
    letter: Annotated[str, Field(pattern=r"^[A-Z][0-9]?$")]
    name: Name
    about: Said


class Effect(_Content):
    """What an option does for somebody, and why one thinks so."""

    language: Tongue
    aspect: Literal["patients", "staff", "training", "research"]
    words: Said
    why: Text = ""


class Weight(_Content):
    """What one criterion weighs."""

    criterion: UUID
    weight: Annotated[Decimal, Field(ge=0, le=100, max_digits=5, decimal_places=2)]


class Score(_Content):
    """How one option does on one criterion, from 1 to 5; with a word where there is something to say."""

    option: UUID
    criterion: UUID
    score: Annotated[int, Field(ge=1, le=5)]
    words: Line = ""


class Scores(_Content):
    """The scores that both sides agree on, one for each option and criterion."""

    language: Tongue
    scores: Annotated[list[Score], Field(min_length=1, max_length=400)]


class ToldAt(_Content):
    """Who is told of a communiqué, and when."""

    audience: Literal["staff", "councils", "partners", "public", "press"]
    at: AwareDatetime


class Communique(_Content):
    """What both boards say to everybody, in which order they say it to whom."""

    language: Tongue
    title: Name
    words: Said
    audiences: Annotated[list[ToldAt], Field(min_length=1, max_length=5)]


class Outcome(_Content):
    """What both boards choose: an option, in which words, with which clause, and why; and why not the others."""

    language: Tongue
    option: UUID
    words: Said
    clause: Text = ""
    why: Said
    why_not: Annotated[list[Line], Field(max_length=12)] = []
