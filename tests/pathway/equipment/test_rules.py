"""How a device was follows from what people said of it, one after the other."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from partnerhood.pathway.equipment import rules
from partnerhood.pathway.equipment.rules import Fault, Said

YEAR = (date(2026, 1, 1), date(2026, 11, 20))


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def test_who_speaks_later_knows_better_from_the_day_they_name() -> None:
    works, again = Said("working", on(1, 1)), Said("working", on(3, 10))
    said = [works, Said("broken", on(3, 1)), again, Said("broken", on(3, 5))]

    assert rules.course(said) == [works, Said("broken", on(3, 1)), Said("broken", on(3, 5))]
    assert (rules.state(said), rules.since(said)) == ("broken", on(3, 5))


def test_the_uptime_of_a_year_is_counted_day_by_day() -> None:
    repaired = Said("working", date(2025, 6, 10), "south")
    oc_07 = [
        Said("broken", date(2024, 1, 12)),
        repaired,
        Said("broken", on(1, 14)),
        Said("working", on(2, 20), "own"),
        Said("broken", on(8, 3)),
        Said("working", on(8, 5), "nobody"),
    ]
    oc_11 = [Said("working", date(2025, 6, 12), "south"), Said("broken", on(11, 3))]

    assert rules.days(oc_07, *YEAR) == (284, 323)
    assert rules.days(oc_11, *YEAR) == (306, 323)


def test_a_device_that_nobody_needs_counts_neither_way() -> None:
    said = [Said("working", on(1, 1)), Said("stored", on(1, 11)), Said("working", on(1, 21))]

    assert rules.days(said, on(1, 1), on(1, 31)) == (20, 20)
    assert not rules.is_needed(said[:2])


def test_nothing_is_known_before_the_first_word() -> None:
    assert rules.days([Said("working", on(1, 21))], on(1, 1), on(1, 31)) == (10, 10)


def test_a_fault_goes_on_through_every_kind_of_trouble_and_ends_when_it_works() -> None:
    said = [
        Said("partly", on(3, 1)),
        Said("broken", on(3, 4)),
        Said("unsafe", on(3, 6)),
        Said("working", on(3, 9), "own"),
        Said("broken", on(4, 1)),
    ]

    assert rules.faults(said) == [Fault(on(3, 1), on(3, 9), "own"), Fault(on(4, 1))]


def test_broken_and_repaired_on_one_day_is_a_fault_that_somebody_closed() -> None:
    said = [Said("working", on(1, 1)), Said("broken", on(3, 1)), Said("working", on(3, 1), "own")]

    assert rules.repaired(said, on(3, 1), on(3, 2)) == [Fault(on(3, 1), on(3, 1), "own")]


def test_what_was_put_away_was_never_repaired() -> None:
    said = [Said("broken", on(3, 1)), Said("gone", on(4, 1)), Said("working", on(5, 1), "own")]

    assert rules.repaired(said, *YEAR) == []


def test_since_when_nobody_can_use_it() -> None:
    said = [Said("partly", on(3, 1)), Said("broken", on(3, 4)), Said("unsafe", on(3, 6))]

    assert rules.since(said) == on(3, 4)
    assert rules.since(said[:1]) == on(3, 1)


def test_the_longest_time_out_of_use_within_a_period() -> None:
    said = [
        Said("broken", on(1, 1)),
        Said("working", on(2, 10), "own"),
        Said("broken", on(5, 1)),
        Said("unsafe", on(5, 20)),
        Said("partly", on(6, 5)),
    ]

    assert rules.longest_out(said, on(2, 1), on(7, 1)) == 35
    assert rules.longest_out(said, on(6, 10), on(7, 1)) == 0


def test_the_middle_and_the_longest_fault() -> None:
    faults = [Fault(on(1, 1), on(1, 3)), Fault(on(1, 1), on(1, 11)), Fault(on(1, 1), on(1, 6)), Fault(on(1, 1))]

    assert rules.middle_and_longest(faults) == (5, 10)
    assert rules.middle_and_longest([Fault(on(1, 1))]) is None


def test_one_name_however_it_is_written() -> None:
    assert {rules.one_name(label) for label in ("OC-11", "oc 11", " Oc_11 ")} == {"oc11"}
    assert rules.one_name("É-1") == rules.one_name("e1") != rules.one_name("e2")


STATES = st.sampled_from(["working", "partly", "broken", "unsafe", "stored", "gone"])
SAID = st.lists(st.builds(Said, STATES, st.dates(date(2026, 1, 1), date(2026, 3, 1))), min_size=1, max_size=12)


@given(SAID)
def test_every_course_has_its_days_in_order_and_ends_with_the_last_word(said: list[Said]) -> None:
    found = rules.course(said)

    assert found == sorted(found, key=lambda one: one.from_date)
    assert found[-1] == said[-1]
    works, needed = rules.days(said, date(2026, 1, 1), date(2026, 4, 1))
    assert 0 <= works <= needed <= 90
    closed = [one for one in rules.faults(said) if one.to_date]
    assert all(one.from_date <= (one.to_date or one.from_date) for one in closed)
    assert rules.longest_out(said, date(2026, 1, 1), date(2026, 4, 1)) <= (
        date(2026, 4, 1) - found[0].from_date
    ) / timedelta(1)
