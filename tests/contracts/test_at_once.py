"""Many at the same moment: the same deed is one deed, two last keys agree once, and nobody turns two."""

import json
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any, TypeVar

import pytest

from tests.contracts import seed
from tests.contracts.node import NIGHT, Node, Visitor

pytestmark = pytest.mark.slow

T = TypeVar("T")
ROUNDS = int(12 * NIGHT)


def at_once(*works: Callable[[], T]) -> list[T]:
    """What came of works that all begin at the same moment."""
    start = Barrier(len(works))

    def work(one: Callable[[], T]) -> T:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(works)) as hands:
        return list(hands.map(work, works))


def _again(node: Node, visitor: Visitor, times: int) -> Sequence[Visitor]:
    """The same signed-in person with several lines open, as tabs of one browser."""
    return [Visitor(node, dict(visitor.cookies), visitor.device) for _ in range(times)]


def test_the_same_deed_sent_eight_times_at_once_is_one_deed_with_the_same_letters(node: Node) -> None:
    names = seed.sow(node)
    node.serve()
    mireille = Visitor(node).sign_in(seed.email("mireille"))
    tabs = _again(node, mireille, 8)
    for number in range(1, ROUNDS + 1):
        payload = {"hospital": names["lukanga"], "words": f"deed {number}", "language": "fr"}
        said = json.dumps({"payload": payload, "device": str(mireille.device), "number": number}).encode()

        answers = at_once(*[partial(tab.say, "/api/1/do/needs/voice", said) for tab in tabs])

        assert {status for status, _ in answers} == {201}, answers
        assert len({body for _, body in answers}) == 1

    words = Counter(row["words"]["fr"]["words"] for row in node.canonical("needs.need"))
    assert words == Counter(f"deed {number}" for number in range(1, ROUNDS + 1))
    assert node.is_whole() == []


def test_two_hundred_double_clicks_on_the_same_base_are_one_deed_each(node: Node) -> None:
    names = seed.sow(node, *seed.need("n"))
    node.serve()
    tabs = _again(node, Visitor(node).sign_in(seed.email("mireille")), 4)
    base = tabs[0].sync()[1]["changes"]
    base = next(one["base"] for one in base if one["id"] == names["n"])
    device = str(uuid.uuid4())

    def click(place: int) -> int:
        payload = {"hospital": names["lukanga"], "words": f"click {place // 4}", "language": "fr"}
        status, _ = tabs[place % 4].do("needs.voice", payload, device=device, base=base)
        return status

    with ThreadPoolExecutor(4) as hands:
        statuses = list(hands.map(lambda tab: [click(4 * one + tab) for one in range(50)], range(4)))

    assert {status for many in statuses for status in many} == {201}
    words = Counter(row["words"]["fr"]["words"] for row in node.canonical("needs.need"))
    assert {words[f"click {number}"] for number in range(50)} == {1}


def test_two_last_keys_turned_at_the_same_moment_agree_once_and_are_never_missed(node: Node) -> None:
    goals = [one for number in range(ROUNDS) for one in seed.goal(f"g{number}", "n", statement=f"But {number}")]
    names = seed.sow(node, *seed.need("n"), *goals)
    node.serve()
    katrien, makiese = (Visitor(node).sign_in(seed.email(who)) for who in ("katrien", "makiese"))
    read = _wordings(node)

    for number in range(ROUNDS):
        goal = names[f"g{number}"]
        answers = at_once(
            partial(_sign, katrien, goal, read[goal], names["wilgenbeke"]),
            partial(_sign, makiese, goal, read[goal], names["lukanga"]),
        )
        assert [status for status, _ in answers] == [201, 201], answers

    turned = Counter((row["wording_id"], row["organisation_id"]) for row in node.canonical("signatures.signature"))
    assert len(turned) == 2 * ROUNDS
    assert set(turned.values()) == {1}
    assert node.is_whole() == []


def test_two_people_of_one_partner_and_one_person_for_two_turn_one_key_each(node: Node) -> None:
    second = {
        "do": "people.welcome",
        "as": "second",
        "by": "@albertine",
        "organisation": "@lukanga",
        "name": "Dr Second",
        "kind": "signatory",
    }
    second |= {"language": "fr", "email": seed.email("second"), "password": seed.PASSWORD}
    both = {"do": "people.give_role", "organisation": "@wilgenbeke", "person": "@makiese", "kind": "signatory"}
    cast = seed.cast()  # who runs the node gives a house's first key, here to somebody of another; Lotte gives the next
    at = next(number for number, one in enumerate(cast) if one.get("as") == "katrien")
    cast[at:] = [both, {**cast[at], "by": "@lotte"}, *cast[at + 1 :]]
    goals = [one for number in range(ROUNDS) for one in seed.goal(f"g{number}", "n", statement=f"But {number}")]
    names = seed.sow(node, *cast, second, *seed.need("n"), *goals, whole=False)
    node.serve()
    makiese = Visitor(node).sign_in(seed.email("makiese"))
    again, other = _again(node, makiese, 1)[0], Visitor(node).sign_in(seed.email("second"))
    read = _wordings(node)

    for number in range(ROUNDS):
        goal = names[f"g{number}"]
        keys: list[tuple[Visitor, str]] = [
            (makiese, names["lukanga"]),
            (again, names["wilgenbeke"]),
            (other, names["lukanga"]),
        ]
        answers = at_once(*[partial(_sign, who, goal, read[goal], house) for who, house in keys])
        assert {status for status, _ in answers} == {201, 422}, answers
        refused = {said["code"] for status, said in answers if status == 422}
        assert refused <= {"second-key", "turned-already"}

    signed = node.canonical("signatures.signature")
    assert set(Counter((row["wording_id"], row["organisation_id"]) for row in signed).values()) == {1}
    assert set(Counter((row["wording_id"], row["person_id"]) for row in signed).values()) == {1}
    assert node.is_whole() == []


def _wordings(node: Node) -> dict[str, Any]:
    """The fingerprint that each goal shows."""
    rows = node.canonical("goals.goal", "signatures.wording")
    prints = {row["id"]: row["fingerprint"] for row in rows if row["label"] == "signatures.wording"}
    return {row["id"]: prints[row["wording_id"]] for row in rows if row["label"] == "goals.goal"}


def _sign(visitor: Visitor, goal: str, read: str, organisation: str) -> tuple[int, Any]:
    return visitor.do("goals.sign", {"goal": goal, "wording": read, "on_behalf_of": organisation})


def test_forty_guesses_at_one_card_at_once_are_five_and_the_others_wait(node: Node) -> None:
    node.serve()
    guesses = [f"card=WWWWW7&pin={number}".encode() for number in range(100_000, 100_040)]
    kind = "application/x-www-form-urlencoded"

    answers = at_once(*[partial(Visitor(node).say, "/card/", guess, kind) for guess in guesses])

    told = Counter("too often" if b"too often" in body else "wrong" for status, body in answers if status == 200)
    assert told == {"wrong": 5, "too often": 35}
