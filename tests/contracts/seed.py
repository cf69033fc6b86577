"""The cast as a seed file: two partner hospitals, who votes, asks, coordinates and signs in them, and a goal to sign."""

import json
import uuid
from pathlib import Path
from typing import Any

from tests.contracts.node import PASSWORD, Node

PEOPLE = {
    "mireille": ("lukanga", "Mireille Luzolo Nsenga", "member", "fr"),
    "makiese": ("lukanga", "Dr Honoré Makiese", "signatory", "fr"),
    "albertine": ("lukanga", "Sr Albertine Nsimba", "coordinator", "fr"),
    "lotte": ("wilgenbeke", "Lotte Van Rillaer", "coordinator", "nl"),
    "katrien": ("wilgenbeke", "prof. Katrien Overhaege", "signatory", "nl"),
}
CONTENT = {
    "language": "fr",
    "statement": "60 % des soignants ventilent un nouveau-né en 60 secondes.",
    "measures": [
        {"key": "share", "name": "part en 60 s", "unit": "percent", "target": "60", "target_date": "2026-12-31"}
    ],
}


def email(who: str) -> str:
    """How somebody of the cast signs in."""
    return f"{who}@example.org"


def cast() -> list[dict[str, Any]]:
    """Two hospitals, their people, a network and a partnership."""
    deeds: list[dict[str, Any]] = [
        _found("lukanga", "HGR Lukanga", "hospital", "CD"),
        _found("wilgenbeke", "UZ Wilgenbeke", "university", "BE"),
    ]
    for who, (house, name, kind, language) in PEOPLE.items():
        person = {"organisation": f"@{house}", "name": name, "kind": kind, "language": language}
        account = {"email": email(who), "password": PASSWORD}
        deeds.append({"do": "people.welcome", "as": who, **person, **account})
    about = {"name": "Samenwaarts", "kind": "twinning", "coordinator": "@wilgenbeke"}
    deeds.append({"do": "organisations.found_network", "as": "network", **about})
    deeds.append(
        {
            "do": "partnerships.propose",
            "as": "partnership",
            "key": str(uuid.uuid5(uuid.NAMESPACE_DNS, "partnership")),
            "name": "Lukanga – Wilgenbeke",
            "kind": "twinning",
            "network": "@network",
            "partners": ["@lukanga", "@wilgenbeke"],
            "works_at": ["@lukanga"],
        }
    )
    return deeds


def _found(name: str, long: str, kind: str, country: str) -> dict[str, Any]:
    key = str(uuid.uuid5(uuid.NAMESPACE_DNS, name))
    return {"do": "organisations.found", "as": name, "key": key, "name": long, "kind": kind, "country": country}


def need(name: str, words: str = "Le ballon est à la salle d'op.") -> list[dict[str, Any]]:
    """A need that Mireille voiced and Dr Makiese laid before Wilgenbeke."""
    return [
        {"do": "needs.voice", "as": name, "by": "@mireille", "hospital": "@lukanga", "words": words, "language": "fr"},
        {"do": "needs.offer", "by": "@makiese", "need": f"@{name}", "partners": ["@wilgenbeke"]},
    ]


def goal(name: str, *needs: str, statement: str = CONTENT["statement"]) -> list[dict[str, Any]]:  # type: ignore[assignment]
    """A goal that Lotte proposed from needs."""
    return [
        {
            "do": "goals.propose",
            "as": name,
            "by": "@lotte",
            "partnership": "@partnership",
            "hospital": "@lukanga",
            "domain": "newborn_care",
            "content": {**CONTENT, "statement": statement},
            "needs": [f"@{one}" for one in needs],
            "on_behalf_of": "@wilgenbeke",
        }
    ]


def sow(node: Node, *more: dict[str, Any], whole: bool = True) -> dict[str, str]:
    """Load the cast and what more there is into a node; gives the ids by name."""
    file = node.folder / "seed.json"
    file.write_text(json.dumps({"deeds": [*(cast() if whole else []), *more]}))
    names: dict[str, str] = json.loads(node.run("seed", file, "--json").stdout)
    return names


def file_of(folder: Path, *deeds: dict[str, Any]) -> Path:
    """A seed file with just these deeds."""
    file = folder / "deeds.json"
    file.write_text(json.dumps({"deeds": deeds}))
    return file
