"""Nobody acts in somebody's name from another site."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from partnerhood.config.middleware import forgery

SESSION = {"Cookie": f"{settings.SESSION_COOKIE_NAME}=somebody"}


@pytest.mark.parametrize(
    ("headers", "is_ours"),
    [
        ({"Sec-Fetch-Site": "same-origin", **SESSION}, True),
        ({"Sec-Fetch-Site": "none", **SESSION}, True),
        ({"Sec-Fetch-Site": "cross-site", **SESSION}, False),
        ({"Sec-Fetch-Site": "same-site", **SESSION}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://testserver", **SESSION}, True),
        ({"Origin": "http://testserver:81", **SESSION}, False),
        ({"Origin": "https://testserver", **SESSION}, False),
        ({"Origin": "http://testserver.evil.example", **SESSION}, False),
        ({"Origin": "null", **SESSION}, False),
        (SESSION, False),
        ({}, True),
    ],
)
def test_the_browser_says_where_a_deed_comes_from(headers: dict[str, str], is_ours: bool) -> None:
    request = RequestFactory().post("/", headers=headers)

    assert forgery.is_ours(request) is is_ours


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_a_deed_from_elsewhere_is_refused_and_says_so(method: str) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = getattr(client, method)("/look/language", headers={"Sec-Fetch-Site": "cross-site", **SESSION})

    assert answer.status_code == 403
    assert "This was sent from another site, so nothing was done." in answer.content.decode()


def test_looking_is_always_allowed() -> None:
    request = RequestFactory().get("/", headers={"Sec-Fetch-Site": "cross-site", **SESSION})

    answer = forgery.same_origin(lambda request: HttpResponse("here"))(request)

    assert answer.status_code == 200
