"""Score apart, then agree."""

from datetime import date

import pytest

from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.people.models import Person
from partnerhood.ground.people.queries import standing
from partnerhood.ground.signatures.actions import TurnedAlready, WordingChanged
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.rounds import actions, queries
from partnerhood.pathway.rounds.models import Proposal, Round
from tests.cast import Cast, by
from tests.pathway.rounds.story import content, opened, other, own, planned, proposed, signed

pytestmark = pytest.mark.django_db


def outsiders(who: Cast) -> list[Person]:
    return [who.rekia, who.suspended, who.mireille]


def suspend(who: Cast) -> None:
    still = partnerships.propose_suspension(
        partnership=who.partnership,
        reason="security",
        words="la route",
        language="fr",
        since_date=date(2025, 2, 14),
        deed=by(who.lotte),
    )
    for house, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
        partnerships.sign_suspension(
            suspension=still, wording=still.wording.fingerprint, on_behalf_of=house, deed=by(person)
        )


def stage(who: Cast, which: Round, person: Person, domain: str = "newborn_care") -> str:
    return queries.domain_row(which, domain, standing(person.id)).stage


def test_a_round_is_opened_by_a_partner_and_by_nobody_else(who: Cast) -> None:
    for stranger in outsiders(who):
        with pytest.raises(NotThere):
            actions.open(partnership=who.partnership, hospital=who.lukanga, domains=["newborn_care"], deed=by(stranger))
    which = opened(who)

    assert which.sides == sorted([str(who.lukanga.id), str(who.wilgenbeke.id)])
    with pytest.raises(actions.OpenAlready):
        opened(who)


def test_only_the_own_side_gives_its_score(who: Cast) -> None:
    which = opened(who)

    for stranger in (*outsiders(who), who.lotte, who.katrien):
        with pytest.raises(NotThere):
            actions.score(
                round=which,
                domain="newborn_care",
                on_behalf_of=who.lukanga,
                content=content(3),
                deed=by(stranger),
            )
    with pytest.raises(NotThere):
        actions.score(
            round=which, domain="newborn_care", on_behalf_of=who.sonwerou, content=content(3), deed=by(who.rekia)
        )
    assert own(who, which, 3).organisation_id == who.lukanga.id


def test_a_correction_is_a_new_deed_and_the_earlier_score_stays(who: Cast) -> None:
    which = opened(who)
    own(who, which, 3)
    own(who, which, 2)

    voice = queries.domain_row(which, "newborn_care", standing(who.makiese.id)).voices[0]

    assert (voice.answer, voice.corrections, which.scores.count()) == (2, 1, 2)


def test_a_high_step_without_something_to_look_at_is_refused(who: Cast) -> None:
    which = opened(who)

    with pytest.raises(actions.NothingToLookAt):
        own(who, which, 3, evidence=[])
    with pytest.raises(actions.VoicesMissing):
        own(who, which, 2, scorers=[])
    other(who, which, 2, scorers=[])


def test_nothing_is_said_of_the_other_before_ones_own_score(who: Cast) -> None:
    which = opened(who)
    own(who, which, 3)

    def say(house: Organisation, person: Person) -> object:
        return actions.say(
            round=which,
            domain="newborn_care",
            on_behalf_of=house,
            kind="seen",
            words="La nuit",
            language="fr",
            deed=by(person),
        )

    with pytest.raises(actions.OwnFirst):
        say(who.wilgenbeke, who.lotte)
    for stranger in (*outsiders(who), who.lotte):
        with pytest.raises(NotThere):
            say(who.lukanga, stranger)
    assert say(who.lukanga, who.makiese)


def test_a_step_is_proposed_when_every_side_is_in(who: Cast) -> None:
    which = opened(who)
    own(who, which, 2)
    with pytest.raises(actions.NotAllIn):
        proposed(who, which)
    other(who, which, 4)

    laid = proposed(who, which)

    assert stage(who, which, who.makiese) == "waits-for-keys"
    assert laid.wording.content["target"] == 4
    for stranger in outsiders(who):
        with pytest.raises(NotThere):
            actions.propose(
                round=which,
                domain="newborn_care",
                on_behalf_of=who.wilgenbeke,
                agreement={"language": "fr", "step": 2},
                deed=by(stranger),
            )


