"""Two keys on one wording."""

import pytest

from partnerhood.ground.operations.refusals import NotThere
from partnerhood.ground.signatures.actions import SecondKey, TurnedAlready, WordingChanged
from partnerhood.pathway.goals import actions, queries
from partnerhood.pathway.goals.models import Goal
from tests.cast import Cast, agreed_goal, by, content, goal, need, take_on
from tests.files import picture_of

pytestmark = pytest.mark.django_db


def test_a_goal_is_agreed_when_every_partner_signed_the_same_wording(who: Cast) -> None:
    proposed = goal(who)
    read = proposed.wording.fingerprint

    actions.sign(goal=proposed, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    after_one = queries.row(proposed).state
    actions.sign(goal=proposed, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))

    assert after_one == "proposed"
    assert queries.row(proposed).state == "agreed"


def test_one_changed_word_reopens_the_keys_and_keeps_what_was_signed(who: Cast) -> None:
    signed = agreed_goal(who)
    before = signed.wording

    actions.reword(goal=signed, content=content("70 % des soignants"), deed=by(who.makiese))

    now = Goal.objects.get(pk=signed.id)
    assert queries.row(now).state == "proposed"
    assert now.wording_id != before.id
    assert before.signatures.count() == 2


def test_a_wording_that_was_not_read_is_not_signed(who: Cast) -> None:
    proposed = goal(who)
    read = proposed.wording.fingerprint
    actions.reword(goal=proposed, content=content("70 % des soignants"), deed=by(who.makiese))

    with pytest.raises(WordingChanged):
        actions.sign(
            goal=Goal.objects.get(pk=proposed.id), wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien)
        )


def test_nobody_turns_the_key_of_another_partner(who: Cast) -> None:
    proposed = goal(who)

    for stranger in (who.rekia, who.lotte, who.katrien, who.mireille, who.suspended):
        with pytest.raises(NotThere):
            actions.sign(
                goal=proposed, wording=proposed.wording.fingerprint, on_behalf_of=who.lukanga, deed=by(stranger)
            )


def test_one_person_never_turns_two_keys(who: Cast) -> None:
    proposed = goal(who)
    read = proposed.wording.fingerprint
    take_on(who.lukanga, who.katrien, "signatory", who.albertine)
    actions.sign(goal=proposed, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))

    with pytest.raises(SecondKey):
        actions.sign(goal=proposed, wording=read, on_behalf_of=who.lukanga, deed=by(who.katrien))


def test_a_key_taken_back_stays_readable_with_its_reason(who: Cast) -> None:
    signed = agreed_goal(who)

    actions.withdraw(
        goal=signed, on_behalf_of=who.lukanga, reason="Le ministère envoie autre chose", deed=by(who.makiese)
    )

    row = queries.row(Goal.objects.get(pk=signed.id))
    assert row.state == "withdrawn"
    assert [one.withdrawal.reason for one in row.signatures if hasattr(one, "withdrawal")] == [
        "Le ministère envoie autre chose"
    ]


def test_a_key_is_turned_once(who: Cast) -> None:
    signed = agreed_goal(who)

    with pytest.raises(TurnedAlready):
        actions.sign(goal=signed, wording=signed.wording.fingerprint, on_behalf_of=who.lukanga, deed=by(who.makiese))


def test_a_goal_answers_needs_of_its_hospital(who: Cast) -> None:
    with pytest.raises(actions.NeedsMissing):
        actions.propose(
            partnership=who.partnership,
            hospital=who.lukanga,
            domain="newborn_care",
            content=content(),
            needs=[],
            on_behalf_of=who.wilgenbeke,
            deed=by(who.lotte),
        )


def test_a_domain_that_is_not_basic_care_says_why(who: Cast) -> None:
    asked = need(who)

    with pytest.raises(actions.NotBasic):
        actions.propose(
            partnership=who.partnership,
            hospital=who.lukanga,
            domain="dental_care",
            content=content(),
            needs=[asked],
            on_behalf_of=who.wilgenbeke,
            deed=by(who.lotte),
        )


def test_a_photo_of_a_signed_page_counts_when_the_signing_partner_confirms_it(who: Cast) -> None:
    proposed = goal(who)
    read = proposed.wording.fingerprint
    actions.sign(goal=proposed, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    paper = actions.enter_paper(
        goal=proposed,
        wording=read,
        on_behalf_of=who.lukanga,
        signer="Sœur Colette",
        signed_date="2024-05-22",
        photo=picture_of(who.lotte),
        deed=by(who.lotte),
    )
    waiting = queries.row(proposed).state

    with pytest.raises(NotThere):
        actions.confirm_paper(goal=proposed, paper=paper, deed=by(who.katrien))
    actions.confirm_paper(goal=proposed, paper=paper, deed=by(who.makiese))

    assert waiting == "proposed"
    assert queries.row(proposed).state == "agreed"
