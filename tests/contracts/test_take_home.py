"""A partner takes its whole record home, works there, and both sides come to the same, whoever carries what between them."""

import json
from typing import Any

import pytest

from tests.contracts import seed
from tests.contracts.node import Node, Visitor

pytestmark = pytest.mark.slow

SECRET = "een lange zin voor onderweg"
HOUSE = "HGR Lukanga"
OF_THE_OTHERS = ("people.", "organisations.membership")
"""Rows of the other house's own book: those who did something together are known, with what a partner sees of them."""


def take_home(node: Node, home: Node, *, stays: str = "") -> dict[str, str]:
    """Lukanga takes its record home and the two nodes are linked; gives the ids by name."""
    names = seed.sow(node, *seed.need("n1"), *seed.need("n2"), *seed.goal("g1", "n1"), *seed.goal("g2", "n2"))
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
        "needs.", "goals.", "signatures.", "partnerships.", "organisations.", "people.person", "people.role"
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
    node.run("seed", seed.file_of(node.folder, *({**deed, "at": "2030-01-01T10:00:00+01:00"} for deed in deeds)))


def test_a_hospital_takes_its_record_home_works_a_week_and_both_sides_end_with_equal_records(
    node: Node, other: Node
) -> None:
    names = take_home(node, other)
    assert are_equal(node, other)
    assert (node.is_whole(), other.is_whole()) == ([], [])
    other.serve()
    voiced = {"hospital": names["lukanga"], "words": "sur notre propre machine", "language": "fr"}
    assert Visitor(other).sign_in(seed.email("mireille")).do("needs.voice", voiced)[0] == 201
    other.kill()

    work(other, names, "home")
    work(node, names, "away")
    node.serve()
    came = exchange(other, node, f"http://127.0.0.1:{node.port}")

    assert not came["waits"] and not came["trouble"] and came["applied"], came
    assert are_equal(node, other)
    assert (node.is_whole(), other.is_whole()) == ([], [])
    signed = {row["organisation_id"] for row in other.canonical("signatures.signature")}
    assert signed == {names["lukanga"], names["wilgenbeke"]}
    again = exchange(other, node)
    assert (again["applied"], again["rows"]) == (0, 0)
