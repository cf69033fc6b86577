"""What was known on the day is what both sign: it is asked no more, and nobody invents it."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.operations.guard import building
from partnerhood.ground.records import clock
from partnerhood.pathway.goals.models import Measure
from partnerhood.pathway.handover import actions, queries
from partnerhood.pathway.handover.models import Check, Handover
from partnerhood.pathway.handover.rules import Beside, Fact
from partnerhood.pathway.needs.models import Need, Offer
from tests.cast import Cast, agreed_goal, by
from tests.pathway.handover.story import OPEN, READY, content, counted, planned, ready, signed, whole_plan
from tests.pathway.rounds.test_pages import seen_by

pytestmark = pytest.mark.django_db
LATER = datetime(2026, 3, 2, tzinfo=UTC)


def fresh(which: Handover) -> Handover:
    return Handover.objects.get(pk=which.id)


def turn(who: Cast, which: Handover) -> None:
    for house, person in ((who.lukanga, who.makiese), (who.wilgenbeke, who.katrien)):
        read = fresh(which).wording.fingerprint
        actions.sign(handover=fresh(which), wording=read, on_behalf_of=house, deed=by(person))


def test_a_signed_hand_over_shows_the_facts_of_its_day_and_asks_for_no_others(who: Cast) -> None:
    goal = agreed_goal(who)
    measure = Measure.objects.get(goal=goal)
    which = ready(who)
    with clock.at(READY):
        for month in (5, 6, 7):
            counted(who, measure, 70, month)
        planned(who, which)
        turn(who, which)
    with clock.at(LATER):
        counted(who, measure, 10, 9)
        browser = seen_by(who.lotte)
        browser.get(f"/hand-overs/{which.id}/")
        with CaptureQueriesContext(connection) as made:
            page = browser.get(f"/hand-overs/{which.id}/")
        with building():
            old = {
                name: value for name, value in fresh(which).wording.content.items() if name not in ("known", "beside")
            }
            wording = fresh(which).wording
            wording.content = old
            wording.save()
        legacy = browser.get(f"/hand-overs/{which.id}/")

    points = {one["point"].asked.code: one for one in page.context["points"]}
    tables = " ".join(one["sql"] for one in made.captured_queries)
    assert points["results_held"]["point"].fact.met == "met"
    assert points["results_held"]["sources"][0]["href"] == f"/goals/{goal.id}/measures/share/"
    assert "rounds:domain" in [one.address for one in points["step_held"]["point"].fact.sources]
    assert "measurement_reading" not in tables
    assert "handover_testimony" not in tables
    assert [one["target"] != "" for one in page.context["figures"]] == [True, True]
    assert "Une grève en mars" in page.content.decode()
    assert legacy.status_code == 200
    assert len(legacy.context["points"]) == 10


def test_nobody_writes_facts_that_no_record_says(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        said = whole_plan(which, content(*OPEN))
        facts = [Fact(criterion=one.criterion, met="met") for one in said.known.facts]
        invented = said.model_copy(update={"known": said.known.model_copy(update={"facts": facts})})
        of_another_day = said.model_copy(update={"known": said.known.model_copy(update={"on": date(2025, 8, 1)})})
        for wrong in (invented, of_another_day):
            with pytest.raises(actions.NotWhatIsKnown):
                actions.plan(handover=which, on_behalf_of=who.lukanga, content=wrong, deed=by(who.makiese))


def test_what_is_not_known_is_not_signed_and_each_figure_needs_its_word(who: Cast) -> None:
    which = ready(who)
    with clock.at(READY):
        actions.plan(handover=which, on_behalf_of=who.lukanga, content=content(*OPEN), deed=by(who.makiese))
        with pytest.raises(actions.NothingKnown):
            turn(who, which)
        bare = whole_plan(which, content(*OPEN)).model_copy(update={"beside": []})
        actions.plan(handover=which, on_behalf_of=who.lukanga, content=bare, deed=by(who.makiese))
        with pytest.raises(actions.NothingBeside) as refused:
            turn(who, which)
        strange = [Beside(figure="luck", words="rien")]
        with pytest.raises(Exception, match="no such figure"):
            actions.plan(
                handover=which,
                on_behalf_of=who.lukanga,
                content=bare.model_copy(update={"beside": strange}),
                deed=by(who.makiese),
            )
        page = seen_by(who.makiese).get(f"/hand-overs/{which.id}/signature/")

    assert "The step that both sides agreed" in str(refused.value.sentence)
    assert 'name="wording"' not in page.content.decode()


def test_what_changed_since_the_plan_is_named_and_taken_over_with_one_button(who: Cast) -> None:
    which = ready(who)
    here, makiese = f"/hand-overs/{which.id}/", seen_by(who.makiese)
    with clock.at(READY):
        planned(who, which)
        unchanged = makiese.get(here).context["changed"]
        actions.answer(
            handover=which,
            criterion="money",
            on_behalf_of=who.lukanga,
            met="met",
            words="ligne 6.14",
            language="fr",
            deed=by(who.makiese),
        )
        page, asked = makiese.get(here), makiese.get(f"{here}known/")
        said = {"on_behalf_of": str(who.lukanga.id), "base": asked.context["form"]["base"].value() or ""}
        sign = makiese.get(f"{here}signature/")
        done = [makiese.post(f"{here}known/", said).status_code for _ in range(2)]
        after = makiese.get(here)

    assert (unchanged, len(page.context["changed"])) == ([], 1)
    assert page.context["next"].href == f"{here}known/"
    assert [row["point"].asked.code for row in asked.context["rows"]] == ["money"]
    assert {one["point"].asked.code: one["point"].fact.met for one in sign.context["points"]}["money"] == "not-known"
    assert done == [302, 302]
    assert after.context["changed"] == []
    button = "Reprendre ce qui est connu"
    with clock.at(READY):
        again = makiese.get(f"{here}known/").content.decode()
    assert (button in asked.content.decode(), button in again) == (True, False)
    assert seen_by(who.rekia).get(f"{here}known/").status_code == 404


def look(who: Cast, which: Handover, house: str, **said: object) -> Check:
    person = {"lukanga": who.albertine, "wilgenbeke": who.lotte}[house]
    with clock.at(LATER):
        return actions.check(
            handover=which,
            months=6,
            on_behalf_of=getattr(who, house),
            words="deux mutations",
            language="fr",
            deed=by(person),
            **said,
        )


def test_a_lower_step_at_a_look_of_the_hospital_is_a_light_request_before_its_partners(who: Cast) -> None:
    which = signed(who)
    made = look(who, which, "lukanga", has_held=True, level=3)

    need = Need.objects.get()
    assert (made.is_lower, made.need_id, need.voiced_by_id) == (True, need.id, who.albertine.id)
    assert [one.partner_id for one in Offer.objects.all()] == [who.wilgenbeke.id]
    assert queries.row(which).state == "lower"
    assert queries.count(queries.Where(hospital=who.lukanga.id)).lower == 1
    with clock.at(LATER):
        page = seen_by(who.lotte).get(f"/needs/{need.id}/").content.decode()
        back = seen_by(who.lotte).get(f"/hand-overs/{which.id}/").content.decode()
    assert f"/hand-overs/{which.id}/" in page
    assert f"/needs/{need.id}/" in back
    actions.reopen(handover=which, words="mutations", asks="neuf appels", language="fr", deed=by(who.albertine))
    assert queries.row(which).state == "asked-back"


def test_what_the_partner_found_lower_waits_for_the_hospitals_own_word(who: Cast) -> None:
    which = signed(who)
    look(who, which, "wilgenbeke", has_held=False)

    need = Need.objects.get()
    assert (need.noted_by_id, need.voiced_by_id, Offer.objects.count()) == (who.lotte.id, None, 0)


@pytest.mark.parametrize("level", [4, 5, None])
def test_what_held_asks_for_nothing(who: Cast, level: int | None) -> None:
    which = signed(who)
    look(who, which, "lukanga", has_held=True, level=level)

    assert Need.objects.count() == 0
    assert queries.row(which).state == "stands"
