"""How counts become figures. Exact arithmetic on plain numbers; an empty measure stays empty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from partnerhood.pathway.indicators.choices import Direction, RollUp

ENOUGH_PEOPLE = 10
SHOWN_TO = Decimal("0.1")
IATI_UNIT, IATI_PERCENTAGE = 1, 2

Line = Annotated[str, Field(max_length=300)]
Text = Annotated[str, Field(max_length=2000)]
Code = Annotated[str, Field(max_length=60)]
Number = Annotated[Decimal, Field(max_digits=16, decimal_places=4)]


class Content(BaseModel):
    """How an organisation defines what it counts in its own way. The words are in one language, the one it speaks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, Field(min_length=2, max_length=8)]
    name: Line
    why: Text
    numerator: Text
    denominator: Text = ""
    source: Line = ""
    beware: Text = ""
    level: Code = "organisation"
    domains: Annotated[list[Code], Field(max_length=20)] = []
    unit: Code = "number"
    direction: Literal["up", "down", "band"] = "up"
    low: Number | None = None
    high: Number | None = None
    over_time: Literal["ratio_of_sums", "latest", "mean", "sum", "none"] = "sum"
    over_places: Literal["ratio_of_sums", "mean", "sum", "none"] = "none"
    period: Code = "month"
    split: Annotated[list[Code], Field(max_length=6)] = []
    aims: Annotated[list[Code], Field(max_length=4)] = []
    kind: Literal["structure", "process", "outcome"] = "process"
    counts_people: bool = True
    may_exceed_all: bool = False


