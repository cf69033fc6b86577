"""No edit is silently overwritten, and two nodes that met hold equal records: any history, any order of exchange.

Several tablets, spread over two nodes, give words, a domain and a secret to one need: on what they last looked at, however
old that is, or on their own deeds that they had not sent. The model knows what every author had seen.
"""

import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contracts import seed
from tests.contracts.node import NIGHT, Node, Nodes

pytestmark = pytest.mark.slow

HISTORIES = int(40 * NIGHT)
STEPS = 16
WHERE = (0, 0, 1, 1)
"""On which of the two nodes each tablet works."""
VALUES: dict[str, list[Any]] = {
    "words": ["eau", "lit", "gaz"],
    "domain": ["", "newborn_care"],
    "hospital_only": [True, False],
}


@dataclass
class Inside:
    """The door of one node, asked from here."""

    process: subprocess.Popen[str]

    def ask(self, name: str, *words: object) -> Any:
        """Ask, and wait for the answer."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps([name, words], default=str) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the node's process ended"
        return json.loads(answer)


@dataclass(frozen=True)
class Pair:
    """Two nodes that began with the same deeds."""

    doors: tuple[Inside, Inside]
    names: dict[str, str]

    def carry(self, source: int, target: int) -> None:
        """Take to one node what the other has and it does not."""
        deeds = self.doors[source].ask("since", self.doors[target].ask("vector"))
        assert set(self.doors[target].ask("arrive", deeds)) <= {"applied", "known"}


def _inside(node: Node) -> Inside:
    said = [sys.executable, "-m", "tests.contracts.inside"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    return Inside(subprocess.Popen(said, env=node.surroundings(), text=True, **pipes))  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def pair(all_nodes: Nodes) -> Iterator[Pair]:
    """Two nodes with the cast on both."""
    one, two = all_nodes.fresh(), all_nodes.fresh()
    names = seed.sow(one)
    made = Pair((_inside(one), _inside(two)), names)
    made.carry(0, 1)
    yield made
    for inside in made.doors:
        inside.process.kill()
        inside.process.wait()
    assert (one.is_whole(), two.is_whole()) == ([], [])


@dataclass(frozen=True, eq=False)
class Write:
    """A value that somebody gave to a field, and everything that they had seen by then."""

    id: str
    field: str
    value: Any
    seen: frozenset["Write"]
    turn: int


def heads(writes: frozenset[Write], name: str) -> list[Write]:
    """The writes of a field that no other write had seen, the first recorded first."""
    there = [one for one in writes if one.field == name]
    left = [one for one in there if not any(one in other.seen for other in there)]
    return sorted(left, key=lambda one: one.turn)


@dataclass
class Tablet:
    """What somebody last saw, and their own deeds since."""

    place: int
    device: str
    base: str | int | None = None
    seen: frozenset[Write] = frozenset()
    said: int = 0


@dataclass
class Model:
    """Who wrote what on which node, knowing what."""

    pair: Pair
    need: str
    first: dict[str, Any]
    nodes: list[frozenset[Write]] = field(default_factory=lambda: [frozenset(), frozenset()])
    turns: Iterator[int] = field(default_factory=count)

    def current(self, place: int, name: str) -> Any:
        """What a node shows."""
        found = heads(self.nodes[place], name)
        return found[0].value if found else self.first[name]

    def look(self, tablet: Tablet) -> None:
        """See what stands there now."""
        tablet.base = self.pair.doors[tablet.place].ask("look", self.need)["base"]
        tablet.seen = self.nodes[tablet.place]

    def edit(self, tablet: Tablet, name: str, value: Any) -> None:
        """Give a field a value, on what the tablet had last seen or on its own last deed."""
        tablet.said += 1
        payload: dict[str, Any] = {"need": self.need, name: value}
        if name == "words":
            payload["language"] = "fr"
            value = {"_": "fr", "fr": {"words": value}}
        author = self.pair.names["mireille"]
        outcome = self.pair.doors[tablet.place].ask(
            "say", "needs.reword", payload, author, tablet.device, tablet.said, tablet.base
        )
        assert outcome["state"] in ("applied", "conflict"), outcome
        if not self._stays(tablet, name, value):
            write = Write(outcome["id"], name, value, tablet.seen, next(self.turns))
            self.nodes[tablet.place] |= {write}
            tablet.seen |= {write}
            clash = len({str(one.value) for one in heads(self.nodes[tablet.place], name)}) > 1
            assert (outcome["state"] == "conflict") == clash
        tablet.base = tablet.said

    def _stays(self, tablet: Tablet, name: str, value: Any) -> bool:
        there = {one for one in self.nodes[tablet.place] if one.field == name}
        disputed = len({str(one.value) for one in heads(self.nodes[tablet.place], name)}) > 1
        return there <= tablet.seen and not disputed and self.current(tablet.place, name) == value

    def carry(self, source: int) -> None:
        """Take everything from one node to the other."""
        self.pair.carry(source, 1 - source)
        self.nodes[1 - source] |= self.nodes[source]

    def assert_nothing_was_lost(self) -> None:
        """Every value is the current one, was seen by who replaced it, or stands in a visible conflict; on both nodes."""
        shown = [door.ask("look", self.need) for door in self.pair.doors]
        for place, node in enumerate(shown):
            for name in VALUES:
                versions = heads(self.nodes[place], name)
                disputed = len({str(one.value) for one in versions}) > 1
                assert node["fields"][name] == self.current(place, name)
                wanted = [{"operation": one.id, "value": one.value} for one in versions] if disputed else None
                assert node["conflicts"].get(name) == wanted
        assert shown[0]["fields"] == shown[1]["fields"]
        assert shown[0]["conflicts"] == shown[1]["conflicts"]


edits = st.tuples(st.integers(0, len(WHERE) - 1), st.sampled_from(sorted(VALUES)), st.integers(0, 2))
steps = st.one_of(
    st.tuples(st.just("edit"), edits),
    st.tuples(st.just("edit"), edits),
    st.tuples(st.just("look"), st.integers(0, len(WHERE) - 1)),
    st.tuples(st.just("carry"), st.integers(0, 1)),
)


@settings(
    max_examples=HISTORIES,
    deadline=None,
    derandomize=NIGHT == 1,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=4, max_size=STEPS))
def test_no_edit_is_silently_overwritten_and_both_nodes_agree(pair: Pair, history: list[tuple[str, Any]]) -> None:
    model = _new_need(pair)
    tablets = [Tablet(place, str(uuid.uuid4())) for place in WHERE]
    for tablet in tablets:
        model.look(tablet)

    for what, how in history:
        if what == "edit":
            which, name, choice = how
            model.edit(tablets[which], name, VALUES[name][choice % len(VALUES[name])])
        elif what == "look":
            model.look(tablets[how])
        else:
            model.carry(how)
    for source in (0, 1):
        model.carry(source)

    model.assert_nothing_was_lost()


def _new_need(pair: Pair) -> Model:
    payload = {"hospital": pair.names["lukanga"], "words": "eau", "language": "fr"}
    author, device = pair.names["mireille"], str(uuid.uuid4())
    voiced = pair.doors[0].ask("say", "needs.voice", payload, author, device, 1, None)
    pair.carry(0, 1)
    first = {"words": {"_": "fr", "fr": {"words": "eau"}}, "domain": "", "hospital_only": False}
    return Model(pair, voiced["answer"]["id"], first)
