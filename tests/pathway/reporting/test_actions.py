"""What a hospital reports: who may, what is asked back, that later words count, and that kept sums equal a recount."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerhood.ground.operations.refusals import NotThere
from partnerhood.ground.organisations import actions as organisations
from partnerhood.pathway.indicators.rules import Figure
from partnerhood.pathway.reporting import actions, queries, rules
from partnerhood.pathway.reporting.models import Look, Quarter, Report, Sum
from partnerhood.pathway.reporting.rules import Key
from tests.cast import OPERATOR, Cast, by
from tests.pathway.reporting.story import DEATHS, OCTOBER, figure, reported

pytestmark = pytest.mark.django_db
NIGHTS = "posts_filled_at_night"


def kept(days: tuple[date, date] = OCTOBER) -> dict[tuple[str, str], Figure]:
    """The sums as they are kept."""
    return {
        (one.indicator, one.split): Figure(D(one.numerator) / 10_000, one.denominator and D(one.denominator) / 10_000)
        for one in Sum.objects.filter(from_date=days[0], to_date=days[1])
    }


def recount(who: Cast, days: tuple[date, date] = OCTOBER) -> dict[tuple[str, str], Figure]:
    """The sums made anew, from the reports alone."""
    return queries.sums(queries.standing(queries.on(who.lukanga.id, days)))


FOURTH = rules.quarter_of(OCTOBER[0])
ALL_DAYS = (
    *(rules.month(2025, number) for number in (10, 11, 12)),
    rules.days_named("2025-Q4"),
    rules.days_named("2025"),
)


def kept_of_quarters() -> dict[tuple[str, str], tuple[Figure, int]]:
    """The fourth quarter as it is kept."""
    return {
        (one.indicator, one.split): (
            Figure(D(one.numerator) / 10_000, one.denominator and D(one.denominator) / 10_000),
            one.months,
        )
        for one in Quarter.objects.filter(quarter=FOURTH)
    }


def recount_of_quarters(who: Cast) -> dict[tuple[str, str], tuple[Figure, int]]:
    """The fourth quarter made anew: what was counted for all of it, or else its months added up; a year is no quarter."""
    months = [one for days in ALL_DAYS[:3] for one in recount(who, days).items()]
    places = dict.fromkeys(place for place, _one in months)
    found = {}
    for place in places:
        some = [one for other, one in months if other == place]
        if len({one.denominator is None for one in some}) == 1:
            below = None if some[0].denominator is None else sum((one.denominator for one in some), D(0))
            found[place] = (Figure(sum((one.numerator for one in some), D(0)), below), len(some))
    return found | {place: (one, 0) for place, one in recount(who, ALL_DAYS[3]).items()}


def test_a_report_keeps_what_was_counted_and_by_whom(who: Cast) -> None:
    made = reported(who, {Key(DEATHS): figure(9, 412)}, note="Deux sages-femmes de plus", language="fr")

    one = Report.objects.get()
    assert one == made
    assert (one.entered_by, one.hospital, one.source) == (who.mireille, who.lukanga, "Registre de la maternité")
    assert one.cells == {"indicator": [DEATHS], "numerator": ["9"], "denominator": ["412"]}
    assert kept() == {(DEATHS, ""): figure(9, 412)} == recount(who)


@pytest.mark.parametrize("name", ["lotte", "katrien", "rekia", "suspended"])
def test_only_a_hospitals_own_people_report(who: Cast, name: str) -> None:
    with pytest.raises(NotThere):
        reported(who, {Key(DEATHS): figure(9, 412)}, deed=by(getattr(who, name)))


def test_who_runs_the_node_brings_in_a_national_file(who: Cast) -> None:
    assert reported(who, {Key(DEATHS): figure(9, 412)}, origin="dhis2", deed=OPERATOR).origin == "dhis2"


@pytest.mark.parametrize(
    ("cells", "more", "refusal"),
    [
        ({Key("what_nobody_counts"): figure(1)}, {}, actions.NotCounted),
        ({Key(DEATHS, "", "female"): figure(1, 2)}, {}, actions.NotAPart),
        ({Key(DEATHS, "not a ward"): figure(1, 2)}, {}, actions.NotAWard),
        ({Key(DEATHS): figure(1, 2)}, {"source": " "}, actions.NoSource),
        ({Key(DEATHS): figure(1, 2)}, {"days": OCTOBER[::-1]}, actions.NoPeriod),
        ({Key(DEATHS): figure(1, 2)}, {"days": (date(2031, 1, 1), date(2031, 2, 1))}, actions.NotYet),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(who: Cast, cells, more, refusal) -> None:
    with pytest.raises(refusal) as said:
        reported(who, cells, **more)

    assert str(said.value.sentence)
    assert not Report.objects.exists() and not Sum.objects.exists()


def test_the_same_cell_twice_in_one_report_is_refused(who: Cast) -> None:
    twice = rules.Columns(indicator=[DEATHS] * 2, numerator=[D(1), D(2)], denominator=[D(9), D(9)])

    with pytest.raises(actions.Twice):
        actions.report(
            hospital=who.lukanga,
            from_date=OCTOBER[0],
            to_date=OCTOBER[1],
            cells=twice,
            source="x",
            deed=by(who.mireille),
        )


def test_a_ward_of_another_house_is_no_ward_here(who: Cast) -> None:
    other = organisations.open_site(organisation=who.sonwerou, name="Pédiatrie", deed=OPERATOR)

    with pytest.raises(actions.NotAWard):
        reported(who, {Key(DEATHS, str(other.id)): figure(1, 2)})


def test_a_later_report_counts_with_its_reason_and_the_earlier_one_stays(who: Cast) -> None:
    first = reported(who, {Key(DEATHS): figure(9, 412), Key(NIGHTS): figure(28, 31)})
    with pytest.raises(actions.NoReason):
        reported(who, {Key(DEATHS): figure(11, 412)}, seen=first.id)

    reported(who, {Key(DEATHS): figure(11, 412)}, seen=first.id, why="Deux décès au registre de nuit")

    assert kept() == {(DEATHS, ""): figure(11, 412), (NIGHTS, ""): figure(28, 31)} == recount(who)
    opened = queries.opened(who.lukanga.id, DEATHS, OCTOBER)
    assert [part.figure for part in opened.used] == [figure(11, 412)]
    assert [(part.figure, part.report.id) for part in opened.before] == [(figure(9, 412), first.id)]


def test_a_number_taken_back_leaves_no_sum(who: Cast) -> None:
    first = reported(who, {Key(DEATHS): figure(9, 412)})

    reported(who, {Key(DEATHS): None}, seen=first.id, why="Compté pour un autre mois")

    assert kept() == {} == recount(who)
    assert queries.counted(who.lukanga.id) == []


def test_two_who_report_the_same_days_at_once_see_each_other(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(9, 412)}, deed=by(who.albertine))

    with pytest.raises(actions.SaidOtherwise):
        reported(who, {Key(DEATHS): figure(10, 412)}, why="x")
    with pytest.raises(actions.NothingNew):
        reported(who, {Key(DEATHS): figure(9, 412)})
    reported(who, {Key(NIGHTS): figure(28, 31)})

    assert kept() == {(DEATHS, ""): figure(9, 412), (NIGHTS, ""): figure(28, 31)}


def test_wards_are_added_to_the_hospital(who: Cast) -> None:
    other = organisations.open_site(organisation=who.lukanga, name="Maternité", deed=OPERATOR)
    reported(
        who,
        {
            Key(DEATHS, str(who.newborn.id)): figure(5, 100),
            Key(DEATHS, str(other.id)): figure(4, 312),
            Key(DEATHS, str(other.id), "sex:female"): figure(1, 150),
        },
    )

    assert kept() == {(DEATHS, ""): figure(9, 412), (DEATHS, "sex:female"): figure(1, 150)} == recount(who)


def test_what_is_unusual_is_asked_about_cell_by_cell_and_kept_when_somebody_is_sure(who: Cast) -> None:
    for number, deaths in ((7, 9), (8, 10), (9, 8)):
        reported(who, {Key(DEATHS): figure(deaths, 400)}, days=rules.month(2025, number))

    with pytest.raises(actions.Doubtful) as doubt:
        reported(who, {Key(DEATHS): figure(90, 400)})
    made = reported(who, {Key(DEATHS): figure(90, 400)}, sure=True)

    assert doubt.value.questions == (
        (Key(DEATHS), "The last ones were 20 / 1000 to 25 / 1000; this gives 225 / 1000."),
    )
    assert made.sure


def test_a_month_is_not_compared_with_a_year(who: Cast) -> None:
    reported(who, {Key(DEATHS): figure(100, 4000)}, days=(date(2024, 1, 1), date(2025, 1, 1)))
    reported(who, {Key(DEATHS): figure(300, 400)}, days=rules.month(2025, 1), sure=False)

    assert Report.objects.count() == 2


def test_a_partner_looks_at_a_report_once_and_never_at_its_own(who: Cast) -> None:
    made = reported(who, {Key(DEATHS): figure(9, 412)})

    first = actions.look_at(report=made, on_behalf_of=who.wilgenbeke, words="Cinq pages", deed=by(who.katrien))
    again = actions.look_at(report=made, on_behalf_of=who.wilgenbeke, deed=by(who.lotte))

    assert first == again == Look.objects.get()
    with pytest.raises(NotThere):
        actions.look_at(report=made, on_behalf_of=who.lukanga, deed=by(who.makiese))
    with pytest.raises(NotThere):
        actions.look_at(report=made, on_behalf_of=who.sonwerou, deed=by(who.rekia))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(ALL_DAYS),
            st.dictionaries(
                st.tuples(
                    st.sampled_from([DEATHS, NIGHTS]),
                    st.booleans(),
                    st.sampled_from(["", "sex:female", "sex:male"]),
                ),
                st.one_of(st.none(), st.tuples(st.integers(0, 50), st.one_of(st.none(), st.integers(50, 900)))),
                min_size=1,
                max_size=6,
            ),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_kept_sums_and_quarters_always_equal_a_recount(who: Cast, sent: list[tuple]) -> None:
    for days, said in sent:
        cells = {
            Key(code, str(who.newborn.id) if ward else "", split): pair and figure(*pair)
            for (code, ward, split), pair in said.items()
        }
        try:
            reported(who, cells, days=days, origin="dhis2", deed=OPERATOR, sure=True)
        except actions.NothingNew:
            continue
        assert kept(days) == recount(who, days)
        assert kept_of_quarters() == recount_of_quarters(who)
