"""How an answer travels: small, and with its policies."""

import gzip

import brotli
import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from partnerhood.config.middleware import compression, policies
from partnerhood.ground.look import style
from tests.ground.look import sizes

LONG = b"need and goal and need and goal " * 40


def pressed(answer: HttpResponse | StreamingHttpResponse, accepted: str) -> HttpResponse:
    """What the middleware makes of an answer."""
    request = RequestFactory().get("/", headers={"Accept-Encoding": accepted})
    return compression.compress(lambda request: answer)(request)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("accepted", "way", "opened"),
    [
        ("gzip, deflate, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_text_travels_small(accepted: str, way: str, opened) -> None:  # type: ignore[no-untyped-def]
    whole = pressed(HttpResponse(LONG), accepted)
    stream = pressed(StreamingHttpResponse(iter([LONG, LONG]), content_type="application/xml"), accepted)

    assert (whole.headers["Content-Encoding"], opened(whole.content)) == (way, LONG)
    assert whole.headers["Content-Length"] == str(len(whole.content))
    assert opened(b"".join(stream)) == LONG + LONG


def test_what_is_short_packed_already_or_no_text_travels_as_it_is() -> None:
    packed = HttpResponse(LONG, headers={"Content-Encoding": "br"})
    answers = [HttpResponse("short"), packed, HttpResponse(LONG, content_type="image/png")]

    assert [pressed(answer, "br").content for answer in answers] == [b"short", LONG, LONG]
    assert pressed(HttpResponse(LONG), "identity").content == LONG


@pytest.mark.django_db
def test_the_first_page_brings_its_style_and_the_next_one_links_it() -> None:
    client = Client()

    first, second = client.get("/look/"), client.get("/look/")

    assert f"<style>{style.text()}</style>" in first.content.decode()
    assert style.proof() in first.headers["Content-Security-Policy"]
    assert first.cookies["style"].value == style.name()
    assert "<style>" not in second.content.decode()
    assert f'<link rel="stylesheet" href="/look/made/style.{style.name()}.css">' in second.content.decode()
    assert "sha256" not in second.headers["Content-Security-Policy"]
    assert "style" not in second.cookies


@pytest.mark.django_db
def test_a_plain_page_leaves_room_for_what_it_says() -> None:
    page = sizes.first_view(Client(), "/nothing-here")

    assert page.status_code == 404
    assert sizes.first_view_bytes(page) < sizes.FIRST_VIEW - 3_000


@pytest.mark.django_db
def test_made_files_never_change_and_travel_packed() -> None:
    sheet = Client().get(f"/look/made/style.{style.name()}.css", headers={"Accept-Encoding": "br"})

    assert brotli.decompress(sheet.content).decode() == style.text()
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert Client().get("/look/made/style.older.css").status_code == 404


def test_pages_let_nothing_in_from_elsewhere() -> None:
    answer = policies.headers(lambda request: HttpResponse("<p>"))(RequestFactory().get("/"))

    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_signed_in_page_stays_in_that_browser() -> None:
    request = RequestFactory().get("/")
    request.person = object()  # type: ignore[attr-defined]

    answer = policies.headers(lambda request: HttpResponse("<p>"))(request)

    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_a_file_that_people_sent_can_run_nothing() -> None:
    file = HttpResponse("<svg><script>go()</script></svg>", content_type="image/svg+xml")

    answer = policies.headers(lambda request: file)(RequestFactory().get("/"))

    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
