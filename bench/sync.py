"""A day's work over `POST /sync`: one deed, a thousand, and nothing; bytes on the wire both ways, and seconds.

Everything counts that travels over HTTP/1.1: first lines, headers, bodies; not TLS. Bodies alone are noted beside, for a
kept HTTP/2 line sends each header once. The floor is what cannot be left out: the
same columns pressed with brotli at its best, an answer without a body, and no headers but the session. Words are drawn from
two hundred things that a ward asks for, moments lie seconds apart: about fourteen bits a deed.
"""

import gzip
import http.client
import json
import random
import socket
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli

from bench import story
from bench.figures import ROUNDS, Figure
from tests.contracts import seed
from tests.contracts.node import Node, Visitor

NAMES = ("sync.1.bytes", "sync.1000.bytes", "sync.nothing.bytes", "sync.1.seconds", "sync.1000.seconds")
THINGS = "gants masques oxygène compresses ballon aspirateur lampe solution seringues cathéters".split()
PLACES = "maternité pédiatrie urgences bloc laboratoire pharmacie triage réanimation".split()
MANY = 1_000


def measure(folder: Path) -> Iterator[Figure]:
    """Send from a device that was never here, to a server that does nothing else."""
    data = folder / "node"
    names = story.cast(data)
    node = Node(data)
    node.serve(cold=True)
    try:
        yield from _rounds(node, names["lukanga"])
    finally:
        node.end()


def _rounds(node: Node, hospital: str) -> Iterator[Figure]:
    visitor = Visitor(node).sign_in(seed.email("mireille"))
    found: dict[int, list[tuple[list[Trip], int, float]]] = {1: [], MANY: [], 0: []}
    for number in range(ROUNDS):
        for deeds in (1, MANY, 0):
            work = day(hospital, deeds, random.Random(f"{number} {deeds}"))
            found[deeds].append((*_send(node, visitor, work), _nothing(node)))
    for name, deeds in (("1", 1), (str(MANY), MANY), ("nothing", 0)):
        rounds, floors, empty = zip(*found[deeds], strict=True)
        note = {
            "bodies": [sum(trip.bodies for trip in trips) for trips in rounds],
            "round_trips": [len(trips) for trips in rounds],
        }
        wire = tuple(float(sum(trip.wire for trip in trips)) for trips in rounds)
        against = "the body at its smallest and a session"
        yield Figure(f"sync.{name}.bytes", "bytes both ways", wire, floors, against, note)
        if deeds:
            took = tuple(sum(trip.seconds for trip in trips) for trips in rounds)
            yield Figure(f"sync.{name}.seconds", "seconds", took, empty, "the same server asked for its health", note)


@dataclass(frozen=True)
class Trip:
    """One question and its answer: all bytes both ways, those of the bodies alone, and the seconds until it was whole."""

    wire: int
    bodies: int
    seconds: float
    answer: Any


def day(hospital: str, deeds: int, dice: random.Random) -> dict[str, Any]:
    """What a device kept: columns of words and of moments."""
    after, moment = [], 0
    for _ in range(deeds):
        moment += dice.randint(1, 60)
        after.append(moment)
    words = [f"{dice.choice(THINGS)} {dice.choice(PLACES)}" for _ in range(deeds)]
    return {"hospital": hospital, "words": words, "after": after}


def _send(node: Node, visitor: Visitor, day: dict[str, Any]) -> tuple[list["Trip"], int]:
    """Send a day's work, on from where the server said; gives the trips, and the least bytes that one would take."""
    device, trips, first = uuid.uuid4(), list[Trip](), 1
    cursor = _up_to_date(node, visitor, device)
    floor = len(brotli.compress(letters(envelope(device, {}, day, 1)), quality=11)) + len(_cookie(visitor)) + 40
    while first is not None:
        trip = exchange(node, visitor, envelope(device, cursor, day, first))
        assert all(state == "applied" for _, _, state in trip.answer["results"]), trip.answer
        trips.append(trip)
        first = trip.answer["resume"]
    return trips, floor


def _up_to_date(node: Node, visitor: Visitor, device: uuid.UUID) -> dict[str, int]:
    """Let a device read all that happened before; gives how far it read."""
    cursor: dict[str, int] = {}
    while True:
        answer = exchange(node, visitor, {"device": str(device), "cursor": cursor}).answer
        cursor = answer["cursor"]
        if not answer["more"]:
            return cursor


def envelope(device: uuid.UUID, cursor: dict[str, int], day: dict[str, Any], first: int) -> dict[str, Any]:
    """A day's work from a deed on, as a device says it."""
    around: dict[str, Any] = {"device": str(device), "cursor": cursor}
    words, after = day["words"][first - 1 :], day["after"][first - 1 :]
    if not words:
        return around
    happened = {"start": "2026-11-20T06:00:00+00:00", "after": after}
    payload = {"hospital": {"all": day["hospital"]}, "words": words, "language": {"all": "fr"}}
    batch = {"kind": "needs.voice", "version": 1, "first": first, "count": len(words), "happened_at": happened}
    return {**around, "batches": [{**batch, "payload": payload}]}


def letters(envelope: dict[str, Any]) -> bytes:
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()


def _cookie(visitor: Visitor) -> str:
    return f"session={visitor.cookies['session']}"


def exchange(node: Node, visitor: Visitor, envelope: dict[str, Any]) -> "Trip":
    """One round trip on a line of its own."""
    body = gzip.compress(letters(envelope), 9, mtime=0)
    head = (
        f"POST /sync HTTP/1.1\r\nHost: 127.0.0.1:{node.port}\r\nContent-Type: application/json\r\n"
        f"Content-Encoding: gzip\r\nAccept-Encoding: br\r\nSec-Fetch-Site: same-origin\r\nCookie: {_cookie(visitor)}\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", node.port), timeout=60) as line:
        line.sendall(head + body)
        back, short, answer = _answer(line)
    took = time.perf_counter() - began
    return Trip(len(head) + len(body) + back, len(body) + short, took, answer)


def _answer(line: socket.socket) -> tuple[int, int, Any]:
    """How many bytes came back, how many of them were the body, and what they say."""
    answer = http.client.HTTPResponse(line)
    answer.begin()
    body = answer.read()
    plain = brotli.decompress(body) if answer.headers.get("Content-Encoding") == "br" else body
    assert answer.status == 200, (answer.status, plain[:500])
    head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items()) + len("HTTP/1.1 200 OK\r\n\r\n")
    return head + len(body), len(body), json.loads(plain)


def _nothing(node: Node) -> float:
    """Seconds of a round trip in which next to nothing is done."""
    began = time.perf_counter()
    assert node.ask("GET", "/healthz").status == 200
    return time.perf_counter() - began
