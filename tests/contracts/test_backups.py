"""A restored backup equals what was saved, on either database, whoever wrote meanwhile; a broken one touches nothing."""

import json
import random
import threading
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.contracts import seed
from tests.contracts.node import Node, Nodes, Visitor

pytestmark = pytest.mark.slow

SECRET = "een lange zin voor de kluis"


def _lived(node: Node) -> dict[str, str]:
    return seed.sow(node, *seed.need("n1"), *seed.need("n2"), *seed.goal("g1", "n1"))


def _save(node: Node) -> Path:
    file = node.folder / "kept.backup"
    node.run("backup", file, passphrase=SECRET)
    return file


def test_a_backup_comes_back_equal_and_under_a_new_epoch(node: Node, other: Node) -> None:
    _comes_back(node, other)
    other.kill()
    _is_offered_what_it_lost(other, node.folder / "kept.backup")


def _is_offered_what_it_lost(node: Node, file: Path) -> None:
    """A tablet keeps what no backup covers, and offers it again to a node that was put back: done again, and once."""
    words = {
        "page": ["/needs/new/"],
        "first": 1,
        "count": 1,
        "fields": {"words": ["after the backup"], "language": ["en"]},
    }
    device, said = uuid.uuid4(), []
    for put_back in (False, True, False):
        if put_back:
            node.run("restore", file, passphrase=SECRET)
        node.serve()
        tablet = Visitor(node, device=device)
        assert tablet.sign_in(seed.email("mireille"))
        said.append(tablet.sync(forms=[words], cursor=None)[1])
        node.kill()

    states = [answer["results"][0][2] for answer in said]
    assert states == ["applied", "applied", "duplicate"]
    assert said[1]["epoch"] == said[0]["epoch"] + 1 == said[2]["epoch"]
    assert all(answer["covered"] < said[0]["now"] for answer in said)


@pytest.mark.once
def test_a_backup_comes_back_equal_on_the_other_database(node: Node, other_kind: Nodes) -> None:
    _comes_back(node, other_kind.fresh())


def _comes_back(node: Node, target: Node) -> None:
    names = _lived(node)
    for name in ("sealing", "node-key"):  # made when a device first asks for whom to seal, and another node who this is
        (node.folder / name).write_text(uuid.uuid4().hex.zfill(64))
        (node.folder / name).chmod(0o600)
    file = _save(node)
    before = node.canonical()
    voiced = {"do": "needs.voice", "by": names["mireille"], "hospital": names["lukanga"], "words": "later"}
    node.run("seed", seed.file_of(node.folder, voiced))

    target.run("restore", file, passphrase=SECRET)

    assert target.canonical() == before
    assert target.is_whole() == []
    assert _keys(target) == _keys(node)
    assert _epoch(target) == 2
    target.run("restore", file, passphrase=SECRET)
    assert (_epoch(target), target.canonical(), target.is_whole()) == (3, before, [])
    target.run("seed", seed.file_of(target.folder, voiced))
    assert target.is_whole() == []
    target.serve()
    assert Visitor(target).sign_in(seed.email("mireille"))


def _keys(node: Node) -> list[tuple[str, int]]:
    """The node's own keys, and who may read them."""
    places = [node.folder / name for name in ("secret", "sealing", "node-key")]
    return [(place.read_text(), place.stat().st_mode & 0o077) for place in places]


def _epoch(node: Node) -> int:
    file = node.folder / "first-line"
    node.run("export", file)
    return int(json.loads(file.read_text().splitlines()[0])["epoch"])


@pytest.mark.once
def test_what_a_restored_node_lost_comes_back_from_its_neighbour(node: Node, other: Node) -> None:
    names = _lived(node)
    file = _save(node)
    voiced = {"do": "needs.voice", "by": names["mireille"], "hospital": names["lukanga"], "words": "after the backup"}
    node.run("seed", seed.file_of(node.folder, voiced))
    deeds = node.folder / "deeds.jsonl"
    node.run("export", deeds)
    other.run("import", deeds)
    whole = node.canonical()

    node.run("restore", file, passphrase=SECRET)
    assert node.canonical() != whole
    back = other.folder / "deeds.jsonl"
    other.run("export", back)
    node.run("import", back)

    assert node.canonical() == whole
    assert node.is_whole() == []


def test_a_backup_taken_while_people_write_is_whole(node: Node, other: Node) -> None:
    names = _lived(node)
    node.serve()
    mireille = Visitor(node).sign_in(seed.email("mireille"))
    done, written = threading.Event(), []

    def write() -> None:
        while not done.is_set():
            payload = {"hospital": names["lukanga"], "words": f"need {len(written)}", "language": "fr"}
            written.append(mireille.do("needs.voice", payload)[0])

    hand = threading.Thread(target=write)
    hand.start()
    try:
        files = []
        for number in range(3):
            files.append(node.folder / f"{number}.backup")
            node.run("backup", files[-1], passphrase=SECRET)
            assert node.is_whole() == []
    finally:
        done.set()
        hand.join()

    assert set(written) == {201}
    other.run("restore", files[-1], passphrase=SECRET)
    assert other.is_whole() == []
    kept = {row["id"]: row for row in node.canonical("needs.need")}
    saved = other.canonical("needs.need")
    assert 2 < len(saved) <= len(kept)
    assert all(kept[row["id"]] == row for row in saved)


@pytest.mark.once
def test_a_wrong_passphrase_or_a_damaged_backup_touches_nothing(node: Node, other: Node) -> None:
    _lived(node)
    file = _save(node)
    seed.sow(other, *seed.need("mine"))
    before = other.canonical()
    whole = file.read_bytes()
    chance = random.Random(1)

    _refused(other, file, "another passphrase altogether")
    for place in [0, 5, len(whole) - 1, *(chance.randrange(len(whole)) for _ in range(12))]:
        file.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        _refused(other, file, SECRET)
    for length in (0, 1, 40, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        _refused(other, file, SECRET)
    file.write_bytes(whole + b"more")
    _refused(other, file, SECRET)
    _refused(other, node.folder / "missing", SECRET)

    assert other.canonical() == before
    assert other.is_whole() == []


def _refused(node: Node, file: Path, passphrase: str) -> None:
    said: Any = node.run("restore", file, passphrase=passphrase, code=1)
    assert said.stderr.count("\n") == 1 and "Traceback" not in said.stderr, said.stderr


@pytest.mark.once
def test_a_short_passphrase_is_refused(node: Node) -> None:
    seed.sow(node)

    refused = node.run("backup", node.folder / "b", passphrase="short", code=1).stderr

    assert "12 letters" in refused
    assert not (node.folder / "b").exists()
