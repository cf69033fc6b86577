"""What an activity wants to change and what came of it: results, their indicators, and values by period."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import Field, StringConstraints

from partnerhood.pathway.programmes.rules.words import Address, Code, Document, Text

PLAIN_NUMBER = re.compile(r"[+-]?(?:\d{1,20}(?:\.\d{0,20})?|\.\d{1,20})", re.ASCII)
QUALITATIVE = "5"
Written = Annotated[str, StringConstraints(max_length=2000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """What a value counts apart, such as sex: female."""

    name: Code
    value: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """The same result or indicator in somebody's list."""

    vocabulary: Code
    code: Code
    address: Address = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A target or an actual, as it was written: a number, or words such as “N/A” and “<13”."""

    value: Written = ""
    comment: Text = field(default_factory=dict)
    dimensions: tuple[Dimension, ...] = ()
    locations: tuple[Code, ...] = ()
    documents: tuple[Document, ...] = ()

    @property
    def number(self) -> Decimal | None:
        """The value as a number, or None where it is not plainly one: “1,492” may be a thousand or one and a half."""
        return number(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline(Value):
    """Where it stood before, in a year or on a day."""

    year: Annotated[int, Field(ge=1900, lt=2200)] | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What was aimed at and what was reached between two days, both included; each may be counted apart by dimension."""

    first_day: date | None = None
    last_day: date | None = None
    targets: tuple[Value, ...] = ()
    actuals: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is measured: 1 units, 2 percent, 3 names, 4 a ladder, 5 words; ascending when more is better."""

    measure: Code
    title: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    ascending: bool = True
    may_be_added: bool | None = None
    references: tuple[Reference, ...] = ()
    documents: tuple[Document, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What an activity brings about: 1 output, 2 outcome, 3 impact, 9 other."""

    type: Code
    title: Text = field(default_factory=dict)
    description: Text = field(default_factory=dict)
    may_be_added: bool | None = None
    references: tuple[Reference, ...] = ()
    documents: tuple[Document, ...] = ()
    indicators: tuple[Indicator, ...] = ()


def number(written: str) -> Decimal | None:
    """What a person wrote as a number, or None where it is not plainly one."""
    return Decimal(written) if PLAIN_NUMBER.fullmatch(written) else None
