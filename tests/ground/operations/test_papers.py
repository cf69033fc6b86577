"""A sheet of paper is one deed, whoever types it in and however often; a number that is none changes nothing."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerhood.ground.operations import models, papers
from partnerhood.ground.operations import queries as journal
from partnerhood.pathway.activities.models import Session
from partnerhood.pathway.needs.models import Need
from tests.cast import Cast
from tests.interfaces.api.test_filled import fill, forms
from tests.interfaces.api.test_sync import signed_in
from tests.pathway.activities.story import began, planned
from tests.visits import base_on

pytestmark = pytest.mark.django_db
VOICE = "/needs/new/"


def types(client: Client, number: str, words: str, **more: Any) -> Any:
    """Somebody types a sheet in."""
    return client.post(f"{VOICE}?paper={number}", {"words": words, "language": "fr", **more})


def test_a_sheet_that_two_people_type_in_is_one_need(who: Cast) -> None:
    mireille, albertine, number = signed_in(who.mireille), signed_in(who.albertine), papers.fresh()
    first = types(mireille, number, "Des gants")
    again = types(mireille, number.lower().replace("-", " "), "Des gants")
    other = types(albertine, number, "Des gants pour la maternité")

    made = Need.objects.get()
    assert (first.status_code, again.status_code, first["Location"]) == (302, 302, again["Location"])
    assert (other.status_code, made.voiced_by) == (200, who.mireille)
    assert "déjà été saisie" in other.content.decode()
    header = models.Operation.objects.get(kind="needs.voice")
    assert journal.paper_in(header.seen) == number


def test_its_own_house_reads_from_which_paper_and_by_whom(who: Cast) -> None:
    number = papers.fresh()
    address = types(signed_in(who.mireille), number, "Des gants")["Location"]

    inside = signed_in(who.albertine).get(address).content.decode()

    assert f"feuille {number}, par {who.mireille.name}" in inside


def test_a_sheet_typed_in_without_a_line_is_the_same_deed(who: Cast) -> None:
    number = papers.fresh()
    client = signed_in(who.mireille)
    types(client, number, "Des gants")
    same = fill(client, forms(f"{VOICE}?paper={number}", 1, "Des gants"))
    other = fill(signed_in(who.albertine), forms(f"{VOICE}?paper={number}", 1, "autre chose"))

    assert same["results"] == [[1, 1, "duplicate"]]
    assert (other["results"], other["exceptions"][0]["code"]) == ([[1, 1, "refused"]], "typed-in-already")
    assert Need.objects.count() == 1


@pytest.mark.parametrize("number", ["", "x", "K7QA3", "<b>", "0000000000", "K7QA3-DFGHX-K7QA3", "é" * 10])
def test_what_is_no_number_changes_nothing(who: Cast, number: str) -> None:
    client = signed_in(who.mireille)
    for words in ("un", "deux"):
        assert types(client, number, words).status_code == 302

    assert Need.objects.count() == 2
    assert "feuille" not in client.get(f"{VOICE}?paper={number}").content.decode().split("<form", 2)[1]


def test_each_printing_has_numbers_of_its_own(who: Cast) -> None:
    client = signed_in(who.mireille)
    printed = [client.get(reverse("needs:paper")) for _ in range(2)]

    numbers = [re.findall(r'<b translate="no">([A-Z0-9-]+)</b>', one.content.decode()) for one in printed]
    assert [len(one) for one in numbers] == [3, 3] and len({*numbers[0], *numbers[1]}) == 6
    assert all("no-store" in one["Cache-Control"] for one in printed)
    assert signed_in(who.suspended).get(reverse("needs:paper")).status_code == 404
    assert not Need.objects.exists()


def test_an_attendance_list_that_two_people_bring_back_is_one_session(who: Cast) -> None:
    activity = planned(began(who))
    mireille, lotte = signed_in(who.mireille), signed_in(who.lotte)
    sheet = mireille.get(reverse("activities:sheet", args=[activity.id])).content.decode()
    number = papers.read(re.findall(r'<b translate="no">([A-Z0-9-]+)</b>', sheet)[0])
    address = f"{reverse('activities:hold', args=[activity.id])}?paper={number}"
    said = {"from_date": "2025-03-03", "last_day": "2025-03-06", "led": "mixed", "times": "1", "came": "24"}

    answers = [
        client.post(address, {**said, "language": "fr", "base": base_on(client.get(address))}).status_code
        for client in (mireille, mireille, lotte)
    ]

    assert (answers, Session.objects.count()) == ([302, 302, 200], 1)
