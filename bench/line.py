"""What people wait for on the lines that hospitals have: a first view, the same again, one small record and a thousand.

A forwarder of bytes (tests/line.py) gives a line its rate each way and its delay; that a line loses packets it does not show, nor
the round trip that opens a connection, nor TLS. The floor stands at the other end of a line of its own, in the same round: a
program that answers at once with the fewest bytes, asked with the fewest: a page of 4,469 bytes, 128 for what did not change, the
columns of the records pressed with brotli at its best. To a thousand is added what the server takes for as many without a line, for
that is no part of a line. Profiles are those of hospitals (KwaZulu-Natal's telephones, one modem for
an office, an old satellite shared by ten, the mean line of Cameroon), and the two that pages elsewhere are measured on.
"""

import random
import socket
import socketserver
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import brotli

from bench import story, sync
from bench.figures import ROUNDS, Figure
from tests.contracts import seed
from tests.contracts.node import Node, Visitor
from tests.line import Line

PROFILES = {
    "gprs-ward": (64_000, 44_000, 0.750),
    "edge": (240_000, 200_000, 0.420),
    "slow-3g-shared": (400_000, 400_000, 0.300),
    "hospital-vsat": (51_200, 51_200, 0.650),
    "cm-fixed": (3_160_000, 1_000_000, 0.200),
    "leo": (50_000_000, 10_000_000, 0.040),
    "2g": (50_000, 30_000, 0.800),
    "3g": (250_000, 100_000, 0.300),
}
"""Bits a second down and up, and the seconds of a round trip."""
PARTS = ("first_view", "repeat_view", "1", "1000")
NAMES = tuple(f"line.{profile}.{part}.seconds" for profile in PROFILES for part in PARTS)
PAGE, SAME = 4_469, 128
MANY = 1_000


@dataclass(frozen=True)
class Took:
    """How long a question and its answer took, and how many bytes came back and forth."""

    seconds: float
    wire: int


def measure(folder: Path) -> Iterator[Figure]:
    """Each profile on a line of its own, ours and the floor in turns."""
    data = folder / "node"
    names = story.cast(data)
    node = Node(data)
    node.serve()
    try:
        visitor = Visitor(node).sign_in(seed.email("mireille"))
        _send(node, visitor, names["lukanga"], MANY, random.Random(1))
        with _bare() as floor:
            for profile, (down, up, trip) in PROFILES.items():
                yield from _rounds(node, visitor, names["lukanga"], floor, profile, (down, up, trip))
    finally:
        node.end()


def _rounds(
    node: Node, visitor: Visitor, hospital: str, floor: int, profile: str, line: tuple[int, int, float]
) -> Iterator[Figure]:
    port, (down, up, trip) = node.port, line
    found: dict[str, list[tuple[Took, Took]]] = {part: [] for part in PARTS}
    with (
        Line("127.0.0.1", port, rate=down, up=up, delay=trip / 2) as ours,
        Line("127.0.0.1", floor, rate=down, up=up, delay=trip / 2) as theirs,
    ):
        there, least = _port(ours), _port(theirs)
        for number in range(ROUNDS):
            address = f"/hospitals/{hospital}/needs/"
            mark = _mark(port, visitor, address)
            found["first_view"].append((_view(there, visitor, address), _floor(least, 40, PAGE)))
            found["repeat_view"].append((_view(there, visitor, address, mark), _floor(least, 60, SAME)))
            for deeds in (1, MANY):
                dice = random.Random(f"{profile} {number} {deeds}")
                said = len(
                    brotli.compress(sync.letters(sync.envelope(uuid.uuid4(), {}, _day(hospital, deeds, dice), 1)))
                )
                alone = _send(node, visitor, hospital, deeds, dice) if deeds == MANY else Took(0.0, 0)
                node.port = there
                took = _send(node, visitor, hospital, deeds, dice)
                node.port = port
                bare = _floor(least, said + 60, 20)
                found[str(deeds)].append((took, Took(alone.seconds + bare.seconds, bare.wire)))
    for part, rounds in found.items():
        note = {"bytes": [one.wire for one, _least in rounds]}
        seconds, floors = (tuple(one.seconds for one in some) for some in zip(*rounds, strict=True))
        yield Figure(f"line.{profile}.{part}.seconds", "seconds", seconds, floors, "the fewest bytes at once", note)


def _port(line: Line) -> int:
    return int(line.address.rsplit(":", 1)[1])


def _day(hospital: str, deeds: int, dice: random.Random) -> dict[str, Any]:
    return sync.day(hospital, deeds, dice)


def _send(node: Node, visitor: Visitor, hospital: str, deeds: int, dice: random.Random) -> Took:
    """A day's work of a device that asks for no changes, until all of it is there."""
    day, device, first = _day(hospital, deeds, dice), uuid.uuid4(), 1
    began, wire = time.perf_counter(), 0
    while first is not None:
        trip = sync.exchange(node, visitor, {**sync.envelope(device, {}, day, first), "cursor": None})
        assert all(state == "applied" for _, _, state in trip.answer["results"]), trip.answer
        wire, first = wire + trip.wire, trip.answer["resume"]
    return Took(time.perf_counter() - began, wire)


def _view(port: int, visitor: Visitor, address: str, mark: str = "") -> Took:
    """A page as a browser asks for it that was never here, or that holds it already."""
    head, body, _status, took, asked = _ask(port, visitor, address, mark)
    return Took(took, asked + len(head) + len(body))


def _mark(port: int, visitor: Visitor, address: str) -> str:
    head = _ask(port, visitor, address)[0].decode()
    return next(line.split(": ", 1)[1] for line in head.split("\r\n") if line.lower().startswith("etag:"))


def _ask(port: int, visitor: Visitor, address: str, mark: str = "") -> tuple[bytes, bytes, int, float, int]:
    more = f"If-None-Match: {mark}\r\n" if mark else ""
    cookies = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())
    head = (
        f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\nAccept-Encoding: br\r\n"
        f"Sec-Fetch-Site: same-origin\r\nCookie: {cookies}\r\nConnection: close\r\n{more}\r\n"
    ).encode()
    began = time.perf_counter()
    whole = _through(port, head)
    took = time.perf_counter() - began
    said, _, body = whole.partition(b"\r\n\r\n")
    status = int(said.split(b" ", 2)[1])
    assert status == (304 if mark else 200), (status, said)
    return said, body, status, took, len(head)


def _floor(port: int, said: int, back: int) -> Took:
    """The fewest bytes there and back on the same kind of line."""
    began = time.perf_counter()
    answer = _through(port, f"{said:06} {back:06}".encode().ljust(said, b"."))
    assert len(answer) == back, (len(answer), back)
    return Took(time.perf_counter() - began, said + back)


def _through(port: int, said: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=120) as line:
        line.sendall(said)
        answer = b""
        while piece := line.recv(65_536):
            answer += piece
    return answer


class _Bare(socketserver.BaseRequestHandler):
    """Reads as many bytes as it is told, answers with as many as it is told, and hangs up."""

    def handle(self) -> None:
        """One question and its answer."""
        read = b""
        while len(read) < 13 or len(read) < int(read[:6]):
            read += self.request.recv(65_536)
        self.request.sendall(b"." * int(read[7:13]))


@contextmanager
def _bare() -> Iterator[int]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Bare) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield int(server.server_address[1])
        server.shutdown()
