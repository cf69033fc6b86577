"""The door: how many deeds a second, beside the same rows written plainly into a copy of the same database.

The floor writes what the deeds left in every table, with the same indexes and the same care for power cuts, and nothing else:
it asks nobody, chains nothing, and knows no refusal.
"""

import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import story
from bench.figures import ROUNDS, Figure

NAMES = ("door.voice.cpu", "door.second.cpu", "door.reword.cpu", "door.voice.a_second", "door.one_by_one.cpu")
DEEDS = 400
WORDS = "Le ballon numéro {} est à la salle d'op et la porte est fermée à clé."


def measure(folder: Path) -> Iterator[Figure]:
    """Three kinds of deed in slices, and one kind by itself, each beside its plain rows."""
    data = folder / "node"
    names = story.cast(data)
    story.open_node(data)
    rounds: dict[str, list[tuple[float, float]]] = {}
    clock: list[tuple[float, float]] = []
    for number in range(ROUNDS + 1):
        for name, said in _kinds(names):
            ours, floor = _both(folder, said, alone=name == "one_by_one")
            if number:  # the first round warms up
                rounds.setdefault(name, []).append((ours[0], floor[0]))
                if name == "voice":
                    clock.append((DEEDS / ours[1], DEEDS / floor[1]))
    for name, pairs in rounds.items():
        milliseconds = [tuple(1000 * seconds / DEEDS for seconds in pair) for pair in pairs]
        yield _figure(f"door.{name}.cpu", "ms of computing a deed", milliseconds)
    yield _figure("door.voice.a_second", "deeds a second", clock)


def _figure(name: str, unit: str, pairs: list[Any]) -> Figure:
    ours, floors = zip(*pairs, strict=True)
    return Figure(name, unit, ours, floors, "the same rows, inserted plainly")


def _kinds(names: dict[str, str]) -> Iterator[tuple[str, list[Any]]]:
    """What is said in one round, each time by a device that was never here."""
    from partnerhood.ground.operations import door, registry
    from partnerhood.ground.operations.deed import LATEST, Claim
    from partnerhood.pathway.needs.models import Need

    def said(kind: str, who: str, payloads: Iterator[dict[str, object]], **around: Any) -> list[Any]:
        author, device = uuid.UUID(names[who]), uuid.uuid4()
        claims = (Claim(author, device, number=number, keeps_both=True, **around) for number in range(1, DEEDS + 1))
        return [door.Said(registry.kinds[kind], *one) for one in zip(payloads, claims, strict=True)]

    hospital = names["lukanga"]
    spoken = ({"hospital": hospital, "words": WORDS.format(one), "language": "fr"} for one in range(DEEDS))
    yield "voice", said("needs.voice", "mireille", spoken)
    needs = [str(key) for key in Need.objects.order_by("-voiced_at").values_list("id", flat=True)[:DEEDS]]
    yield "second", said("needs.second", "makiese", ({"need": need, "voices": 3} for need in needs))
    anew = ({"need": need, "words": f"Autres mots: {need[:6]}", "language": "fr"} for need in needs)
    yield "reword", said("needs.reword", "mireille", anew, base=LATEST)
    again = ({"hospital": hospital, "words": WORDS.format(one), "language": "fr"} for one in range(DEEDS))
    yield "one_by_one", said("needs.voice", "mireille", again)


def _both(folder: Path, said: list[Any], *, alone: bool) -> tuple[tuple[float, float], tuple[float, float]]:
    """Computing and clock of the deeds, and of their rows written plainly into a copy that was made before."""
    from django.db import connection

    from partnerhood.ground.operations import door

    copy = folder / "floor.sqlite3"
    copy.unlink(missing_ok=True)
    connection.cursor().execute("SELECT 1")
    connection.connection.execute("VACUUM INTO ?", [str(copy)])
    before = _newest(connection.connection)
    began, computed = time.perf_counter(), time.process_time()
    if alone:
        outcomes = [door.perform(one.kind, one.payload, one.claim) for one in said]
    else:
        outcomes = list(door.perform_many(said))
    ours = time.process_time() - computed, time.perf_counter() - began
    assert {one.state for one in outcomes} == {"applied"}, {one.refusal for one in outcomes}
    return ours, _plainly(copy, _rows(connection.connection, before), 1 if alone else door.SLICE)


def _tables(database: Any) -> list[str]:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return [name for (name,) in found]


def _newest(database: Any) -> dict[str, int]:
    """How far each table goes."""
    return {name: database.execute(f'SELECT max(rowid) FROM "{name}"').fetchone()[0] or 0 for name in _tables(database)}


def _rows(database: Any, before: dict[str, int]) -> list[tuple[str, list[Any]]]:
    """The rows that came since, table by table, with the statement that writes them."""
    found = []
    for name, newest in before.items():
        rows = database.execute(f'SELECT * FROM "{name}" WHERE rowid > ? ORDER BY rowid', [newest]).fetchall()
        if rows:
            found.append((f'INSERT OR REPLACE INTO "{name}" VALUES ({", ".join("?" * len(rows[0]))})', rows))
    return found


def _plainly(copy: Path, tables: list[tuple[str, list[Any]]], at_once: int) -> tuple[float, float]:
    """Write the rows of so many deeds at a time, each row by itself, and commit."""
    import sqlite3  # by now the better one, which ours writes with too

    database = sqlite3.connect(copy, isolation_level=None)
    database.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")
    began, computed = time.perf_counter(), time.process_time()
    for first in range(0, DEEDS, at_once):
        database.execute("BEGIN IMMEDIATE")
        database.execute("PRAGMA defer_foreign_keys=ON")
        for statement, rows in tables:
            for row in rows[first * len(rows) // DEEDS : (first + at_once) * len(rows) // DEEDS]:
                database.execute(statement, row)
        database.execute("COMMIT")
    took = time.process_time() - computed, time.perf_counter() - began
    database.close()
    return took
