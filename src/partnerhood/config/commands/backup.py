"""Write an encrypted backup while the node runs, and read it back: every table as it stood at one moment, every file,
and the node's own keys.

The form is ours and the same for SQLite and PostgreSQL: a first line that says what it is, then sealed blocks (AES-256-GCM, the
key from the passphrase by scrypt) of compressed JSON lines. A block names its place and whether it is the last, so that a
file that was cut, reordered or touched is refused before anything is restored.
"""

import argparse
import base64
import json
import os
import zlib
from collections.abc import Iterator
from getpass import getpass
from pathlib import Path
from typing import IO

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.apps import apps
from django.conf import settings
from django.db import models

from partnerhood import __version__
from partnerhood.config.commands import Trouble, migrate, one_moment, progress, say
from partnerhood.ground.operations import chain
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.records import canonical, clock, disk

FORMAT = "partnerhood-backup-1"
BLOCK = 256 * 1024
SCRYPT = {"length": 32, "n": 2**15, "r": 8, "p": 1}
SHORTEST = 12
KEYS = ("secret", "sealing", "node-key")
"""What lies beside the database and cannot be made again. Without `secret` devices open no kept page by the node's half; without
`sealing` what was sealed for this node stays shut; without `node-key` it is a stranger to other nodes."""
LEFT_OUT = {"sessions.session", "contenttypes.contenttype", "auth.permission"}


def run(said: argparse.Namespace) -> int:
    """Write the backup, and read it back, before it takes the place of the one before."""
    migrate()
    node = chain.open_node()
    secret = passphrase(said, twice=True)
    began = clock.now()
    with disk.whole(said.file) as fresh:
        with fresh.open("wb") as file:
            lines = _seal(file, secret, {"node": str(node.id), "epoch": node.epoch, "at": began.isoformat()})
        if sum(1 for _ in opened(fresh, secret)[1]) != lines:  # every block of it: only then it covers anything
            raise Trouble("What was written cannot be read back whole. The backup before it is as it was.")
    journal.cover(began)
    say(
        said.json,
        {"lines": lines, "bytes": said.file.stat().st_size},
        f"{lines} rows and files are safe in {said.file}.",
    )
    return 0


def passphrase(said: argparse.Namespace, twice: bool = False) -> str:
    """The passphrase: from a file, from the environment, or asked for."""
    if said.passphrase_file:
        secret = str(said.passphrase_file.read_text().strip())
    else:
        secret = os.environ.get("PARTNERHOOD_PASSPHRASE") or getpass("Passphrase: ")
    if twice and len(secret) < SHORTEST:
        raise Trouble(
            f"A passphrase has at least {SHORTEST} letters: whoever has the file can guess as long as they like."
        )
    return secret


def key_of(secret: str, salt: bytes) -> AESGCM:
    """The key that a passphrase and a salt give; slow on purpose."""
    return AESGCM(Scrypt(salt=salt, **SCRYPT).derive(secret.encode()))


def _seal(file: IO[bytes], secret: str, about: dict[str, object]) -> int:
    salt = os.urandom(16)
    first = {"format": FORMAT, "version": __version__, "salt": base64.b64encode(salt).decode(), **about}
    head = canonical.text(first).encode()
    file.write(head + b"\n")
    key, place, count = key_of(secret, salt), 0, 0
    squeeze, waiting = zlib.compressobj(6), b""
    with one_moment():
        for line in _lines():
            count += 1
            progress(count, None, "rows")
            waiting += squeeze.compress(canonical.text(line).encode() + b"\n")
            while len(waiting) > BLOCK:
                _write(file, key, head, place, waiting[:BLOCK], last=False)
                waiting, place = waiting[BLOCK:], place + 1
    _write(file, key, head, place, waiting + squeeze.flush(), last=True)
    return count


def _write(file: IO[bytes], key: AESGCM, head: bytes, place: int, block: bytes, last: bool) -> None:
    sealed = key.encrypt(place.to_bytes(12, "big"), block, head + (b"last" if last else b"more"))
    file.write(len(sealed).to_bytes(4, "big") + sealed)


def tables() -> list[type[models.Model]]:
    """Every table of the node in an order in which rows only point back; sessions are not carried over."""
    from django.core.serializers import sort_dependencies

    every = [(config, None) for config in apps.get_app_configs()]
    found = list(sort_dependencies(every, allow_cycles=True))
    through = [one for model in apps.get_models(include_auto_created=True) if (one := model)._meta.auto_created]
    return [one for one in [*found, *through] if one._meta.label_lower not in LEFT_OUT and one._meta.managed]


def _lines() -> Iterator[object]:
    for model in tables():
        fields = model._meta.concrete_fields
        for row in model._base_manager.order_by("pk").iterator(chunk_size=500):
            yield {
                "table": model._meta.label_lower,
                "row": {f.attname: f.value_to_string(row) if _as_text(f) else getattr(row, f.attname) for f in fields},
            }
    for path in sorted(Path(settings.MEDIA_ROOT).glob("??/*")):
        yield {"file": path.name, "content": base64.b64encode(path.read_bytes()).decode()}
    for name in KEYS:
        if (place := Path(settings.DATA) / name).exists():
            yield {"key": name, "content": place.read_text()}


def _as_text(field: object) -> bool:
    return isinstance(field, models.BinaryField)


def opened(path: Path, secret: str) -> tuple[dict[str, str], Iterator[dict[str, object]]]:
    """What a backup says it is, and its lines; raises Trouble at the first thing that does not fit."""
    try:
        file = path.open("rb")
    except OSError as trouble:
        raise Trouble(f"{path} cannot be read: {trouble.strerror}.") from trouble
    head = file.readline().rstrip(b"\n")
    try:
        about = json.loads(head)
        known = isinstance(about, dict) and about.get("format") == FORMAT
        salt = base64.b64decode(about["salt"]) if known else b""
    except (ValueError, KeyError, UnicodeDecodeError) as trouble:
        raise Trouble("This is not a backup of Partnerhood.") from trouble
    if not known:
        raise Trouble("This is not a backup of Partnerhood.")
    return about, _open_lines(file, key_of(secret, salt), head)


def _open_lines(file: IO[bytes], key: AESGCM, head: bytes) -> Iterator[dict[str, object]]:
    widen, rest = zlib.decompressobj(), b""
    for block in _blocks(file, key, head):
        *lines, rest = (rest + widen.decompress(block)).split(b"\n")
        for line in lines:
            yield json.loads(line)
    if rest:
        raise Trouble("The backup breaks off.")


def _blocks(file: IO[bytes], key: AESGCM, head: bytes) -> Iterator[bytes]:
    from cryptography.exceptions import InvalidTag

    place = 0
    upcoming = _sealed(file)
    while upcoming is not None:
        sealed, upcoming = upcoming, _sealed(file)
        try:
            mark = b"last" if upcoming is None else b"more"
            yield key.decrypt(place.to_bytes(12, "big"), sealed, head + mark)
        except InvalidTag as trouble:
            raise Trouble("The passphrase is not right, or the backup was damaged. Nothing was changed.") from trouble
        place += 1
    if place == 0:
        raise Trouble("The backup is empty.")


def _sealed(file: IO[bytes]) -> bytes | None:
    size = file.read(4)
    return file.read(int.from_bytes(size, "big")) if size else None
