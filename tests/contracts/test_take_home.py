"""A partner takes its whole record home, works there, and both sides come to the same, whoever carries what between them."""

import hashlib
import json
import random
import threading
import time
import zlib
from pathlib import Path
from typing import Any

import pytest

from tests.contracts import seed
from tests.contracts.node import Node, Visitor
from tests.line import Line

pytestmark = pytest.mark.slow

SECRET = "een lange zin voor onderweg"
HOUSE = "HGR Lukanga"
PIECE = 32 * 1024
OF_THE_OTHERS = ("people.", "organisations.membership")
"""Rows of the other house's own book: those who did something together are known, with what a partner sees of them."""


def take_home(node: Node, home: Node, *, stays: str = "") -> dict[str, str]:
    """Lukanga takes its record home and the two nodes are linked; gives the ids by name."""
    goals = [*seed.goal("g1", "n1"), *seed.goal("g2", "n2")]
    opened = {"partnership": "@partnership", "hospital": "@lukanga", "domains": ["newborn_care"]}
    round_ = {"do": "rounds.open", "as": "r1", "by": "@lotte", **opened}
    names = seed.sow(node, *seed.need("n1"), *seed.need("n2"), *goals, round_)
    file = node.folder / "lukanga.zip"
    node.run("take-home", HOUSE, file, "--with-accounts", passphrase=SECRET)
    said = json.loads(home.run("import", file, "--json", passphrase=SECRET).stdout)
    node.run("link", said["card"], "--for", HOUSE)
    if stays:
        home.run("link", card(node), "--stays", stays)
    return names


def card(node: Node) -> str:
    """The word by which a node introduces itself."""
    return str(json.loads(node.run("link", "--json").stdout)["card"])


def exchange(home: Node, node: Node, address: str = "", code: int | None = 0) -> dict[str, Any]:
    """The hospital's node asks the other over the line; gives what came of it."""
    if address:
        home.run("link", card(node), "--address", address)
    said = json.loads(home.run("exchange", "--json", code=code).stdout)
    found: dict[str, Any] = next(iter(said.values()))
    return found


def shared(node: Node) -> dict[tuple[str, str], dict[str, Any]]:
    """The rows that two nodes of this story share, with what both may know of people."""
    rows = node.canonical(
        *("needs.", "goals.", "signatures.", "partnerships.", "organisations.", "people.person", "people.role"),
        *("reporting.", "rounds.round", "rounds.handin", "rounds.action"),
    )
    left_out = ("email", "phone")
    return {
        (row["label"], row["id"]): {name: value for name, value in row.items() if name not in left_out} for row in rows
    }


def are_equal(node: Node, home: Node) -> bool:
    """Both hold the same, but for how the other's people are reached and which rights they have in their own house."""
    there, here = shared(node), shared(home)
    assert {place for place in set(there) - set(here) if not place[0].startswith(OF_THE_OTHERS)} == set()
    assert {place: row for place, row in there.items() if place in here} == here
    return True


def work(node: Node, names: dict[str, str], side: str) -> None:
    """A week's work of one side while nobody carries anything."""
    n1, n2, g1, g2 = names["n1"], names["n2"], names["g1"], names["g2"]
    read = {row["id"]: row["wording_id"] for row in node.canonical("goals.goal")}
    prints = {row["id"]: row["fingerprint"] for row in node.canonical("signatures.wording")}
    signer, house = {"home": ("makiese", "lukanga"), "away": ("katrien", "wilgenbeke")}[side]
    deeds: list[dict[str, Any]] = [
        {
            "do": "goals.sign",
            "by": names[signer],
            "goal": g1,
            "wording": prints[read[g1]],
            "on_behalf_of": names[house],
        },
    ]
    if side == "home":
        deeds += [
            {
                "do": "needs.voice",
                "as": "n3",
                "by": names["mireille"],
                "hospital": names["lukanga"],
                "words": "de l'eau",
            },
            {"do": "needs.offer", "by": names["makiese"], "need": "@n3", "partners": [names["wilgenbeke"]]},
            {"do": "needs.rank", "by": names["makiese"], "hospital": names["lukanga"], "order": ["@n3", n2, n1]},
            {"do": "needs.reword", "by": names["mireille"], "need": n1, "words": "à la maison", "language": "fr"},
            {"do": "needs.second", "by": names["albertine"], "need": n1, "voices": 3},
            {
                "do": "people.welcome",
                "by": names["albertine"],
                "organisation": names["lukanga"],
                "name": "Papy",
                "phone": "+243 81 CANARIE",
            },
            {"do": "goals.reword", "by": names["makiese"], "goal": g2, "content": {**seed.CONTENT, "statement": "ici"}},
            {
                "do": "reporting.report",
                "by": names["mireille"],
                "hospital": names["lukanga"],
                "from_date": "2026-10-01",
                "to_date": "2026-11-01",
                "source": "registre",
                "cells": COUNTED,
            },
            {
                "do": "rounds.plan",
                "by": names["makiese"],
                "round": names["r1"],
                "what": "deux apprentis",
                "language": "fr",
                "owner": "Dr Makiese",
                "by_date": "2027-12-31",
                "owner_of": names["lukanga"],
            },
        ]
    else:
        deeds += [
            {
                "do": "people.welcome",
                "as": "hanne",
                "by": names["lotte"],
                "organisation": names["wilgenbeke"],
                "name": "Hanne",
                "email": "hanne@example.org",
            },
            {
                "do": "goals.translate",
                "by": "@hanne",
                "goal": g1,
                "wording": read[g1],
                "language": "nl",
                "statement": "in zestig tellen",
            },
            {"do": "goals.reword", "by": names["lotte"], "goal": g2, "content": {**seed.CONTENT, "statement": "daar"}},
            {"do": "needs.reword", "by": names["mireille"], "need": n1, "words": "au bureau", "language": "fr"},
        ]
    deeds.append(_scored(names, house, {"home": "makiese", "away": "lotte"}[side]))
    node.run("seed", seed.file_of(node.folder, *deeds))


