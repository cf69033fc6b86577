"""Somebody in front of a browser: signed in as one of the cast, or nobody."""

import re
from uuid import uuid4

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.operations.guard import building
from partnerhood.ground.people.models import Account, Person

AT_MOST = 12


def browser(person: Person | None, language: str = "en") -> Client:
    """A browser in which this person is signed in, reading in this language whatever their own is."""
    if person:
        with building():
            Person.objects.filter(pk=person.pk).update(language=language)
    client = Client(headers={"accept-language": language})
    if person:
        account, _ = Account.objects.get_or_create(person=person, defaults={"email": f"{uuid4().hex}@cast.example"})
        client.force_login(account, "partnerhood.ground.people.cards.NameCardBackend")
    return client


def base_on(page: HttpResponse) -> str:
    """The base that a page's first form carries."""
    found = re.search(r'name="base"[^>]*value="([^"]*)"', page.content.decode())
    return found[1] if found else ""


def queries_of(client: Client, address: str) -> int:
    """How many questions to the database one page costs."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return len(asked.captured_queries)


def seen_by(address: str, people: dict[str, Person | None], missing: str) -> dict[str, int]:
    """What each of these people gets at an address; who may not see it gets the very answer of what is not there."""
    found = {}
    for name, person in people.items():
        client = browser(person)
        answer = client.get(address)
        found[name] = answer.status_code
        if answer.status_code == 404:
            assert _body(answer, address) == _body(client.get(missing), missing)
    return found


def _body(answer: HttpResponse, address: str) -> str:
    return answer.content.decode().replace(address, "")
