"""What lies near: the earth in cells of a twentieth of a degree, numbered so that a square of half a degree is one stretch."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

MICRO = 1_000_000
FINE, COARSE = 0.05, 0.5
ACROSS = 720
"""Squares of half a degree around the earth."""
NOWHERE = -1
RADIUS = 6371.0088
FAR = 40.0
"""From how many kilometres on whole squares are asked, of which there are few."""
STEPS = (3.0, 10.0, 30.0, 100.0, 300.0)
"""How far one looks first, and then further, in kilometres; after that everywhere."""
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Spot:
    """A place on the earth, in millionths of a degree."""

    latitude: int
    longitude: int


def spot(latitude: float, longitude: float) -> Spot:
    """A place from its degrees."""
    return Spot(round(float(latitude) * MICRO), round(float(longitude) * MICRO))


def cell(one: Spot) -> int:
    """The cell that a place lies in."""
    return _cell(_row(one.latitude), _column(one.longitude))


def _row(latitude: int) -> int:
    return min((latitude + 90 * MICRO) // (MICRO // 20), 3599)


def _column(longitude: int) -> int:
    return ((longitude + 180 * MICRO) // (MICRO // 20)) % 7200


def _cell(row: int, column: int) -> int:
    square = (row // 10) * ACROSS + column // 10
    return square * 100 + (row % 10) * 10 + column % 10


def stretches(centre: Spot, km: float) -> list[Stretch]:
    """Stretches of cells that together hold every place within so many kilometres; both ends are included."""
    south, north = (centre.latitude + side * _degrees(km) for side in (-1, 1))
    rows = range(_row(max(south, -90 * MICRO)), _row(min(north, 90 * MICRO)) + 1)
    widest = max(abs(south), abs(north))
    across = 360 * MICRO if widest >= 89 * MICRO else round(_degrees(km) / math.cos(math.radians(widest / MICRO)))
    if across >= 180 * MICRO:
        first, number = 0, 7200
    else:
        first = (centre.longitude - across + 180 * MICRO) // (MICRO // 20)
        number = (centre.longitude + across + 180 * MICRO) // (MICRO // 20) - first + 1
    found = _squares(rows, first, number) if km >= FAR else _cells(rows, first, number)
    return _joined(sorted(found))


def _degrees(km: float) -> int:
    return math.ceil(km / (math.pi * RADIUS / 180) * MICRO)


def _squares(rows: range, first: int, number: int) -> Iterator[Stretch]:
    for row in sorted({row // 10 for row in rows}):
        for column in {(column % 7200) // 10 for column in range(first, first + number)}:
            square = row * ACROSS + column
            yield square * 100, square * 100 + 99


def _cells(rows: range, first: int, number: int) -> Iterator[Stretch]:
    for row in rows:
        for column in range(first, first + number):
            one = _cell(row, column % 7200)
            yield one, one


def _joined(found: list[Stretch]) -> list[Stretch]:
    joined: list[Stretch] = []
    for first, last in found:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def km_between(one: Spot, other: Spot) -> float:
    """How far two places lie apart, as the crow flies."""
    a, b = math.radians(one.latitude / MICRO), math.radians(other.latitude / MICRO)
    turn = math.radians((other.longitude - one.longitude) / MICRO)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(half)))
