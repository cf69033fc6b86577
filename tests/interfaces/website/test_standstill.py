"""While a partnership stands still its pages keep silent: what a goal is, and neither where, nor who, nor with what."""

import pytest
from django.urls import reverse

from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import Cast, by, content, need
from tests.interfaces.website.test_pages import begun, read, stand_still

pytestmark = pytest.mark.django_db
INSIDE = {
    "exit_owner": "Sœur Furaha, maternité de Pambazuko",
    "plan": "Plan de Pambazuko",
    "outputs": ["Une salle à Pambazuko"],
    "exit_criteria": ["Pambazuko le fait seul"],
}


def _agreed(who: Cast) -> Goal:
    """An agreed goal whose words name places and a person."""
    said = {"partnership": who.partnership, "hospital": who.lukanga, "domain": "newborn_care"}
    served = goals.propose(
        **said, content=content(**INSIDE), needs=[need(who)], on_behalf_of=who.wilgenbeke, deed=by(who.lotte)
    )
    for organisation, person in ((who.wilgenbeke, who.katrien), (who.lukanga, who.makiese)):
        read_now = served.wording.fingerprint
        goals.sign(goal=served, wording=read_now, on_behalf_of=organisation, deed=by(person))
    return served


def test_who_looks_after_a_goal_afterwards_is_told_inside_alone(who: Cast) -> None:
    begun(who)
    address = reverse("goals:goal", args=[_agreed(who).id])

    for person in (None, who.rekia):
        assert "Furaha" not in read(person, address) and "Plan de Pambazuko" in read(person, address)
    for person in (who.lotte, who.mireille):
        assert "Furaha" in read(person, address)


def test_a_goal_of_what_stands_still_is_its_statement_and_no_more(who: Cast) -> None:
    begun(who)
    served = _agreed(who)
    address = reverse("goals:goal", args=[served.id])

    stand_still(who)

    for person in (None, who.rekia):
        told = read(person, address)
        assert served.wording.content["statement"] in told and "This work stands still" in told
        assert [name for name in ("Pambazuko", "Furaha", "Lukanga", "ballon") if name in told] == []
    assert "Pambazuko" in read(who.mireille, address) and "This work stands still." not in read(who.lotte, address)


def test_a_key_that_was_taken_back_is_between_partners(who: Cast) -> None:
    begun(who)
    served = _agreed(who)
    reason = "Le bâtiment de Pambazuko a brûlé"
    goals.withdraw(goal=served, on_behalf_of=who.lukanga, reason=reason, deed=by(who.makiese))
    goals.sign(goal=served, wording=served.wording.fingerprint, on_behalf_of=who.lukanga, deed=by(who.makiese))
    address = reverse("goals:goal", args=[served.id])

    assert reason not in read(None, address)
    assert reason in read(who.lotte, address)


def test_what_a_body_is_for_is_not_told_while_a_partnership_of_its_network_stands_still(who: Cast) -> None:
    begun(who)
    body = partnerships.open_body(
        name="Comité", kind="board", network=who.network, mandate="Suit Pambazuko", deed=by(who.lotte)
    )
    address = reverse("partnerships:body", args=[body.id])
    before = read(None, address)

    stand_still(who)

    assert "Suit Pambazuko" in before
    for person in (None, who.rekia):
        assert "Suit Pambazuko" not in read(person, address)
    for person in (who.lotte, who.mireille):
        assert "Suit Pambazuko" in read(person, address)
