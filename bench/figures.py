"""One figure: what was measured in every round, beside what, and what we want to reach."""

import json
import statistics
import time
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

TARGETS = Path(__file__).with_name("targets.toml")
ROUNDS = 3


@dataclass(frozen=True)
class Figure:
    """Something measured in several rounds; `floors` are those of the same rounds, in the same unit."""

    name: str
    unit: str
    rounds: tuple[float, ...]
    floors: tuple[float, ...] = ()
    against: str = ""
    note: dict[str, Any] = field(default_factory=dict)

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.rounds)

    @property
    def ratios(self) -> tuple[float, ...]:
        """How many times the floor, round by round."""
        return tuple(ours / floor for ours, floor in zip(self.rounds, self.floors, strict=False) if floor)


@dataclass(frozen=True)
class Target:
    """What a figure shall not exceed, or not fall below: by itself, or as a ratio to its floor."""

    says: str
    at_most: float | None = None
    at_least: float | None = None
    ratio_at_most: float | None = None

    def is_reached(self, one: Figure) -> bool | None:
        """Whether the worst round is within it; None where there was no floor to hold it against."""
        if self.ratio_at_most is not None:
            return max(one.ratios) <= self.ratio_at_most if one.ratios else None
        if self.at_most is not None:
            return max(one.rounds) <= self.at_most
        assert self.at_least is not None
        return min(one.rounds) >= self.at_least

    def __str__(self) -> str:
        if self.ratio_at_most is not None:
            return f"≤ {self.ratio_at_most:g} ×"
        return f"≤ {self.at_most:g}" if self.at_most is not None else f"≥ {self.at_least:g}"


def targets() -> dict[str, Target]:
    """Every target by the name of its figure."""
    return {name: Target(**said) for name, said in tomllib.loads(TARGETS.read_text(encoding="utf-8")).items()}


def line(one: Figure, target: Target | None) -> str:
    """A figure for machines."""
    said = asdict(one)
    ratio = round(statistics.median(one.ratios), 3) if one.ratios else None
    spread = {"min": min(one.rounds), "max": max(one.rounds)}
    aim = {"target": str(target), "reached": target.is_reached(one)} if target else {"target": None, "reached": None}
    rounded = {name: round(value, 4) for name, value in {"value": one.value, **spread}.items()}
    return json.dumps(
        {"name": one.name, **rounded, "unit": one.unit, "ratio": ratio, "against": one.against, **aim, **said["note"]}
    )


def table(figures: Iterable[Figure], aims: dict[str, Target]) -> str:
    """The figures for people, each with what it is held against."""
    rows = [("", "median", "min – max", "", "× floor", "aim", "")]
    for one in figures:
        aim = aims.get(one.name)
        reached = {True: "reached", False: "NOT YET", None: ""}[aim.is_reached(one) if aim else None]
        ratio = f"{statistics.median(one.ratios):.2f}" if one.ratios else ""
        spread = f"{_short(min(one.rounds))} – {_short(max(one.rounds))}"
        rows.append((one.name, _short(one.value), spread, one.unit, ratio, str(aim or ""), reached))
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return "\n".join(_row(row, widths) for row in rows)


def _row(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *numbers, reached = row
    cells = [word.rjust(width) for word, width in zip(numbers, widths[1:-1], strict=True)]
    return "  ".join([first.ljust(widths[0]), *cells, reached]).rstrip()


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def cpu(work: Callable[[], object], times: int = 1) -> float:
    """Seconds of computing that one piece of work costs this process: the noise of others counts less than on the clock."""
    began = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - began) / times
