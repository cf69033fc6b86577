"""Every page of needs for owner, member, partner, stranger and nobody; unseen is the same as missing."""

from uuid import uuid4

import pytest
from django.urls import reverse

from partnerhood.pathway.needs import actions
from partnerhood.pathway.needs.models import Offer
from tests.cast import Cast, by, need
from tests.visits import browser, seen_by

pytestmark = pytest.mark.django_db
SEEN = {
    "need": {"owner", "member", "director", "partner"},
    "wording": {"owner"},
    "confirmation": {"director"},
    "second": {"owner", "member", "director"},
    "offer": {"director"},
    "answer": {"director"},
    "again": {"owner", "member", "director"},
    "release": {"director"},
    "of_hospital": {"owner", "member", "director", "partner"},
    "rank": {"director"},
    "note": {"partner"},
    "wall": {"owner", "member", "director"},
    "of_partnership": {"owner", "member", "director", "partner"},
}
OF_HOSPITAL = {"of_hospital", "rank", "note", "wall"}


@pytest.mark.parametrize("name", SEEN)
def test_a_page_opens_to_whom_it_is_for_and_is_missing_for_the_others(who: Cast, name: str) -> None:
    asked = need(who)
    member = colleague(who)
    everybody = {
        "owner": who.mireille,
        "member": member,
        "director": who.makiese,
        "partner": who.lotte,
        "stranger": who.rekia,
        "suspended": who.suspended,
        "nobody": None,
    }
    key = {"of_partnership": who.partnership.id}.get(name, who.lukanga.id if name in OF_HOSPITAL else asked.id)

    found = seen_by(reverse(f"needs:{name}", args=[key]), everybody, reverse(f"needs:{name}", args=[uuid4()]))

    assert {person for person, status in found.items() if status != 404} == SEEN[name]
    assert set(found.values()) <= {200, 302, 404, 405}


def colleague(who: Cast):
    from partnerhood.ground.people import actions as people
    from tests.cast import OPERATOR

    return people.welcome(organisation=who.lukanga, name="Bijou Lemba", kind="member", language="fr", deed=OPERATOR)


def test_an_offer_is_taken_on_by_the_partner_it_was_made_to(who: Cast) -> None:
    need(who)
    address = reverse("needs:take", args=[Offer.objects.get().id])

    found = {
        name: browser(getattr(who, name)).get(address).status_code for name in ("lotte", "katrien", "makiese", "rekia")
    }

    assert found == {"lotte": 405, "katrien": 405, "makiese": 404, "rekia": 404}


def test_who_did_not_sign_in_is_asked_to_before_voicing_a_need(who: Cast) -> None:
    answer = browser(None).get(reverse("needs:voice"))

    assert answer.status_code == 302
    assert "login" in answer["Location"]
    assert browser(who.suspended).get(reverse("needs:voice")).status_code == 404


def test_a_get_of_a_button_writes_nothing(who: Cast) -> None:
    asked = actions.voice(hospital=who.lukanga, words="x", language="fr", deed=by(who.mireille))

    for name in ("confirmation", "second", "release"):
        assert browser(who.makiese).get(reverse(f"needs:{name}", args=[asked.id])).status_code == 405
