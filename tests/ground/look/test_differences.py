"""A public page that changed costs its difference; a page that was made for somebody never travels like that."""

import base64
import hashlib
import os
from pathlib import Path

import pytest
import zstandard
from django.http import HttpResponse
from django.test import Client

from partnerhood.config.middleware import differences
from partnerhood.ground.look import style
from partnerhood.ground.organisations import actions as organisations
from partnerhood.ground.people import accounts
from partnerhood.ground.records import ids
from tests.cast import OPERATOR, Cast, cast

pytestmark = pytest.mark.django_db
FIRST, AGAIN = "gzip, deflate, br, zstd", "gzip, deflate, br, zstd, dcb, dcz"


@pytest.fixture
def everybody() -> Cast:
    return cast()


def browser() -> Client:
    client = Client()
    client.cookies["style"] = style.name()
    return client


def mark(page: bytes) -> str:
    """How a browser names a page that it holds."""
    return f":{base64.b64encode(hashlib.sha256(page).digest()).decode()}:"


def opened(answer: HttpResponse, held: bytes) -> bytes:
    """A difference and the held page put together, as the browser does."""
    magic, proof, rest = answer.content[:8], answer.content[8:40], answer.content[40:]
    assert (magic, proof) == (differences.MAGIC, hashlib.sha256(held).digest())
    words = zstandard.ZstdCompressionDict(held, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    return zstandard.ZstdDecompressor(dict_data=words).decompressobj().decompress(rest)


def told(client: Client, path: str) -> bytes:
    """A public page as a browser that knows dictionaries first reads it."""
    answer = client.get(path, headers={"Accept-Encoding": "zstd"})
    assert answer.headers["Use-As-Dictionary"].startswith(f'match="{path}", ')
    return answer.content


def test_a_public_page_that_changed_costs_its_difference(everybody: Cast) -> None:
    client, path = browser(), f"/networks/{everybody.network.id}/"
    held = told(client, path)
    newcomer = organisations.found(
        key=ids.named("Tchérikpa"),
        name="Hôpital Tchérikpa",
        short_name="Tchérikpa",
        country="BJ",
        kind="hospital",
        deed=OPERATOR,
    )
    organisations.join_network(network=everybody.network, organisation=newcomer, deed=OPERATOR)

    short = client.get(path, headers={"Accept-Encoding": AGAIN, "Available-Dictionary": mark(held)})
    whole = client.get(path, headers={"Accept-Encoding": "br"})
    plain = client.get(path).content

    assert short.headers["Content-Encoding"] == "dcz"
    assert opened(short, held) == plain != held
    assert len(short.content) < len(whole.content) / 4
    assert {"Accept-Encoding", "Available-Dictionary"} <= set(short.headers["Vary"].split(", "))


def test_what_we_never_told_everybody_is_no_dictionary(everybody: Cast) -> None:
    client, path = browser(), f"/networks/{everybody.network.id}/"
    told(client, path)

    for held in (mark(b"something else"), "", ":", ":!!:", "::", f":{'A' * 4000}:", ":Li4vc2VjcmV0:"):
        answer = client.get(path, headers={"Accept-Encoding": AGAIN, "Available-Dictionary": held})
        assert answer.headers["Content-Encoding"] == "br", held


def test_a_page_made_for_somebody_and_one_that_nobody_may_keep_travel_whole(everybody: Cast) -> None:
    client, path = browser(), f"/networks/{everybody.network.id}/"
    held = mark(told(client, path))
    client.force_login(accounts.open_account(everybody.lotte, "lotte@wilgenbeke.example", None))

    for private in (path, "/partnerships/", "/me/"):
        answer = client.get(private, headers={"Accept-Encoding": AGAIN, "Available-Dictionary": held})
        assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "br"), private
        assert "Use-As-Dictionary" not in answer.headers
    for unkept in ("/care/", "/card/"):
        answer = browser().get(unkept, headers={"Accept-Encoding": AGAIN, "Available-Dictionary": held})
        assert "Use-As-Dictionary" not in answer.headers
        assert answer.headers.get("Content-Encoding") != "dcz", unkept


def test_a_question_is_answered_from_the_page_it_was_asked_on_and_is_not_remembered() -> None:
    client = browser()
    held = told(client, "/search/")

    answer = client.get("/search/?q=water", headers={"Accept-Encoding": AGAIN, "Available-Dictionary": mark(held)})

    assert answer.headers["Content-Encoding"] == "dcz"
    assert "Use-As-Dictionary" not in answer.headers
    assert opened(answer, held) == client.get("/search/?q=water").content


def test_the_oldest_pages_are_forgotten(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(differences, "_folder", lambda: tmp_path)
    monkeypatch.setattr(differences, "AT_MOST", 4)
    monkeypatch.setattr(differences, "TRIMMED_TO", 2)
    pages = [f"page {number}".encode() for number in range(5)]
    for number, page in enumerate(pages):
        differences._remember(page)
        place = tmp_path / hashlib.sha256(page).hexdigest()
        if place.exists():
            os.utime(place, (number, number))

    assert [differences._told(mark(page)) is not None for page in pages] == [False, False, False, True, True]


def test_a_file_that_broke_on_the_disk_is_no_dictionary(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(differences, "_folder", lambda: tmp_path)
    differences._remember(b"a page")
    (place,) = tmp_path.iterdir()

    for broken in (place.read_bytes()[:-3], b"", zstandard.compress(b"another page")):
        place.write_bytes(broken)
        assert differences._told(mark(b"a page")) is None