COUNTED = {"indicator": ["newborn_deaths_in_hospital"], "numerator": ["4"], "denominator": ["164"]}
TEAM = [{"function": "infirmière", "of_the_ward": True}, {"function": "directeur médical"}]


def _scored(names: dict[str, str], house: str, who: str) -> dict[str, Any]:
    """A side's own score of the round that was open when the record went home."""
    content = {"keeps_it_going": "2", "as_agreed": "2", "language": "fr", "scorers": TEAM, "minutes": 9}
    content |= {"words": house, "evidence": [{"words": "tableau de garde"}]}
    round_ = {"round": names["r1"], "domain": "newborn_care", "on_behalf_of": names[house]}
    return {"do": "rounds.score", "by": names[who], **round_, "content": content}


@pytest.mark.once
def test_a_hospital_takes_its_record_home_works_a_week_and_both_sides_end_with_equal_records(
    node: Node, other: Node
) -> None:
    names = take_home(node, other)
    assert are_equal(node, other)
    assert (node.is_whole(), other.is_whole()) == ([], [])
    node.run("backup", node.folder / "before", passphrase=SECRET)
    work(other, names, "home")
    work(node, names, "away")
    photo = _signs_in_at_home(other, names)

    node.serve()
    with Line("127.0.0.1", node.port, rate=400_000) as line:
        cut = _exchange_while_the_line_is_cut(other, node, line)
        came = exchange(other, node, line.address)
        _scores_lie_on_both_tables(other, node, names)

    assert cut["trouble"]
    assert not (came["waits"] or came["trouble"]), came
    assert read_by(node, photo) == read_by(other, photo) != b""
    assert are_equal(node, other)
    assert (node.is_whole(), other.is_whole()) == ([], [])
    signed = {row["organisation_id"] for row in other.canonical("signatures.signature")}
    assert signed == {names["lukanga"], names["wilgenbeke"]}
    _nothing_new_costs_little(other, node)
    node.kill()
    _what_a_restore_lost_comes_back(node, other)


def _signs_in_at_home(home: Node, names: dict[str, str]) -> str:
    """Her own people sign in on the hospital's own machine as they did before, and bring a photo; gives its name."""
    home.serve()
    visitor = Visitor(home).sign_in(seed.email("mireille"))
    photo = b"\x89PNG\r\n\x1a\n" + random.randbytes(90_000)
    name = hashlib.sha256(photo).hexdigest()
    for start in range(0, len(photo), PIECE):
        about = {"X-File": name, "X-Offset": str(start), "X-Size": str(len(photo))}
        said = visitor.say("/sync/files", photo[start : start + PIECE], "application/octet-stream", **about)
        assert said[0] == 200, said
    voiced = {"hospital": names["lukanga"], "words": "sur notre propre machine", "language": "fr", "photo": name}
    assert visitor.do("needs.voice", voiced)[0] == 201
    home.kill()
    return name


def read_by(node: Node, file: str) -> bytes:
    """A file as this node holds it; empty where it does not."""
    there = [one.read_bytes() for one in node.folder.rglob(file) if "arriving" not in one.parts]
    return max(there, key=len, default=b"")  # beside it lies an empty mark of who brought it


def _scores_lie_on_both_tables(home: Node, node: Node, names: dict[str, str]) -> None:
    """Each side scored apart on its own machine; once each knows that the other is in, both read both."""
    for _time in range(6):
        home.python("from partnerhood.ground.operations import jobs; jobs.work_off()")
        came = exchange(home, node)
        assert not came["waits"], came
        tables = [{row["organisation_id"] for row in one.canonical("rounds.score")} for one in (home, node)]
        if tables == [{names["lukanga"], names["wilgenbeke"]}] * 2:
            return
        time.sleep(0.5)
    raise AssertionError(tables)


