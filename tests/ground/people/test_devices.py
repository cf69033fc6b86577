"""Devices that keep somebody's pages: who sees them, and how they are emptied from afar."""

import json
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from partnerhood.ground.people import accounts, queries, rules
from partnerhood.ground.people.models import Person
from tests.cast import Cast
from tests.interfaces.api.test_sync import signed_in

pytestmark = pytest.mark.django_db
TABLET = UUID(int=11)
ANDROID = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Mobile Safari/537.36"


def asks(client: Client, what: str, **said: Any) -> Any:
    return client.post(f"/offline/{what}", json.dumps(said), content_type="application/json")


def keeps(person: Person, device: UUID = TABLET, **more: Any) -> Client:
    client = signed_in(person)
    assert asks(client, "share", device=str(device), enrol=True, **more).status_code == 200
    return client


def orders(device: UUID = TABLET) -> list[str]:
    return list(asks(Client(), "orders", device=str(device)).json()["off"])


def test_somebody_sees_which_devices_keep_their_pages_and_how_much_waits_there(who: Cast) -> None:
    client = signed_in(who.mireille)
    client.post(
        "/offline/share", json.dumps({"device": str(TABLET)}), content_type="application/json", HTTP_USER_AGENT=ANDROID
    )
    asks(client, "pages", device=str(TABLET), waiting=3, have="")

    page = client.get(reverse("people:devices")).content.decode()

    assert "Chrome · Android" in page and "3 choses y attendent" in page
    assert "Chrome" not in signed_in(who.makiese).get(reverse("people:devices")).content.decode()
    ours = reverse("people:organisation_devices", args=[who.lukanga.id])
    assert who.mireille.name in signed_in(who.albertine).get(ours).content.decode()


def test_a_device_is_emptied_from_afar_whoever_is_signed_in_there(who: Cast) -> None:
    client = keeps(who.mireille)
    device = queries.devices(who.mireille.id).get()
    assert orders() == []

    away = reverse("people:take_off", args=[device.id])
    assert signed_in(who.lotte).post(away).status_code == 404
    assert signed_in(who.albertine).post(away).status_code == 302
    assert signed_in(who.albertine).post(away).status_code == 302

    assert client.get("/my/").status_code == 302, "who was signed in there no longer is"
    assert orders() == [accounts.devices.mark(TABLET, who.mireille.id)] == orders()
    again = signed_in(who.mireille)
    assert asks(again, "share", device=str(TABLET)).status_code == 410
    assert asks(again, "pages", device=str(TABLET), have="").status_code == 410
    assert not queries.devices(who.mireille.id).exists()

    assert asks(again, "share", device=str(TABLET), enrol=True).status_code == 200
    assert orders() == []


@pytest.mark.once
def test_who_makes_up_a_device_is_told_nothing(who: Cast) -> None:
    keeps(who.mireille)
    accounts.devices.take_off(queries.devices(who.mireille.id).get())

    assert orders(uuid4()) == []
    for said in ("", "[]", "{}", '{"device": 7}', '{"device": "x"}'):
        answer = Client().post("/offline/orders", said, content_type="application/json")
        assert answer.json() == {"off": []}


def test_a_device_that_somebody_left_is_theirs_no_more(who: Cast) -> None:
    client = keeps(who.mireille)
    keeps(who.makiese)

    assert asks(client, "left", device=str(TABLET)).status_code == 200
    assert asks(client, "left", device="x").status_code == 400
    assert not queries.devices(who.mireille.id).exists() and queries.devices(who.makiese.id).exists()


def test_two_people_on_one_tablet_are_taken_off_it_one_by_one(who: Cast) -> None:
    keeps(who.mireille)
    keeps(who.makiese)
    accounts.devices.take_off(queries.devices(who.mireille.id).get())

    assert orders() == [accounts.devices.mark(TABLET, who.mireille.id)]
    assert asks(signed_in(who.makiese), "share", device=str(TABLET)).status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("said", [{"device": "x"}, {"waiting": "many"}, {"device": 7}])
def test_what_a_device_says_of_itself_is_read_or_refused(who: Cast, said: dict[str, object]) -> None:
    assert asks(signed_in(who.mireille), "pages", have="", **said).status_code == 400


@pytest.mark.once
def test_letting_a_device_keep_pages_empties_the_cache_of_its_browser(who: Cast) -> None:
    client = signed_in(who.mireille)

    assert asks(client, "share", device=str(TABLET), enrol=True)["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in asks(client, "share", device=str(TABLET)).headers


@pytest.mark.once
def test_on_a_device_that_keeps_pages_none_lies_in_the_browsers_own_cache(who: Cast) -> None:
    client = signed_in(who.mireille)
    assert "no-store" not in client.get("/my/")["Cache-Control"]

    client.cookies["keeps"] = "1"
    page = client.get("/my/")
    again = client.get("/my/", headers={"If-None-Match": page["ETag"]})

    assert page["Cache-Control"] == "private, no-store"
    assert again.status_code == 304 and again.content == b""
    assert sum(len(name) + len(value) + 4 for name, value in again.headers.items()) < 300
    assert "no-store" in Client(headers={"Cookie": "keeps=1"}).get("/my/")["Cache-Control"]
    assert "immutable" in client.get(reverse("look:made", args=["mark.svg"]))["Cache-Control"]


def test_a_device_is_called_as_a_person_calls_it() -> None:
    assert rules.device_name(ANDROID) == "Chrome · Android"
    assert (
        rules.device_name("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0") == "Firefox · Linux"
    )
    assert rules.device_name("") == "?"
