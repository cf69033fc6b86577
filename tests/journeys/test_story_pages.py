"""Every page that the cast can reach, followed link by link in the demo story, in three languages.

Counts are hard gates, for they carry no noise: bytes of a first view, queries of a page, and nothing fetched from elsewhere.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import brotli
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from partnerhood.config.story.stages import STAGES
from partnerhood.ground.people import accounts
from partnerhood.ground.people import queries as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from tests.ground.look.sizes import first_view_bytes
from tests.journeys.the_story import the_story
from tests.told import again as told_again

CEILING = 9_000
MOST_QUERIES = 12
MOST_PAGES = 150
READERS = {"": "en", "Dr Honoré": "fr", "Lotte": "nl"}
BROWSER = {"accept-encoding": "gzip, deflate, br", "sec-fetch-site": "same-origin"}
ALONE = re.compile(r"\.(json|xlsx|csv|css|svg|js|txt)$|/(voice|photo|file)$|/accounts/|/api/|/look/")
OUTSIDE = re.compile(r"""<(?!a\s)[^>]*(?:src|href|action)=["']?(https?:)?//(?!127\.0\.0\.1|localhost)""")
"""A link that a reader may follow fetches nothing by itself; everything else that leads elsewhere does."""
INLINE = re.compile(r"<[^>]+\s(?:on\w+|style)=|<script(?![^>]*\ssrc=)|javascript:", re.I)

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]


class Links(HTMLParser):
    """The addresses that a page links to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found += [value for name, value in attributes if name == "href" and value]


@pytest.fixture
def told(db: None) -> Iterator[None]:
    told_again(the_story)
    with clock.at(STAGES["today"]):
        yield


def test_every_page_of_the_story_is_small_whole_and_asks_little(told: None) -> None:
    troubles, seen = [], 0

    for reader, language in READERS.items():
        client = _client(reader, language)
        for address in _walk(client):
            seen += 1
            troubles += [
                f"{reader or 'anonymous'} {address}: {trouble}" for trouble in _look(client, address, bool(reader))
            ]

    assert seen > 60
    assert troubles == []


def _client(reader: str, language: str) -> Client:
    client = Client(headers={**BROWSER, "accept-language": language})
    client.cookies["language"] = language
    if reader:
        person = Person.objects.get(name__startswith=reader)
        account = people.account(person.id) or accounts.open_account(
            person, f"{person.id}@example.org", "a long pass phrase"
        )
        client.force_login(account, backend="partnerhood.ground.people.accounts.returning.MailBackend")
    return client


def _walk(client: Client) -> Iterator[str]:
    """Every address that one reader reaches from the first page, each shape of address at most a few times."""
    waiting, known, shapes = ["/", "/search/?q=oxygène"], {"/", "/search/?q=oxygène"}, {}
    while waiting and len(known) < MOST_PAGES * 4:
        address = waiting.pop(0)
        path, _, query = address.partition("?")
        shape = (resolve(path).view_name, *sorted(parse_qs(query)))
        shapes[shape] = shapes.get(shape, 0) + 1
        if shapes[shape] > 1:
            continue
        answer = client.get(address, headers={"accept-encoding": "identity"})
        if answer.status_code in (301, 302):
            target = answer.headers["Location"]
            if target not in known and target.startswith("/"):
                known.add(target)
                waiting.append(target)
            continue
        yield address
        for link in _links(answer.content.decode(), address):
            if link not in known:
                known.add(link)
                waiting.append(link)


def _links(page: str, address: str) -> Iterator[str]:
    links = Links()
    links.feed(page)
    for link in links.found:
        parts = urlsplit(urljoin(address, link))
        if not parts.netloc and parts.path.startswith("/") and not ALONE.search(parts.path):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _look(client: Client, address: str, signed_in: bool) -> Iterator[str]:
    client.cookies.pop("style", None)
    with CaptureQueriesContext(connection) as asked:
        first = client.get(address)
        queries = len(asked)
    if first.status_code != 200:
        yield f"answers {first.status_code}"
        return
    plain = brotli.decompress(first.content).decode()
    size = first_view_bytes(first)
    if size > CEILING:
        yield f"{size} bytes at first view"
    if queries > MOST_QUERIES:
        yield f"{queries} queries"
    if OUTSIDE.search(plain):
        yield "asks somebody else for something"
    if INLINE.search(plain):
        yield "has a script, style or event inside"
    if "<h1" not in plain or "<html lang=" not in plain:
        yield "has no heading or no language"
    if "no-store" not in first.headers.get("Cache-Control", ""):
        kept = client.get(address).headers.get("ETag", "")
        again = client.get(address, headers={"if-none-match": kept})
        if again.status_code != 304:
            yield f"answers {again.status_code} where nothing changed"
