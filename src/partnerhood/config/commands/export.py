"""Write down the whole record: deeds that another node can take in, or rows in a canonical order."""

import argparse
import sys
from collections.abc import Iterator
from typing import IO

from partnerhood.config.commands import migrate, one_moment
from partnerhood.ground.operations import chain, travelling
from partnerhood.ground.operations import queries as journal
from partnerhood.ground.records import canonical, disk
from partnerhood.ground.records.models import kept
from partnerhood.ground.records.rows import field_values

FORMAT = "partnerhood-deeds-1"


def run(said: argparse.Namespace) -> int:
    """Write JSON lines to a file, or to the screen."""
    migrate()
    chain.open_node()
    with one_moment():
        lines = rows() if said.canonical else deeds()
        if said.file:
            with disk.whole(said.file) as fresh, fresh.open("w", encoding="utf-8") as file:
                _write(lines, file)
        else:
            _write(lines, sys.stdout)
    return 0


def _write(lines: Iterator[object], file: IO[str]) -> None:
    for line in lines:
        file.write(canonical.text(line) + "\n")


def rows() -> Iterator[object]:
    """Every kept row, by kind and id: the same letters on SQLite and PostgreSQL, and on two nodes that agree."""
    for model in kept():
        for row in model._default_manager.order_by("id").iterator(chunk_size=500):
            yield {"label": row.label, **field_values(row)}


def deeds() -> Iterator[object]:
    """A first line that says what this is and how far it goes, then every deed in the order in which it was recorded."""
    books = journal.books()
    node = chain.open_node()
    yield {"format": FORMAT, "node": node.id, "epoch": node.epoch, "upto": travelling.vector(books)}
    yield from travelling.since({str(book): {} for book in books}, limit=None)
