"""The map: the part of the world where the places are, each at its place, and a line for each partnership."""

import math
from dataclasses import dataclass

from partnerhood.ground.look.components import Place, Tie, WorldMap
from partnerhood.ground.look.world import HEIGHT, WIDTH, placed

MARGIN, LEAST, SHAPE = 0.16, 260.0, 0.9
RADIUS = 0.026
ROUNDS = 60
CLOSEST, OUTLINES_TO = 0.3, 6.0
"""A close map is at least so much of the base map wide, a few kilometres; how often enlarged outlines still help."""
KM_OF_DEGREE = 111.2


@dataclass(frozen=True)
class Spot:
    """A place on the map: where it is, where its number is written, and what it is."""

    number: int
    x: float
    y: float
    at_x: float
    at_y: float
    place: Place


@dataclass(frozen=True)
class Line:
    """A partnership on the map."""

    path: str
    tie: Tie
    one: Place
    other: Place


@dataclass(frozen=True)
class Drawn:
    """A map, ready to be written down."""

    view: str
    width: float
    height: float
    unit: float
    spots: list[Spot]
    lines: list[Line]
    has_outlines: bool = True
    km: int = 0
    """How many kilometres a close map is wide."""

    @property
    def named(self) -> list[Line]:
        """The lines to read below the map; the others stand elsewhere on the page already."""
        return [line for line in self.lines if line.tie.label or line.tie.href]


def drawn(one: WorldMap) -> Drawn:
    """Cut the world to where the places are, and keep numbers apart where places lie close together."""
    true = [placed(place.latitude, place.longitude) for place in one.places]
    zoom = _zoom(true) if one.is_close else 1.0
    true = [(x * zoom, y * zoom) for x, y in true]
    x, y, width, height = _view(true)
    unit = width * RADIUS
    shown = _apart(true, unit * 2.3)
    spots = [
        Spot(
            at + 1, round(shown[at][0], 1), round(shown[at][1], 1), round(true[at][0], 1), round(true[at][1], 1), place
        )
        for at, place in enumerate(one.places)
    ]
    lines = [
        Line(_arc(shown[tie.one], shown[tie.other]), tie, one.places[tie.one], one.places[tie.other])
        for tie in one.ties
    ]
    view = f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}"
    km = _km(one.places[0], width / zoom) if one.is_close and one.places else 0
    size = (round(WIDTH * zoom), round(HEIGHT * zoom), round(unit, 1))
    return Drawn(view, *size, spots, lines, zoom <= OUTLINES_TO, km)


def _zoom(points: list[tuple[float, float]]) -> float:
    """How often the base map is enlarged so that places that lie close together fill the sheet."""
    if not points:
        return 1.0
    across = max(x for x, _ in points) - min(x for x, _ in points)
    down = max(y for _, y in points) - min(y for _, y in points)
    return max(1.0, LEAST / max(across * (1 + 2 * MARGIN), down * (1 + 2 * MARGIN) / SHAPE, CLOSEST))


def _km(place: Place, width: float) -> int:
    """How many kilometres a stretch of the base map is at a place."""
    step = 0.01
    (west, _), (east, _) = (placed(place.latitude, place.longitude + side * step) for side in (-1, 1))
    degrees = width / (east - west) * 2 * step
    return round(degrees * KM_OF_DEGREE * math.cos(math.radians(place.latitude))) or 1


def _view(points: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """The window that holds every place with room around it, never flatter or taller than a page likes."""
    if not points:
        return 0, 0, WIDTH, HEIGHT
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    north, south = min(y for _, y in points), max(y for _, y in points)
    width = max((east - west) * (1 + 2 * MARGIN), LEAST)
    height = max((south - north) * (1 + 2 * MARGIN), LEAST * SHAPE)
    width, height = max(width, height / 1.15), max(height, width * 0.6)
    return (west + east - width) / 2, (north + south - height) / 2, width, height


def _apart(points: list[tuple[float, float]], room: float) -> list[tuple[float, float]]:
    """Push numbers that would cover each other apart, a little at a time."""
    shown = [list(point) for point in points]
    for _ in range(ROUNDS):
        moved = False
        for a in range(len(shown)):
            for b in range(a + 1, len(shown)):
                moved |= _push(shown[a], shown[b], room, a + b)
        if not moved:
            break
    return [(x, y) for x, y in shown]


def _push(one: list[float], other: list[float], room: float, turn: int) -> bool:
    across, down = other[0] - one[0], other[1] - one[1]
    far = math.hypot(across, down)
    if far >= room:
        return False
    if far < 0.01:
        across, down, far = math.cos(turn), math.sin(turn), 1.0
        step = room / 2
    else:
        step = (room - far) / 2 + 0.1
    one[0] -= across / far * step
    one[1] -= down / far * step
    other[0] += across / far * step
    other[1] += down / far * step
    return True


def _arc(one: tuple[float, float], other: tuple[float, float]) -> str:
    """A gentle bow, so that lines that go the same way can be told apart."""
    (x1, y1), (x2, y2) = one, other
    bend_x, bend_y = (x1 + x2) / 2 + (y2 - y1) * 0.12, (y1 + y2) / 2 - (x2 - x1) * 0.12
    return f"M{x1:.0f} {y1:.0f}Q{bend_x:.0f} {bend_y:.0f} {x2:.0f} {y2:.0f}"
