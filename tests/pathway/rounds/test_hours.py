"""What rounds ask of a house in a year, and the hours that it gives."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partnerhood.ground.operations.merging import Conflicting
from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import NotThere, Unreadable
from partnerhood.ground.records import clock
from partnerhood.pathway.rounds import actions, queries, rules
from partnerhood.pathway.rounds.models import Cap, Round
from partnerhood.pathway.rounds.rules import Scorer
from tests.cast import Cast, by
from tests.pathway.rounds import story
from tests.pathway.rounds.checks import QUESTIONS, check, ours
from tests.visits import browser as browser_of

LAST_YEAR = datetime(2025, 3, 3, 9, tzinfo=UTC)
THREE = [Scorer(function=one) for one in ("directrice", "infirmier", "technicien")]


def this_year(who: Cast, organisation: object = None) -> queries.Hours:
    key = (organisation or who.lukanga).id  # type: ignore[attr-defined]
    return queries.hours([key], clock.today().year)[key]


@given(minutes=some.integers(1, 600), people=some.lists(some.integers(1, 30), min_size=1, max_size=40))
def test_a_round_never_asks_less_than_its_parts_nor_a_whole_minute_more(minutes: int, people: list[int]) -> None:
    exact = minutes * sum(people) / len(people)

    assert exact <= rules.minutes_asked(minutes, people) < exact + 1


@given(minutes=some.integers(1, 600), people=some.integers(1, 30), questions=some.integers(1, 40))
def test_who_answers_everything_gives_the_minutes_of_the_form(minutes: int, people: int, questions: int) -> None:
    assert rules.minutes_asked(minutes, [people] * questions) == minutes * people


@given(cap=some.none() | some.integers(0, 2000), asked=some.integers(0, 10**6), more=some.integers(1, 10**5))
def test_without_an_end_nothing_goes_over_it_and_the_last_minute_still_fits(
    cap: int | None, asked: int, more: int
) -> None:
    assert rules.goes_over(cap, asked, more) == (cap is not None and (asked + more) > cap * 60)
    assert not rules.goes_over(None, asked, more)


@given(answers=some.lists(some.integers(1, 5) | some.just(rules.Outside.DO_NOT_KNOW), max_size=40))
def test_the_middle_is_somebodys_level_and_as_many_stand_below_it_as_above(answers: list[rules.Answer]) -> None:
    levels = sorted(one for one in answers if isinstance(one, int))
    found = rules.middle(answers)

    assert (found is None) == (not levels)
    if found is not None:
        assert found in levels
        assert sum(one < found for one in levels) <= len(levels) / 2 >= sum(one > found for one in levels)


@given(mark=some.sampled_from(["1", "2", "3", "4", "5", "not_chosen", "do_not_know"]), top=some.integers(2, 5))
def test_a_level_fits_where_it_is_asked_and_the_ladder_takes_no_level(mark: str, top: int) -> None:
    said = SimpleNamespace(keeps_it_going=None, as_agreed=None, level=mark)

    expected = int(mark) <= top if mark.isdigit() else mark == "do_not_know"
    assert rules.fits(said, is_ladder=False, top=top) == expected
    assert not rules.fits(said, is_ladder=True, top=5)


@pytest.mark.django_db
def test_a_round_asks_two_at_the_hospital_and_one_of_the_partner_until_somebody_answers(who: Cast) -> None:
    which = story.opened(who)
    waiting = this_year(who).minutes, this_year(who, who.wilgenbeke).minutes
    story.own(who, which, 2, scorers=[Scorer(function="infirmière", of_the_ward=True), *THREE])

    assert waiting == (24, 12)
    assert this_year(who).minutes == 6 * 4 + 6 * 2


@pytest.mark.django_db
def test_a_check_counts_for_all_who_answered(who: Cast) -> None:
    which = check(who)
    before = this_year(who).minutes
    for question in QUESTIONS:
        ours(who, which, 2, question, scorers=THREE)

    assert (before, this_year(who).minutes) == (25, 75)
    assert this_year(who, who.sonwerou).minutes == 0


@pytest.mark.django_db
def test_a_year_counts_what_was_opened_in_it(who: Cast) -> None:
    story.whole(who, (2, 2), 2, LAST_YEAR)
    check(who)

    assert this_year(who).minutes == 25
    assert queries.hours([who.lukanga.id], 2025)[who.lukanga.id].minutes == 12


@pytest.mark.django_db
def test_the_hours_are_said_by_heads_and_coordinators_of_the_house(who: Cast) -> None:
    actions.cap_hours(organisation=who.lukanga, hours=10, deed=by(who.albertine))

    assert this_year(who).cap == 10
    for nobody in (who.mireille, who.makiese, who.lotte, who.rekia, who.suspended):
        with pytest.raises(NotThere):
            actions.cap_hours(organisation=who.lukanga, hours=1, deed=by(nobody))
    with pytest.raises(Unreadable):
        actions.cap_hours(organisation=who.lukanga, hours=-1, deed=by(who.albertine))
    assert this_year(who).cap == 10


@pytest.mark.django_db
def test_what_goes_over_the_hours_is_opened_by_the_hospital_alone(who: Cast) -> None:
    actions.cap_hours(organisation=who.lukanga, hours=0, deed=by(who.albertine))

    with pytest.raises(actions.AsksTooMuch) as refusal:
        check(who)
    with pytest.raises(actions.AsksTooMuch):
        story.opened(who)
    assert str(refusal.value) == (
        "Lukanga gives at most 0 hours a year to rounds. With this one it would be 0 h 25. "
        "Ask them first: their own people can open it."
    )
    assert not Round.objects.exists()
    assert check(who, who.makiese).opened_by_id == who.makiese.id


@pytest.mark.django_db
def test_up_to_the_hours_a_partner_opens_and_without_an_end_too(who: Cast) -> None:
    actions.cap_hours(organisation=who.lukanga, hours=1, deed=by(who.albertine))
    story.opened(who)
    check(who)
    assert this_year(who).minutes == 49

    actions.cap_hours(organisation=who.lukanga, hours=None, deed=by(who.albertine))
    assert this_year(who).cap is None
    assert Cap.objects.count() == 1


@pytest.mark.django_db
def test_the_hours_of_a_partner_hold_for_the_hospital_too(who: Cast) -> None:
    actions.cap_hours(organisation=who.wilgenbeke, hours=0, deed=by(who.lotte))

    with pytest.raises(actions.AsksTooMuch):
        check(who, who.makiese)
    assert check(who, who.lotte).id


@pytest.mark.django_db
def test_two_who_say_it_at_once_are_asked_which_it_is(who: Cast) -> None:
    actions.cap_hours(organisation=who.lukanga, hours=10, deed=by(who.albertine))
    read = last_in_book(who.lukanga.id)
    actions.cap_hours(organisation=who.lukanga, hours=12, deed=by(who.albertine, read))
    second = by(who.albertine, read)

    with pytest.raises(Conflicting):
        actions.cap_hours(organisation=who.lukanga, hours=8, deed=second)
    assert this_year(who).cap == 12


@pytest.mark.django_db
def test_a_house_reads_what_is_asked_of_it_and_nobody_else_does(who: Cast) -> None:
    check(who)
    address = f"/organisations/{who.lukanga.id}/hours/"

    own = browser_of(who.albertine).get(address)
    member = browser_of(who.mireille).get(address)

    assert "0 h 25" in own.content.decode() and "<form" in own.content.decode().split("<main")[1]
    assert "<form" not in member.content.decode().split("<main")[1]
    assert browser_of(who.mireille).post(address, {"hours": "3"}).status_code == 404
    for stranger in (who.lotte, who.rekia, who.suspended, None):
        assert browser_of(stranger).get(address).status_code == 404
    assert not Cap.objects.exists()


@pytest.mark.django_db
def test_the_hours_are_said_on_their_page_and_read_by_who_opens(who: Cast) -> None:
    address, albertine = f"/organisations/{who.lukanga.id}/hours/", browser_of(who.albertine)
    base = albertine.get(address).context["form"].initial.get("base") or ""
    wrong = albertine.post(address, {"hours": "many", "base": base})
    for _twice in range(2):
        albertine.post(address, {"hours": "0", "base": base})
    asking = f"/partnerships/{who.partnership.id}/rounds/new/health_check/"

    page = browser_of(who.lotte).get(asking).content.decode()
    refused = browser_of(who.lotte).post(asking, {"base": str(last_in_book(who.partnership.id))})

    assert wrong.context["form"].errors and this_year(who).cap == 0
    assert "of at most 0 h" in page and "25 minutes" in page
    assert "Ask them first" in refused.content.decode()
    opening = f"/partnerships/{who.partnership.id}/rounds/new/"
    said = {"hospital": str(who.lukanga.id), "domains": ["maternity"], "base": str(last_in_book(who.partnership.id))}
    assert "Ask them first" in browser_of(who.lotte).post(opening, said).content.decode()
    assert not Round.objects.exists()
    assert browser_of(who.makiese).post(opening, said).status_code == 302


@pytest.mark.django_db
def test_the_page_of_a_hospital_leads_its_own_people_there_and_nobody_else(who: Cast) -> None:
    page, there = f"/hospitals/{who.lukanga.id}/", f"/organisations/{who.lukanga.id}/hours/"

    assert there in browser_of(who.mireille).get(page).content.decode()
    for other in (who.lotte, who.rekia, None):
        assert there not in browser_of(other).get(page).content.decode()


@pytest.mark.django_db
def test_the_hours_of_many_rounds_take_as_many_queries_as_of_one(who: Cast, django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    check(who)
    for year in range(3):
        story.whole(who, (2, 2), 2, clock.now().replace(month=1, day=1 + year))

    with django_assert_max_num_queries(3):
        assert len(this_year(who).rounds) == 4
