"""How columns become cells, cells a total, and days a name. Plain decisions about plain values."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, model_validator

from partnerhood.pathway.indicators import rules as figures
from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.rules import Code, Figure, Number

MOST = 5_000
"""How many cells one report may have: a month of a large hospital, many times over."""
SCALE = Decimal(10_000)
SPLIT = re.compile(r"[a-z0-9_]+:[^|:]+(?:\|[a-z0-9_]+:[^|:]+)*")
WHOLE = ""
YEAR, QUARTER, MONTH, OTHER = "y", "q", "m", "o"
FINEST_LAST = (QUARTER, MONTH, OTHER)
"""Of what was counted for a whole quarter and again for its months one counts, the longest."""

Origin = Literal["by-hand", "sheet", "dhis2", "adx"]
Split = Annotated[str, Field(max_length=120)]
Place = Annotated[str, Field(max_length=40)]


class Columns(BaseModel):
    """What was counted, column by column; a column that says nothing may be left out. A cell without a numerator takes an
    earlier number back: nobody knows it any more."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: Annotated[list[Code], Field(min_length=1, max_length=MOST)]
    numerator: Annotated[list[Number | None], Field(max_length=MOST)]
    denominator: Annotated[list[Number | None], Field(max_length=MOST)] = []
    place: Annotated[list[Place], Field(max_length=MOST)] = []
    split: Annotated[list[Split], Field(max_length=MOST)] = []

    @model_validator(mode="after")
    def _as_long_as_each_other(self) -> "Columns":
        for name in ("numerator", "denominator", "place", "split"):
            column = getattr(self, name)
            if len(column) != len(self.indicator) and (column or name == "numerator"):
                raise ValueError(f"{name} is not as long as indicator")
        return self


class Key(NamedTuple):
    """What a cell is about: an indicator, a ward by its id or the whole hospital, and a part of a split or all."""

    indicator: str
    place: str = WHOLE
    split: str = WHOLE


@dataclass(frozen=True)
class Said:
    """The last word on a cell, and which report said it; no figure where an earlier one was taken back."""

    figure: Figure | None
    by: Any


@dataclass(frozen=True)
class Total:
    """One figure for the whole hospital, the cells it was made of, and those that stand beside it and were not added."""

    figure: Figure | None
    used: tuple[Key, ...]
    beside: tuple[Key, ...]


def columns(cells: Mapping[Key, Figure | None]) -> Columns:
    """Cells as columns; a column that would say nothing is left out."""
    told: dict[str, list[Any]] = {
        "indicator": [key.indicator for key in cells],
        "numerator": [figure and figure.numerator for figure in cells.values()],
        "denominator": [figure and figure.denominator for figure in cells.values()],
        "place": [key.place for key in cells],
        "split": [key.split for key in cells],
    }
    kept = {
        name: values for name, values in told.items() if name in ("indicator", "numerator") or any(map(_says, values))
    }
    return Columns.model_validate(kept)


def _says(value: object) -> bool:
    return value is not None and value != WHOLE


def keys(kept: Mapping[str, Any]) -> Iterator[Key]:
    """What the cells of columns are about."""
    whole = [WHOLE] * len(kept["indicator"])
    return map(Key, kept["indicator"], kept.get("place") or whole, kept.get("split") or whole)


def cells(kept: Mapping[str, Any]) -> Iterator[tuple[Key, Figure | None]]:
    """The cells of columns as a report keeps them."""
    nothing: list[Any] = [None] * len(kept["indicator"])
    for key, numerator, denominator in zip(
        keys(kept), kept["numerator"], kept.get("denominator") or nothing, strict=True
    ):
        yield key, None if numerator is None else Figure(Decimal(numerator), _number(denominator))


def _number(said: object) -> Decimal | None:
    return None if said is None else Decimal(str(said))


def standing(reports: Iterable[tuple[Any, Mapping[str, Any]]]) -> dict[Key, Said]:
    """The last word on every cell, of reports on the same days from the first to the last."""
    return {key: Said(figure, by) for by, kept in reports for key, figure in cells(kept)}


def is_split(said: str) -> bool:
    """Whether a split is written as we write it: `sex:female`, or `age_band:under_5|sex:female`."""
    return said == WHOLE or SPLIT.fullmatch(said) is not None


def total(said: Mapping[Key, Figure], how: RollUp, split: str = WHOLE) -> Total:
    """One indicator's figure for the whole hospital, or for one part of a split.

    What the hospital wrote for the whole counts; where it wrote none, its wards are put together, and where a ward wrote no
    whole either, the parts of its first split; one part alone is no whole.
    """
    by_place: dict[str, dict[str, Figure]] = defaultdict(dict)
    for key, one in said.items():
        by_place[key.place][key.split] = one
    wholes = {place: _of_place(parts, how, split) for place, parts in by_place.items()}
    written = wholes.get(WHOLE)
    if written and written[0] is not None:
        used = tuple(Key(_only(said), WHOLE, part) for part in written[1])
        return Total(written[0], used, tuple(key for key in said if key not in used))
    wards = {place: whole for place, whole in wholes.items() if whole[0] is not None and place != WHOLE}
    figure = _together([whole[0] for whole in wards.values() if whole[0] is not None], how)
    used = tuple(Key(_only(said), place, part) for place, whole in wards.items() for part in whole[1]) if figure else ()
    return Total(figure, used, tuple(key for key in said if key not in used))


