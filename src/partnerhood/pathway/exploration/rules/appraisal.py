"""Option appraisal: what each option comes to under some weights, and which single weight would turn who comes first.

Exact all the way: weights are decimals, scores whole numbers, everything between them fractions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from fractions import Fraction

Weights = Mapping[str, Decimal | Fraction]
"""What each criterion weighs, by its name; together a hundred."""
Scores = Mapping[str, Mapping[str, int]]
"""What each option scores on each criterion."""
WHOLE = Fraction(100)
STEP = Decimal("0.1")


@dataclass(frozen=True)
class Turn:
    """A weight at which an option that is not first now shares the first place, or takes it when it goes on a little."""

    criterion: str
    now: Fraction
    at: Fraction
    first: frozenset[str]
    is_level_only: bool
    """The weight can go no further: the options come level, and nobody is overtaken."""

    @property
    def distance(self) -> Fraction:
        """How far the weight has to move."""
        return abs(self.at - self.now)

    @property
    def shown(self) -> Decimal:
        """The weight in tenths at which the order has truly turned: past the point where options come level."""
        if self.is_level_only:
            return rounded(self.at, STEP)
        up = self.at > self.now
        exact = Decimal(self.at.numerator) / Decimal(self.at.denominator)
        tenths = exact.quantize(STEP, ROUND_CEILING if up else ROUND_FLOOR)
        beyond = Fraction(tenths) > self.at if up else Fraction(tenths) < self.at
        return tenths if beyond else tenths + (STEP if up else -STEP)


def rounded(value: Fraction, step: Decimal = Decimal("0.01")) -> Decimal:
    """A fraction as people read it."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_UP)


def whole(scores: Scores, criteria: Iterable[str]) -> Scores:
    """The options that have a score on every criterion: the others cannot be compared yet."""
    wanted = list(criteria)
    return {option: kept for option, kept in scores.items() if all(name in kept for name in wanted)}


def totals(weights: Weights, scores: Scores) -> dict[str, Fraction]:
    """What each option comes to: its scores by their weights, on the scale of the scores."""
    together = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    return {
        option: sum((Fraction(weight) * kept[name] for name, weight in weights.items()), Fraction(0)) / together
        for option, kept in scores.items()
    }


def first(found: Mapping[str, Fraction]) -> frozenset[str]:
    """The option that comes first, or those that share the first place."""
    best = max(found.values(), default=None)
    return frozenset(option for option, value in found.items() if value == best)


def order(found: Mapping[str, Fraction]) -> list[str]:
    """The options, the highest first; those that are level in the order in which they stand."""
    return sorted(found, key=lambda option: -found[option])


def mean(given: Iterable[Weights]) -> dict[str, Fraction]:
    """The mean of what several groups weigh, each group counting once."""
    known = list(given)
    names = dict.fromkeys(name for one in known for name in one)
    return {name: sum((Fraction(one.get(name, 0)) for one in known), Fraction(0)) / len(known) for name in names}


def reweighed(weights: Weights, criterion: str, weight: Fraction) -> dict[str, Fraction]:
    """The weights when one is given another value and the others keep their proportion; what weighed nothing shares alike."""
    others = {name: Fraction(value) for name, value in weights.items() if name != criterion}
    rest = sum(others.values(), Fraction(0))
    left = WHOLE - weight
    alike = {name: left / len(others) for name in others}
    kept = {name: left * value / rest for name, value in others.items()} if rest else alike
    return {name: weight if name == criterion else kept[name] for name in weights}


def turns(weights: Weights, scores: Scores) -> list[Turn]:
    """For each criterion the nearest weight at which another option comes first, the smallest change first.

    A criterion that is not in the list never turns it, whatever it weighs. Weights are taken as parts of a hundred.
    """
    if len(weights) < 2 or len(scores) < 2:
        return []
    together = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    parts = {name: Fraction(weight) * WHOLE / together for name, weight in weights.items()}
    found = [turn for name in parts for turn in [_nearest(parts, scores, name)] if turn]
    return sorted(found, key=lambda turn: turn.distance)


def _nearest(parts: Mapping[str, Fraction], scores: Scores, criterion: str) -> Turn | None:
    ways = [_turn(parts, scores, criterion, end) for end in (WHOLE, Fraction(0))]
    return min((turn for turn in ways if turn), key=lambda turn: turn.distance, default=None)


def _turn(parts: Mapping[str, Fraction], scores: Scores, criterion: str, end: Fraction) -> Turn | None:
    """What happens on the way from the weight as it is to one end: every total moves along a straight line."""
    now = parts[criterion]
    if now == end:
        return None
    here, there = totals(parts, scores), totals(reweighed(parts, criterion, end), scores)
    leading = first(here)
    best = next(iter(here[one] for one in leading))
    best_there = max(there[one] for one in leading)
    reached: dict[str, Fraction] = {}
    for option in scores:
        behind, behind_there = best - here[option], best_there - there[option]
        if option not in leading and behind_there <= 0:
            reached[option] = behind / (behind - behind_there)
    if not reached:
        return None
    share = min(reached.values())
    risen = frozenset(option for option, value in reached.items() if value == share)
    return Turn(criterion, now, now + (end - now) * share, risen, is_level_only=share == 1)
