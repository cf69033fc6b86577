"""Give a partner its whole record, with its files: as one file that people can read, and that a node of its own goes on from."""

import argparse
import json
import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from partnerhood.config.commands import Trouble, backup, migrate, one_moment, say
from partnerhood.ground.operations import chain
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.people import queries as people
from partnerhood.ground.records import canonical, disk, ids
from partnerhood.interfaces.nodes import home

ACCOUNTS = {
    "people.account": "person_id",
    "account.emailaddress": "user__person_id",
    "mfa.authenticator": "user__person_id",
}
ABOUT = b"partnerhood-accounts-1"


def run(said: argparse.Namespace) -> int:
    """Write the file, and read it back, before it takes the place of the one before."""
    migrate()
    chain.open_node()
    house = found(said.organisation)
    secret = backup.passphrase(said, twice=True) if said.with_accounts else ""
    with disk.whole(said.file) as fresh:
        with one_moment(), fresh.open("w+b") as file:
            manifest = home.write(file, home.gather(house), _sealed(house, secret) if secret else ())
        home.opened(fresh)
    facts = {"rows": manifest["rows"], "told": manifest["told"], "files": len(manifest["files"])}
    size = said.file.stat().st_size
    words = (
        f"{facts['rows']} records and {facts['files']} files of {manifest['organisation']['name']} are in {said.file}."
    )
    say(said.json, {**facts, "bytes": size}, words)
    return 0


def found(name: str) -> UUID:
    """An organisation by its id, name or short name; raises Trouble where there is none, or more than one."""
    key = ids.read(name)
    known = [one for one in organisations.everybody() if key == one.id or name in (one.name, one.short_name)]
    if len(known) != 1:
        raise Trouble(
            f"There are {len(known)} organisations called {name}. Give the id."
            if known
            else f"Nobody is called {name}."
        )
    return known[0].id


def _sealed(house: UUID, secret: str) -> Iterator[bytes]:
    """How an organisation's own people sign in, sealed with a passphrase."""
    lines = []
    own = people.own_people(house)
    for label, field in ACCOUNTS.items():
        model = apps.get_model(label)
        for row in model._default_manager.filter(**{f"{field}__in": own}).order_by("pk"):
            fields = model._meta.concrete_fields
            values = {one.attname: canonical.plain(getattr(row, one.attname)) for one in fields}
            lines.append({"table": label, "row": values})
    salt = os.urandom(16)
    yield salt + backup.key_of(secret, salt).encrypt(bytes(12), canonical.text(lines).encode(), ABOUT)


def open_accounts(content: bytes, secret: str) -> list[dict[str, Any]]:
    """The sealed accounts; raises Trouble where the passphrase is not right."""
    from cryptography.exceptions import InvalidTag

    try:
        text = backup.key_of(secret, content[:16]).decrypt(bytes(12), content[16:], ABOUT)
    except InvalidTag as trouble:
        raise Trouble("The passphrase is not right. Nothing was changed.") from trouble
    lines: list[dict[str, Any]] = json.loads(text)
    return lines


def put_accounts(lines: list[dict[str, Any]]) -> None:
    """Let people sign in here as they do there; numbers of rows are given anew."""
    numbers: dict[object, models.Model] = {}
    for line in lines:
        model = apps.get_model(str(line["table"]))
        if str(line["table"]) not in ACCOUNTS:
            raise Trouble("Something among the accounts is no account. Nothing was changed.")
        values = dict(line["row"])
        before = values.pop(model._meta.pk.attname)
        if "user_id" in values:
            values["user_id"] = numbers[values["user_id"]].pk
        row = model(**{name: model._meta.get_field(name).to_python(value) for name, value in values.items()})
        row.save()
        if line["table"] == "people.account":
            numbers[before] = row
