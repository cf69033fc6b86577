"""How columns become cells, cells a total, and days a name."""

from datetime import date, timedelta
from decimal import Decimal as D

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.rules import Columns, Key
from tests.pathway.reporting.story import figure

numbers = st.decimals(min_value=0, max_value=10**6, places=4)
figures = st.builds(Figure, numbers, st.one_of(st.none(), numbers))
keys = st.builds(
    Key,
    st.sampled_from(["a", "b"]),
    st.sampled_from(["", "ward 1", "ward 2"]),
    st.sampled_from(["", "sex:female", "sex:male"]),
)
cells = st.dictionaries(keys, st.one_of(st.none(), figures), min_size=1, max_size=12)


@given(cells)
def test_cells_survive_their_columns(said: dict[Key, Figure | None]) -> None:
    kept = rules.columns(said).model_dump(mode="json", exclude_defaults=True)

    assert dict(rules.cells(kept)) == said


@given(st.lists(cells, min_size=1, max_size=5))
def test_the_last_word_on_a_cell_counts_and_nothing_else_changes(reports: list[dict[Key, Figure | None]]) -> None:
    kept = [(number, rules.columns(one).model_dump(mode="json")) for number, one in enumerate(reports)]

    found = rules.standing(kept)

    for key, said in found.items():
        last = max(number for number, one in enumerate(reports) if key in one)
        assert (said.by, said.figure) == (last, reports[last][key])
    assert set(found) == {key for one in reports for key in one}


def test_columns_are_as_long_as_each_other() -> None:
    with pytest.raises(pydantic.ValidationError):
        Columns(indicator=["a", "b"], numerator=[D(1)])
    with pytest.raises(pydantic.ValidationError):
        Columns(indicator=["a"], numerator=[D(1)], split=["sex:female", "sex:male"])


WARDS = {Key("a", "1"): figure(3, 40), Key("a", "2"): figure(1, 60)}


@pytest.mark.parametrize(
    ("how", "found"),
    [
        (RollUp.RATIO_OF_SUMS, figure(4, 100)),
        (RollUp.SUM, figure(4, 100)),
        (RollUp.MEAN, figure("0.0917", 2)),
        (RollUp.NONE, None),
    ],
)
def test_wards_become_one_as_the_definition_says(how: RollUp, found: Figure | None) -> None:
    total = rules.total(WARDS, how)

    assert total.figure == found
    assert set(total.used) == (set(WARDS) if found else set())
    assert set(total.beside) == (set() if found else set(WARDS))


def test_what_the_hospital_wrote_for_the_whole_counts_and_its_wards_stand_beside() -> None:
    total = rules.total({**WARDS, Key("a"): figure(5, 100)}, RollUp.RATIO_OF_SUMS)

    assert total.figure == figure(5, 100)
    assert (total.used, set(total.beside)) == ((Key("a"),), set(WARDS))


def test_parts_add_up_where_no_whole_was_written_and_only_along_one_split() -> None:
    parts = {
        Key("a", "", "sex:female"): figure(3, 40),
        Key("a", "", "sex:male"): figure(1, 60),
        Key("a", "", "age_band:under_1"): figure(2, 30),
    }

    total = rules.total(parts, RollUp.RATIO_OF_SUMS)

    assert total.figure == figure(4, 100), "never two splits together, and one part alone is no whole"
    assert set(total.beside) == {Key("a", "", "age_band:under_1")}
    assert rules.total({Key("a", "", "sex:female"): figure(3, 40)}, RollUp.RATIO_OF_SUMS).figure is None
    assert rules.total(parts, RollUp.RATIO_OF_SUMS, "sex:female").figure == figure(3, 40)


def test_half_a_ratio_is_not_added_to_a_whole_one() -> None:
    assert rules.total({Key("a", "1"): figure(3, 40), Key("a", "2"): figure(1)}, RollUp.RATIO_OF_SUMS).figure is None


@given(numbers)
def test_a_kept_sum_is_the_very_number(number: D) -> None:
    assert rules.unscaled(rules.scaled(number)) == number


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("2025-12", (date(2025, 12, 1), date(2026, 1, 1))),
        ("2025-Q4", (date(2025, 10, 1), date(2026, 1, 1))),
        ("2025", (date(2025, 1, 1), date(2026, 1, 1))),
        ("2025-10-06--2025-10-12", (date(2025, 10, 6), date(2025, 10, 13))),
    ],
)
def test_days_have_one_name(name: str, days: tuple[date, date]) -> None:
    assert rules.days_named(name) == days
    assert rules.name_of(*days) == name


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 800))
def test_every_name_leads_back_to_its_days(first: date, number: int) -> None:
    days = (first, first + timedelta(days=number))

    assert rules.days_named(rules.name_of(*days)) == days


@pytest.mark.parametrize(
    "name", ["", "2025-13", "2025-Q5", "0000", "9999-12-31--9999-12-31", "x--y", "2025-10-06", "٢٠٢٥"]
)
def test_other_names_are_none(name: str) -> None:
    assert rules.days_named(name) is None


def test_a_split_is_written_in_one_way() -> None:
    assert all(map(rules.is_split, ["", "sex:female", "age_band:under_5|sex:female", "cadre:sage-femme"]))
    assert not any(map(rules.is_split, ["female", "sex:", "sex:female|", "Sex:female", ":x"]))