def test_one_side_alone_never_makes_an_agreed_step(who: Cast) -> None:
    which = opened(who)
    own(who, which, 2)
    other(who, which, 4)
    laid = proposed(who, which)
    read = laid.wording.fingerprint

    actions.sign(proposal=laid, wording=read, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    assert queries.agreed_in(which) == []
    for stranger in (*outsiders(who), who.katrien, who.albertine):
        with pytest.raises(NotThere):
            actions.sign(proposal=laid, wording=read, on_behalf_of=who.lukanga, deed=by(stranger))
    actions.sign(proposal=laid, wording=read, on_behalf_of=who.lukanga, deed=by(who.makiese))

    assert [one.step for one in queries.agreed_in(which)] == [2]
    assert stage(who, which, who.lotte) == "settled"


def test_two_last_signatures_are_one_agreement(who: Cast) -> None:
    which = opened(who)
    own(who, which, 2)
    other(who, which, 2)
    laid = signed(who, proposed(who, which))

    with pytest.raises(TurnedAlready):
        actions.sign(proposal=laid, wording=laid.wording.fingerprint, on_behalf_of=who.lukanga, deed=by(who.makiese))
    with pytest.raises(actions.AgreedAlready):
        proposed(who, which, 3)
    with pytest.raises(actions.AgreedAlready):
        own(who, which, 4)


def test_a_newer_proposal_takes_the_place_of_the_older(who: Cast) -> None:
    which = opened(who)
    own(who, which, 2)
    other(who, which, 4)
    first = proposed(who, which, 2)
    actions.sign(proposal=first, wording=first.wording.fingerprint, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))
    second = proposed(who, which, 3)

    with pytest.raises(WordingChanged):
        actions.sign(proposal=first, wording=first.wording.fingerprint, on_behalf_of=who.lukanga, deed=by(who.makiese))
    assert signed(who, second) == Proposal.objects.get(pk=second.id)


def test_no_step_this_time_quotes_the_reason_of_each_side(who: Cast) -> None:
    which = opened(who)
    own(who, which, 4)
    other(who, which, 2)

    def reason(house: Organisation, person: Person, words: str) -> None:
        actions.say(
            round=which,
            domain="newborn_care",
            on_behalf_of=house,
            kind="no-step",
            words=words,
            language="fr",
            deed=by(person),
        )

    reason(who.lukanga, who.makiese, "Les cartes sont justes")
    with pytest.raises(actions.ReasonsMissing):
        proposed(who, which, None, reasons=queries.reasons(which, "newborn_care"))
    reason(who.wilgenbeke, who.lotte, "Pas entre les inventaires")
    with pytest.raises(actions.ReasonsChanged):
        proposed(who, which, None, reasons={})
    laid = signed(who, proposed(who, which, None, reasons=queries.reasons(which, "newborn_care")))

    assert [one.step for one in queries.agreed_in(which)] == [None]
    assert laid.wording.content["reasons"][str(who.lukanga.id)]["fr"]["words"] == "Les cartes sont justes"


def test_while_the_partnership_stands_still_scores_are_given_and_no_step_arises(who: Cast) -> None:
    which = opened(who)
    suspend(who)
    own(who, which, 3)
    other(who, which, 3)
    laid = proposed(who, which, 3)

    with pytest.raises(actions.StandsStill):
        signed(who, laid)


def test_a_round_closes_with_an_action_and_every_talk_settled(who: Cast) -> None:
    which = opened(who)
    own(who, which, 2)
    with pytest.raises(actions.PlanMissing):
        actions.close(round=which, deed=by(who.makiese))
    planned(who, which)
    other(who, which, 2)
    with pytest.raises(actions.Unsettled):
        actions.close(round=which, deed=by(who.makiese))
    signed(who, proposed(who, which))
    for stranger in outsiders(who):
        with pytest.raises(NotThere):
            actions.close(round=which, deed=by(stranger))
    actions.close(round=which, deed=by(who.makiese))

    closed = Round.objects.get(pk=which.id)
    with pytest.raises(actions.Closed):
        own(who, closed, 3, "technique_it_maintenance")
    assert [one.owner for one in queries.open_actions(who.partnership.id, who.lukanga.id, opened(who))] == [
        "Dr Makiese"
    ]


def test_an_action_is_planned_by_partners_and_ended_by_whose_it_is(who: Cast) -> None:
    which = planned(who, opened(who))
    action = queries.actions_of(which).get()
    for stranger in outsiders(who):
        with pytest.raises(NotThere):
            actions.plan(
                round=which,
                what="x",
                language="fr",
                owner="x",
                owner_of=who.lukanga,
                by_date=date(2090, 1, 1),
                deed=by(stranger),
            )
    for stranger in (*outsiders(who), who.lotte):
        with pytest.raises(NotThere):
            actions.end_action(action=action, ending="done", deed=by(stranger))
    with pytest.raises(Refused):
        actions.end_action(action=action, ending="dropped", deed=by(who.makiese))

    ended = actions.end_action(action=action, ending="done", words="fait", language="fr", deed=by(who.makiese))

    assert ended.ended_at


def test_an_action_ends_once_also_for_who_had_not_seen_it_end(who: Cast) -> None:
    which = planned(who, opened(who))
    action = queries.actions_of(which).get()
    base = last_in_book(who.partnership.id)
    actions.end_action(action=action, ending="done", deed=by(who.makiese, base))

    with pytest.raises(Refused):
        actions.end_action(action=action, ending="dropped", words="non", language="fr", deed=by(who.albertine, base))

    assert queries.actions_of(which).get().ending == "done"


def test_a_double_click_is_one_score(who: Cast) -> None:
    which = opened(who)
    base = last_in_book(who.partnership.id)

    for _ in range(2):
        actions.score(
            round=which,
            domain="newborn_care",
            on_behalf_of=who.lukanga,
            content=content(2),
            deed=by(who.makiese, base),
        )

    assert which.scores.count() == 1
