"""kill -9 under load: what was acknowledged is there, once, whatever was sent again afterwards."""

import contextlib
import http.client
import random
import sqlite3
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from tests.contracts import seed
from tests.contracts.node import NIGHT, ON_POSTGRES, Node, Visitor

pytestmark = pytest.mark.slow

KILLS = int(12 * NIGHT)
CLIENTS = 4
READY_SECONDS = 20  # an upper bound for a crowded machine; bench/ knows the real figure
LOST_LINE = (OSError, http.client.HTTPException)


@dataclass
class Client:
    """Somebody with a tablet who voices one need after the other, and sends again what was not acknowledged."""

    visitor: Visitor
    hospital: str
    name: str
    said: int = 0
    acknowledged: dict[str, str] = field(default_factory=dict)
    """Words by the id that the node gave them."""
    again: int = 0

    def go_on(self, until: threading.Event) -> None:
        """Say one deed or five, until told to stop; never leave anything unacknowledged behind."""
        while not until.is_set():
            if random.random() < 0.7:
                self._one()
            else:
                self._five()

    def _one(self) -> None:
        self.said += 1
        words = f"{self.name} {self.said}"
        payload = {"hospital": self.hospital, "words": words, "language": "fr"}
        while True:
            with contextlib.suppress(*LOST_LINE):
                around = {"device": self.visitor.device, "number": self.said}
                status, answer = self.visitor.do("needs.voice", payload, **around)
                assert status == 201, answer
                self.acknowledged[answer["answer"]["id"]] = words
                return
            self._wait()

    def _five(self) -> None:
        first, self.said = self.said + 1, self.said + 5
        words = [f"{self.name} {number}" for number in range(first, first + 5)]
        payload = {"hospital": {"all": self.hospital}, "words": words, "language": {"all": "fr"}}
        batch = {"kind": "needs.voice", "version": 1, "first": first, "count": 5, "payload": payload}
        while True:
            with contextlib.suppress(*LOST_LINE):
                status, answer = self.visitor.sync(batch)
                assert status == 200, answer
                states = {state for _, _, state in answer["results"]}
                assert states <= {"applied", "duplicate"}, answer
                self.acknowledged.update({one: one for one in words})
                return
            self._wait()

    def _wait(self) -> None:
        self.again += 1
        time.sleep(0.05)


def test_a_killed_server_loses_and_doubles_nothing(node: Node) -> None:
    names = seed.sow(node)
    ready = [node.serve()]
    clients = [
        Client(Visitor(node).sign_in(seed.email("mireille")), names["lukanga"], f"tablet {number}")
        for number in range(CLIENTS)
    ]
    done = threading.Event()

    with ThreadPoolExecutor(CLIENTS) as hands:
        working = [hands.submit(one.go_on, done) for one in clients]
        for _ in range(KILLS):
            time.sleep(random.uniform(0.02, 0.5))
            node.kill()
            ready.append(node.serve())
        done.set()
        for one in working:
            one.result()

    acknowledged = Counter(words for one in clients for words in one.acknowledged.values())
    kept = node.canonical("needs.need")
    there = Counter(row["words"]["fr"]["words"] for row in kept)
    by_id = {row["id"]: row["words"]["fr"]["words"] for row in kept}
    again = sum(one.again for one in clients)
    print(
        f"{KILLS} kills, {sum(there.values())} needs, sent again {again} times, ready after {sorted(ready)[len(ready) // 2]:.2f} s"
    )
    assert there == acknowledged, (there - acknowledged, acknowledged - there)
    assert all(by_id[key] == words for one in clients for key, words in one.acknowledged.items() if key != words)
    assert again > KILLS / 2
    assert node.is_whole() == []
    assert max(ready) < READY_SECONDS
    _assert_database_is_sound(node)


def _assert_database_is_sound(node: Node) -> None:
    if not ON_POSTGRES:
        with sqlite3.connect(node.folder / "partnerhood.sqlite3") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
