"""A page that did not change is not sent again."""

from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from partnerhood.config.middleware import repeats
from partnerhood.ground.look import style
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.records import clock

pytestmark = pytest.mark.django_db
GALLERY = "/look/"


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    repeats._marks.clear()
    yield
    repeats._marks.clear()


def client_with_style() -> Client:
    client = Client()
    client.cookies["style"] = style.name()
    return client


def test_an_unchanged_page_is_answered_in_few_bytes() -> None:
    client = client_with_style()
    mark = client.get(GALLERY).headers["ETag"]

    repeat = client.get(GALLERY, headers={"If-None-Match": mark})

    assert repeat.status_code == 304
    assert repeat.content == b""
    assert repeat.headers["ETag"] == mark
    assert sum(len(name) + len(value) + 4 for name, value in repeat.headers.items()) < 300
    assert "Content-Security-Policy" not in repeat.headers


def test_an_unchanged_page_is_not_even_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        operations, "version", lambda: "the same"
    )  # a PostgreSQL server counts its other databases' writes
    client = client_with_style()
    mark = client.get(GALLERY).headers["ETag"]

    repeat = client.get(GALLERY, headers={"If-None-Match": mark})

    assert repeat.templates == []


@pytest.mark.parametrize("headers", [{"Accept-Language": "nl"}, {"Cookie": "style=older"}])
def test_another_reader_gets_another_page(headers: dict[str, str]) -> None:
    mark = client_with_style().get(GALLERY).headers["ETag"]

    other = Client().get(GALLERY, headers={"If-None-Match": mark, **headers})

    assert other.status_code == 200
    assert other.headers["ETag"] != mark


def test_a_deed_makes_the_page_again(monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_with_style()
    mark = client.get(GALLERY).headers["ETag"]
    monkeypatch.setattr(operations, "version", lambda: "another")

    repeat = client.get(GALLERY, headers={"If-None-Match": mark})

    assert repeat.templates != []
    assert repeat.status_code == 304


def answered(answer: HttpResponse, **headers: str) -> HttpResponse:
    """What the middleware makes of an answer."""
    request = RequestFactory().get("/", headers=headers)
    return repeats.unchanged(lambda request: answer)(request)  # type: ignore[return-value]


def test_a_page_that_sets_a_cookie_or_asks_not_to_be_kept_is_sent_whole() -> None:
    greeting, draft, sad = HttpResponse("hello"), HttpResponse("hello"), HttpResponse("sorry", status=500)
    greeting.set_cookie("session", "1")
    draft["Cache-Control"] = "no-store"

    assert [answered(page).has_header("ETag") for page in (greeting, draft, sad)] == [False, False, False]
    assert answered(HttpResponse("hello")).has_header("ETag")


def test_a_message_is_seen_even_when_the_page_is_the_same() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("hello")

    request = RequestFactory().get("/")
    request.COOKIES["messages"] = "waiting"

    assert not repeats.unchanged(page)(request).has_header("ETag")


def test_a_new_day_is_a_new_sight() -> None:
    request = RequestFactory().get("/")
    today = repeats._sight(request)

    with clock.at(clock.now().replace(year=2030)):
        assert repeats._sight(request) != today
