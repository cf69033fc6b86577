"""A hospital gets a machine of its own: the two nodes are linked, and who runs this one says what stays here."""

import hashlib
from collections.abc import Iterator
from typing import Any

from partnerhood.config.story.pages import page
from partnerhood.config.story.telling import Scene, Story, scene
from partnerhood.ground.records import ids
from partnerhood.interfaces.nodes import actions


def scenes(network: str) -> Iterator[Scene]:
    """Every link with another node."""
    for name, told in page(network, "nodes").items():
        yield scene(_link, name, told)


def _link(story: Story, name: str, said: dict[str, Any]) -> None:
    actions.link(
        node=ids.named(f"demo:node:{name}"),
        name=name,
        key=hashlib.sha256(name.encode()).hexdigest(),
        organisations=[story[one].id for one in said["of"]],
        stays=said["stays"],
        deed=story.by(""),
    )
