"""What a file says in words: by language, and with the documents it points to."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import StringConstraints

Code = Annotated[str, StringConstraints(max_length=255)]
"""A code, an identifier or a short name; empty where it was not given."""

Address = Annotated[str, StringConstraints(max_length=2000, pattern=r"^([hH][tT][tT][pP][sS]?://.*)?$")]
"""An address on the web, or empty: anything else could run in somebody's browser."""

Text = dict[Annotated[str, StringConstraints(max_length=35)], str]
"""What is said, by language (ISO 639-1, lower case); "und" where the file does not say which."""

LANGUAGE_UNKNOWN = "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What an activity is about: 1 in general, 2 its objectives, 3 its target groups, 4 other."""

    text: Text
    type: Code = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What the giver attached to its money: 1 policy, 2 performance, 3 fiduciary."""

    text: Text
    type: Code = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document on somebody's website; the address is always http or https."""

    address: Address
    format: Code = ""
    title: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    categories: tuple[Code, ...] = ()
    languages: tuple[Code, ...] = ()
    document_date: date | None = None
