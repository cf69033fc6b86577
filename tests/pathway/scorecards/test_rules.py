"""What cannot be in a scorecard, what one warns about, and how far the parts of a split lie apart."""

from dataclasses import dataclass, replace
from decimal import Decimal as D
from uuid import UUID

import pytest

from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.scorecards import rules
from partnerhood.pathway.scorecards.rules import Chosen, Content, Group, Side, Warned

HERE, ELSEWHERE = UUID(int=1), UUID(int=2)
AIMS = ["care", "cost"]


@dataclass(frozen=True)
class Known:
    split: tuple[str, ...] = ("sex", "ward")
    band: tuple[D, D] | None = None


KNOWN = {"deaths": Known(), "beds": Known((), (D(75), D(90))), **{f"n{n}": Known() for n in range(20)}}


def content(*care: Chosen, cost: tuple[Chosen, ...] = (), hospitals: tuple[UUID, ...] = (HERE,)) -> Content:
    return Content(
        hospitals=list(hospitals), aims=[Group(aim="care", chosen=list(care)), Group(aim="cost", chosen=list(cost))]
    )


def others(number: int) -> tuple[Chosen, ...]:
    return tuple(Chosen(indicator=f"n{10 + n}") for n in range(number))


def several(number: int) -> tuple[Chosen, ...]:
    return tuple(Chosen(indicator=f"n{n}") for n in range(number))


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        (content(Chosen(indicator="deaths", target=D(25), split="sex")), []),
        (content(), ["nothing"]),
        (content(Chosen(indicator="deaths"), hospitals=()), ["hospitals"]),
        (content(Chosen(indicator="deaths"), hospitals=(HERE, ELSEWHERE)), ["hospitals"]),
        (content(Chosen(indicator="luck")), ["unknown_care"]),
        (content(Chosen(indicator="deaths"), cost=(Chosen(indicator="deaths"),)), ["twice_cost"]),
        (content(Chosen(indicator="deaths", split="age_band")), ["split_deaths"]),
        (content(Chosen(indicator="beds", target=D(80))), ["target_beds"]),
        (Content(hospitals=[HERE], aims=[Group(aim="care", chosen=[Chosen(indicator="deaths")])]), ["aims"]),
    ],
)
def test_what_does_not_go_together_is_named_by_its_field(said: Content, faults: list[str]) -> None:
    assert rules.faults(said, AIMS, KNOWN, [HERE]) == faults


@pytest.mark.parametrize(
    ("said", "warned"),
    [
        (content(*several(2), cost=()), []),
        (content(*several(4)), []),
        (content(*several(5)), [Warned("many", 5, "care")]),
        (content(*several(1)), [Warned("one", 1, "care")]),
        (content(*several(8), cost=others(7)), [Warned("many", 8, "care"), Warned("many", 7, "cost")]),
        (
            content(*several(9), cost=others(7)),
            [Warned("all", 16), Warned("many", 9, "care"), Warned("many", 7, "cost")],
        ),
    ],
)
def test_a_long_list_is_warned_of_and_not_refused(said: Content, warned: list[Warned]) -> None:
    assert rules.warnings(said) == warned
    assert rules.faults(said, AIMS, KNOWN, [HERE]) == []


def test_who_may_be_left_behind_is_looked_at_first() -> None:
    assert rules.first_split(("cadre", "ward", "sex", "insured")) == "insured"
    assert rules.first_split(("cadre", "shift")) == "cadre"
    assert rules.first_split(()) == ""


def side(part: str, above: int, below: int | None) -> Side:
    return Side(part, D(above) if below is None else D(1000) * above / below, Figure(D(above), below and D(below)))


def test_a_gap_is_the_highest_and_the_lowest_part_with_their_numbers() -> None:
    girls, boys, unknown = side("sex:female", 4, 400), side("sex:male", 12, 400), side("sex:x", 9, 400)

    found = rules.gap([girls, boys, unknown], counts_people=True)

    assert found is not None
    assert (found.highest, found.lowest, found.wide, found.too_small) == (boys, girls, D("20.0"), ())


def test_fewer_than_ten_people_are_not_compared_and_are_named() -> None:
    many, other, few = side("a", 1, 100), side("b", 2, 100), side("c", 3, 9)

    found = rules.gap([many, other, few], counts_people=True)
    machines = rules.gap([many, other, few], counts_people=False)

    assert found is not None and (found.highest, found.too_small) == (other, ("c",))
    assert machines is not None and (machines.highest, machines.too_small) == (few, ())


def test_one_part_alone_is_no_gap() -> None:
    assert rules.gap([side("a", 1, 100), side("b", 2, 9)], counts_people=True) is None
    assert rules.gap([], counts_people=True) is None


def test_plain_numbers_are_compared_too() -> None:
    found = rules.gap([side("a", 3, None), replace(side("b", 40, None))], counts_people=True)

    assert found is not None and found.wide == D("37.0")
