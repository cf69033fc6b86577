"""How giving and receiving add up, and when a share says something: plain values."""

from datetime import date, timedelta
from decimal import Decimal as D
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as any_of

from partnerhood.pathway.reciprocity import choices, rules
from partnerhood.pathway.reciprocity.rules import Said, Stream

ONE, OTHER, THIRD = (UUID(int=number) for number in (1, 2, 3))
DAY = date(2025, 3, 3)


def said(by: UUID, about: UUID, kind: str, way: str, amount: object = None, currency: str = "") -> Said:
    """What one side says on a day."""
    return Said(by, about, kind, way, None if amount is None else D(str(amount)), currency, DAY)


def test_each_side_is_heard_for_itself_and_a_blank_stays_blank() -> None:
    (hours,) = rules.flows(
        [
            said(ONE, OTHER, "hours", "gave", 1310),
            said(OTHER, ONE, "hours", "got", "1030.5"),
            said(OTHER, ONE, "hours", "gave", 1940),
        ],
        ONE,
        OTHER,
    )

    assert hours.there == Stream(D(1310), D("1030.5"))
    assert hours.back == Stream(D(1940), None)
    assert (hours.drawn(hours.there), hours.drawn(hours.back)) == (D(1310), D(1940))


def test_nought_is_something_that_a_side_said() -> None:
    (money,) = rules.flows([said(ONE, OTHER, "money", "gave", 0, "EUR")], ONE, OTHER)

    assert (money.there.giver, money.back.giver, money.there.is_told, money.back.is_told) == (D(0), None, True, False)


def test_where_the_giver_says_nothing_the_receiver_is_drawn_and_an_idea_counts_where_it_was_taken_up() -> None:
    taught, ideas = rules.flows(
        [said(ONE, OTHER, "taught", "got", 84), said(ONE, OTHER, "idea", "got"), said(ONE, OTHER, "idea", "got")],
        ONE,
        OTHER,
    )

    assert taught.drawn(taught.back) == D(84)
    assert (ideas.drawn(ideas.there), ideas.drawn(ideas.back)) == (None, D(2))


def test_currencies_are_never_added_up_and_words_do_not_flow() -> None:
    found = rules.flows(
        [
            said(ONE, OTHER, "money", "gave", "0.10", "EUR"),
            said(ONE, OTHER, "money", "gave", "0.20", "EUR"),
            said(ONE, OTHER, "money", "gave", 380, "USD"),
            said(ONE, OTHER, "cost", "gave"),
        ],
        ONE,
        OTHER,
    )

    assert [(flow.currency, flow.there.giver) for flow in found] == [("EUR", D("0.30")), ("USD", D(380))]


ENTRY = any_of.builds(
    Said,
    by=any_of.sampled_from([ONE, OTHER, THIRD]),
    about=any_of.sampled_from([ONE, OTHER, THIRD]),
    kind=any_of.sampled_from(["visits", "hours", "money"]),
    way=any_of.sampled_from(["gave", "got"]),
    amount=any_of.decimals(0, 10**9, places=2),
    currency=any_of.sampled_from(["", "EUR", "CDF"]),
    day=any_of.just(DAY),
)


@given(any_of.lists(ENTRY, max_size=30), any_of.randoms())
def test_nothing_is_lost_counted_twice_or_rounded_in_whatever_order_it_came(
    entries: list[Said], chance: object
) -> None:
    between = [one for one in entries if {one.by, one.about} == {ONE, OTHER}]
    mixed = list(entries)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    found = rules.flows(mixed, ONE, OTHER)
    turned = rules.flows(mixed, OTHER, ONE)

    told = [v for flow in found for stream in (flow.there, flow.back) for v in (stream.giver, stream.receiver)]
    assert sum(one for one in told if one is not None) == sum(one.amount for one in between if one.amount is not None)
    assert found == rules.flows(entries, ONE, OTHER)
    assert [(flow.there, flow.back) for flow in turned] == [(flow.back, flow.there) for flow in found]


@pytest.mark.parametrize(
    ("wrong", "faults"),
    [
        (("visits", "gave", D(2), "", "", ""), []),
        (("visits", "gave", D("1.5"), "", "", ""), ["amount"]),
        (("days", "gave", D("1.5"), "", "", ""), []),
        (("hours", "", D(2), "", "", ""), ["way"]),
        (("hours", "gave", None, "", "", ""), ["amount"]),
        (("money", "got", D(2), "", "", ""), ["currency"]),
        (("hours", "got", D(2), "EUR", "", ""), ["currency"]),
        (("idea", "got", None, "", "", "one sheet"), []),
        (("idea", "got", D(1), "", "", "one sheet"), ["amount"]),
        (("idea", "gave", None, "", "", "one sheet"), ["way"]),
        (("idea", "got", None, "", "", "  "), ["words"]),
        (("cost", "gave", None, "", "staff", "two shifts"), []),
        (("cost", "gave", None, "", "", "two shifts"), ["domain"]),
        (("hours", "gave", D(2), "", "staff", ""), ["domain"]),
    ],
)
def test_what_does_not_go_together_is_named(wrong: tuple, faults: list[str]) -> None:
    assert rules.faults(*wrong) == faults


def test_seven_domains_of_benefit_and_five_of_cost() -> None:
    assert (len(choices.Benefit), len(choices.Cost)) == (7, 5)
    assert {*rules.COUNTED, *rules.TOLD} == {*choices.Kind.values}


def test_whoever_is_of_one_of_three_partners_begins_with_their_own() -> None:
    assert rules.pairs([ONE, OTHER, THIRD], [THIRD]) == [(ONE, THIRD), (OTHER, THIRD), (ONE, OTHER)]


def test_a_course_counts_its_days_and_what_was_held_nine_times_counts_nine() -> None:
    assert rules.days_held(DAY, DAY + timedelta(days=4), 1) == 4
    assert rules.days_held(DAY, DAY + timedelta(days=180), 9) == 9
    assert rules.days_held(DAY, DAY + timedelta(days=7), 15) == 7


def test_a_share_is_silent_where_too_little_was_done() -> None:
    few, enough = rules.by_year([(DAY, D(3), D(4)), (date(2026, 1, 1), D(2), D(3)), (date(2026, 2, 1), D(1), D(2))])

    assert (few.year, few.here, few.all, few.share) == (2025, D(3), D(4), None)
    assert (enough.year, enough.share) == (2026, D(60))


def test_of_what_is_in_stock_the_last_count_of_a_year_stands() -> None:
    counted = [(date(2025, 4, 1), D(5), D(14)), (date(2025, 10, 1), D(6), D(14))]

    assert [(one.here, one.all) for one in rules.by_year(counted, is_stock=True)] == [(D(6), D(14))]
    assert [(one.here, one.all) for one in rules.by_year(counted)] == [(D(11), D(28))]


MONTHS = [(date(2025, month, 1), date(2025, month + 1, 1)) for month in range(1, 7)]


@given(any_of.permutations([*MONTHS, (date(2025, 1, 1), date(2025, 4, 1))]))
def test_a_quarter_is_not_counted_again_for_its_months(periods: list[rules.Days]) -> None:
    assert rules.apart(periods) == {(date(2025, 1, 1), date(2025, 4, 1)), *MONTHS[3:]}