class Words(BaseModel):
    """The words of a definition in one more language; what is counted and how it becomes a figure stays what it was."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line
    why: Text
    numerator: Text
    denominator: Text = ""
    source: Line = ""
    beware: Text = ""


Tongue = Literal["en", "nl", "fr"]


def untranslated(words: Words, content: Content) -> list[str]:
    """What was said in the first language and not in the other: half a definition in two languages helps nobody."""
    return [name for name in Words.model_fields if getattr(content, name).strip() and not getattr(words, name).strip()]


def unsaid(words: Words, content: Content) -> list[str]:
    """What the first language does not say: another language adds nothing."""
    return [name for name in Words.model_fields if getattr(words, name).strip() and not getattr(content, name).strip()]


def faults(content: Content) -> list[str]:
    """What is missing or does not go together in a definition, each by the name of its field."""
    found = [name for name in ("name", "why", "numerator") if not getattr(content, name).strip()]
    is_rate = "ratio_of_sums" in (content.over_time, content.over_places)
    if is_rate and not content.denominator.strip():
        found.append("denominator")
    has_band = content.low is not None and content.high is not None and content.low < content.high
    if (Direction(content.direction) == Direction.BAND) != has_band:
        found.append("low")
    return found


def iati_measure(unit: str) -> int:
    """How funders' files name the way a value is written: IATI's measure types, 1 a plain unit, 2 a percentage."""
    return IATI_PERCENTAGE if unit == "percent" else IATI_UNIT


@dataclass(frozen=True)
class Figure:
    """What was counted: a numerator, and a denominator unless the measure is a plain number."""

    numerator: Decimal
    denominator: Decimal | None = None


@dataclass(frozen=True)
class RolledUp:
    """One figure from many, with the parts it was made of and those it had to leave out."""

    value: Decimal | None
    used: tuple[Figure, ...]
    left_out: tuple[Figure, ...]

    @property
    def counted(self) -> Decimal | None:
        """How many were counted in all: the sum of the denominators, where there are any."""
        denominators = [one.denominator for one in self.used if one.denominator is not None]
        return sum(denominators, Decimal(0)) if denominators else None


def value(figure: Figure, times: int = 1) -> Decimal | None:
    """The numerator divided by the denominator, in the unit of the measure; nothing when nothing was counted."""
    if figure.denominator is None:
        return figure.numerator * times
    if figure.denominator == 0:
        return None
    return figure.numerator * times / figure.denominator


def shown(exact: Decimal) -> Decimal:
    """A value as people read it: one decimal, a half rounded up."""
    return exact.quantize(SHOWN_TO, ROUND_HALF_UP)


def roll_up(how: RollUp, figures: Sequence[Figure], times: int = 1) -> RolledUp:
    """One figure from many, oldest first; what cannot be counted is left out and named."""
    used = tuple(one for one in figures if value(one, times) is not None)
    left_out = tuple(one for one in figures if value(one, times) is None)
    match how:
        case RollUp.RATIO_OF_SUMS:
            return RolledUp(ratio_of_sums(used, times), used, left_out)
        case RollUp.LATEST:
            return RolledUp(value(used[-1], times) if used else None, used[-1:], left_out)
        case RollUp.MEAN:
            return RolledUp(_mean([_certain(one, times) for one in used]), used, left_out)
        case RollUp.SUM:
            return RolledUp(_sum([_certain(one, times) for one in used]), used, left_out)
        case RollUp.NONE:
            return RolledUp(None, (), tuple(figures))


def ratio_of_sums(figures: Sequence[Figure], times: int = 1) -> Decimal | None:
    """Numerators added, denominators added, then divided: a big ward weighs more than a small one."""
    if not figures or any(one.denominator is None for one in figures):
        return None
    return value(added(figures), times)


def added(figures: Sequence[Figure]) -> Figure:
    """Several counts as one."""
    return Figure(
        numerator=sum((one.numerator for one in figures), Decimal(0)),
        denominator=sum((one.denominator or Decimal(0) for one in figures), Decimal(0)),
    )


def _certain(figure: Figure, times: int) -> Decimal:
    found = value(figure, times)
    assert found is not None  # only figures that have a value are handed on
    return found


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return sum(values, Decimal(0)) / len(values) if values else None


def _sum(values: Sequence[Decimal]) -> Decimal | None:
    return sum(values, Decimal(0)) if values else None


def is_reached(
    found: Decimal | None,
    direction: Direction,
    target: Decimal | None = None,
    band: tuple[Decimal, Decimal] | None = None,
) -> bool | None:
    """Whether a target is reached, judged on what people see; nobody knows while value or target is empty."""
    if found is None:
        return None
    seen = shown(found)
    if direction == Direction.BAND:
        return None if band is None else shown(band[0]) <= seen <= shown(band[1])
    if target is None:
        return None
    return seen >= shown(target) if direction == Direction.UP else seen <= shown(target)


def is_better(now: Decimal, before: Decimal, direction: Direction) -> bool | None:
    """Whether a value moved the right way; a band has no such way, and equal is neither."""
    if direction == Direction.BAND or shown(now) == shown(before):
        return None
    return (shown(now) > shown(before)) == (direction == Direction.UP)


def may_be_published(counted: Decimal | None, counts_people: bool) -> bool:
    """Fewer than ten people are entered but not published; devices, months and beds have no secrets."""
    return not counts_people or (counted is not None and counted >= ENOUGH_PEOPLE)


def hidden_parts(parts: Mapping[str, Figure], counts_people: bool) -> frozenset[str]:
    """Which parts of a split stay hidden: the small ones, and more while the total would give them away."""
    hidden = {name for name, part in parts.items() if not may_be_published(part.denominator, counts_people)}
    rest = sorted((name for name in parts if name not in hidden), key=lambda name: (_people(parts[name]), name))
    while hidden and rest and (len(hidden) == 1 or sum(_people(parts[name]) for name in hidden) < ENOUGH_PEOPLE):
        hidden.add(rest.pop(0))
    return frozenset(hidden)


def _people(part: Figure) -> Decimal:
    return part.denominator or Decimal(0)


def doubts(figure: Figure, *, is_share: bool) -> tuple[str, ...]:
    """What to ask back when a count comes in; asking back is not refusing."""
    found = []
    if figure.numerator < 0 or (figure.denominator or 0) < 0:
        found.append("less_than_nothing")
    if figure.denominator == 0:
        found.append("nothing_counted")
    if is_share and figure.denominator is not None and figure.numerator > figure.denominator:
        found.append("more_than_all")
    return tuple(found)
