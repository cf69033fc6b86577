"""What a device is given: the pages of its person, only what changed, and nothing of anybody else."""

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from partnerhood.ground.conversations import actions as talking
from partnerhood.ground.look import style
from partnerhood.ground.people.queries import Standing
from partnerhood.interfaces.offline import keeping, queries, remembering, rules, scripts
from partnerhood.pathway.needs import actions as needs
from tests.cast import Cast, by, need
from tests.interfaces.api.test_sync import DEVICE, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test begins with an empty shelf, and has all the time it needs."""
    monkeypatch.setattr(keeping, "AFRESH", 60)
    monkeypatch.setattr(keeping, "AGAIN", 60)
    remembering.forget()
    yield
    remembering.forget()


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of pages in the order in which they are made."""
    found: list[str] = []
    make = keeping._page

    def listens(request: HttpRequest, person: Standing, path: str) -> str | None:
        found.append(path)
        return make(request, person, path)

    monkeypatch.setattr(keeping, "_page", listens)
    return found


def kept(client: Client, status: int = 200, have: dict[str, str] | None = None, **said: Any) -> Any:
    said["have"] = "".join(rules.short(path) + mark[:8] for path, mark in (have or {}).items())
    answer = client.post("/offline/pages", json.dumps(said), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_the_ward_shows_what_somebody_comes_for(who: Cast) -> None:
    page = signed_in(who.mireille).get("/ward/")

    assert page.status_code == 200
    assert reverse("needs:voice") in page.content.decode()
    assert reverse("needs:of_hospital", args=[who.lukanga.id]) in page.content.decode()


def test_a_person_keeps_their_own_pages_and_the_forms_they_lead_to(who: Cast) -> None:
    asked = need(who)
    found = {path: html for path, _mark, html in kept(signed_in(who.makiese))["pages"]}

    for expected in [
        "/ward/",
        "/my/",
        "/needs/new/",
        reverse("needs:need", args=[asked.id]),
        reverse("needs:rank", args=[who.lukanga.id]),
    ]:
        assert expected in found, sorted(found)
    assert "/needs/paper/" not in found  # each printing has numbers of its own
    assert not any(path.startswith(("/accounts", "/offline", "/search")) for path in found)
    assert f'data-person="{str(who.makiese.id)[:8]}"' in found["/ward/"]


def test_only_what_changed_travels_again(who: Cast) -> None:
    client = signed_in(who.makiese)
    first = kept(client)
    marks = {path: mark for path, mark, _html in first["pages"]}
    unchanged = kept(client, version=first["version"], have=marks)
    needs.voice(hospital=who.lukanga, words="Une lampe", language="fr", deed=by(who.mireille))
    changed = kept(client, version=first["version"], have=marks)

    assert "pages" not in unchanged
    assert 0 < len(changed["pages"]) < len(first["pages"])
    assert reverse("needs:of_hospital", args=[who.lukanga.id]) in {path for path, *_ in changed["pages"]}


def test_what_somebody_may_not_read_any_more_leaves_their_device(who: Cast) -> None:
    asked = need(who)
    answer = kept(signed_in(who.rekia), have={reverse("needs:need", args=[asked.id]): "0" * 8})

    assert answer["gone"] == [rules.short(reverse("needs:need", args=[asked.id]))]
    assert str(who.lukanga.id) not in json.dumps(answer["pages"])


def test_a_line_that_carries_little_is_given_little_at_once(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("partnerhood.interfaces.offline.pages.AT_ONCE", 10_000)
    client = signed_in(who.makiese)
    have: dict[str, str] = {}
    for _ in range(200):
        answer = kept(client, have=have)
        have |= {path: mark for path, mark, _html in answer["pages"]}
        if not answer["more"]:
            break

    monkeypatch.setattr("partnerhood.interfaces.offline.pages.AT_ONCE", 10_000_000)
    assert have == {path: mark for path, mark, _html in kept(client)["pages"]}


@pytest.mark.parametrize(
    "body", ["", "[]", '{"have": 3}', '{"have": [["a"]]}', '{"have": "xyz"}', '{"have": "0123456789abcdeg"}', "null"]
)
def test_a_question_that_cannot_be_read_is_400(who: Cast, body: str) -> None:
    answer = signed_in(who.makiese).post("/offline/pages", body, content_type="application/json")

    assert answer.status_code == 400


def test_half_of_a_key_is_the_same_for_one_person_on_one_device_only(who: Cast) -> None:
    def share(client: Client, device: str = DEVICE) -> str:
        answer = client.post("/offline/share", json.dumps({"device": device}), content_type="application/json")
        return str(answer.json()["share"])

    makiese, mireille = signed_in(who.makiese), signed_in(who.mireille)
    assert share(makiese) == share(makiese)
    assert len({share(makiese), share(mireille), share(makiese, str(UUID(int=9)))}) == 3
    assert makiese.post("/offline/share", "{}", content_type="application/json").status_code == 400
    assert Client().post("/offline/share", "{}", content_type="application/json").status_code == 302


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_what_needs_no_line_is_there_in_every_language_and_names_nobody(who: Cast, language: str) -> None:
    client = signed_in(who.makiese)
    for name in ("locked", "outbox"):
        page = client.get(reverse(f"offline:{name}", args=[language])).content.decode()
        assert f'<html lang="{language}"' in page
        assert who.makiese.name not in page and str(who.makiese.id)[:8] not in page
    said = client.get(reverse("offline:words", args=[language])).json()
    assert said["words"]["kept"] and said["locked"].endswith(f"/{language}/")
    assert client.get(reverse("offline:locked", args=["xx"])).status_code == 404


def test_the_scripts_are_whole_and_bear_their_names(client: Client) -> None:
    page = client.get(reverse("offline:script", args=[scripts.name("page")]))
    assert page.status_code == 200 and "immutable" in page["Cache-Control"]
    assert client.get(reverse("offline:script", args=["0" * 8])).status_code == 404
    worker = client.get("/sw.js")
    assert worker["Content-Type"].startswith("text/javascript") and "no-cache" in worker["Cache-Control"]


def test_every_form_of_the_field_may_wait_and_no_other(client: Client) -> None:
    said = queries.forms()

    assert "^/needs/new/$" in said and "^/goals/[^/]+/signature/$" in said
    assert not any("accounts" in one or "bodies" in one for one in said)


@pytest.mark.once
def test_what_is_about_people_and_accounts_is_never_kept(who: Cast) -> None:
    need(who)
    found = {path for path, _mark, _html in kept(signed_in(who.albertine))["pages"]}
    homes = [re.compile(one) for one in queries.stays_home()]
    about_people = r"/(accounts|me|people|devices)/|/organisations/[^/]+/(people|dev|inv)"

    assert found and not [path for path in found if any(home.match(path) for home in homes)]
    assert not [path for path in found if re.match(about_people, path)]


def test_a_deed_makes_only_those_pages_again_that_it_is_about(who: Cast, made: list[str]) -> None:
    asked = need(who)
    client = signed_in(who.makiese)
    first = kept(client)
    assert len(made) > 10
    made.clear()

    needs.voice(hospital=who.rekia.organisation, words="Du savon", language="fr", deed=by(who.rekia))
    assert "pages" not in kept(client, version=first["version"])
    assert made == []

    talking.say(about="needs.need", subject=asked.id, words="Encore", language="fr", deed=by(who.mireille))
    kept(client, version=first["version"])
    assert reverse("needs:need", args=[asked.id]) in made
    assert "/ward/" not in made


@pytest.mark.once
def test_one_question_makes_pages_for_a_moment_and_the_next_goes_on(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AFRESH", -1)
    monkeypatch.setattr(keeping, "AGAIN", -1)
    client = signed_in(who.makiese)
    nothing = kept(client)
    assert nothing["pages"] == [] and nothing["more"] and nothing["version"] == ""

    monkeypatch.setattr(keeping, "AFRESH", 60)
    all_of_it = kept(client)
    have = {path: mark for path, mark, _html in all_of_it["pages"]}
    needs.voice(hospital=who.lukanga, words="Une lampe", language="fr", deed=by(who.mireille))
    later = kept(client, version=all_of_it["version"], have=have)
    assert later["pages"] == [] and later["gone"] == [] and later["version"] == ""


@pytest.mark.once
def test_a_page_that_is_kept_is_the_page_that_travels(who: Cast) -> None:
    """So a device may name its mark, and is told in a few bytes that it still stands."""
    asked = need(who)
    client = signed_in(who.makiese)
    client.cookies["style"] = style.name()
    for path, _mark, html in kept(client)["pages"]:
        if path in ("/ward/", "/my/", reverse("needs:need", args=[asked.id])):
            assert client.get(path).content.decode() == html


@pytest.mark.once
def test_without_script_the_next_person_takes_over_with_a_card(who: Cast) -> None:
    client = signed_in(who.makiese)
    assert f'action="{reverse("account_logout")}"' in client.get("/ward/").content.decode()

    answer = client.post(reverse("account_logout"), {"next": reverse("people:card")})

    assert answer["Location"] == reverse("people:card")
    assert client.get("/my/").status_code == 302
