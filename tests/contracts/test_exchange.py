"""Two nodes that exchange their deeds come to the same record, whatever each did meanwhile, and believe no forged file."""

import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.contracts import seed
from tests.contracts.node import ON_POSTGRES, Node, Nodes, Visitor

pytestmark = pytest.mark.slow

ALL = ("needs.", "goals.", "signatures.", "partnerships.", "organisations.", "people.")


def carry(source: Node, target: Node) -> dict[str, Any]:
    """Take everything that one node has to another, on a stick."""
    file = source.folder / "deeds.jsonl"
    source.run("export", file)
    said: dict[str, Any] = json.loads(target.run("import", file, "--json").stdout)
    return said


def meet(one: Node, two: Node) -> None:
    """Exchange both ways."""
    carry(one, two)
    carry(two, one)


def test_two_nodes_that_exchanged_hold_equal_records(node: Node, other: Node) -> None:
    _live_apart_and_meet(node, other)


@pytest.mark.once
def test_a_node_on_sqlite_and_one_on_postgresql_hold_equal_records(node: Node, other_kind: Nodes) -> None:
    _live_apart_and_meet(node, other_kind.fresh())


def _live_apart_and_meet(node: Node, other: Node) -> None:
    names = seed.sow(node, *seed.need("n1"), *seed.need("n2"), *seed.goal("g1", "n1"), *seed.goal("g2", "n2"))
    carry(node, other)
    assert other.canonical(*ALL) == node.canonical(*ALL)

    _go_on(node, names, "makiese", "lukanga", "ici")
    _go_on(other, names, "katrien", "wilgenbeke", "daar")
    assert other.canonical(*ALL) != node.canonical(*ALL)
    meet(node, other)

    assert other.canonical(*ALL) == node.canonical(*ALL)
    assert carry(node, other) == carry(other, node) | {"known": carry(node, other)["known"]}
    assert carry(node, other)["applied"] == carry(other, node)["applied"] == 0
    assert (node.is_whole(), other.is_whole()) == ([], [])
    signed = {row["organisation_id"] for row in node.canonical("signatures.signature")}
    assert signed == {names["lukanga"], names["wilgenbeke"]}


def _go_on(node: Node, names: dict[str, str], signer: str, house: str, words: str) -> None:
    """What people do on one node while nobody carries anything: needs, words, an order, answers, goals and keys."""
    read = {row["id"]: row["wording_id"] for row in node.canonical("goals.goal")}
    prints = {row["id"]: row["fingerprint"] for row in node.canonical("signatures.wording")}
    n1, n2, g1 = names["n1"], names["n2"], names["g1"]
    deeds: list[dict[str, Any]] = [
        {"do": "needs.voice", "as": "n3", "by": names["mireille"], "hospital": names["lukanga"], "words": words},
        {"do": "needs.offer", "by": names["makiese"], "need": "@n3", "partners": [names["wilgenbeke"]]},
        {"do": "needs.reword", "by": names["mireille"], "need": n1, "words": words, "language": "fr"},
        {"do": "needs.reword", "by": names["mireille"], "need": n2, "hospital_only": words == "ici"},
        {"do": "needs.rank", "by": names["makiese"], "hospital": names["lukanga"], "order": ["@n3", n1, n2]},
        {"do": "needs.second", "by": names["albertine"], "need": n1, "voices": len(words)},
        {"do": "needs.release", "by": names["makiese"], "need": n1},
        {
            "do": "needs.answer",
            "by": names["makiese"],
            "need": n2,
            "kind": "set-aside",
            "words": words,
            "language": "fr",
        },
        {
            "do": "goals.sign",
            "by": names[signer],
            "goal": g1,
            "wording": prints[read[g1]],
            "on_behalf_of": names[house],
        },
        {
            "do": "goals.translate",
            "by": names["lotte"],
            "goal": g1,
            "wording": read[g1],
            "language": "nl",
            "statement": words,
        },
        {
            "do": "goals.reword",
            "by": names["lotte"],
            "goal": names["g2"],
            "content": {**seed.CONTENT, "statement": f"{words}, autrement dit"},
        },
    ]
    at = {"ici": "2030-01-01T10:00:00+01:00", "daar": "2030-01-01T10:05:00+01:00"}[words]
    node.run("seed", seed.file_of(node.folder, *[{**deed, "at": at} for deed in deeds]))


@pytest.mark.once
def test_the_same_seed_on_two_nodes_is_one_record_after_they_met(node: Node, other: Node) -> None:
    seed.sow(node, *seed.need("n1"))
    seed.sow(other, *seed.need("n1"))

    meet(node, other)
    meet(node, other)

    assert other.canonical("organisations.", "partnerships.partnership") == node.canonical(
        "organisations.", "partnerships.partnership"
    )
    assert (node.is_whole(), other.is_whole()) == ([], [])


