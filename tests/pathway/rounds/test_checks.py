"""A questionnaire is a round like any other: apart, then together, with a plan, and read by the partners alone."""

from datetime import UTC, datetime

import pytest

from partnerhood.ground.operations import jobs
from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import Standing
from partnerhood.ground.signatures.actions import WordingChanged
from partnerhood.pathway.rounds import actions, queries
from partnerhood.pathway.rounds.models import Round, Score
from partnerhood.pathway.rounds.rules import Agreement
from partnerhood.pathway.selfreliance import queries as selfreliance
from tests.cast import Cast, by
from tests.pathway.rounds import story
from tests.pathway.rounds.checks import (
    CHECK,
    HONEST,
    QUESTIONS,
    agreed,
    check,
    held,
    laid,
    level,
    ours,
    promised,
    theirs,
)
from tests.pathway.rounds.story import signed

pytestmark = pytest.mark.django_db
FIRST = datetime(2025, 6, 2, 9, tzinfo=UTC)


def standing(person: Person) -> Standing:
    """Somebody as who they are now."""
    found = people.standing(person.id)
    assert found
    return found


def test_a_check_is_opened_whole_by_a_partner_and_by_nobody_else(who: Cast) -> None:
    which = check(who)

    assert (which.hospital_id, which.minutes, which.domains) == (None, 25, QUESTIONS)
    assert sorted(which.sides) == sorted(str(one.id) for one in (who.lukanga, who.wilgenbeke))
    for stranger in (who.rekia, who.mireille, who.suspended):
        with pytest.raises(NotThere):
            check(who, stranger)


