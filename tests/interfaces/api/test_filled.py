"""Forms that were filled in without a line: handed to their own pages, once, in their author's name, with files."""

import hashlib
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnerhood.ground.operations import models
from partnerhood.ground.records import files, ids, languages
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need, Second
from tests.cast import Cast, by, need
from tests.files import PICTURE
from tests.interfaces.api.test_sync import DEVICE, signed_in, sync

pytestmark = pytest.mark.django_db


VOICE = "/needs/new/"


def forms(page: str, first: int, *words: str, **more: Any) -> dict[str, Any]:
    """The same form filled in one time after the other."""
    fields = {"words": list(words), "language": {"all": "fr"}}
    return {"page": {"all": page}, "first": first, "count": len(words), "fields": fields, **more}


def fill(client: Client, *batches: dict[str, Any], **more: Any) -> Any:
    return sync(client, forms=batches, **more)


@pytest.fixture
def mireille(who: Cast) -> Client:
    """Mireille's tablet."""
    return signed_in(who.mireille)


@pytest.fixture
def albertine(who: Cast) -> Client:
    """The tablet in the hands of Albertine."""
    return signed_in(who.albertine)


def test_a_form_filled_in_without_a_line_is_the_deed_its_page_would_have_done(who: Cast, mireille: Client) -> None:
    answer = fill(mireille, forms(VOICE, 1, "Il manque une lampe", happened_at=["2026-11-20T08:00:00+01:00"]))

    made = Need.objects.get()
    assert answer["results"] == [[1, 1, "applied"]]
    assert (languages.original(made.words), made.voiced_by) == ("Il manque une lampe", who.mireille)
    told = answer["exceptions"][0]
    assert told["to"] == reverse("needs:need", args=[made.id])
    assert "vos propres mots" in told["sentence"]
    operation = models.Operation.objects.latest("applied")
    assert operation.happened_at.isoformat() == "2026-11-20T07:00:00+00:00"
    assert operation.id == ids.expand(ids.derived(uuid.UUID(DEVICE), str(who.mireille.id)), 1)


def test_sent_again_in_any_mixture_it_is_done_once(who: Cast, mireille: Client) -> None:
    fill(mireille, forms(VOICE, 1, "un", "deux"))
    again = fill(mireille, forms(VOICE, 1, "un", "deux", "trois"))

    assert again["results"] == [[1, 2, "duplicate"], [3, 3, "applied"]]
    assert Need.objects.count() == 3


def test_other_words_under_a_number_that_was_used_are_refused(who: Cast, mireille: Client) -> None:
    fill(mireille, forms(VOICE, 1, "un"))
    again = fill(mireille, forms(VOICE, 1, "autre chose"))

    assert again["results"] == [[1, 1, "refused"]]
    assert again["exceptions"][0]["code"] == "same-id-other-words"
    assert Need.objects.count() == 1


def test_a_button_that_was_pressed_is_a_duplicate_when_its_page_no_longer_takes_it(
    who: Cast, albertine: Client
) -> None:
    asked = need(who, "Une lampe")
    press = {"page": [reverse("needs:second", args=[asked.id])], "first": 1, "count": 1, "fields": {"voices": ["3"]}}
    first = fill(albertine, press)
    again = fill(albertine, press)

    assert (first["results"], again["results"]) == ([[1, 1, "applied"]], [[1, 1, "duplicate"]])
    assert Second.objects.count() == 1


def test_what_the_page_refuses_is_refused_with_its_words_beside_the_field(who: Cast, mireille: Client) -> None:
    answer = fill(mireille, forms(VOICE, 1, "", "une lampe"))

    assert answer["results"] == [[1, 1, "refused"], [2, 2, "applied"]]
    refused = next(one for one in answer["exceptions"] if one["number"] == 1)
    assert refused["faults"]["words"] == ["Dites ce dont vous avez besoin, dans vos mots, ou de vive voix."]
    assert refused["sentence"]


@pytest.mark.parametrize(
    "page",
    [
        "/nowhere/",
        "",
        "//elsewhere.example/",
        "http://elsewhere.example/",
        "/healthz",
        "/sync",
        "/my/",
        "/accounts/login/",
    ],
)
def test_a_page_that_takes_no_forms_from_afar_is_not_there(who: Cast, mireille: Client, page: str) -> None:
    answer = fill(mireille, forms(page, 1, "x"))

    assert answer["results"] == [[1, 1, "refused"]]
    assert answer["exceptions"][0]["code"] == "not-there"


