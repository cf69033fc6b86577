"""When something of ours goes wrong, who runs the node reads where, and nobody reads what was said."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from partnerhood.ground.operations import door
from partnerhood.pathway.needs import actions as needs
from tests.cast import Cast, by

SECRET = "Mireille, +243 810 000 000"


def broken(request: HttpRequest, token: str) -> HttpResponse:
    try:
        raise KeyError(SECRET)
    except KeyError as trouble:
        raise RuntimeError(f"{token} {SECRET}") from trouble


def absent(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=404)


urlpatterns = [path("broken/<str:token>/", broken, name="broken"), path("absent/", absent, name="absent")]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the node writes to where its operator looks."""
    kept, handlers = io.StringIO(), {*logging.getLogger("django.request").handlers}
    (handler,) = [one for one in handlers if isinstance(one, logging.StreamHandler) and one.formatter]
    before = handler.setStream(kept)
    yield kept
    handler.setStream(before)


@pytest.mark.django_db
def test_a_fault_behind_a_page_says_where_and_never_what(written: io.StringIO) -> None:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        answer = Client(raise_request_exception=False).get("/broken/the-token/?q=Mireille")
    found = written.getvalue()

    assert answer.status_code == 500
    assert "ERROR django.request: 500 GET broken/<str:token>/" in found
    assert "in broken" in found and "builtins.KeyError" in found and "builtins.RuntimeError" in found
    assert found.index("KeyError") < found.index("and from there") < found.index("RuntimeError")
    assert [word for word in ("Mireille", "+243", "the-token", "q=") if word in found] == []


def test_what_is_merely_not_there_is_not_written_down(written: io.StringIO) -> None:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[]):
        Client().get("/absent/")

    assert written.getvalue() == ""


@pytest.mark.django_db
def test_a_deed_that_breaks_says_which_and_never_what(
    who: Cast, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    monkeypatch.setattr("partnerhood.pathway.needs.actions._judge_words", breaks)
    with pytest.raises(ZeroDivisionError):
        needs.voice(hospital=who.lukanga, words=SECRET, deed=by(who.mireille))

    found = written.getvalue()
    assert f"ERROR {door.__name__}: needs.voice" in found and "ZeroDivisionError" in found
    assert "Mireille" not in found
