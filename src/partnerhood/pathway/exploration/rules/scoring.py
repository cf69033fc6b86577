"""When weights and scores are whole, and where two sides are far apart."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from partnerhood.pathway.exploration.rules.contents import Score, Weight

HUNDRED = Decimal(100)
Table = Mapping[str, Mapping[str, int]]
"""The score of each option on each criterion."""


def weigh_whole(weights: Iterable[Weight], criteria: Collection[UUID]) -> bool:
    """Weights are whole when every criterion has one, once, and together they are a hundred."""
    given = list(weights)
    named = [one.criterion for one in given]
    once = len(named) == len(set(named)) and set(named) == set(criteria)
    return once and sum(one.weight for one in given) == HUNDRED


def scores_whole(scores: Iterable[Score], options: Collection[UUID], criteria: Collection[UUID]) -> bool:
    """Scores are whole when every option has one on every criterion, once."""
    named = [(one.option, one.criterion) for one in scores]
    return len(named) == len(set(named)) and set(named) == {(one, other) for one in options for other in criteria}


def table(scores: Iterable[Score]) -> dict[str, dict[str, int]]:
    """Scores by option and criterion."""
    found: dict[str, dict[str, int]] = {}
    for one in scores:
        found.setdefault(str(one.option), {})[str(one.criterion)] = one.score
    return found


def together(sides: Iterable[Table]) -> dict[tuple[str, str], int | None]:
    """What every side scores alike; None where they differ and have to talk."""
    found: dict[tuple[str, str], set[int]] = {}
    for side in sides:
        for option, kept in side.items():
            for criterion, score in kept.items():
                found.setdefault((option, criterion), set()).add(score)
    return {key: next(iter(said)) if len(said) == 1 else None for key, said in found.items()}
