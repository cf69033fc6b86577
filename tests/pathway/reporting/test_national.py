"""Numbers of a national system at a hospital: kept under their own names, and counted where somebody says."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerhood.ground.operations.refusals import NotThere
from partnerhood.pathway.indicators import actions as indicators
from partnerhood.pathway.indicators.actions import NotInTheList
from partnerhood.pathway.indicators.rules import Content, Figure
from partnerhood.pathway.reporting import actions, queries, rules
from partnerhood.pathway.reporting.models import Mapping, National, Report, Sum
from partnerhood.pathway.reporting.rules import Key
from tests.cast import OPERATOR, Cast, by
from tests.pathway.reporting.story import DEATHS, OCTOBER, figure, reported

pytestmark = pytest.mark.django_db
DIED, BORN = Key("dhis2:died"), Key("dhis2:born")
GIRLS, BOYS = Key("dhis2:died", "", "combo:girls"), Key("dhis2:died", "", "combo:boys")
NAMES = {"dhis2:died": "Décès néonatals", "combo:girls": "Filles"}


def brought(who: Cast, cells: dict[Key, Figure | None], **more: object) -> Report:
    """A file of the national system, by who runs the node."""
    return reported(who, cells, **{"origin": "dhis2", "sure": True, "deed": OPERATOR, "source": "SNIS", **more})


def mapped(who: Cast, element: Key = DIED, side: str = "numerator", **more: object) -> Mapping:
    """Albertine says where a number counts."""
    said = {"indicator": DEATHS, "part": element.split, "deed": by(who.albertine), **more}
    return actions.map_to(hospital=who.lukanga, element=element.indicator, side=side, **said)


def own_number(who: Cast) -> str:
    """What Lukanga counts in its own way, as one number that is not divided."""
    said = {"language": "fr", "name": "Nuits éclairées", "why": "Pour coudre", "numerator": "Nuits avec du courant"}
    made = indicators.define(
        organisation=who.lukanga, content=Content(over_places="sum", **said), deed=by(who.albertine)
    )
    return str(made.version_id)


def kept() -> dict[tuple[str, str, date], Figure]:
    """Every sum as it is kept."""
    return {
        (one.indicator, one.split, one.from_date): Figure(
            D(one.numerator) / 10_000, None if one.denominator is None else D(one.denominator) / 10_000
        )
        for one in Sum.objects.all()
    }


def recount(who: Cast) -> dict[tuple[str, str, date], Figure]:
    """Every sum made anew, from the reports and the mappings alone."""
    found = {}
    where = queries.targets(who.lukanga.id)
    for days in set(Report.objects.values_list("from_date", "to_date")):
        reports = queries.on(who.lukanga.id, days)
        for (code, split), one in queries.sums(queries.standing(reports), queries.of_national(reports), where).items():
            found[code, split, days[0]] = one
    return found


def test_a_national_number_is_kept_under_its_own_name_and_counts_nowhere_yet(who: Cast) -> None:
    made = brought(who, {GIRLS: figure(4), BOYS: figure(5)}, names=NAMES)

    assert made.names == NAMES
    assert kept() == {} and queries.counted(who.lukanga.id) == []
    assert queries.to_count(who.lukanga.id) == {} and queries.before(who.lukanga.id, rules.month(2025, 11)) == {}
    (one,) = queries.told(who.lukanga.id, ["dhis2:died"])
    assert (one.name, one.days, one.number, list(one.mappings)) == ("Décès néonatals", OCTOBER, D(9), [])
    assert one.parts == {"combo:boys": "boys", "combo:girls": "Filles"}


def test_nobody_writes_under_a_national_name_by_hand_nor_of_a_ward_nor_divided(who: Cast) -> None:
    for cells, origin in (
        ({DIED: figure(1)}, "by-hand"),
        ({DIED: figure(1)}, "sheet"),
        ({DIED: figure(1, 2)}, "dhis2"),
        ({Key("dhis2:died", str(who.newborn.id)): figure(1)}, "adx"),
    ):
        with pytest.raises(actions.NotCounted):
            brought(who, cells, origin=origin)

    assert not Report.objects.exists() and not National.objects.exists()


def test_names_that_come_later_are_taken_over_and_the_same_again_is_nothing_new(who: Cast) -> None:
    brought(who, {GIRLS: figure(4)})
    brought(who, {GIRLS: figure(4)}, names=NAMES)

    with pytest.raises(actions.NothingNew):
        brought(who, {GIRLS: figure(4)}, names=NAMES)
    assert queries.told(who.lukanga.id, ["dhis2:died"])[0].name == "Décès néonatals"
    assert queries.names(who.lukanga.id, ["dhis2:died"]) == {GIRLS: ("Décès néonatals", "Filles")}


def test_two_mapped_sides_make_a_figure_on_every_day_that_was_brought(who: Cast) -> None:
    brought(who, {GIRLS: figure(4), BOYS: figure(5), BORN: figure(412)})
    brought(who, {BOYS: figure(1), BORN: figure(100)}, days=rules.month(2025, 9))
    mapped(who)
    assert kept() == {}, "half a ratio is none"

    mapped(who, BORN, "denominator")
    brought(who, {BOYS: figure(2), BORN: figure(50)}, days=rules.month(2025, 8))

    assert kept() == recount(who)
    assert kept() == {
        (DEATHS, "", date(2025, 10, 1)): figure(9, 412),
        (DEATHS, "", date(2025, 9, 1)): figure(1, 100),
        (DEATHS, "", date(2025, 8, 1)): figure(2, 50),
    }


def test_a_mapping_that_is_taken_back_counts_nowhere_and_can_be_said_again(who: Cast) -> None:
    brought(who, {DIED: figure(9), BORN: figure(412)})
    first = mapped(who)
    mapped(who, BORN, "denominator")

    actions.unmap(mapping=first, deed=by(who.makiese))
    taken = kept()
    again = mapped(who)

    assert taken == {}
    assert again.id == first.id and kept() == recount(who) != {}


def test_the_opened_number_says_which_national_numbers_it_is_made_of(who: Cast) -> None:
    brought(who, {GIRLS: figure(4), BOYS: figure(5), BORN: figure(412)}, names=NAMES)
    mapped(who)
    mapped(who, BORN, "denominator")

    opened = queries.opened(who.lukanga.id, DEATHS, OCTOBER)
    reported(who, {Key(DEATHS): figure(8, 410)})
    own = queries.opened(who.lukanga.id, DEATHS, OCTOBER)

    assert {one.name: one.figure for one in opened.used} == {
        "Décès néonatals, boys": figure(5),
        "Décès néonatals, Filles": figure(4),
        "born": figure(412),
    }
    assert (opened.point.figure, opened.beside, opened.before) == (figure(9, 412), [], [])
    assert (own.point.figure, [one.name for one in own.used]) == (figure(8, 410), [""])
    assert {one.name for one in own.beside} == {one.name for one in opened.used}


def test_a_number_counts_in_many_places_but_never_twice_in_one(who: Cast) -> None:
    mapped(who, BORN, "denominator")
    mapped(who, BORN, "denominator", indicator="newborn_breathing_60s")

    with pytest.raises(actions.AlreadyThere):
        mapped(who, Key("dhis2:born", "", "combo:girls"), "denominator")

    assert Mapping.objects.count() == 2
    assert mapped(who, BORN, "denominator") == Mapping.objects.get(indicator=DEATHS)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"indicator": "what_nobody_counts"}, NotInTheList),
        ({"split": "female"}, actions.NotAPart),
        ({"part": "girls"}, actions.Unheard),
    ],
)
def test_what_cannot_be_mapped_is_refused_with_a_sentence(who: Cast, more, refusal) -> None:
    with pytest.raises(refusal) as said:
        mapped(who, **more)

    assert str(said.value.sentence) and not Mapping.objects.exists()


def test_a_plain_number_counts_alone_and_has_nothing_below_a_line(who: Cast) -> None:
    own = own_number(who)
    brought(who, {DIED: figure(9)})

    with pytest.raises(actions.OnlyNumbers):
        mapped(who, indicator=own, side="denominator")
    mapped(who, indicator=own)

    assert kept() == recount(who) == {(own, "", OCTOBER[0]): figure(9)}


@pytest.mark.parametrize("name", ["mireille", "lotte", "katrien", "rekia", "suspended"])
def test_only_who_speaks_for_the_hospital_maps_its_numbers(who: Cast, name: str) -> None:
    made = mapped(who)
    with pytest.raises(NotThere):
        mapped(who, BORN, deed=by(getattr(who, name)))
    with pytest.raises(NotThere):
        actions.unmap(mapping=made, deed=by(getattr(who, name)))


def test_the_last_number_goes_back_to_the_one_before_when_it_is_taken_away(who: Cast) -> None:
    brought(who, {DIED: figure(3)}, days=rules.month(2025, 8))
    brought(who, {DIED: figure(7)}, days=rules.month(2025, 7))
    brought(who, {DIED: figure(9)})

    brought(who, {DIED: None})
    (one,) = queries.told(who.lukanga.id, ["dhis2:died"])
    brought(who, {DIED: None}, days=rules.month(2025, 8))
    brought(who, {DIED: None}, days=rules.month(2025, 7))
    (nothing,) = queries.told(who.lukanga.id, ["dhis2:died"])

    assert (one.days, one.number) == (rules.month(2025, 8), D(3))
    assert (nothing.days, nothing.number) == (None, None)


OWN = "own"
"""What Lukanga counts in its own way; its code is known when it is there."""
keys = st.sampled_from([DIED, GIRLS, BORN, Key(DEATHS), Key(OWN), Key(DEATHS, "", "sex:female")])
pairs = st.one_of(st.none(), st.tuples(st.integers(0, 50), st.integers(50, 900)))
reports = st.tuples(st.integers(8, 10), st.dictionaries(keys, pairs, min_size=1, max_size=5))
places = st.tuples(
    st.sampled_from([DIED, GIRLS, BORN]),
    st.sampled_from([DEATHS, OWN]),
    st.sampled_from(["numerator", "denominator"]),
    st.sampled_from(["", "sex:female"]),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.one_of(reports, places), min_size=1, max_size=10))
def test_kept_sums_equal_a_recount_whatever_is_reported_mapped_and_taken_back(who: Cast, deeds: list) -> None:
    codes = {OWN: own_number(who), DEATHS: DEATHS}
    for deed in deeds:
        if isinstance(deed[0], Key):
            key, indicator, side, split = deed[0], codes[deed[1]], *deed[2:]
            there = Mapping.objects.filter(element=key.indicator, part=key.split, side=side, ended_at=None)
            known = there.filter(indicator=indicator, split=split).first()
            try:
                actions.unmap(mapping=known, deed=OPERATOR) if known else mapped(
                    who, key, side, indicator=indicator, split=split
                )
            except (actions.AlreadyThere, actions.OnlyNumbers):
                continue
        else:
            month, said = deed
            cells = {
                key._replace(indicator=codes.get(key.indicator, key.indicator)): pair
                and (figure(pair[0]) if key.indicator != DEATHS else figure(*pair))
                for key, pair in said.items()
            }
            try:
                brought(who, cells, days=rules.month(2025, month))
            except actions.NothingNew:
                continue
        assert kept() == recount(who)
