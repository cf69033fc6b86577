"""In which language a reader reads."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from partnerhood.config.middleware import reading


@pytest.mark.parametrize(
    ("person", "device", "browser", "language"),
    [
        ("nl", "fr", "en", "nl"),
        (None, "fr", "en", "fr"),
        (None, "", "nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        (None, "xx", "sw,fr;q=0.5", "fr"),
        (None, "", "sw", "en"),
        (None, "", "", "en"),
    ],
)
def test_the_person_decides_then_the_device_then_the_browser(
    person: str | None, device: str, browser: str, language: str
) -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": browser})
    request.person = SimpleNamespace(language=person)  # type: ignore[attr-defined]
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = device

    assert reading.chosen(request) == language


@pytest.mark.django_db
def test_a_page_says_in_which_language_it_is() -> None:
    answer = Client().get("/look/", headers={"Accept-Language": "fr"})

    assert answer.headers["Content-Language"] == "fr"
    assert '<html lang="fr" dir="ltr">' in answer.content.decode()
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["Vary"].split(", "))


def test_choosing_a_language_keeps_it_on_the_device_and_goes_back() -> None:
    answer = Client().post("/look/language", {"language": "nl", "next": "/look/?page=2"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/look/?page=2")
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "nl"


def test_choosing_a_language_never_leads_to_another_site() -> None:
    answer = Client().post("/look/language", {"language": "xx", "next": "//elsewhere.example/"})

    assert answer.headers["Location"] == "/"
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies
