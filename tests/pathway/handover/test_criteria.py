"""Which criteria a network asks: its coordinator says so, with a reason, and nobody's earlier request changes."""

from datetime import datetime

import pytest

from partnerhood.ground.operations.queries import last_in_book
from partnerhood.ground.operations.refusals import Conflicting, NotThere
from partnerhood.ground.records import clock
from partnerhood.pathway.handover import actions, queries, rules
from partnerhood.pathway.handover.models import CriteriaVersion, Handover
from partnerhood.pathway.handover.rules import CountedCriterion, Criteria, Own
from tests.cast import Cast, by
from tests.pathway.handover.story import READY, asked, planned, ready
from tests.pathway.rounds.test_pages import seen_by

pytestmark = pytest.mark.django_db

FOLDER = Own(code="own-1", language="nl", name="Een map voor wie nieuw komt", words="Er ligt een map op de dienst.")


def changed(*left_out: str, own: tuple[Own, ...] = (), **thresholds: dict[str, int]) -> Criteria:
    counted = [
        CountedCriterion(code=one.code, thresholds={**one.thresholds, **thresholds.get(one.code, {})})
        for one in queries.of_house().counted
        if one.code not in left_out
    ]
    return Criteria(counted=counted, own=list(own))


def choose(who: Cast, criteria: Criteria, base: object = None, why: str = "Na Gishanure") -> object:
    said = {"network": who.network, "criteria": criteria, "why": why, "language": "nl"}
    return actions.choose_criteria(**said, deed=by(who.lotte, base))