def _only(said: Mapping[Key, Figure]) -> str:
    return next(iter(said)).indicator


def _of_place(parts: Mapping[str, Figure], how: RollUp, split: str) -> tuple[Figure | None, tuple[str, ...]]:
    """The figure of one place, and the parts of a split that it was added up from."""
    if split in parts:
        return parts[split], (split,)
    if split != WHOLE:
        return None, ()
    by_kind: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for part in parts:
        by_kind[_dimensions(part)].append(part)
    chosen = tuple(next((some for _, some in sorted(by_kind.items()) if len(some) > 1), ()))
    return (_together([parts[part] for part in chosen], how), chosen) if chosen else (None, ())


def _dimensions(split: str) -> tuple[str, ...]:
    """By what a part is split."""
    return tuple(part.partition(":")[0] for part in split.split("|"))


def _together(found: Sequence[Figure], how: RollUp) -> Figure | None:
    """Several counts as one, as their definition allows; nothing where it does not."""
    if len(found) < 2:
        return found[0] if found else None
    if how in (RollUp.RATIO_OF_SUMS, RollUp.SUM):
        with_denominator = [one for one in found if one.denominator is not None]
        if with_denominator and len(with_denominator) < len(found):
            return None
        added = figures.added(found)
        return added if with_denominator else Figure(added.numerator)
    if how == RollUp.MEAN:
        values = [value for value in map(figures.value, found) if value is not None]
        mean = sum(values, Decimal(0))
        return Figure(mean.quantize(1 / SCALE, ROUND_HALF_UP), Decimal(len(values))) if values else None
    return None


def scaled(number: Decimal | None) -> int | None:
    """A number as whole ten-thousandths."""
    return None if number is None else int(number * SCALE)


def unscaled(number: int | None) -> Decimal | None:
    """Whole ten-thousandths as the number they stand for."""
    return None if number is None else (Decimal(number) / SCALE).normalize() + 0


def month(year: int, number: int) -> tuple[date, date]:
    """The days of a month: the first, and the day after the last."""
    return date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)


NAMES = (
    (re.compile(r"([0-9]{4})-([0-9]{2})"), lambda year, number: month(year, number)),
    (
        re.compile(r"([0-9]{4})-Q([1-4])"),
        lambda year, number: (date(year, 3 * number - 2, 1), month(year, 3 * number)[1]),
    ),
    (re.compile(r"([0-9]{4})"), lambda year: (date(year, 1, 1), date(year + 1, 1, 1))),
)


def days_named(name: str) -> tuple[date, date] | None:
    """The days that a name in an address stands for: `2026-10`, `2026-Q4`, `2026`, or `2026-10-05--2026-10-11`."""
    try:
        for pattern, days in NAMES:
            if found := pattern.fullmatch(name):
                return days(*map(int, found.groups()))
        first, _, last = name.partition("--")
        return date.fromisoformat(first), date.fromisoformat(last) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def name_of(from_date: date, to_date: date) -> str:
    """The name of some days in an address."""
    names = (f"{from_date:%Y-%m}", f"{from_date:%Y}-Q{(from_date.month + 2) // 3}", f"{from_date:%Y}")
    for name in names:
        if days_named(name) == (from_date, to_date):
            return name
    return f"{from_date}--{to_date - timedelta(days=1)}"


def quarter_of(day: date) -> int:
    """The number of the quarter that a day lies in: 4 × year + 0 to 3."""
    return 4 * day.year + (day.month - 1) // 3


def quarter_days(quarter: int) -> tuple[date, date]:
    """The days of a quarter by its number."""
    return date(quarter // 4, 3 * (quarter % 4) + 1, 1), month(quarter // 4, 3 * (quarter % 4) + 3)[1]


def placed(from_date: date, to_date: date) -> tuple[str, int | None]:
    """What kind of days these are (a year, a quarter, a month, other days), and in which quarter they lie, if in one."""
    name = name_of(from_date, to_date)
    if days_named(name[:4]) == (from_date, to_date):
        return YEAR, None
    quarter = quarter_of(from_date)
    if quarter != quarter_of(to_date - timedelta(days=1)):
        return "", None
    kind = QUARTER if quarter_days(quarter) == (from_date, to_date) else MONTH if len(name) == len("2026-10") else OTHER
    return kind, quarter


def is_as_long(one: tuple[date, date], other: tuple[date, date]) -> bool:
    """Whether two periods are of a kind: two months, two years, two weeks."""
    short, long = sorted(((one[1] - one[0]).days, (other[1] - other[0]).days))
    return long - short <= 3 or (short > 300 and long - short <= 6)
