"""Who may what: every address and every operation, tried by everybody, against one table that people read.

The table is `access.toml`. A line holds one sign for each persona, in the order of `world.PERSONAS`. For an address: `2` it opens,
`3` it leads elsewhere (to sign in, or on), `4` it is not there. For an operation: `y` the right is there, `n` it is as if the
thing were not. What is not in the table fails, so nothing is opened by forgetting it. `PARTNERHOOD_WRITE_TABLE=yes` writes what
is true now beside the table, to be read before it is believed.
"""

import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from partnerhood.config import checks
from partnerhood.ground.operations import door, registry
from partnerhood.ground.operations.refusals import NotThere, Refused
from partnerhood.ground.people import accounts
from tests.cast import by
from tests.spec.deeds import PAYLOADS, SAID_BY_THE_NODE
from tests.spec.world import PERSONAS, World, world

TABLE = Path(__file__).parent / "access.toml"
WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b.*?\"(\w+)\"", re.I | re.S)
SESSION = ("django_session", "usersessions_")
ON_EVERY_ANSWER = ("Content-Security-Policy", "X-Content-Type-Options", "Cross-Origin-Resource-Policy")
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


ROOMS = {
    "ground": ("", "organisations", "people", "conversations", "look", "website", "exchange", "api-1"),
    "beginning": ("partnerships", "services", "goals"),
    "needs": ("needs", "programmes", "indicators"),
    "middle": ("activities", "equipment", "reporting", "measurement"),
    "exploration": ("exploration", "meetings"),
    "initiatives": ("initiatives",),
    "end": ("rounds", "selfreliance", "handover", "reciprocity", "scorecards", "offline", "nodes"),
}
"""The rooms whose addresses are tried together; what is in none of them fails."""


@pytest.fixture
def made(db: None) -> World:
    return world()


@pytest.mark.once
@pytest.mark.parametrize("part", ROOMS)
def test_every_address_opens_to_whom_the_table_says(made: World, part: str) -> None:
    clients = {persona: _client(made, persona) for persona in PERSONAS}
    found, wrote, gave_away, bare = {}, [], [], []

    @cache
    def of_nothing(persona: str, missing: str) -> bytes:
        return _told(clients[persona].get(missing), missing)

    for name, pattern, names in _tried(made, part):
        path, missing = _path(pattern, names), _missing(pattern)
        signs = ""
        for persona, client in clients.items():
            with connection.execute_wrapper(_watch(wrote, f"GET {path} by {persona}")):
                answer = client.get(path)
            signs += str(answer.status_code)[0]
            bare += [f"{path} to {persona}: no {header}" for header in ON_EVERY_ANSWER if header not in answer.headers]
            if answer.status_code == 404 and missing and _told(answer, path) != of_nothing(persona, missing):
                gave_away.append(f"{path} to {persona}")
            if answer.status_code == 404 and client.post(path).status_code not in (404, 405):
                gave_away.append(f"POST {path} by {persona}")
        found[name] = signs

    _hold("routes", found, part)
    assert wrote == []
    assert gave_away == []
    assert bare == []


def test_every_address_is_tried(made: World) -> None:
    tried = {name for part in ROOMS for name, _pattern, _names in _tried(made, part)}

    assert {route.name for route in _routes()} <= tried
    assert set(_table("routes")) == tried


@pytest.mark.once
def test_every_operation_asks_for_the_right_that_the_table_says(made: World) -> None:
    found = {}

    for name in sorted({*registry.kinds} - {*SAID_BY_THE_NODE}):
        found[name] = "".join("y" if _may(made, name, persona) else "n" for persona in PERSONAS)

    _hold("operations", found)


@pytest.mark.parametrize("name", SAID_BY_THE_NODE)
def test_what_the_node_says_itself_nobody_else_says(made: World, name: str) -> None:
    assert not any(_may(made, name, persona) for persona in PERSONAS)


def _client(made: World, persona: str) -> Client:
    client = Client(headers={"sec-fetch-site": "same-origin"})
    person = made.people[persona]
    if person is not None:
        account = accounts.open_account(person, f"{person.id}@example.org", "a long pass phrase")
        client.force_login(account, backend="partnerhood.ground.people.accounts.returning.MailBackend")
    return client


def _told(answer: HttpResponse, path: str) -> bytes:
    """What an answer tells besides the address that was asked, which the language switch leads back to."""
    return answer.content.replace(path.encode(), b"")


def _routes() -> Iterator[checks.Route]:
    for route in checks.routes():
        if "GET" in route.methods and not route.pattern.startswith("/accounts/"):
            yield route


def _tried(made: World, part: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Every address of some rooms, with the things it is tried with: the usual ones, and others that open to others."""
    for route in _routes():
        room = route.name.split(":")[0] if ":" in route.name else ""
        if room not in ROOMS[part]:
            continue
        yield route.name, route.pattern, made.names
        for other, names in made.others.items():
            if all(f"{name}>" in route.pattern or f"{{{name}}}" in route.pattern for name in names):
                yield f"{route.name}, {other}", route.pattern, {**made.names, **names}


def _path(pattern: str, names: dict[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>|\{(\w+)\}", lambda found: names[found[1] or found[2]], pattern)


def _missing(pattern: str) -> str:
    """The same address for a thing that nobody ever made."""
    if "<uuid:" not in pattern:
        return ""
    never = dict.fromkeys(re.findall(r"<uuid:(\w+)>", pattern), "00000000-0000-4000-8000-000000000000")
    rest = dict.fromkeys(re.findall(r"<(?:slug|str|int|path):(\w+)>", pattern), "newborn_care")
    return _path(pattern, {**rest, **never})


def _watch(wrote: list[str], what: str):  # type: ignore[no-untyped-def]
    def watch(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        found = WRITE.match(sql)
        if found and not found[2].startswith(SESSION):
            wrote.append(f"{what}: {sql[:80]}")
        return execute(sql, params, many, context)

    return watch


def _may(made: World, name: str, persona: str) -> bool:
    person = made.people[persona]
    with transaction.atomic():
        try:
            door.perform(name, PAYLOADS[name](made), by(person))
            return True
        except NotThere:
            return False
        except Refused:
            return True
        finally:
            transaction.set_rollback(True)


def _table(part: str) -> dict[str, str]:
    return tomllib.loads(TABLE.read_text()).get(part, {}) if TABLE.exists() else {}


def _hold(kind: str, found: dict[str, str], part: str = "all") -> None:
    if os.environ.get("PARTNERHOOD_WRITE_TABLE") == "yes":
        lines = [f'"{name}" = "{signs}"' for name, signs in found.items()]
        TABLE.with_name(f"{kind}.{part}.new.toml").write_text("\n".join(lines) + "\n")
    told = _table(kind)
    assert found == {name: told.get(name, "not in the table") for name in found}
