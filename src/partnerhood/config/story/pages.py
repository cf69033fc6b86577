"""The pages that the story is read from: one TOML file per network and theme, in the words of who wrote them."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
NETWORKS = ("samenwaarts", "sonwerou", "haagbeek")
"""Network 1, a twinning programme; network 5, one of its hospitals as a teacher of its neighbours; network 3, two boards that
explore how close their houses want to be."""


@cache
def page(network: str, theme: str) -> dict[str, Any]:
    """What a network's pages about a theme say, of one file or of several; nothing where it has no such page."""
    said: dict[str, Any] = {}
    for path in [FOLDER / network / f"{theme}.toml", *sorted((FOLDER / network).glob(f"{theme}_*.toml"))]:
        if path.exists():
            said |= tomllib.loads(path.read_text(encoding="utf-8"))
    return said
