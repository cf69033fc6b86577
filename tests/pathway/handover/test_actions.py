"""Letting go, and being asked back."""

from datetime import UTC, datetime

import pytest

from partnerhood.ground.look.components import Station
from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import Conflicting, NotThere, Refused
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import standing
from partnerhood.ground.records import clock
from partnerhood.ground.signatures.actions import TurnedAlready, WordingChanged
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.handover import actions, queries
from partnerhood.pathway.handover.models import Handover
from partnerhood.pathway.partnerships import queries as partnerships
from partnerhood.pathway.partnerships.queries import Found, Lead, Question, facts
from tests.cast import Cast, agreed_goal, by
from tests.pathway.handover.story import OPEN, READY, asked, content, counted, planned, ready, signed
from tests.pathway.rounds.test_actions import suspend

pytestmark = pytest.mark.django_db


def strangers(who: Cast) -> list[Person]:
    return [who.rekia, who.suspended, who.mireille]


def known(handover: Handover, at: datetime = READY) -> dict[str, str]:
    with clock.at(at):
        fresh = Handover.objects.select_related("wording").get(pk=handover.id)
        return {fact.criterion: fact.met for fact in queries.facts(fresh, at.date())}


def sign(who: Cast, handover: Handover) -> None:
    fresh = Handover.objects.get(pk=handover.id)
    for house, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
        actions.sign(handover=fresh, wording=fresh.wording.fingerprint, on_behalf_of=house, deed=by(person))


def test_only_the_hospitals_signatory_asks(who: Cast) -> None:
    said = {"partnership": who.partnership, "domain": "newborn_care", "words": "prêts", "language": "fr"}
    for stranger in (*strangers(who), who.lotte, who.katrien, who.albertine):
        with pytest.raises(NotThere):
            actions.ask(hospital=who.lukanga, **said, deed=by(stranger))
    with pytest.raises(NotThere):
        actions.ask(hospital=who.sonwerou, **said, deed=by(who.rekia))

    which = asked(who)

    assert queries.row(which).state == "asked"
    with pytest.raises(actions.AskedAlready):
        asked(who)


def test_the_facts_of_earlier_rooms_answer_by_themselves(who: Cast) -> None:
    which = ready(who)

    facts = known(which)

    assert (facts["asked_by_hospital"], facts["step_held"]) == ("met", "met")
    assert {facts[one] for one in OPEN} == {"not-known"}


def test_what_the_district_said_answers_a_criterion(who: Cast) -> None:
    goal = agreed_goal(who)
    goals.reword(
        goal=goal,
        content={"language": "fr", "statement": "Former trois fois", "plan": "plan 2025, p. 4"},
        deed=by(who.makiese),
    )
    goals.tell_opinion(
        goal=goal, authority="Zone de santé", opinion="in-favour", given_date="2024-05-02", deed=by(who.makiese)
    )

    assert known(asked(who))["authorities_know"] == "met"


def test_readings_answer_a_criterion_and_nobody_talks_over_them(who: Cast) -> None:
    goal = agreed_goal(who)
    which = ready(who)
    nobody = known(which)["results_held"]
    measure = Measure.objects.get(goal=goal)
    with clock.at(READY):
        counted(who, measure, 70, 6)
        counted(who, measure, 50, 7)
    say_met(who, which, "results_held")
    below = known(which)["results_held"]
    autumn = datetime(2025, 11, 1, tzinfo=UTC)
    with clock.at(autumn):
        counted(who, measure, 65, 8)
        counted(who, measure, 61, 9)

    assert (nobody, below, known(which, autumn)["results_held"]) == ("not-known", "not-met", "met")
    assert known(which)["results_held"] == "not-met"