def test_only_the_networks_coordinator_says_what_is_asked_and_why(who: Cast) -> None:
    for stranger in (who.katrien, who.makiese, who.albertine, who.rekia, who.suspended):
        with pytest.raises(NotThere):
            actions.choose_criteria(
                network=who.network, criteria=changed("money"), why="x", language="nl", deed=by(stranger)
            )
    with pytest.raises(actions.NoReason):
        choose(who, changed("money"), why=" ")
    with pytest.raises(actions.AsBefore):
        choose(who, changed())

    choose(who, changed("money", own=(FOLDER,), step_held={"months": 9}))

    now = queries.of_network(who.network.id)
    assert now is not None
    assert queries.read(now.content) == changed("money", own=(FOLDER,), step_held={"months": 9})
    assert queries.next_own(queries.history(who.network.id)) == "own-2"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (changed("asked_by_hospital"), "counts_asked_by_hospital"),
        (changed("what_stays"), "counts_what_stays"),
        (changed(step_held={"months": 2}), "step_held_months"),
        (changed(step_held={"level": 6}), "step_held_level"),
        (changed(results_held={"periods": 0}), "results_held_periods"),
        (changed(what_stays={"first_look": 3}), "what_stays_first_look"),
        (changed(step_held={"years": 3}), "counted"),
        (Criteria(counted=changed().counted[::-1]), "counted"),
        (Criteria(counted=[*changed().counted, CountedCriterion(code="luck")]), "counted"),
        (changed(own=(FOLDER, FOLDER)), "own"),
        (changed(own=(FOLDER.model_copy(update={"name": " "}),)), "name_own-1"),
        (changed(own=(FOLDER.model_copy(update={"words": ""}),)), "words_own-1"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(who: Cast, wrong: Criteria, field: str) -> None:
    assert field in rules.faults(wrong, queries.ready())
    with pytest.raises(actions.CannotBe):
        choose(who, wrong)


def test_the_order_puts_the_networks_own_before_what_both_keys_are_about() -> None:
    assert changed("money", own=(FOLDER,)).codes[-2:] == ["own-1", "what_stays"]


def test_a_hand_over_keeps_the_criteria_that_it_was_asked_for_under(who: Cast) -> None:
    before = asked(who)
    choose(who, changed("money", own=(FOLDER,)))
    actions.take_back(handover=before, words="pas encore", language="fr", deed=by(who.makiese))
    after = asked(who)

    kept, new = (Handover.objects.get(pk=one.id) for one in (before, after))
    assert "money" in [one.code for one in queries.of_handover(kept)]
    codes = [one.code for one in queries.of_handover(new)]
    assert ("money" in codes, codes[-2]) == (False, "own-1")
    assert queries.of_handover(new)[-2].name == FOLDER.name


def test_a_changed_number_changes_what_is_met(who: Cast) -> None:
    choose(who, changed(step_held={"months": 9}))
    which = ready(who)

    with clock.at(READY):
        fresh = Handover.objects.get(pk=which.id)
        held = next(one for one in queries.points(fresh, None, READY.date()) if one.asked.code == "step_held")

    assert held.fact.met == "not-met"
    assert "at least 9 months" in held.asked.text
    assert "2 September 2025" in held.forecast[0]


def test_two_who_did_not_know_of_each_other_are_shown_both(who: Cast) -> None:
    base = last_in_book(who.wilgenbeke.id)
    choose(who, changed("money"), base)

    with pytest.raises(Conflicting):
        choose(who, changed("protocols"), base)
    assert CriteriaVersion.objects.count() == 1


def test_a_double_click_is_one_change(who: Cast) -> None:
    base = last_in_book(who.wilgenbeke.id)
    for _ in range(2):
        choose(who, changed("money"), base)

    assert CriteriaVersion.objects.count() == 1


def posted(page: object, **more: object) -> dict[str, object]:
    form = page.context["form"]  # type: ignore[attr-defined]
    start = {name: one.initial for name, one in form.fields.items() if one.initial not in (None, "", False)}
    return {**start, "base": form["base"].value() or "", "language": "nl", **more}


def test_the_page_says_what_is_asked_and_its_form_changes_it(who: Cast) -> None:
    planned(who, asked(who))
    here, lotte = f"/networks/{who.network.id}/criteria/", seen_by(who.lotte)
    assert seen_by(None).get(here).status_code == 200
    for stranger in (who.katrien, who.makiese, None):
        assert seen_by(stranger).get(f"{here}change/").status_code == 404
    page = lotte.get(f"{here}change/")
    own = {"name_own-1": FOLDER.name, "words_own-1": FOLDER.words}
    said = posted(page, counts_money="", step_held_months="9", why="Na Gishanure", **own)
    del said["counts_money"]

    outside = lotte.post(f"{here}change/", {**said, "step_held_months": "99"})
    silent = lotte.post(f"{here}change/", {**said, "why": ""})
    done = lotte.post(f"{here}change/", said)
    same = lotte.post(f"{here}change/", {**posted(lotte.get(f"{here}change/")), "why": "weer"})

    assert list(outside.context["form"].errors) == ["step_held_months"]
    assert list(silent.context["form"].errors) == ["why"]
    assert done.status_code == 302
    assert same.context["form"].non_field_errors()
    shown = lotte.get(here)
    assert [one.code for one in shown.context["asked"]] == changed("money", own=(FOLDER,)).codes
    assert len(shown.context["left_out"]) == 1
    assert (shown.context["number"], len(shown.context["touched"])) == (1, 1)
    assert len(seen_by(who.rekia).get(here).context["touched"]) == 0


def test_a_criterion_of_the_networks_own_is_answered_by_name_and_every_answer_stays(who: Cast) -> None:
    choose(who, changed(own=(FOLDER,)))
    which = asked(who)
    here = f"/hand-overs/{which.id}/criteria/own-1/"
    said = {"on_behalf_of": str(who.lukanga.id), "language": "fr"}
    for met, words, hour in (("not-met", "pas encore", 9), ("met", "le classeur est là", 10)):
        with clock.at(datetime(2026, 1, 5, hour, tzinfo=READY.tzinfo)):
            answer = seen_by(who.makiese).post(f"{here}answer/", {**said, "met": met, "words": words})
            assert answer.status_code == 302

    page = seen_by(who.lotte).get(here)

    assert page.context["one"]["point"].fact.met == "met"
    assert [one.words for one in page.context["answers"]] == ["le classeur est là", "pas encore"]
    assert seen_by(who.lotte).get(f"/hand-overs/{which.id}/criteria/own-2/").status_code == 404
