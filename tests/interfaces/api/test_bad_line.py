"""Tablets on a bad line: answers that are lost, envelopes that come eight times, are cut in the middle, or come back after a
month, clocks that are years off. Every deed counts once, no edit is lost silently, and after two rounds all have seen the same.
"""

import json
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnerhood.ground.operations import models
from partnerhood.ground.operations import queries as operations
from partnerhood.ground.records import clock, ids, languages
from partnerhood.pathway.needs.models import Need
from tests.cast import Cast, need
from tests.interfaces.api.test_sync import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

NIGHT = float(os.environ.get("PARTNERHOOD_NIGHT", "1"))
HISTORIES = int(8 * NIGHT)
CLOCKS = (timedelta(days=-7_300), timedelta(0), timedelta(days=400))
"""How far the clock of each tablet is off: an empty battery, none, a wrong year."""
FATES = ("arrives", "lost on the way", "answer lost", "eight times", "cut")


@dataclass(frozen=True, eq=False)
class Edit:
    """Words that somebody gave to the need, and the edits that they had seen by then."""

    words: str
    seen: frozenset["Edit"]


@dataclass
class Tablet:
    """What one tablet wrote and nobody acknowledged yet, and what it had seen."""

    off: timedelta
    device: uuid.UUID = field(default_factory=uuid.uuid4)
    said: int = 0
    waiting: list[dict[str, Any]] = field(default_factory=list)
    sent: list[bytes] = field(default_factory=list)
    base: object = None
    seen: frozenset[Edit] = frozenset()
    cursor: dict[str, int] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)


@dataclass
class Node:
    """The one node that all tablets speak to, and what was said on them all."""

    client: Client
    person: uuid.UUID
    hospital: uuid.UUID
    need: Need
    voiced: set[str] = field(default_factory=set)
    edits: set[Edit] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)

    def write(self, tablet: Tablet, is_edit: bool) -> None:
        """Voice a need, or give the one that all know other words."""
        words = f"mot {next(self.numbers)}"
        tablet.said += 1
        around = {"version": 1, "numbers": [tablet.said], "happened_at": [clock.now() + tablet.off]}
        if not is_edit:
            self.voiced.add(words)
            payload = {"hospital": [self.hospital], "words": [words], "language": ["fr"]}
            tablet.waiting.append({"kind": "needs.voice", **around, "payload": payload})
            return
        made = Edit(words, tablet.seen)
        self.edits.add(made)
        tablet.seen |= {made}
        payload = {"need": [self.need.id], "words": [words], "language": ["fr"]}
        tablet.waiting.append({"kind": "needs.reword", **around, "base": [tablet.base], "payload": payload})
        tablet.base = tablet.said
        tablet.told[str(self.need.id)] = {"_": "fr", "fr": {"words": words}}

    def send(self, tablet: Tablet, fate: str) -> None:
        """Send everything that waits; what becomes of it on the way is its fate."""
        said = {"device": tablet.device, "batches": tablet.waiting, "cursor": tablet.cursor}
        envelope = json.dumps(said, default=str).encode()
        if fate == "lost on the way":
            return
        if fate == "cut":
            assert self._post(envelope[: len(envelope) * 2 // 3]).status_code == 400
            return
        tablet.sent.append(envelope)
        answers = [self._post(envelope) for _ in range(8 if fate == "eight times" else 1)]
        if fate != "answer lost":
            self._hear(tablet, answers[-1].json())

    def again(self, tablet: Tablet, which: int) -> None:
        """An envelope that was sent long ago arrives once more, and nobody listens to the answer."""
        if tablet.sent:
            states = {state for *_, state in self._post(tablet.sent[which % len(tablet.sent)]).json()["results"]}
            assert states <= {"duplicate", "conflict"}

    def look(self, tablet: Tablet, _how: None = None) -> None:
        """See the need as it stands now; only who has nothing waiting sees more than they wrote."""
        self.send(tablet, "arrives")
        tablet.base = operations.last_touch(self.need.id)
        texts = models.Payload.objects.filter(operation__kind="needs.reword").values_list("text", flat=True)
        arrived = {json.loads(text)["words"] for text in texts}
        tablet.seen = frozenset(one for one in self.edits if one.words in arrived)

    def _post(self, body: bytes) -> Any:
        return self.client.post("/sync", body, content_type="application/json")

    def _hear(self, tablet: Tablet, answer: dict[str, Any]) -> None:
        done = {n for low, high, _ in answer["results"] for n in range(low, high + 1)}
        assert all(state != "refused" for *_, state in answer["results"]), answer["exceptions"]
        tablet.waiting = [one for one in tablet.waiting if one["numbers"][0] not in done]
        tablet.cursor = answer["cursor"]
        disputed = [clash for one in answer["exceptions"] for clash in one["answer"]["conflicts"]]
        tablet.told |= {one["row"]: one["versions"][0]["value"] for one in disputed}
        tablet.told |= {one["id"]: one["words"] for one in answer["changes"] if one["label"] == "needs.need"}


steps = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 2), st.booleans()),
    st.tuples(st.just("write"), st.integers(0, 2), st.booleans()),
    st.tuples(st.just("send"), st.integers(0, 2), st.sampled_from(FATES)),
    st.tuples(st.just("again"), st.integers(0, 2), st.integers(0, 50)),
    st.tuples(st.just("look"), st.integers(0, 2), st.none()),
)


@settings(
    max_examples=HISTORIES,
    deadline=None,
    derandomize=NIGHT == 1,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=st.lists(steps, min_size=4, max_size=24))
def test_every_deed_counts_once_and_no_edit_is_lost_whatever_the_line_does(
    who: Cast, history: list[tuple[str, int, Any]]
) -> None:
    with transaction.atomic():
        node = Node(signed_in(who.mireille), who.mireille.id, who.lukanga.id, need(who, "mot de départ"))
        tablets = [Tablet(off) for off in CLOCKS]
        for one in tablets:
            node.look(one)
        for what, which, how in history:
            getattr(node, what)(tablets[which], how)
        for one in tablets:
            node.send(one, "arrives")
        with clock.at(clock.now() + timedelta(days=30)):
            for one in tablets:
                node.again(one, 0)
        _nothing_twice_and_nothing_lost(node, tablets)
        _all_know_the_same_after_two_rounds(node, tablets)
        transaction.set_rollback(True)


def _nothing_twice_and_nothing_lost(node: Node, tablets: list[Tablet]) -> None:
    for one in tablets:
        assert not one.waiting
        assert models.Operation.objects.filter(device=ids.derived(one.device, str(node.person))).count() == one.said
    voiced = Counter(languages.original(words) for words in Need.objects.values_list("words", flat=True))
    assert {words: voiced[words] for words in node.voiced} == dict.fromkeys(node.voiced, 1)
    heads = {one.words for one in node.edits if not any(one in other.seen for other in node.edits)}
    now = languages.original(Need.objects.get(pk=node.need.pk).words)
    disputed = models.Conflict.objects.filter(row=node.need.pk, field="words").first()
    assert now in heads or not heads
    assert {one["value"]["fr"]["words"] for one in disputed.versions} == heads if disputed else len(heads) < 2


def _all_know_the_same_after_two_rounds(node: Node, tablets: list[Tablet]) -> None:
    for one in tablets * 2:
        node.send(one, "arrives")
    there = {str(one.pk): one.words for one in Need.objects.all()}
    for one in tablets:
        assert one.told.items() <= there.items()
        before = dict(one.told)
        node.send(one, "arrives")
        assert one.told == before
    assert len({repr(one.cursor) for one in tablets}) == 1
