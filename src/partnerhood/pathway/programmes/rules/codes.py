"""IATI's code lists: which codes exist, and what the few that we show are called in English, Dutch and French."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

NAMED = ("activities", "organisations", "money", "results", "places", "themes")


@cache
def names(code_list: str) -> dict[str, dict[str, str]]:
    """The names of a list's codes by language, such as names("OrganisationRole")["1"]["fr"]; empty where we keep none."""
    for subject in NAMED:
        lists: dict[str, dict[str, dict[str, str]]] = _file(subject)["lists"]
        if code_list in lists:
            return lists[code_list]
    return {}


@cache
def known(code_list: str) -> frozenset[str]:
    """Every code of a list, also those whose names we do not keep; a list that we do not have is a KeyError."""
    plain: dict[str, str] = _file("known")["known"]
    if code_list in plain:
        return frozenset(plain[code_list].split())
    if not names(code_list):
        raise KeyError(code_list)
    return frozenset(names(code_list))


def name(code_list: str, code: str, language: str) -> str:
    """What a code is called in this language, in English where we lack it, or the code itself."""
    called = names(code_list).get(code, {})
    return called.get(language) or called.get("en") or code


@cache
def _file(subject: str) -> dict[str, Any]:
    file = resources.files("partnerhood.pathway.programmes") / "data" / f"iati_{subject}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