@pytest.mark.parametrize(
    "wrong",
    [
        {"instrument": "horoscope"},
        {"instrument": "five_conditions", "domains": ["one_agenda"]},
        {"domains": QUESTIONS[:3]},
        {"domains": []},
        {"domains": ["newborn_care"]},
    ],
)
def test_what_cannot_be_asked_is_refused(who: Cast, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        check(who, **wrong)
    assert not Round.objects.exists()


def test_a_check_is_of_the_partnership_and_the_ladder_of_a_hospital(who: Cast) -> None:
    with pytest.raises(Refused):
        check(who, hospital=who.lukanga)
    with pytest.raises(Refused):
        actions.open(partnership=who.partnership, domains=["newborn_care"], deed=by(who.lotte))


def test_a_check_and_a_round_of_a_hospital_stand_side_by_side_and_two_checks_do_not(who: Cast) -> None:
    story.opened(who)
    check(who)

    with pytest.raises(actions.OpenAlready):
        check(who)


def test_the_other_side_reads_an_answer_only_after_its_own_is_in(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1)
    before = list(queries.scores_visible_to(standing(who.lotte)))
    theirs(who, which, 3)
    after = queries.scores_visible_to(standing(who.lotte))

    assert before == []
    assert sorted(one.level for one in after) == ["1", "3"]
    assert list(queries.scores_visible_to(standing(who.rekia))) == []


@pytest.mark.parametrize("mark", ["5", "not_chosen"])
def test_a_level_that_is_not_asked_is_refused(who: Cast, mark: str) -> None:
    which = check(who)

    with pytest.raises(actions.NotAnAnswer):
        ours(who, which, mark)
    assert not Score.objects.exists()


def test_the_ladder_has_two_answers_and_a_question_one(who: Cast) -> None:
    which, ladder = check(who), story.opened(who)

    with pytest.raises(actions.NotAnAnswer):
        actions.score(
            round=which, domain=HONEST, on_behalf_of=who.lukanga, content=story.content(3), deed=by(who.makiese)
        )
    with pytest.raises(actions.NotAnAnswer):
        actions.score(
            round=ladder, domain="newborn_care", on_behalf_of=who.lukanga, content=level(3), deed=by(who.makiese)
        )


def test_from_level_three_up_something_lies_on_the_table(who: Cast) -> None:
    which = check(who)

    with pytest.raises(actions.NothingToLookAt):
        ours(who, which, 3, evidence=[])
    assert ours(who, which, 2, evidence=[]).level == "2"


def test_the_widest_difference_is_talked_about_first_then_the_lowest(who: Cast) -> None:
    which = check(who)
    for question, own, other in ((QUESTIONS[0], 3, 3), (QUESTIONS[1], 1, 1), (HONEST, 1, 3)):
        ours(who, which, own, question)
        theirs(who, which, other, question)

    rows = queries.table(which, standing(who.lotte))

    assert [row.domain for row in rows][:3] == [HONEST, QUESTIONS[1], QUESTIONS[0]]
    assert rows[0].difference == 2


def test_an_agreed_level_is_one_that_all_signed_and_is_no_step_of_a_hospital(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1)
    theirs(who, which, 3)
    proposal = laid(who, which, 2)
    actions.sign(
        proposal=proposal, wording=proposal.wording.fingerprint, on_behalf_of=who.wilgenbeke, deed=by(who.katrien)
    )
    assert queries.agreed_in(which) == []
    actions.sign(
        proposal=proposal, wording=proposal.wording.fingerprint, on_behalf_of=who.lukanga, deed=by(who.makiese)
    )

    assert [(one.domain, one.step) for one in queries.agreed_in(which)] == [(HONEST, 2)]
    assert queries.agreed_steps(partnerships=[who.partnership.id]) == []
    assert selfreliance.staircases(who.lukanga.id, standing(who.lotte)) == []
    with pytest.raises(actions.AgreedAlready):
        ours(who, which, 4)


def test_a_level_higher_than_the_instrument_has_is_not_agreed(who: Cast) -> None:
    which = check(who)
    ours(who, which, 4)
    theirs(who, which, 4)

    with pytest.raises(actions.NotAnAnswer):
        laid(who, which, 5)
    with pytest.raises(actions.NotAnAnswer):
        agreement = Agreement(language="fr", step=4, target=5)
        actions.propose(
            round=which, domain=HONEST, on_behalf_of=who.wilgenbeke, agreement=agreement, deed=by(who.lotte)
        )


def test_no_level_this_time_quotes_the_reason_of_each_side(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1)
    theirs(who, which, 3)
    with pytest.raises(actions.ReasonsMissing):
        laid(who, which, None)
    for side, person, words in ((who.lukanga, who.makiese, "on attend"), (who.wilgenbeke, who.lotte, "we wachten")):
        said = {"kind": "no-step", "words": words, "language": "fr", "on_behalf_of": side}
        actions.say(round=which, domain=HONEST, **said, deed=by(person))

    proposal = signed(who, laid(who, which, None, reasons=queries.reasons(which, HONEST)))

    assert [one.step for one in queries.agreed_in(which)] == [None]
    assert "instrument" in proposal.wording.content and "hospital" not in proposal.wording.content


def test_a_signature_under_another_wording_is_refused(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1)
    theirs(who, which, 1)
    first = laid(who, which, 1)
    laid(who, which, 2)

    with pytest.raises(WordingChanged):
        actions.sign(proposal=first, wording=first.wording.fingerprint, on_behalf_of=who.lukanga, deed=by(who.makiese))


def test_a_check_closes_with_an_action_of_any_side_and_every_talk_settled(who: Cast) -> None:
    which = check(who)
    agreed(who, which, 2)
    ours(who, which, 2, QUESTIONS[0])
    theirs(who, which, 2, QUESTIONS[0])

    with pytest.raises(actions.PlanMissing):
        actions.close(round=which, deed=by(who.lotte))
    promised(who, which, "wilgenbeke")
    with pytest.raises(actions.Unsettled) as refusal:
        actions.close(round=which, deed=by(who.lotte))
    assert "Whose priorities" in str(refusal.value)
    signed(who, laid(who, which, 2, QUESTIONS[0]))
    assert actions.close(round=which, deed=by(who.lotte)).closed_at


def test_the_next_check_shows_the_last_and_what_is_still_open(who: Cast) -> None:
    held(who, {HONEST: 1}, FIRST)
    story.planned(who, story.opened(who))
    again = check(who)

    row = queries.domain_row(again, HONEST, standing(who.lotte))
    planned, earlier = queries.on_the_plan(again)

    assert row.last and row.last.step == 1 and row.agreed is None
    assert (len(planned), [one.owner for one in earlier]) == (0, ["Lotte"])


def test_an_open_action_of_a_check_is_not_one_of_a_hospital(who: Cast) -> None:
    held(who, {HONEST: 1}, FIRST)
    ladder = story.opened(who)

    assert queries.on_the_plan(ladder) == ([], [])
    assert [one.owner for one in queries.open_actions(who.partnership.id)] == ["Lotte"]


def test_a_double_click_is_one_check(who: Cast) -> None:
    base = last_in_book(who.partnership.id)
    said = {"partnership": who.partnership, "instrument": CHECK, "domains": QUESTIONS}

    first, again = (actions.open(**said, deed=by(who.lotte, base)) for _ in range(2))

    assert first.id == again.id
    assert Round.objects.count() == 1


def test_answers_are_laid_open_once_all_are_in(who: Cast) -> None:
    which = check(who)
    ours(who, which, 1)
    theirs(who, which, 3)
    while jobs.work_off():
        continue

    assert {one.level for one in Score.objects.filter(round=which)} == {"1", "3"}
    assert Score.objects.filter(round=which).count() == 2
