"""Who works with whom on what, as a picture: houses around, themes in the middle, a line for what each does and with whom; and
who is a bridge between others, and who an island."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SIZE, OUTER, INNER = 1000.0, 430.0, 170.0
HOUSE, THEME = 22.0, 34.0


@dataclass(frozen=True)
class Tie:
    """Two houses that work together, and on what."""

    one: str
    other: str
    what: str


@dataclass(frozen=True)
class Spot:
    """Something in the picture: where it is, how large, and what is written in it."""

    key: str
    x: float
    y: float
    radius: float
    label: str


@dataclass(frozen=True)
class Line:
    """A line from one spot to another; straight to a theme, in a bow to another house."""

    path: str
    is_tie: bool


@dataclass(frozen=True)
class Picture:
    """A picture, ready to be written down."""

    view: str
    spots: list[Spot]
    lines: list[Line]


def ordered(houses: Mapping[str, Sequence[str]], themes: Sequence[str]) -> list[str]:
    """The houses as they stand around: those of one theme side by side, in the order of the themes."""
    place = {theme: at for at, theme in enumerate(themes)}
    return sorted(
        houses, key=lambda key: (min((place[one] for one in houses[key] if one in place), default=len(place)), key)
    )


def drawn(houses: Mapping[str, Sequence[str]], themes: Mapping[str, str], ties: Iterable[Tie]) -> Picture:
    """The picture: `houses` with the themes each works on, `themes` with their signs, `ties` between houses."""
    around = ordered(houses, list(themes))
    turn = {key: 2 * math.pi * at / max(len(around), 1) - math.pi / 2 for at, key in enumerate(around)}
    outer = {key: _at(angle, OUTER) for key, angle in turn.items()}
    inner = {key: _at(_toward(key, houses, turn, at, len(themes)), INNER) for at, key in enumerate(themes)}
    lines = [
        Line(_straight(outer[house], inner[theme]), False)
        for house in around
        for theme in houses[house]
        if theme in inner
    ]
    lines += [
        Line(_bow(outer[tie.one], outer[tie.other]), True) for tie in ties if {tie.one, tie.other} <= outer.keys()
    ]
    spots = [Spot(key, *outer[key], HOUSE, str(at)) for at, key in enumerate(around, 1)]
    spots += [Spot(key, *inner[key], THEME, sign) for key, sign in themes.items()]
    return Picture(f"0 0 {SIZE:.0f} {SIZE:.0f}", spots, lines)


def _toward(theme: str, houses: Mapping[str, Sequence[str]], turn: Mapping[str, float], at: int, number: int) -> float:
    """The side on which a theme lies: that of the houses that stand around for it first; else its own place in the row."""
    near = [turn[key] for key, own in houses.items() if own and own[0] == theme]
    if not near:
        return 2 * math.pi * at / max(number, 1) - math.pi / 2
    return math.atan2(sum(map(math.sin, near)), sum(map(math.cos, near)))


def _at(angle: float, far: float) -> tuple[float, float]:
    return round(SIZE / 2 + far * math.cos(angle), 1), round(SIZE / 2 + far * math.sin(angle), 1)


def _straight(one: tuple[float, float], other: tuple[float, float]) -> str:
    return f"M{one[0]} {one[1]}L{other[0]} {other[1]}"


def _bow(one: tuple[float, float], other: tuple[float, float]) -> str:
    """A bow that bends toward the middle, so that it does not lie on the houses between."""
    middle = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
    bend = [part + (SIZE / 2 - part) * 0.35 for part in middle]
    return f"M{one[0]} {one[1]}Q{bend[0]:.0f} {bend[1]:.0f} {other[0]} {other[1]}"


def bridges(houses: Mapping[str, Sequence[str]], ties: Sequence[Tie]) -> set[str]:
    """The houses without which others who are connected now would not be: by a theme that they share, or by working together."""
    whole = _groups(houses, ties, "")
    return {key for key in houses if _groups(houses, ties, key) > whole - (1 if _is_alone(key, houses, ties) else 0)}


def _is_alone(key: str, houses: Mapping[str, Sequence[str]], ties: Sequence[Tie]) -> bool:
    shared = any(set(houses[key]) & set(own) for other, own in houses.items() if other != key)
    return not shared and not any(key in (tie.one, tie.other) for tie in ties)


def _groups(houses: Mapping[str, Sequence[str]], ties: Sequence[Tie], without: str) -> int:
    """How many groups of houses there are that are not connected with each other, where one house is not there."""
    there = [key for key in houses if key != without]
    group = {key: key for key in there}

    def of(key: str) -> str:
        while group[key] != key:
            key = group[key]
        return key

    first: dict[str, str] = {}
    for key in there:
        for theme in houses[key]:
            group[of(key)] = of(first.setdefault(theme, key))
    for tie in ties:
        if tie.one in group and tie.other in group:
            group[of(tie.one)] = of(tie.other)
    return len({of(key) for key in there})
