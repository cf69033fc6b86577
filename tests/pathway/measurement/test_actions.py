"""What people do with readings, and who may."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from partnerhood.ground.operations.refusals import NotThere, Refused, Unreadable
from partnerhood.ground.people.queries import standing as standing_of
from partnerhood.ground.records import clock
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.goals.rules import Content
from partnerhood.pathway.indicators.rules.asking import Question
from partnerhood.pathway.measurement import actions, queries
from partnerhood.pathway.measurement.models import Reading, Verification
from tests.cast import Cast, by
from tests.pathway.measurement.story import SECONDS, SHARE, measure, measured, read, sign

pytestmark = pytest.mark.django_db


def test_a_reading_keeps_what_was_counted_and_where_it_comes_from(who: Cast) -> None:
    one = read(who, measure(measured(who)), note="Deux sages-femmes de plus", language="fr", left_out="3 cartes")

    kept = Reading.objects.get()
    assert one == kept
    assert (kept.numerator, kept.denominator, kept.value) == (D(14), D(24), D("58.3333"))
    assert (kept.entered_by, kept.on_behalf_of, kept.sure) == (who.mireille, who.lukanga, False)


def test_everybody_of_the_partners_reads_for_their_own_house(who: Cast) -> None:
    one = measure(measured(who))
    said = {"value": D(61), "from_date": date(2025, 10, 1), "to_date": date(2025, 11, 1), "source": "Registre"}

    for person, house in [
        (who.rekia, who.lukanga),
        (who.rekia, who.sonwerou),
        (who.lotte, who.lukanga),
        (who.suspended, who.lukanga),
        (None, who.lukanga),
    ]:
        with pytest.raises(NotThere):
            actions.record(measure=one, on_behalf_of=house, **said, deed=by(person))
    actions.record(measure=one, on_behalf_of=who.wilgenbeke, **said, deed=by(who.lotte))

    assert Reading.objects.count() == 1


def test_half_numbers_wrong_days_and_missing_sources_are_refused(who: Cast) -> None:
    one = measure(measured(who))
    ahead = clock.today() + timedelta(days=5)

    for wrong, field in [
        ({"denominator": None}, "numerator"),
        ({"value": D(3), "numerator": D(1)}, "numerator"),
        ({"to_date": date(2025, 10, 1)}, "to_date"),
        ({"from_date": date(205, 10, 1)}, "to_date"),
        ({"from_date": ahead, "to_date": ahead + timedelta(days=30)}, "from_date"),
        ({"source": "  "}, "source"),
        ({"numerator": D("999999999999"), "denominator": D("0.0001"), "sure": True}, "numerator"),
    ]:
        with pytest.raises(Refused) as refused:
            read(who, one, **wrong)
        assert refused.value.field == field, wrong
    for unreadable in ("NaN", "Infinity", "1e400", "veel"):
        with pytest.raises(Unreadable):
            read(who, one, numerator=unreadable)
    assert Reading.objects.count() == 0


def test_what_is_unusual_is_asked_about_and_kept_when_somebody_is_sure(who: Cast) -> None:
    one = measure(measured(who), "seconds")
    for number, value in [(7, 40), (8, 46), (9, 42)]:
        read(who, one, value=D(value), from_date=date(2025, number, 1), to_date=date(2025, number + 1, 1))

    with pytest.raises(actions.Doubtful) as doubt:
        read(who, one, value=D(420))
    kept = read(who, one, value=D(420), sure=True)

    assert str(doubt.value.sentence) == "The last ones were 40 s to 46 s; you wrote 420 s."
    assert (doubt.value.field, kept.sure, kept.value) == ("sure", True, D(420))


def test_a_question_names_the_last_day_and_what_was_counted_as_a_value() -> None:
    late = Question("not-over", to_date=date(2027, 12, 1))
    found = Question("ten-times-found", D(42), D(42), D("0.6600"))

    assert (
        str(actions.Doubtful([late], "percent").sentence) == "This period is not over yet: it ends on 30 November 2027."
    )
    assert str(actions.Doubtful([found], "percent").sentence) == "The last one was 42 %; this gives 0.7 %."


def test_a_correction_stands_beside_what_it_corrects(who: Cast) -> None:
    goal = measured(who)
    first = read(who, measure(goal))
    said = {"on_behalf_of": who.lukanga, "from_date": first.from_date, "to_date": first.to_date, "source": "Registre"}
    said |= {"numerator": D(15), "denominator": D(24)}

    with pytest.raises(NotThere):
        actions.correct(reading=first, why="x", **said, deed=by(who.rekia))
    with pytest.raises(Refused) as silent:
        actions.correct(reading=first, why=" ", **said, deed=by(who.albertine))
    second = actions.correct(reading=first, why="Une carte sous la pile", **said, deed=by(who.albertine))
    with pytest.raises(actions.PutRight):
        actions.correct(reading=first, why="Encore", **said, deed=by(who.mireille))

    assert silent.value.field == "why"
    assert list(queries.standing([goal.id])) == [second]
    assert Reading.objects.get(pk=first.id).value == D("58.3333")
    assert (second.replaces, second.why) == (first, "Une carte sous la pile")


def test_a_reading_is_looked_at_by_the_other_side(who: Cast) -> None:
    one = read(who, measure(measured(who)))

    for person, house in [(who.rekia, who.wilgenbeke), (who.rekia, who.sonwerou), (who.suspended, who.lukanga)]:
        with pytest.raises(NotThere):
            actions.verify(reading=one, on_behalf_of=house, deed=by(person))
    with pytest.raises(actions.OwnReading):
        actions.verify(reading=one, on_behalf_of=who.lukanga, deed=by(who.albertine))
    assert list(queries.to_verify(standing_of(who.lotte.id))) == [one]
    actions.verify(reading=one, on_behalf_of=who.wilgenbeke, words="Cinq pages", language="nl", deed=by(who.lotte))
    actions.verify(reading=one, on_behalf_of=who.wilgenbeke, deed=by(who.katrien))

    assert [(seen.organisation, seen.person) for seen in Verification.objects.all()] == [(who.wilgenbeke, who.lotte)]
    assert list(queries.to_verify(standing_of(who.lotte.id))) == []


def test_a_reading_is_withdrawn_by_the_side_that_entered_it(who: Cast) -> None:
    goal = measured(who)
    one = read(who, measure(goal))

    for stranger in (who.rekia, who.lotte, who.katrien, who.suspended, None):
        with pytest.raises(NotThere):
            actions.withdraw(reading=one, reason="x", deed=by(stranger))
    with pytest.raises(Refused) as silent:
        actions.withdraw(reading=one, reason="", deed=by(who.mireille))
    actions.withdraw(reading=one, reason="Autre service", deed=by(who.albertine))
    with pytest.raises(actions.PutRight):
        actions.withdraw(reading=one, reason="Encore", deed=by(who.mireille))

    assert silent.value.field == "reason"
    assert list(queries.standing([goal.id])) == []
    assert Reading.objects.filter(pk=one.id).exists()


def test_a_changed_definition_never_changes_an_old_reading(who: Cast) -> None:
    goal = measured(who)
    one = read(who, measure(goal))
    changed = SHARE.model_copy(update={"denominator": "soignants présents"})
    goals.reword(
        goal=goal, content=Content(language="fr", statement="Autrement.", measures=[changed]), deed=by(who.lotte)
    )

    now = sign(who, Goal.objects.get(pk=goal.id))
    kept = Reading.objects.select_related("measure").get(pk=one.id)
    assert kept.measure.denominator == "soignants vus six mois après"
    sight = queries.measure_seen_by(standing_of(who.mireille.id), now.id, "share")
    assert sight is not None
    assert [row.is_same_definition for row in queries.rows(sight)] == [False]
    assert queries.progress([now])[now.id][0].last is None


def test_readings_follow_a_measure_over_other_words_of_the_goal(who: Cast) -> None:
    goal = measured(who)
    one = read(who, measure(goal))
    goals.reword(
        goal=goal, content=Content(language="fr", statement="Dit autrement.", measures=[SHARE]), deed=by(who.lotte)
    )

    now = sign(who, Goal.objects.get(pk=goal.id))

    assert queries.progress([now])[now.id][0].last == one


def test_hand_over_asks_for_two_periods(who: Cast) -> None:
    goal = measured(who, SHARE, SECONDS)
    share, seconds = measure(goal), measure(goal, "seconds")
    read(who, share, numerator=D(15), denominator=D(24), from_date=date(2025, 8, 1), to_date=date(2025, 9, 1))
    read(who, seconds, value=D(64))
    after_one = {one.measure.key: (one.is_reached, one.reached_twice) for one in queries.progress([goal])[goal.id]}

    read(who, share, numerator=D(16), denominator=D(25), from_date=date(2025, 9, 1), to_date=date(2025, 10, 1))
    after_two = {one.measure.key: (one.is_reached, one.reached_twice) for one in queries.progress([goal])[goal.id]}

    assert after_one == {"share": (True, False), "seconds": (False, False)}
    assert after_two == {"share": (True, True), "seconds": (False, False)}
