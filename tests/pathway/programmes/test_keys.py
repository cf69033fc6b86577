"""Two keys on a funder's result, and results beside goals."""

import pytest

from partnerhood.ground.operations import verifying, witness
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import ids
from partnerhood.ground.signatures.actions import SecondKey, TurnedAlready, WordingChanged
from partnerhood.pathway.programmes import actions, queries
from partnerhood.pathway.programmes.choices import State
from partnerhood.pathway.programmes.models import GoalLink, Result
from tests.cast import OPERATOR, Cast, agreed_goal, by, goal, take_on
from tests.pathway.programmes.activities import activity, bring_in, result

pytestmark = pytest.mark.django_db
OURS, THEIRS = "BE-KBO-1", "CD-MJDH-1"


@pytest.fixture
def promised(who: Cast) -> Result:
    """A result between Wilgenbeke and Lukanga, who are known here by their identifiers."""
    for organisation, identifier in ((who.wilgenbeke, OURS), (who.lukanga, THEIRS)):
        Organisation.objects.filter(pk=organisation.id)
        _identify(organisation, identifier)
    bring_in(told(), who.network)
    return Result.objects.get()


def _identify(organisation: Organisation, identifier: str) -> None:
    """Give an organisation of the cast the identifier that the world knows it by."""
    from partnerhood.ground.operations.guard import building

    with building():
        Organisation.objects.filter(pk=organisation.pk).update(identifier=identifier)


def told(**more: object) -> dict[str, object]:
    """An activity of the two partners."""
    parts = [{"role": "1", "identifier": OURS}, {"role": "4", "identifier": THEIRS}]
    return activity(participants=parts, **more)


def state() -> State:
    """Where the result stands."""
    (row,) = queries.rows(Result.objects.select_related("wording"))
    return row.state


def sign(which: Result, organisation: Organisation, person: Person, wording: str = "") -> None:
    """Turn a key."""
    read = wording or which.wording.fingerprint
    actions.sign_result(result=which, wording=read, on_behalf_of=organisation, deed=by(person))


def test_a_result_is_agreed_when_everybody_who_takes_part_signed_the_same_words(who: Cast, promised: Result) -> None:
    sign(promised, who.wilgenbeke, who.katrien)
    after_one = state()
    sign(promised, who.lukanga, who.makiese)

    assert (after_one, state()) == (State.PROPOSED, State.AGREED)


def test_a_new_target_lets_the_keys_fall_and_the_old_words_cannot_be_signed(who: Cast, promised: Result) -> None:
    sign(promised, who.wilgenbeke, who.katrien)
    read = promised.wording.fingerprint
    harder = result()
    harder["indicators"][0]["periods"][0]["targets"] = [{"value": "80"}]
    bring_in(told(results=[harder]), who.network)

    with pytest.raises(WordingChanged):
        sign(Result.objects.get(), who.lukanga, who.makiese, read)

    assert state() == State.PROPOSED
    assert promised.wording.signatures.count() == 1


def test_only_a_partners_own_signatories_turn_its_key(who: Cast, promised: Result) -> None:
    for stranger in (who.rekia, who.lotte, who.katrien, who.albertine, who.mireille, who.suspended):
        with pytest.raises(NotThere):
            sign(promised, who.lukanga, stranger)
    with pytest.raises(NotThere):
        sign(promised, who.sonwerou, who.rekia)


def test_one_person_never_turns_two_keys_and_none_twice(who: Cast, promised: Result) -> None:
    take_on(who.lukanga, who.katrien, "signatory", who.albertine)
    sign(promised, who.wilgenbeke, who.katrien)

    with pytest.raises(SecondKey):
        sign(promised, who.lukanga, who.katrien)
    with pytest.raises(TurnedAlready):
        sign(promised, who.wilgenbeke, who.katrien)


