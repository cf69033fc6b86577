"""A fair turn at the door: on SQLite a file lock with a place to queue, so that bulk work never starves a person."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_local = threading.local()


@contextmanager
def turn() -> Iterator[None]:
    """Wait for one's turn and hold the door; whoever asks again stands behind everybody who already queues.

    On PostgreSQL nobody queues here: the head of the book is the only lock there is.
    """
    if connection.vendor != "sqlite" or getattr(_local, "held", False):
        yield
        return
    folder = Path(settings.DATA)
    with _file(folder / "door.queue") as queue, _file(folder / "door.lock") as door:
        fcntl.flock(queue, fcntl.LOCK_EX)
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(queue, fcntl.LOCK_UN)
        _local.held = True
        try:
            yield
        finally:
            _local.held = False
            fcntl.flock(door, fcntl.LOCK_UN)


@contextmanager
def _file(path: Path) -> Iterator[int]:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
