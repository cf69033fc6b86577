"""A goal takes its measures from the list of definitions, and every word stays open to change."""

import pytest

from partnerhood.pathway.goals import forms
from partnerhood.pathway.goals.models import Goal, Measure
from partnerhood.pathway.indicators import queries as indicators
from partnerhood.pathway.measurement import queries as measurement
from tests.cast import Cast, agreed_goal, need
from tests.pathway.indicators.test_own import nights
from tests.visits import browser

pytestmark = pytest.mark.django_db


def asked(who: Cast, **more: object) -> dict[str, object]:
    return {
        "needs": [str(need(who).id)],
        "domain": "newborn_care",
        "statement": "60 % des soignants ventilent en 60 secondes.",
        "language": "fr",
        "level": "outcome",
        "on_behalf_of": str(who.wilgenbeke.id),
        **more,
    }


def test_a_definition_fills_the_first_empty_measure_in_the_language_of_signing(who: Cast) -> None:
    lotte = browser(who.lotte, "nl")
    address = f"/partnerships/{who.partnership.id}/goals/new/"

    page = lotte.post(address, asked(who, m1_name="La mienne", take="newborn_breathing_60s", more="1"))

    form = page.context["form"]
    assert page.status_code == 200
    assert not Goal.objects.exists()
    assert form["m1_name"].value() == "La mienne"
    assert form["m2_name"].value() == "Nouveau-nés aidés à respirer en 60 secondes"
    assert form["m2_indicator"].value() == "newborn_breathing_60s"
    assert form["m2_denominator"].value() == "Naissances observées ou scènes où il fallait ventiler"
    assert form["m2_unit"].value() == "percent"
    assert [len(fields) for fields in form.measures] == [len(form.measures[0])] * 3
    assert form["statement"].value() == "60 % des soignants ventilent en 60 secondes."
    assert form.errors == {}


def test_the_goal_remembers_which_definition_its_measure_follows(who: Cast) -> None:
    lotte = browser(who.lotte, "fr")
    address = f"/partnerships/{who.partnership.id}/goals/new/"
    page = lotte.post(address, asked(who, take="newborn_breathing_60s", more="1"))
    form = page.context["form"]
    said = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}

    answer = lotte.post(address, {**said, "m1_target": "60"})

    assert answer.status_code == 302
    measure = Measure.objects.get()
    assert (measure.indicator, measure.unit, measure.target) == ("newborn_breathing_60s", "percent", 60)
    definition = measurement.definition(measure)
    assert definition
    page = lotte.get(f"/goals/{measure.goal_id}/measures/{measure.key}/").content.decode()
    assert "/indicators/newborn_breathing_60s/" in page
    assert definition.beware.fr in page.replace("&#x27;", "'")


def test_what_a_partner_counts_in_its_own_way_is_offered_first(who: Cast) -> None:
    made = nights(who, domains=["maternity"], level="clinical.curative")
    page = browser(who.lotte).post(
        f"/partnerships/{who.partnership.id}/goals/new/", asked(who, domain="maternity", more="1")
    )
    codes = [code for _, group in page.context["form"].fields["take"].choices[1:] for code, _name in group]

    assert codes == [str(made.version_id), *(one.code for one in indicators.definitions_for("maternity"))]
    assert str(made.version_id) not in [one.code for one in indicators.to_choose(None, "maternity")]


def test_without_a_domain_nothing_is_offered_and_the_form_says_how_to_ask(who: Cast) -> None:
    need(who)
    page = browser(who.lotte).get(f"/partnerships/{who.partnership.id}/goals/new/")

    assert page.context["form"].fields["take"].choices == [("", "Choose")]
    assert "Show what others count in this kind of care" in page.content.decode()


def test_only_definitions_of_the_domain_are_offered_once_it_is_known(who: Cast) -> None:
    goal = agreed_goal(who)
    page = browser(who.lotte).get(f"/goals/{goal.id}/words/")
    codes = {code for _, group in page.context["form"].fields["take"].choices[1:] for code, _name in group}

    assert codes == {one.code for one in indicators.definitions_for("newborn_care")}


@pytest.mark.parametrize("code", ["no_such_code", "", "'; DROP"])
def test_a_code_that_is_not_offered_fills_nothing(who: Cast, code: str) -> None:
    page = browser(who.lotte).post(f"/partnerships/{who.partnership.id}/goals/new/", asked(who, take=code, more="1"))

    assert page.status_code == 200
    assert page.context["form"]["m1_name"].value() in (None, "")


@pytest.mark.parametrize("definition", indicators.definitions(), ids=lambda one: one.code)
def test_every_definition_can_be_taken_as_a_measure(definition: indicators.Definition) -> None:
    said = forms.measured_by(definition, "fr")
    measure = forms.rules.Measure(key="one", **{**said, "direction": said["direction"] or "up"})

    assert measure.name == definition.name.fr
    assert measure.unit in forms.choices.Unit.values
