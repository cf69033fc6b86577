"""When is a goal agreed, and what may be written in one? Plain decisions about plain values."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Text = Annotated[str, Field(max_length=4000)]
Line = Annotated[str, Field(max_length=300)]


class Measure(BaseModel):
    """How the partners will know: what is counted, from where, to where, by when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    name: Line
    unit: Literal["percent", "per-hundred", "per-thousand", "number", "days", "seconds", "money"] = "number"
    direction: Literal["up", "down"] = "up"
    numerator: Line = ""
    denominator: Line = ""
    source: Line = ""
    indicator: Line = ""
    baseline: Decimal | None = None
    baseline_date: date | None = None
    target: Decimal | None = None
    target_date: date | None = None


class Content(BaseModel):
    """Everything of a goal that the partners sign. The statement and the lists are in the language of signing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Literal["en", "nl", "fr"]
    statement: Annotated[str, Field(min_length=3, max_length=2000, pattern=r"\S")]
    level: Literal["impact", "outcome", "output"] = "outcome"
    change: Text = ""
    outputs: list[Line] = []
    assumptions: list[Line] = []
    measures: list[Measure] = []
    exit_criteria: list[Line] = []
    exit_by: date | None = None
    exit_owner: Line = ""
    plan: Line = ""
    why_not_basic: Text = ""


def state(*, agreed: bool, withdrawn: bool, closed: bool) -> str:
    """Where a goal stands: what was closed stays closed, a key taken back shows until it is turned again."""
    if closed:
        return "closed"
    if agreed:
        return "agreed"
    return "withdrawn" if withdrawn else "proposed"


def days_waiting(worded_at: datetime, now: datetime) -> int:
    """Whole days that a wording waits for its keys."""
    return max(0, (now - worded_at).days)


def doubled(keys: Iterable[str]) -> set[str]:
    """Keys of measures that stand twice in one goal."""
    seen: set[str] = set()
    return {key for key in keys if key in seen or seen.add(key)}  # type: ignore[func-returns-value]


def text_of(content: Content) -> list[str]:
    """The wording as lines that people read and compare, in a fixed order."""
    lines = [content.statement, content.change, *content.outputs, *content.assumptions]
    lines += [measure_line(one) for one in content.measures]
    lines += [*content.exit_criteria, content.exit_owner, content.plan, content.why_not_basic]
    if content.exit_by:
        lines.append(content.exit_by.isoformat())
    return [line for line in lines if line]


def measure_line(measure: Measure) -> str:
    """A measure in one line: name, from where, to where, by when."""
    steps = [number(measure.baseline), number(measure.target)]
    until = measure.target_date.isoformat() if measure.target_date else ""
    return " ".join(part for part in (f"{measure.name}:", " → ".join(steps), SIGNS[measure.unit], until) if part)


SIGNS = {
    "percent": "%",
    "per-hundred": "/ 100",
    "per-thousand": "‰",
    "number": "",
    "days": "d",
    "seconds": "s",
    "money": "",
}


UNITS = {"per_100": "per-hundred", "per_1000": "per-thousand", "local_currency": "money", "score": "number"}
"""How a measure is written, where a goal has another word for it than a definition."""


def unit_of(unit: str) -> str:
    """How a measure is written that follows a definition in this unit."""
    return UNITS.get(unit, unit)


def number(value: Decimal | None) -> str:
    """A number as it is written in a wording; a dash where there is none yet."""
    return "–" if value is None else format(value.normalize(), "f")


def share_of_basic_care(flags: Sequence[bool]) -> tuple[int, int]:
    """How many of these goals are about basic care, and out of how many."""
    return sum(flags), len(flags)