def test_the_station_says_what_waits_and_what_stands(who: Cast) -> None:
    def station(person: Person | None, kind: str = "hand-over") -> Station:
        line = partnerships.stations([who.partnership.id], standing(person.id) if person else None)
        return next(one for one in line[who.partnership.id] if one.kind == kind)

    empty = station(who.lotte).state
    which = ready(who)
    asked_for = station(who.lotte).state
    with clock.at(READY):
        planned(who, which)
        waits, moving, unseen = station(who.katrien).state, station(who.lotte).state, station(None).state
        sign(who, which)
    done = station(None)

    assert (empty, asked_for, waits, moving, unseen) == ("quiet", "moving", "waits", "moving", "quiet")
    public = f"/partnerships/{who.partnership.id}/hand-overs/standing/"
    assert (done.state, done.href, station(who.lotte).state) == ("done", public, "done")
    assert station(who.lotte, "self-reliance").state == "done"
    assert station(None, "self-reliance") == Station("self-reliance")


def test_a_later_room_answers_a_criterion(who: Cast, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    questions: list[Question] = []

    def protocol_state(question: Question) -> Found:
        questions.append(question)
        return Found(
            True, lambda: "HYG-07", [Lead("goals:of_partnership", [str(who.partnership.id)], lambda: "HYG-07")]
        )

    monkeypatch.setattr(facts, "_providers", {**facts._providers, "protocol_state": protocol_state})
    which = asked(who)

    points = {one.asked.code: one for one in queries.points(which, None, READY.date())}

    assert (points["protocols"].fact.met, points["protocols"].fact.words["nl"]) == ("met", "HYG-07")
    assert points["protocols"].fact.sources[0].names == [str(who.partnership.id)]
    assert not points["protocols"].may_be_answered
    assert (questions[0].domain, questions[0].on) == ("newborn_care", READY.date())


def say_met(who: Cast, which: Handover, criterion: str, met: str = "met") -> object:
    return actions.answer(
        handover=which,
        criterion=criterion,
        on_behalf_of=who.lukanga,
        met=met,
        words="ligne 6.14",
        language="fr",
        deed=by(who.makiese),
    )


def test_a_named_person_answers_what_no_record_knows(who: Cast) -> None:
    which = asked(who)
    for stranger in (*strangers(who), who.lotte):
        with pytest.raises(NotThere):
            actions.answer(
                handover=which,
                criterion="money",
                on_behalf_of=who.lukanga,
                met="met",
                words="x",
                language="fr",
                deed=by(stranger),
            )
    with pytest.raises(Refused):
        actions.answer(
            handover=which,
            criterion="money",
            on_behalf_of=who.lukanga,
            met="met",
            words=" ",
            language="fr",
            deed=by(who.makiese),
        )
    say_met(who, which, "money", "not-met")
    before = known(which)["money"]
    say_met(who, which, "money")

    assert (before, known(which)["money"]) == ("not-met", "met")


def test_nothing_is_signed_while_a_criterion_is_open_and_not_accepted(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        planned(who, which, *OPEN[1:])
        with pytest.raises(actions.StillOpen) as refused:
            sign(who, which)
        planned(who, which)
        sign(who, which)

    assert "It is good, not only ours" in str(refused.value.sentence)
    assert queries.row(which).state == "stands"


def test_one_key_alone_hands_nothing_over_and_two_last_keys_are_one_hand_over(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        planned(who, which)
        fresh = Handover.objects.get(pk=which.id)
        said = {"handover": fresh, "wording": fresh.wording.fingerprint}
        actions.sign(**said, on_behalf_of=who.lukanga, deed=by(who.makiese))
        alone = queries.row(which).state
        for stranger in (*strangers(who), who.makiese, who.lotte):
            with pytest.raises(NotThere):
                actions.sign(**said, on_behalf_of=who.wilgenbeke, deed=by(stranger))
        actions.sign(**said, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
        with pytest.raises(TurnedAlready):
            actions.sign(**said, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))

    assert (alone, queries.row(which).state) == ("waits-for-keys", "stands")


def test_a_changed_plan_asks_for_both_keys_again(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        planned(who, which)
        fresh = Handover.objects.get(pk=which.id)
        read = fresh.wording.fingerprint
        actions.sign(handover=fresh, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))
        planned(who, which, call="Quelqu'un d'autre")

        with pytest.raises(WordingChanged):
            actions.sign(handover=which, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    assert len(queries.row(which).missing) == 2


def test_a_plan_on_a_stale_base_is_shown_and_not_lost(who: Cast) -> None:
    which = asked(who)
    base = last_in_book(who.partnership.id)
    said = {"handover": which, "on_behalf_of": who.lukanga}
    actions.plan(**said, content=content(), deed=by(who.makiese, base))

    with pytest.raises(Conflicting):
        actions.plan(**said, content=content(call="B"), deed=by(who.albertine, base))
    for stranger in strangers(who):
        with pytest.raises(NotThere):
            actions.plan(**said, content=content(call="C"), deed=by(stranger))


def test_nothing_is_handed_over_while_the_partnership_stands_still(who: Cast) -> None:
    which = ready(who)
    suspend(who)
    planned(who, which)

    with pytest.raises(actions.StandsStill):
        sign(who, which)


def test_the_looks_come_by_themselves_and_are_written_down_by_either_side(who: Cast) -> None:
    which = signed(who)
    said = {"handover": which, "on_behalf_of": who.wilgenbeke, "words": "tient", "language": "fr"}
    with clock.at(datetime(2025, 12, 1, tzinfo=UTC)), pytest.raises(actions.TooEarly):
        actions.check(**said, months=6, has_held=True, level=5, deed=by(who.lotte))
    with clock.at(datetime(2026, 3, 2, tzinfo=UTC)):
        due = [look.months for look in queries.row(which).looks if look.is_due]
        for stranger in (*strangers(who), who.makiese):
            with pytest.raises(NotThere):
                actions.check(**said, months=6, has_held=True, deed=by(stranger))
        actions.check(**said, months=6, has_held=True, level=5, deed=by(who.lotte))
        left = [look.months for look in queries.row(which).looks if look.is_due]

    assert (due, left) == ([6], [])


def test_asking_back_is_a_new_deed_of_the_hospital_and_is_counted_beside(who: Cast) -> None:
    which = signed(who)
    said = {"handover": which, "words": "deux mutations", "asks": "neuf appels", "language": "fr"}
    for stranger in (*strangers(who), who.lotte, who.katrien):
        with pytest.raises(NotThere):
            actions.reopen(**said, deed=by(stranger))
    before = queries.count(queries.Where(hospital=who.lukanga.id))
    actions.reopen(**said, deed=by(who.albertine))
    with pytest.raises(actions.NotHandedOver):
        actions.reopen(**said, deed=by(who.albertine))

    after = queries.count(queries.Where(hospital=who.lukanga.id))
    assert (before.stands, before.asked_back) == (1, 0)
    assert (after.stands, after.asked_back, after.after_a_year) == (0, 1, 0)
    assert asked(who).id != which.id


def test_the_hospital_takes_its_word_back_until_both_keys_are_turned(who: Cast) -> None:
    which = asked(who)
    said = {"handover": which, "words": "pas encore", "language": "fr"}
    for stranger in (*strangers(who), who.lotte, who.albertine):
        with pytest.raises(NotThere):
            actions.take_back(**said, deed=by(stranger))
    actions.take_back(**said, deed=by(who.makiese))

    assert queries.row(which).state == "taken-back"
    with pytest.raises(actions.Settled):
        actions.take_back(handover=signed(who), words="non", language="fr", deed=by(who.makiese))


def test_a_domain_ends_in_other_ways_by_the_hospitals_word(who: Cast) -> None:
    said = {"partnership": who.partnership, "hospital": who.lukanga, "domain": "dental_care"}
    for stranger in (*strangers(who), who.lotte):
        with pytest.raises(NotThere):
            actions.end_domain(**said, ending="other_priorities", deed=by(stranger))
    with pytest.raises(Refused):
        actions.end_domain(**said, ending="stands_on_its_own", deed=by(who.makiese))

    ended = actions.end_domain(
        **said, ending="other_priorities", words="pas notre priorité", language="fr", deed=by(who.makiese)
    )

    assert list(queries.endings(who.partnership.id)) == [ended]


def test_a_double_click_asks_once(who: Cast) -> None:
    base = last_in_book(who.partnership.id) or who.partnership.id
    said = {"partnership": who.partnership, "hospital": who.lukanga, "domain": "newborn_care"}

    for _ in range(2):
        actions.ask(**said, words="prêts", language="fr", deed=by(who.makiese, base))

    assert Handover.objects.count() == 1
