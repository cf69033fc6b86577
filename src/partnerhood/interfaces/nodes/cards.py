"""How a node introduces itself to another: who it is, where it answers, and the key it signs with; as one word to copy."""

import base64
import json
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from partnerhood.ground.operations import chain, links
from partnerhood.ground.records import canonical

BEGINS = "node:"
UNNAMED = "Partnerhood"
OWN = ("", "localhost", "127.0.0.1", "::1")


class NoCard(Exception):
    """This is not how a node introduces itself."""


def own() -> dict[str, Any]:
    """This node's card."""
    node = chain.open_node()
    host = urlsplit(settings.ADDRESS).hostname or ""
    is_found = host not in OWN  # an address that only this machine knows leads others to themselves
    name = host if is_found and node.name == UNNAMED else node.name
    address = settings.ADDRESS.rstrip("/") if is_found else ""
    return {"id": str(node.id), "name": name, "address": address, "key": links.public()}


def word(card: dict[str, Any]) -> str:
    """A card as one word."""
    return BEGINS + base64.urlsafe_b64encode(canonical.text(card).encode()).decode().rstrip("=")


def read(said: str) -> dict[str, Any]:
    """A card out of the word; raises NoCard."""
    try:
        inner = said.strip().removeprefix(BEGINS)
        card = json.loads(base64.urlsafe_b64decode(inner + "=" * (-len(inner) % 4)))
        found = {name: str(card[name]) for name in ("id", "name", "address", "key")}
        UUID(found["id"])
    except (ValueError, KeyError, TypeError) as trouble:
        raise NoCard from trouble
    return found


def in_short(key: str) -> str:
    """A key so that two people can compare it on the telephone."""
    return " ".join(key[start : start + 4] for start in range(0, 24, 4))
