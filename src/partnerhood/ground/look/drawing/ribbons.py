"""The ribbon: what flows in both directions, each band as wide as what it counts."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import formats

from partnerhood.ground.look.components import Flow, Ribbon

ROW, TALLEST, LEFT, RIGHT = 76.0, 20.0, 6.0, 354.0


@dataclass(frozen=True)
class Band:
    """One flow: its two arrows, how wide each is, and where its words stand."""

    flow: Flow
    middle: float
    words: float
    there: str
    back: str
    there_said: str
    back_said: str


@dataclass(frozen=True)
class Drawn:
    """A ribbon, ready to be written down."""

    bands: list[Band]
    height: float


def drawn(one: Ribbon) -> Drawn:
    """Each flow is drawn to its own scale: days and ideas cannot be compared, both directions of one thing can."""
    bands = [_band(flow, ROW * at) for at, flow in enumerate(one.flows)]
    return Drawn(bands, ROW * len(bands))


def _band(flow: Flow, top: float) -> Band:
    two = [float(one or 0) for one in (flow.there, flow.back)]
    there, back = (TALLEST * one / (max(two) or 1) for one in two)
    middle = top + 42
    return Band(
        flow,
        middle,
        top + 13,
        _arrow(LEFT, RIGHT, middle - 1 - there, there),
        _arrow(RIGHT, LEFT, middle + 1, back),
        _said(flow.there),
        _said(flow.back),
    )


def _said(value: float | Decimal | None) -> str:
    """A number as people write it; a dash where nobody said one, which is not nought."""
    return "–" if value is None else formats.number_format(value, force_grouping=True)


def _arrow(start: float, end: float, top: float, thick: float) -> str:
    """A band that ends in a point; nothing at all where nothing flows."""
    if not thick:
        return ""
    tip = 8 if end > start else -8
    return f"M{start:.0f} {top:.1f}H{end - tip:.0f}L{end:.0f} {top + thick / 2:.1f}L{end - tip:.0f} {top + thick:.1f}H{start:.0f}Z"
