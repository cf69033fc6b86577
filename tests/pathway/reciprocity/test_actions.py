"""What people do with the ledger, and who may."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from django.db import transaction

from partnerhood.ground.operations import journal, travelling
from partnerhood.ground.operations.refusals import NotThere, Refused, Unreadable
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock, ids
from partnerhood.pathway.partnerships import actions as partnerships
from partnerhood.pathway.reciprocity import actions, queries, rules
from partnerhood.pathway.reciprocity.models import Entry, Withdrawal
from partnerhood.pathway.reciprocity.queries import Asked
from tests.cast import OPERATOR, Cast, agreed_goal, by
from tests.ground.operations import told
from tests.pathway.activities.story import planned
from tests.pathway.reciprocity.story import YEAR, also_said, said

pytestmark = pytest.mark.django_db


def standing(who: Cast) -> list[Entry]:
    """Everything that counts in the ledger, the newest first."""
    return list(queries.page_of(who.partnership.id, Asked()))


def test_an_entry_keeps_who_said_what_of_which_days_and_from_where(who: Cast) -> None:
    one = said(who, words="Accueillir et traduire", language="fr", amount=D("610.5"))

    kept = Entry.objects.get()
    assert one == kept
    assert (kept.organisation, kept.partner, kept.said_by) == (who.lukanga, who.wilgenbeke, who.albertine)
    assert (kept.kind, kept.way, kept.amount, kept.source) == ("hours", "gave", D("610.50"), "cahier du nursing")
    assert (kept.from_date, kept.to_date) == (date(2025, 1, 1), date(2026, 1, 1))


def test_both_sides_are_added_up_exactly_and_apart(who: Cast) -> None:
    said(who, amount=D("0.10"))
    said(who, amount=D("0.20"))
    also_said(who, amount=D(480))

    (hours,) = rules.flows(queries.said(who.partnership.id), who.lukanga.id, who.wilgenbeke.id)

    assert (hours.there.giver, hours.there.receiver, hours.back.is_told) == (D("0.30"), D(480), False)


def test_nobody_says_it_for_another_house(who: Cast) -> None:
    for person, house, other in [
        (who.rekia, who.lukanga, who.wilgenbeke),
        (who.rekia, who.sonwerou, who.lukanga),
        (who.lotte, who.lukanga, who.wilgenbeke),
        (who.mireille, who.lukanga, who.wilgenbeke),
        (who.suspended, who.lukanga, who.wilgenbeke),
        (None, who.lukanga, who.wilgenbeke),
    ]:
        with pytest.raises(NotThere):
            actions.say(
                partnership=who.partnership,
                on_behalf_of=house,
                partner=other,
                kind="idea",
                words="x",
                **YEAR,
                deed=by(person),
            )
    assert Entry.objects.count() == 0


def test_what_does_not_go_together_is_refused_beside_its_question(who: Cast) -> None:
    ahead = clock.today() + timedelta(days=5)

    for kind, wrong, field in [
        ("hours", {"amount": None}, "amount"),
        ("visits", {"amount": D("1.5")}, "amount"),
        ("hours", {"way": None}, "way"),
        ("hours", {"source": "  "}, "source"),
        ("hours", {"partner": who.lukanga}, "partner"),
        ("hours", {"partner": who.sonwerou}, "partner"),
        ("money", {}, "currency"),
        ("money", {"currency": "ZZZ"}, "currency"),
        ("cost", {}, "domain"),
        ("cost", {"domain": "clinical"}, "domain"),
        ("idea", {"words": " "}, "words"),
        ("hours", {"to_date": date(2025, 1, 1)}, "to_date"),
        ("hours", {"to_date": date(2026, 2, 1)}, "to_date"),
        ("hours", {"from_date": ahead, "to_date": ahead + timedelta(days=3)}, "from_date"),
    ]:
        with pytest.raises(Refused) as refused:
            said(who, kind, **wrong)
        assert refused.value.field == field, (kind, wrong)
    for unreadable in ("NaN", "-1", "1e400", "0.001", "veel"):
        with pytest.raises(Unreadable):
            said(who, amount=unreadable)
    assert Entry.objects.count() == 0


def test_what_it_came_from_is_of_the_same_partnership(who: Cast) -> None:
    activity = planned(who)
    other = partnerships.propose(
        key=ids.named("another"),
        name="Lukanga – La Source",
        kind="twinning",
        partners=[who.lukanga, who.sonwerou],
        works_at=[who.lukanga],
        deed=OPERATOR,
    )

    with pytest.raises(actions.NotTheirs):
        actions.say(
            partnership=other,
            on_behalf_of=who.lukanga,
            partner=who.sonwerou,
            kind="idea",
            words="x",
            activity=activity,
            **YEAR,
            deed=by(who.albertine),
        )
    kept = said(who, "idea", activity=activity)

    assert kept.activity == activity


def test_a_correction_stands_beside_what_it_corrects_and_counts_in_its_place(who: Cast) -> None:
    first = said(who, amount=D(1720))
    right = {"amount": D(720), "source": "cahier du nursing", **YEAR}

    for stranger in (who.lotte, who.mireille, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.correct(entry=first, why="x", **right, deed=by(stranger))
    with pytest.raises(Refused) as silent:
        actions.correct(entry=first, why=" ", **right, deed=by(who.makiese))
    second = actions.correct(entry=first, why="Un 1 de trop", **right, deed=by(who.makiese))
    with pytest.raises(actions.NotStanding):
        actions.correct(entry=first, why="Encore", **right, deed=by(who.albertine))
    third = actions.correct(
        entry=second, why="Deux pages collées", **{**right, "amount": D(719)}, deed=by(who.albertine)
    )

    assert silent.value.field == "why"
    assert standing(who) == [third]
    assert Entry.objects.get(pk=first.id).amount == D(1720)
    assert [(one.why, one.amount) for one in queries.history(second.id)] == [
        ("", D(1720)),
        ("Un 1 de trop", D(720)),
        ("Deux pages collées", D(719)),
    ]
    assert queries.history(first.id) == queries.history(third.id)
    assert (third.kind, third.way, third.partner_id) == (first.kind, first.way, first.partner_id)


def test_a_correction_is_judged_like_an_entry(who: Cast) -> None:
    one = said(who, "visits", amount=D(2))

    with pytest.raises(Refused) as refused:
        actions.correct(entry=one, why="x", amount=D("1.5"), source="cahier", **YEAR, deed=by(who.albertine))

    assert refused.value.field == "amount"
    assert standing(who) == [one]


def test_an_entry_is_taken_back_with_its_reason_and_stays_readable(who: Cast) -> None:
    one = said(who)

    for stranger in (who.lotte, who.mireille, who.rekia, who.suspended, None):
        with pytest.raises(NotThere):
            actions.take_back(entry=one, reason="x", deed=by(stranger))
    with pytest.raises(Refused) as silent:
        actions.take_back(entry=one, reason=" ", deed=by(who.albertine))
    actions.take_back(entry=one, reason="Deux fois écrit", deed=by(who.makiese))
    with pytest.raises(actions.NotStanding):
        actions.take_back(entry=one, reason="Encore", deed=by(who.albertine))
    with pytest.raises(actions.NotStanding):
        actions.correct(entry=one, why="x", amount=D(1), source="cahier", **YEAR, deed=by(who.albertine))

    assert silent.value.field == "reason"
    assert standing(who) == []
    assert [(two.person, two.reason) for two in Withdrawal.objects.all()] == [(who.makiese, "Deux fois écrit")]
    assert queries.history(one.id) == [one]


def test_only_the_partners_own_people_see_entries(who: Cast) -> None:
    one = said(who, "idea", goal=agreed_goal(who))

    seen = {person.name: list(queries.visible_to(people.standing(person.id))) for person in (who.mireille, who.lotte)}
    assert set(map(tuple, seen.values())) == {(one,)}
    for person in (who.rekia, who.suspended):
        assert list(queries.visible_to(people.standing(person.id))) == []
    assert list(queries.visible_to(None)) == []


def corrected_elsewhere(first: Entry, person: Person, amount: str) -> dict[str, object]:
    """A correction as the other node of the partnership tells it."""
    with transaction.atomic():
        actions.correct(entry=first, why="ailleurs", amount=D(amount), source="cahier", **YEAR, deed=by(person))
        said_there = told.everything()[-1]
        transaction.set_rollback(True)
    assert said_there["kind"] == "reciprocity.correct"
    return told.as_told_elsewhere(said_there)


def test_two_nodes_that_put_the_same_entry_right_at_once_make_one_entry(who: Cast) -> None:
    first = said(who, amount=D(1720))
    there = corrected_elsewhere(first, who.makiese, "720")
    here = actions.correct(entry=first, why="ici", amount=D(719), source="cahier", **YEAR, deed=by(who.albertine))

    arrived = [one.state for one in travelling.arrive([there])]

    (counts,) = standing(who)
    assert arrived == ["applied"]
    assert (counts.id, counts.amount) == (here.id, D(720))  # as whoever was recorded first said it
    assert Entry.objects.count() == 2
    assert list(journal.faults()) == []
