"""How national numbers are called here, and what they say of indicators."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from partnerhood.pathway.indicators.choices import RollUp
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import rules
from partnerhood.pathway.reporting.rules import Key, national
from partnerhood.pathway.reporting.rules.national import Target
from tests.pathway.reporting.story import figure

A, B = Key("dhis2:a"), Key("dhis2:b")
WOMEN, MEN = Key("dhis2:a", "", "combo:f"), Key("dhis2:a", "", "combo:m")
codes = st.text(st.characters(exclude_categories=("C",)), min_size=1, max_size=255)
numbers = st.integers(0, 10**16 - 1).map(lambda one: D(one).scaleb(-4))


def target(element: str, side: str = "numerator", part: str = "", split: str = "", indicator: str = "deaths") -> Target:
    """Where a number counts."""
    return Target(f"dhis2:{element}", part, indicator, side, split)


@given(codes, codes, codes)
def test_every_code_of_a_national_system_has_a_name_here_that_can_be_kept(
    element: str, combo: str, attribute: str
) -> None:
    name, part = national.element(element), national.part(combo, attribute)

    assert national.is_national(name) and len(name) <= 60
    assert len(part) <= 120 and rules.is_split(part)


@given(codes, codes)
def test_two_codes_never_have_one_name(one: str, other: str) -> None:
    assert (national.element(one) == national.element(other)) == (one == other)
    assert (national.part(one) == national.part(other)) == (one == other)


def test_long_codes_that_begin_alike_stay_apart() -> None:
    long = "x" * 200

    assert national.element(long + "a") != national.element(long + "b")
    assert national.part(long + "a") != national.part(long + "b")


def test_what_divides_has_a_figure_only_where_both_sides_have_a_number() -> None:
    both = [target("a"), target("b", "denominator")]

    assert national.counted({A: figure(9)}, both, {"deaths"}) == {}
    assert national.counted({B: figure(412)}, both, {"deaths"}) == {}
    (found,) = national.counted({A: figure(9), B: figure(412)}, both, {"deaths"}).values()
    assert (found.figure, found.sources) == (figure(9, 412), (A, B))


def test_what_does_not_divide_has_a_numerator_alone() -> None:
    assert national.counted({A: figure(9), B: figure(1)}, [target("a"), target("b", "denominator")], set()) == {}
    assert national.counted({A: figure(9)}, [target("a")], set())[Key("deaths")].figure == figure(9)


def test_all_parts_are_added_up_or_one_alone_counts() -> None:
    there = {WOMEN: figure(4), MEN: figure(5)}

    whole = national.counted(there, [target("a")], set())[Key("deaths")]
    women = national.counted(there, [target("a", part="combo:f", split="sex:female")], set())

    assert (whole.figure, set(whole.sources)) == (figure(9), {WOMEN, MEN})
    assert {key: one.figure for key, one in women.items()} == {Key("deaths", "", "sex:female"): figure(4)}


def test_several_elements_of_one_side_are_added() -> None:
    found = national.counted({A: figure(4), B: figure(5)}, [target("a"), target("b")], set())

    assert found[Key("deaths")].figure == figure(9)


def test_a_number_meets_itself_whole_or_in_parts_and_nowhere_else() -> None:
    assert target("a").meets(target("a", part="combo:f"))
    assert not target("a", part="combo:f").meets(target("a", part="combo:m"))
    assert not target("a").meets(target("a", "denominator"))
    assert not target("a").meets(target("a", indicator="births")), "births are below the line of many indicators"


def test_what_people_wrote_counts_and_the_national_number_stands_beside() -> None:
    mapped = national.counted({A: figure(9)}, [target("a")], set())

    own = national.total({Key("deaths"): figure(8)}, mapped, RollUp.SUM)
    wards = national.total({Key("deaths", "1"): figure(3)}, mapped, RollUp.SUM)
    theirs = national.total({}, mapped, RollUp.SUM)

    assert (own.figure, own.used, own.unused) == (figure(8), (Key("deaths"),), (A,))
    assert (wards.figure, wards.unused) == (figure(3), (A,)), (
        "a ward of one's own counts before the whole of the ministry"
    )
    assert (theirs.figure, theirs.used, theirs.sources) == (figure(9), (), (A,))


@given(st.dictionaries(st.sampled_from([A, B, WOMEN, MEN]), numbers.map(Figure), min_size=1))
def test_everything_that_is_mapped_counts_once_and_exactly(said: dict[Key, Figure]) -> None:
    found = national.counted(said, [target("a"), target("b")], set())

    whole = found[Key("deaths")]
    assert whole.figure == Figure(sum(one.numerator for one in said.values()))
    assert sorted(whole.sources) == sorted(said)


def test_a_sum_that_cannot_be_kept_exactly_counts_nowhere() -> None:
    parts = {Key("dhis2:a", "", f"combo:{number}"): Figure(D(10) ** 12 - 1) for number in range(101)}

    assert national.counted(parts, [target("a")], set()) == {}
