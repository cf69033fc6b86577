"""The benchmarks are there: each can be loaded, measures what it says, and every target is one that somebody measures."""

import ast
from importlib import import_module

import pytest

from bench import figures
from bench.__main__ import PARTS
from bench.figures import Figure, Target
from tests.house.rooms import HOUSE


def test_every_target_is_measured_and_every_figure_has_a_target() -> None:
    measured = [name for part in PARTS for name in import_module(f"bench.{part}").NAMES]

    assert sorted(figures.targets()) == sorted(measured)
    assert all(name.startswith(f"{part}.") for part in PARTS for name in import_module(f"bench.{part}").NAMES)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_measures_when_it_is_asked_to(part: str) -> None:
    tree = ast.parse((HOUSE / f"bench/{part}.py").read_text(encoding="utf-8"))

    measures = [one for one in tree.body if isinstance(one, ast.FunctionDef) and one.name == "measure"]

    assert [argument.arg for argument in measures[0].args.args] == ["folder"]


def test_a_target_is_reached_by_the_worst_round_and_not_by_the_median() -> None:
    bytes_ = Figure("a", "bytes", (400.0, 500.0, 601.0))
    speed = Figure("b", "a second", (590.0, 700.0, 800.0))
    beside = Figure("c", "ms", (3.0, 4.0), (1.0, 1.0), "the floor")

    assert Target("", at_most=601).is_reached(bytes_) and not Target("", at_most=600).is_reached(bytes_)
    assert Target("", at_least=590).is_reached(speed) and not Target("", at_least=591).is_reached(speed)
    assert Target("", ratio_at_most=4).is_reached(beside) and not Target("", ratio_at_most=3.9).is_reached(beside)
    assert Target("", ratio_at_most=4).is_reached(bytes_) is None


def test_a_figure_is_a_line_for_machines_and_a_row_for_people() -> None:
    one = Figure(
        "sync.1.bytes", "bytes both ways", (500.0, 520.0, 700.0), (250.0, 260.0, 350.0), "the least", {"more": 1}
    )

    line, table = (
        figures.line(one, Target("", at_most=600)),
        figures.table([one], {"sync.1.bytes": Target("", at_most=600)}),
    )

    assert line == (
        '{"name": "sync.1.bytes", "value": 520.0, "min": 500.0, "max": 700.0, "unit": "bytes both ways", "ratio": 2.0, '
        '"against": "the least", "target": "\\u2264 600", "reached": false, "more": 1}'
    )
    assert table.splitlines()[1].split() == "sync.1.bytes 520 500 – 700 bytes both ways 2.00 ≤ 600 NOT YET".split()