def _change(place: str, value: object) -> Callable[[list[dict[str, Any]]], None]:
    def forge(deeds: list[dict[str, Any]]) -> None:
        deeds[len(deeds) // 2][place] = value

    return forge


def _other_payload(deeds: list[dict[str, Any]]) -> None:
    deeds[3]["payload"]["text"] = deeds[3]["payload"]["text"].replace("fr", "nl")


def _swap(deeds: list[dict[str, Any]]) -> None:
    one, two = deeds[4], deeds[5]
    for name in ("number", "previous", "head"):
        one[name], two[name] = two[name], one[name]


FORGERIES: dict[str, Callable[[list[dict[str, Any]]], None]] = {
    "another author": _change("author", str(uuid.uuid4())),
    "another day": _change("recorded_at", "2020-01-01T00:00:00+00:00"),
    "another kind": _change("kind", "needs.voice"),
    "another head": _change("head", "0" * 64),
    "another link": _change("previous", "0" * 64),
    "no number": _change("number", None),
    "a day without a zone": _change("happened_at", "2020-01-01T00:00:00"),
    "what was seen": _change("seen", {"upto": {"x": 1}}),
    "another payload": _other_payload,
    "another order": _swap,
    "no payload at all": lambda deeds: deeds[2].pop("payload"),
    "a deed that is none": lambda deeds: deeds.append({"id": "x"}),
}


@pytest.mark.once
def test_a_forged_file_is_refused_with_one_sentence_and_nothing_is_taken_in(node: Node, other: Node) -> None:
    seed.sow(node, *seed.need("n1"), *seed.goal("g1", "n1"))
    file = node.folder / "deeds.jsonl"
    node.run("export", file)
    first, *lines = file.read_text().splitlines()
    empty = other.canonical()

    for name, forge in FORGERIES.items():
        deeds = [json.loads(line) for line in lines]
        forge(deeds)
        _write(file, first, deeds)
        refused = other.run("import", file, code=1).stderr
        assert refused.count("\n") == 1 and "Traceback" not in refused, (name, refused)

    for broken in (b"", b"{}\n", b"\xff\xfe", f"{first}\n{lines[0][:-9]}".encode(), f"{first}\n[]\n".encode()):
        file.write_bytes(broken)
        refused = other.run("import", file, code=1).stderr
        assert refused.count("\n") == 1 and "Traceback" not in refused, (broken[:40], refused)
    assert other.canonical() == empty
    assert other.is_whole() == []


def _write(file: Path, first: str, deeds: list[dict[str, Any]]) -> None:
    file.write_text("\n".join([first, *map(json.dumps, deeds)]) + "\n")


@pytest.mark.once
def test_a_rewritten_history_is_refused_by_who_knew_the_first(node: Node, other: Node, all_nodes: Nodes) -> None:
    if ON_POSTGRES:
        pytest.skip("two histories of one node are made by copying its file")
    names = seed.sow(node)
    twin = all_nodes.like(node)
    for place, words in ((node, "the first"), (twin, "the second")):
        voiced = {"do": "needs.voice", "by": names["mireille"], "hospital": names["lukanga"], "words": words}
        place.run("seed", seed.file_of(place.folder, voiced))
    carry(node, other)
    before = other.canonical()

    file = twin.folder / "deeds.jsonl"
    twin.run("export", file)
    refused = other.run("import", file, code=1).stderr

    assert "anew" in refused and refused.count("\n") == 1
    assert other.canonical() == before


@pytest.mark.once
def test_a_node_that_lost_its_tail_is_told_so_by_its_neighbour_and_gets_it_back(
    node: Node, other: Node, all_nodes: Nodes
) -> None:
    if ON_POSTGRES:
        pytest.skip("an older state is made by copying the file")
    names = seed.sow(node)
    old = all_nodes.like(node)
    (old.folder / "heads").unlink()
    voiced = {"do": "needs.voice", "by": names["mireille"], "hospital": names["lukanga"], "words": "eau"}
    node.run("seed", seed.file_of(node.folder, voiced))
    carry(node, other)

    said = carry(old, other)
    back = carry(other, old)

    assert said["lost"] and names["lukanga"] in said["lost"][0]
    assert back["applied"] == 1
    assert old.canonical() == node.canonical()


@pytest.mark.once
def test_what_a_tablet_wrote_at_two_nodes_is_one_deed_and_does_not_stop_their_exchange(node: Node, other: Node) -> None:
    names = seed.sow(node)
    carry(node, other)
    device = str(uuid.uuid4())
    for place in (node, other):
        place.run("seed", seed.file_of(place.folder, *seed.cast()))  # opens the accounts: they do not travel
        place.serve()
        mireille = Visitor(place).sign_in(seed.email("mireille"))
        payload = {"hospital": names["lukanga"], "words": "eau", "language": "fr"}
        assert mireille.do("needs.voice", payload, device=device, number=1)[0] == 201
        place.kill()
        later = {"do": "needs.voice", "by": names["mireille"], "hospital": names["lukanga"], "words": place.folder.name}
        place.run("seed", seed.file_of(place.folder, later))

    meet(node, other)
    meet(node, other)

    words = [
        sorted(row["words"]["en" if "en" in row["words"] else "fr"]["words"] for row in one.canonical("needs.need"))
        for one in (node, other)
    ]
    assert words[0] == words[1] == sorted(["eau", node.folder.name, other.folder.name])
    assert (node.is_whole(), other.is_whole()) == ([], [])
