"""Needs are voiced by the hospital's own people, ranked by it alone, and answered with a reason."""

import pytest

from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people.models import Person
from partnerhood.pathway.needs import actions, queries
from partnerhood.pathway.needs.models import Answer, Need, Offer, Ranking
from tests.cast import Cast, by, goal, need

pytestmark = pytest.mark.django_db


def voiced(who: Cast, words: str = "Le ballon est à la salle d'op.") -> Need:
    return actions.voice(hospital=who.lukanga, words=words, language="fr", deed=by(who.mireille))


def noted(who: Cast) -> Need:
    said = {"words": "pas de réactif", "language": "fr", "noted_from": "Dr Makiese"}
    return actions.note(hospital=who.lukanga, deed=by(who.lotte), **said)


def state(which: Need) -> str:
    return queries.row(queries.complete(Need.objects.filter(pk=which.pk)).get(), None).state


def outsiders(who: Cast) -> list[Person | None]:
    return [who.lotte, who.rekia, who.suspended, None]


def test_only_the_hospitals_own_people_voice_its_needs(who: Cast) -> None:
    for stranger in outsiders(who):
        with pytest.raises(NotThere):
            actions.voice(hospital=who.lukanga, words="x", language="fr", deed=by(stranger))


def test_a_need_says_something_and_in_a_ward_of_its_own_house(who: Cast) -> None:
    with pytest.raises(actions.NothingSaid):
        actions.voice(hospital=who.lukanga, words=" ", language="fr", deed=by(who.mireille))
    with pytest.raises(actions.TooLong):
        actions.voice(hospital=who.lukanga, voice="a" * 64, voice_seconds=61, language="fr", deed=by(who.mireille))
    with pytest.raises(actions.OtherHouse):
        actions.voice(hospital=who.sonwerou, words="x", language="fr", ward=who.newborn, deed=by(who.rekia))


def test_a_partner_notes_what_it_heard_and_the_hospital_confirms(who: Cast) -> None:
    waiting = noted(who)
    before = state(waiting)

    for stranger in [*outsiders(who), who.mireille]:
        with pytest.raises(NotThere):
            actions.confirm(need=waiting, deed=by(stranger))
    actions.confirm(need=waiting, deed=by(who.makiese))

    assert (before, state(waiting)) == ("unconfirmed", "open")
    with pytest.raises(NotThere):
        actions.note(hospital=who.lukanga, words="x", language="fr", noted_from="y", deed=by(who.rekia))


def test_what_is_not_confirmed_is_neither_ranked_nor_laid_before_anybody_nor_answered_nor_taken_up(who: Cast) -> None:
    waiting = noted(who)

    with pytest.raises(actions.NotConfirmed):
        actions.rank(hospital=who.lukanga, order=[waiting], deed=by(who.makiese))
    with pytest.raises(actions.NotConfirmed):
        actions.offer(need=waiting, partners=[who.wilgenbeke], deed=by(who.makiese))
    with pytest.raises(actions.NotConfirmed):
        actions.answer(need=waiting, kind="answered", words="x", language="fr", deed=by(who.makiese))
    with pytest.raises(actions.NotConfirmed):
        goal(who, waiting)


def test_words_belong_to_who_said_them(who: Cast) -> None:
    mine, theirs = voiced(who), noted(who)

    for stranger in (who.makiese, who.albertine, *outsiders(who)):
        with pytest.raises(NotThere):
            actions.reword(need=mine, words="x", language="fr", deed=by(stranger))
    actions.reword(need=theirs, words="pas de réactif depuis février", language="fr", deed=by(who.makiese))
    actions.confirm(need=theirs, deed=by(who.makiese))
    with pytest.raises(Refused):
        actions.reword(need=theirs, words="x", language="nl", deed=by(who.lotte))

    assert Need.objects.get(pk=theirs.pk).words["fr"] == {"words": "pas de réactif depuis février"}


def test_the_hospital_alone_ranks_its_needs(who: Cast) -> None:
    one, other = voiced(who, "un"), voiced(who, "deux")
    foreign = actions.voice(hospital=who.sonwerou, words="x", language="fr", deed=by(who.rekia))

    for stranger in [*outsiders(who), who.mireille]:
        with pytest.raises(NotThere):
            actions.rank(hospital=who.lukanga, order=[one], deed=by(stranger))
    with pytest.raises(Refused):
        actions.rank(hospital=who.lukanga, order=[one, foreign], deed=by(who.makiese))
    with pytest.raises(Refused):
        actions.rank(hospital=who.lukanga, order=[one, one], deed=by(who.makiese))
    actions.rank(hospital=who.lukanga, order=[other, one], deed=by(who.makiese))

    assert Ranking.objects.get().order == [str(other.id), str(one.id)]


def test_a_need_is_laid_before_partners_of_the_hospital_once_each(who: Cast) -> None:
    asked = need(who)

    actions.offer(need=asked, partners=[who.wilgenbeke], deed=by(who.makiese))

    assert Offer.objects.count() == 1
    with pytest.raises(Refused):
        actions.offer(need=asked, partners=[who.sonwerou], deed=by(who.makiese))
    with pytest.raises(NotThere):
        actions.take(offer=Offer.objects.get(), deed=by(who.makiese))


def test_whoever_asked_reads_why(who: Cast) -> None:
    asked = voiced(who)

    with pytest.raises(actions.ReasonMissing):
        actions.answer(need=asked, kind="set-aside", words=" ", language="fr", deed=by(who.makiese))
    with pytest.raises(Refused):
        actions.answer(need=asked, kind="taken-up", words="x", language="fr", deed=by(who.makiese))
    for stranger in [*outsiders(who), who.mireille]:
        with pytest.raises(NotThere):
            actions.answer(need=asked, kind="answered", words="x", language="fr", deed=by(stranger))


def test_what_was_set_aside_is_asked_again_and_both_stay_readable(who: Cast) -> None:
    asked = voiced(who)
    with pytest.raises(Refused):
        actions.reopen(need=asked, words="x", language="fr", deed=by(who.mireille))
    actions.answer(need=asked, kind="set-aside", words="Pas nous", language="fr", deed=by(who.makiese))

    actions.reopen(need=asked, words="Si, nous", language="fr", deed=by(who.mireille))

    assert state(asked) == "open"
    assert Answer.objects.count() == 2


def test_nobody_seconds_their_own_need_or_somebody_elses_twice(who: Cast) -> None:
    asked = voiced(who)

    with pytest.raises(Refused):
        actions.second(need=asked, deed=by(who.mireille))
    with pytest.raises(NotThere):
        actions.second(need=asked, deed=by(who.lotte))
    first = actions.second(need=asked, voices=4, deed=by(who.albertine))

    assert actions.second(need=asked, voices=9, deed=by(who.albertine)) == first