def test_a_key_is_taken_back_with_a_reason_by_its_own_signatory(who: Cast, promised: Result) -> None:
    sign(promised, who.wilgenbeke, who.katrien)
    sign(promised, who.lukanga, who.makiese)

    for stranger in (who.katrien, who.rekia, who.albertine):
        with pytest.raises(NotThere):
            actions.withdraw_result(result=promised, on_behalf_of=who.lukanga, reason="No", deed=by(stranger))
    with pytest.raises(Refused):
        actions.withdraw_result(result=promised, on_behalf_of=who.lukanga, reason=" ", deed=by(who.makiese))
    actions.withdraw_result(result=promised, on_behalf_of=who.lukanga, reason="The money went", deed=by(who.makiese))

    assert state() == State.PROPOSED
    with pytest.raises(actions.NoKeyTurned):
        actions.withdraw_result(result=promised, on_behalf_of=who.lukanga, reason="Again", deed=by(who.makiese))


def test_no_key_is_turned_under_what_is_no_longer_published(who: Cast, promised: Result) -> None:
    bring_in(told(results=[]), who.network)

    with pytest.raises(actions.NoLongerPublished):
        sign(Result.objects.get(), who.lukanga, who.makiese)


def test_one_partner_alone_agrees_with_nobody(who: Cast) -> None:
    _identify(who.lukanga, THEIRS)
    bring_in(activity(participants=[{"role": "4", "identifier": THEIRS}]), who.network)

    sign(Result.objects.get(), who.lukanga, who.makiese)

    assert state() == State.ALONE


def test_a_result_lies_beside_a_goal_for_who_answers_on_both_sides(who: Cast, promised: Result) -> None:
    which = goal(who)

    for stranger in (who.rekia, who.mireille, who.suspended):
        with pytest.raises(NotThere):
            actions.link_goal(result=promised, goal=which, deed=by(stranger))
    link = actions.link_goal(result=promised, goal=which, deed=by(who.albertine))
    again = actions.link_goal(result=promised, goal=which, deed=by(who.lotte))

    assert link == again
    assert GoalLink.objects.count() == 1
    assert queries.results_of_goals([which.id])[which.id] == [promised]


def test_a_partner_of_the_goal_who_is_not_in_the_programme_does_not_link(who: Cast) -> None:
    bring_in(activity(), who.network)
    which = goal(who)

    with pytest.raises(NotThere):
        actions.link_goal(result=Result.objects.get(), goal=which, deed=by(who.makiese))

    assert actions.link_goal(result=Result.objects.get(), goal=which, deed=by(who.lotte))


def test_a_link_is_taken_away_by_who_could_make_it(who: Cast, promised: Result) -> None:
    link = actions.link_goal(result=promised, goal=goal(who), deed=by(who.albertine))

    for stranger in (who.rekia, who.mireille):
        with pytest.raises(NotThere):
            actions.unlink_goal(link=link, deed=by(stranger))
    actions.unlink_goal(link=link, deed=by(who.makiese))

    assert GoalLink.objects.count() == 0


def test_a_goal_that_is_not_public_is_not_shown_beside_a_public_result(who: Cast, promised: Result) -> None:
    actions.link_goal(result=promised, goal=goal(who), deed=by(who.albertine))
    agreed = actions.link_goal(result=promised, goal=agreed_goal(who), deed=by(who.albertine))

    shown = queries.goals_of([promised.id], None)

    assert agreed.goal.partnership.state == "prospecting"
    assert shown[promised.id] == []


def test_the_books_fit_after_all_of_it(who: Cast) -> None:
    key = ids.named("their own")
    organisations.found(key=key, name="Kivuma", kind="hospital", identifier=THEIRS, deed=OPERATOR)
    person = people.welcome(
        organisation=key_organisation(key), name="Head", kind="signatory", language="fr", deed=OPERATOR
    )
    bring_in(told(), who.network)
    which = Result.objects.get()
    sign(which, key_organisation(key), person)
    actions.withdraw_result(result=which, on_behalf_of=key_organisation(key), reason="Not yet", deed=by(person))

    assert list(verifying.faults(witness.Noted())) == []


def key_organisation(key: object) -> Organisation:
    """An organisation by its id."""
    return Organisation.objects.get(pk=key)
