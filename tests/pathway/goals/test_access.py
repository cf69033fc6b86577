"""Every page of goals for owner, member, signatory, network, stranger and nobody; unseen is the same as missing."""

from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.pathway.goals import actions
from tests.cast import OPERATOR, Cast, by, goal
from tests.files import picture_of
from tests.visits import browser, seen_by

pytestmark = pytest.mark.django_db
INSIDE = {"coordinator", "member", "signatory", "head"}
WRITERS = INSIDE - {"member"}
SEEN = {
    "goal": INSIDE,
    "history": INSIDE,
    "wording": WRITERS,
    "signature": {"signatory"},
    "withdrawal": {"signatory"},
    "paper": INSIDE,
    "enter_paper": INSIDE,
    "papers": INSIDE,
    "reading": INSIDE,
    "opinion": {"signatory", "head"},
    "ending": {"signatory", "head"},
    "of_partnership": INSIDE,
    "propose": WRITERS,
}
OF_PARTNERSHIP = {"of_partnership", "propose"}


def everybody(who: Cast) -> dict[str, Person | None]:
    head = people.welcome(organisation=who.lukanga, name="Dr Grâce Bazola", kind="head", language="fr", deed=OPERATOR)
    return {
        "coordinator": who.lotte,
        "member": who.mireille,
        "signatory": who.makiese,
        "head": head,
        "stranger": who.rekia,
        "suspended": who.suspended,
        "nobody": None,
    }


@pytest.mark.parametrize("name", SEEN)
def test_a_page_opens_to_whom_it_is_for_and_is_missing_for_the_others(who: Cast, name: str) -> None:
    proposed = goal(who)
    key = who.partnership.id if name in OF_PARTNERSHIP else proposed.id

    found = seen_by(reverse(f"goals:{name}", args=[key]), everybody(who), reverse(f"goals:{name}", args=[uuid4()]))

    assert {person for person, status in found.items() if status != 404} == SEEN[name]
    assert set(found.values()) <= {200, 302, 404}


def test_a_signed_page_is_seen_inside_and_confirmed_by_the_signing_partner(who: Cast) -> None:
    proposed = goal(who)
    paper = actions.enter_paper(
        goal=proposed,
        wording=proposed.wording.fingerprint,
        on_behalf_of=who.lukanga,
        signer="Sœur Colette",
        signed_date="2024-05-22",
        photo=picture_of(who.lotte),
        deed=by(who.lotte),
    )
    for name, seen in (("paper_page", INSIDE), ("confirm_paper", {"signatory"})):
        address, missing = (reverse(f"goals:{name}", args=[proposed.id, key]) for key in (paper.id, uuid4()))

        found = seen_by(address, everybody(who), missing)

        assert {person for person, status in found.items() if status != 404} == seen


def test_a_page_of_another_goal_is_not_found_under_this_one(who: Cast) -> None:
    one, other = goal(who), goal(who)
    paper = actions.enter_paper(
        goal=other,
        wording=other.wording.fingerprint,
        on_behalf_of=who.lukanga,
        signer="Sœur Colette",
        signed_date="2024-05-22",
        photo=picture_of(who.lotte),
        deed=by(who.lotte),
    )

    assert browser(who.makiese).get(reverse("goals:paper_page", args=[one.id, paper.id])).status_code == 404