def test_a_form_of_somebody_elses_house_is_not_there(who: Cast) -> None:
    asked = need(who, "Une lampe")
    answer = fill(signed_in(who.rekia), forms(reverse("needs:wording", args=[asked.id]), 1, "x"))

    assert answer["exceptions"][0]["code"] == "not-there"
    asked.refresh_from_db()
    assert languages.original(asked.words) == "Une lampe"


def test_a_photo_comes_in_pieces_first_and_the_form_waits_for_it(who: Cast, mireille: Client) -> None:
    name = hashlib.sha256(PICTURE).hexdigest()
    form = forms(VOICE, 1, "Le toit", files={"photo": [[name]]})
    before = fill(mireille, form)
    mireille.post(
        "/sync/files", PICTURE, content_type="application/octet-stream", headers={"X-File": name, "X-Offset": "0"}
    )
    after = fill(mireille, form)

    assert before["results"] == [[1, 1, "waiting"]]
    assert after["results"] == [[1, 1, "applied"]]
    assert files.read(Need.objects.get().photo)


def test_somebody_elses_photo_is_not_taken_along(who: Cast, mireille: Client) -> None:
    name = files.keep(PICTURE, who.makiese.id)
    answer = fill(mireille, forms(VOICE, 1, "Le toit", files={"photo": [[name]]}))

    assert answer["results"] == [[1, 1, "waiting"]]


def test_two_edits_of_ones_own_without_a_line_build_on_each_other(who: Cast, mireille: Client) -> None:
    asked = need(who, "Une lampe")
    page = reverse("needs:wording", args=[asked.id])
    base = str(models.Touch.objects.get(row=asked.id, latest=True).operation_id)
    fields = {"words": ["Deux lampes", "Trois lampes"], "language": {"all": "fr"}, "base": {"all": base}}
    answer = fill(mireille, {"page": {"all": page}, "first": 1, "count": 2, "base": [None, 1], "fields": fields})

    assert answer["results"] == [[1, 2, "applied"]]
    asked.refresh_from_db()
    assert languages.original(asked.words) == "Trois lampes"


def test_what_two_people_wrote_apart_is_kept_as_two_versions(who: Cast, mireille: Client) -> None:
    asked = need(who, "Une lampe")
    base = str(models.Touch.objects.get(row=asked.id, latest=True).operation_id)
    needs.reword(need=asked, words="Une lampe solaire", language="fr", deed=by(who.mireille))
    fields = {"words": ["Une grande lampe"], "language": ["fr"], "base": [base]}
    answer = fill(
        mireille, {"page": [reverse("needs:wording", args=[asked.id])], "first": 1, "count": 1, "fields": fields}
    )

    assert answer["results"] == [[1, 1, "conflict"]]


@pytest.mark.parametrize(
    "broken",
    [
        {"page": ["/"], "first": 1},
        {"page": ["/", "/"], "first": 1, "count": 1},
        {"page": ["/"], "first": 1, "count": 1, "fields": {"words": [3]}},
        {"page": ["/"], "first": 1, "count": 1, "fields": {"words": [[["deep"]]]}},
        {"page": ["/"], "first": 1, "count": 1, "files": {"photo": [{}]}},
        {"first": 1, "count": 1},
    ],
)
def test_a_batch_without_its_shape_is_unreadable(mireille: Client, broken: dict[str, Any]) -> None:
    sync(mireille, forms=[broken], status=400)


def test_a_fault_of_ours_keeps_the_others_going(who: Cast, albertine: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = need(who, "Une lampe")

    def fails(*_said: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("partnerhood.pathway.needs.queries.first_readers", fails)
    press = {"page": [reverse("needs:second", args=[asked.id])], "first": 2, "count": 1, "fields": {"voices": ["3"]}}
    answer = fill(albertine, forms(VOICE, 1, "un"), press)

    assert answer["results"] == [[1, 1, "refused"], [2, 2, "applied"]]
    assert answer["exceptions"][0]["code"] == "broken"


def test_two_people_on_one_tablet_never_share_a_number(mireille: Client, albertine: Client) -> None:
    for client in (mireille, albertine):
        assert fill(client, forms(VOICE, 1, "un"))["results"] == [[1, 1, "applied"]]

    assert Need.objects.count() == 2
