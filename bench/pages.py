"""Twelve main pages of the demo story: bytes of a first view, and computing per page, each beside a floor.

The floor of the bytes is a page with our shell and nothing on it. The floor of the computing is a view that answers two words,
asked by the same person through the same middleware, so what is left is the page itself.
"""

import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import story
from bench.figures import ROUNDS, Figure, cpu

NAMES = ("pages.first_view.bytes", "pages.first_view.largest", "pages.cpu", "pages.unchanged.cpu", "pages.queries")
TIMES = 5
READER = "Lotte"


def measure(folder: Path) -> Iterator[Figure]:
    """As somebody signed in who coordinates on the partner's side."""
    data = folder / "node"
    story.demo(data)
    story.open_node(data)
    _gather_static()
    client, addresses = _client(), _addresses()
    sizes = {address: _bytes(client, address) for address in addresses}
    with _floor():
        empty = float(_bytes(client, "/empty/"))
    yield Figure(
        "pages.first_view.bytes",
        "bytes",
        tuple(map(float, sizes.values())),
        (empty,) * len(sizes),
        "our shell with nothing on it",
        {"pages": sizes},
    )
    yield Figure("pages.first_view.largest", "bytes", (float(max(sizes.values())),), (empty,), "the same")
    asked = {address: _queries(client, address) for address in addresses}
    yield Figure("pages.queries", "queries", tuple(map(float, asked.values())), note={"pages": asked})
    yield from _computing(client, addresses)


def _computing(client: Any, addresses: list[str]) -> Iterator[Figure]:
    """Milliseconds of computing: a page made afresh, and one that did not change; the floor in between."""
    afresh, again, floors = [], [], []
    for number in range(ROUNDS + 1):
        ours = [1000 * cpu(lambda address=address: client.get(address), TIMES) for address in addresses]  # type: ignore[misc]
        short = [1000 * cpu(_repeat(client, address), TIMES) for address in addresses]
        with _floor():
            client.get("/nothing/")
            floor = 1000 * cpu(lambda: client.get("/nothing/"), 10 * TIMES)
        if number:  # the first round warms up
            afresh.append(statistics.mean(ours))
            again.append(statistics.mean(short))
            floors.append(floor)
    against = "two words through the same middleware"
    yield Figure("pages.cpu", "ms of computing a page", tuple(afresh), tuple(floors), against)
    yield Figure("pages.unchanged.cpu", "ms of computing a page", tuple(again), tuple(floors), against)


def _repeat(client: Any, address: str) -> Any:
    """A question for what the browser holds already."""
    mark = client.get(address).headers.get("ETag", "")
    return lambda: client.get(address, headers={"If-None-Match": mark})


def _gather_static() -> None:
    """As a server does before it answers: then the addresses of files are known and not looked for."""
    from partnerhood.config.commands import serve

    serve.gather_static()


def _client() -> Any:
    """A browser in which the reader is signed in, and that has our style already."""
    from django.test import Client

    from partnerhood.ground.people.models import Person

    browser = {"Accept-Encoding": "gzip, deflate, br", "Sec-Fetch-Site": "same-origin"}
    client = Client(SERVER_NAME="localhost", headers=browser)
    account = Person.objects.get(name__startswith=READER).account
    client.force_login(account, backend="partnerhood.ground.people.accounts.returning.MailBackend")
    client.get("/")
    return client


def _bytes(client: Any, address: str) -> int:
    """The bytes of a page for a browser that was never here, as it travels."""
    style = client.cookies.pop("style", None)
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    if style is not None:
        client.cookies["style"] = style.value
    return len(answer.content)


def _queries(client: Any, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked.captured_queries)


def _addresses() -> list[str]:
    """The pages that people open most, about the partnership of the story that went furthest."""
    from partnerhood.ground.people.models import Person
    from partnerhood.pathway.activities.models import Activity
    from partnerhood.pathway.goals.models import Goal
    from partnerhood.pathway.needs.models import Offer
    from partnerhood.pathway.partnerships.models import Partnership
    from partnerhood.pathway.rounds.models import Round

    mine = Person.objects.get(name__startswith=READER).organisation_id
    goals = Goal.objects.filter(partnership__partners__organisation=mine).order_by("id")
    partnership = Partnership.objects.get(pk=goals[0].partnership_id)
    goal = goals.filter(partnership=partnership)[0]
    of = f"/partnerships/{partnership.pk}/"
    return [
        "/search/?q=zuurstof",
        "/partnerships/",
        of,
        f"{of}needs/",
        f"/needs/{Offer.objects.filter(partner=mine).order_by('id')[0].need_id}/",
        f"{of}goals/",
        f"/goals/{goal.pk}/",
        f"{of}activities/",
        f"/activities/{Activity.objects.filter(partnership=partnership).order_by('id')[0].pk}/",
        f"{of}evidence/",
        f"/rounds/{Round.objects.filter(partnership=partnership).order_by('id')[0].pk}/",
        f"{of}hand-overs/",
    ]


def _floor() -> Any:
    """While this is open, the node has two addresses only."""
    from django.test.utils import override_settings

    return override_settings(ROOT_URLCONF="bench.bare")