def _exchange_while_the_line_is_cut(home: Node, node: Node, line: Line) -> dict[str, Any]:
    def cut() -> None:
        while line.carried < 2_000:
            time.sleep(0.002)
        line.cut()

    hand = threading.Thread(target=cut)
    hand.start()
    said = exchange(home, node, line.address, code=1)
    hand.join()
    line.mend()
    return said


def _nothing_new_costs_little(home: Node, node: Node) -> None:
    with Line("127.0.0.1", node.port) as line:
        again = exchange(home, node, line.address)
        assert (again["applied"], again["rows"], again["waits"]) == (0, 0, [])
        before = line.carried
        exchange(home, node)
        assert line.carried - before < 2_200, line.carried - before  # there and back, with what HTTP adds


def _what_a_restore_lost_comes_back(node: Node, home: Node) -> None:
    """A node put back from a backup of before the week counts on under a new epoch, and is offered back the rest."""
    whole = shared(node)
    node.run("restore", node.folder / "before", passphrase=SECRET)
    assert shared(node) != whole
    node.serve()

    came = exchange(home, node, f"http://127.0.0.1:{node.port}")
    again = exchange(home, node)

    assert came["lost"] and not again["lost"]
    kept = {place: row for place, row in whole.items() if not place[0].startswith(OF_THE_OTHERS)}
    assert kept.items() <= shared(node).items()
    assert are_equal(node, home)
    assert (node.is_whole(), home.is_whole()) == ([], [])


@pytest.mark.once
def test_what_is_carried_is_read_once_and_what_stays_at_home_is_in_no_byte(node: Node, other: Node) -> None:
    names = take_home(node, other, stays="attendance,contacts,recordings")
    work(other, names, "home")
    _what_has_names_in_it(other, names)
    work(node, names, "away")
    files = [other.folder / "first", other.folder / "second", node.folder / "back"]
    other.run("bundle", card(node), files[0])
    assert _carried(other, node, files[0])["applied"] == 15

    later = {"do": "needs.second", "by": names["albertine"], "need": names["n2"], "voices": 2}
    other.run("seed", seed.file_of(other.folder, later))
    other.run("bundle", card(node), files[1])
    assert _carried(other, node, files[1])["applied"] == 1
    assert _carried(other, node, files[1])["applied"] == _carried(other, node, files[0])["applied"] == 0
    node.run("bundle", card(other), files[2])
    assert _carried(node, other, files[2])["waits"] == []

    assert are_equal(node, other)
    assert (node.is_whole(), other.is_whole()) == ([], [])
    stay, apart = {"activities.attendance", "people.invitation"}, {"rounds.score"}
    assert missed(other, node) == (stay | apart, {("people.person", "phone")})
    assert missed(node, other) == ({"people.role"} | apart, {("people.person", "email")})  # of the others' own house
    papy = {row["name"]: row.get("phone") for one in (other, node) for row in one.canonical("people.person")}
    assert papy["Papy"] is None
    for file in files[:2]:
        _, _, body = file.read_bytes().split(b"\n", 2)
        assert (b"CANARIE" not in zlib.decompress(body) and b"Papy" in zlib.decompress(body)) or file is files[1]


def _what_has_names_in_it(home: Node, names: dict[str, str]) -> None:
    """A list of who came, and an invitation by mail."""
    when = {"from_date": "2026-11-02", "to_date": "2026-11-05", "led": "mixed"}
    course = {"title": "Les premières minutes", "language": "fr", "format": "course", "leader_names": ["dr. Kempenaer"]}
    why = {"without_goal": "raises_money_and_people", "for_whom": "sages-femmes", "why": "une urgence"}
    deeds = [
        {"do": "activities.plan", "as": "a1", "partnership": names["partnership"], "hospital": names["lukanga"]}
        | {**course, **when, **why},
        {"do": "activities.hold", "as": "s1", "activity": "@a1", **when},
        {"do": "activities.attend", "session": "@s1", "people": [{"name": "CANARIE Lemba"}]},
        {"do": "people.invite", "organisation": names["lukanga"], "name": "CANARIE", "email": "c@example.org"},
    ]
    home.run("seed", seed.file_of(home.folder, *({**one, "by": names["albertine"]} for one in deeds)))


def missed(there: Node, here: Node) -> tuple[set[str], set[tuple[str, str]]]:
    """What one node's export has and the other's has not: kinds of rows, and fields of rows that both have."""
    rows = [{(row["label"], row["id"]): row for row in node.canonical()} for node in (there, here)]
    theirs, ours = rows
    kinds = {label for label, _id in set(theirs) - set(ours)}
    both = set(theirs) & set(ours)
    return kinds, {
        (one[0], name) for one in both for name, value in theirs[one].items() if ours[one].get(name) != value
    }


def _carried(source: Node, target: Node, file: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(target.run("import", file, "--json").stdout)
    return said
