"""What the options come to, and which single weight would turn who comes first: held against trying every weight."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from partnerhood.pathway.exploration.rules import appraisal

STEPS = 25
CRITERIA = "K1 K2 K3 K4 K5 K6 K7".split()
AGREED = {
    "A": dict(zip(CRITERIA, (2, 4, 2, 4, 2, 5, 5), strict=True)),
    "B": dict(zip(CRITERIA, (4, 4, 3, 4, 4, 3, 4), strict=True)),
    "C": dict(zip(CRITERIA, (4, 3, 5, 3, 4, 2, 2), strict=True)),
    "D": dict(zip(CRITERIA, (4, 2, 5, 2, 5, 1, 1), strict=True)),
}
GROUPS = {
    "boards": (25, 15, 20, 10, 10, 15, 5),
    "medical staffs": (30, 15, 15, 15, 15, 5, 5),
    "works councils": (15, 15, 15, 30, 10, 5, 10),
    "client councils": (30, 30, 20, 5, 5, 5, 5),
}
WEIGHTS = {name: dict(zip(CRITERIA, map(Decimal, given), strict=True)) for name, given in GROUPS.items()}


def shown(weights: appraisal.Weights) -> list[str]:
    return [str(appraisal.rounded(value)) for value in appraisal.totals(weights, AGREED).values()]


def test_the_two_boards_of_the_story_read_what_each_group_and_all_together_come_to() -> None:
    assert shown(WEIGHTS["boards"]) == ["3.10", "3.65", "3.55", "3.20"]
    assert shown(WEIGHTS["medical staffs"]) == ["2.90", "3.80", "3.65", "3.40"]
    assert shown(WEIGHTS["works councils"]) == ["3.35", "3.80", "3.40", "2.90"]
    assert shown(WEIGHTS["client councils"]) == ["3.00", "3.75", "3.65", "3.25"]
    assert shown(appraisal.mean(WEIGHTS.values())) == ["3.09", "3.75", "3.56", "3.19"]


def test_the_order_of_their_options_turns_when_one_weight_changes_and_three_never_turn_it() -> None:
    mean = appraisal.mean(WEIGHTS.values())

    found = {one.criterion: one for one in appraisal.turns(mean, AGREED)}

    said = {name: (float(one.now), str(one.shown), sorted(one.first)) for name, one in found.items()}
    level = {name: said.pop(name) for name, one in found.items() if one.is_level_only}
    assert level == {
        "K1": (25.0, "100.0", ["C", "D"]),
        "K2": (18.75, "0.0", ["C"]),
        "K4": (15.0, "100.0", ["A"]),
    }
    assert said == {
        "K3": (17.5, "24.6", ["C"]),
        "K6": (7.5, "30.6", ["A"]),
        "K5": (10.0, "42.5", ["D"]),
        "K7": (6.25, "43.7", ["A"]),
    }
    turned = appraisal.reweighed(mean, "K3", Fraction(25))
    assert shown(turned)[1:3] == ["3.68", "3.69"]
    assert appraisal.order(appraisal.totals(mean, AGREED))[0] == "B"
    assert appraisal.order(appraisal.totals(turned, AGREED))[0] == "C"


weights = st.lists(st.integers(0, 12), min_size=2, max_size=5).filter(any)


@st.composite
def compared(draw: st.DrawFn) -> tuple[dict[str, Decimal], dict[str, dict[str, int]]]:
    given_weights = draw(weights)
    names = [f"K{number}" for number in range(len(given_weights))]
    row = st.lists(st.integers(1, 5), min_size=len(names), max_size=len(names))
    rows = draw(st.lists(row, min_size=2, max_size=4))
    scores = {f"O{number}": dict(zip(names, one, strict=True)) for number, one in enumerate(rows)}
    return dict(zip(names, map(Decimal, given_weights), strict=True)), scores


def tried(parts: appraisal.Weights, scores: appraisal.Scores, name: str, end: int) -> tuple[Fraction, Fraction] | None:
    """Between which two weights another option comes up, by trying one after the other on the way to an end."""
    now = Fraction(parts[name])
    leading = appraisal.first(appraisal.totals(parts, scores))
    before = now
    for step in range(1, STEPS + 1):
        weight = now + (Fraction(end) - now) * step / STEPS
        there = appraisal.first(appraisal.totals(appraisal.reweighed(parts, name, weight), scores))
        if not there <= leading:
            return before, weight
        before = weight
    return None


@settings(max_examples=30)
@given(compared())
def test_what_the_rule_says_is_what_trying_every_weight_finds(one: tuple) -> None:
    given_weights, scores = one
    together = sum(given_weights.values())
    parts = {name: Fraction(value) * 100 / Fraction(together) for name, value in given_weights.items()}
    found = {turn.criterion: turn for turn in appraisal.turns(given_weights, scores)}

    for name in parts:
        ends = [tried(parts, scores, name, end) for end in (100, 0)]
        near = [between for between in ends if between]
        turn = found.get(name)
        assert (turn is None) == (not near)
        if turn:
            assert any(min(between) <= turn.at <= max(between) for between in near)
            assert turn.distance <= min(abs(reached - parts[name]) for _before, reached in near)
            after = appraisal.reweighed(parts, name, turn.at)
            assert turn.first <= appraisal.first(appraisal.totals(after, scores))
            _the_shown_weight_truly_turns_it(turn, parts, scores)


def _the_shown_weight_truly_turns_it(turn: appraisal.Turn, parts: dict, scores: dict) -> None:
    weight = Fraction(turn.shown)
    if turn.is_level_only or not 0 <= weight <= 100:
        return
    there = appraisal.first(appraisal.totals(appraisal.reweighed(parts, turn.criterion, weight), scores))
    assert not there & appraisal.first(appraisal.totals(parts, scores))


def test_options_that_lack_a_score_are_not_compared_and_one_criterion_alone_turns_nothing() -> None:
    scores = {"A": {"K1": 3, "K2": 4}, "B": {"K1": 5}}

    assert appraisal.whole(scores, ["K1", "K2"]) == {"A": {"K1": 3, "K2": 4}}
    assert appraisal.turns({"K1": Decimal(100)}, {"A": {"K1": 3}, "B": {"K1": 5}}) == []
    assert appraisal.first(appraisal.totals({"K1": Decimal(1)}, {"A": {"K1": 3}, "B": {"K1": 3}})) == {"A", "B"}
