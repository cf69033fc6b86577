"""Holding travelled deeds against themselves and against the chains that are known here, before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from partnerhood.ground.operations import chain, models
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.records import canonical, ids, rows

Said = Mapping[str, Any]
MOMENTS = ("happened_at", "recorded_at")
IDS = ("id", "book_id", "origin", "device", "author", "carrier", "base")


class Forged(Refused):
    """A travelled deed does not fit its own fingerprint or the chain that it says it belongs to."""


def check(travelled: Iterable[Said]) -> int:
    """Hold many deeds against themselves and each other; gives their number, or raises Forged at the first that does not fit."""
    chains: dict[UUID, dict[int, tuple[str, str]]] = defaultdict(dict)
    count = 0
    for said in travelled:
        count += 1
        header = read(said)
        judge(said, header)
        before = chains[chain_key(header)].setdefault(header.number, (header.previous, header.head))
        if before != (header.previous, header.head):
            raise Forged(f"Two deeds have number {header.number} in one chain: {header.id} is one of them.")
    for key, links in chains.items():
        _follow(key, links)
    return count


def _follow(key: UUID, links: Mapping[int, tuple[str, str]]) -> None:
    """Each deed follows the one before it, in the file and here."""
    for number, (previous, _head) in links.items():
        if number - 1 in links and links[number - 1][1] != previous:
            raise Forged(f"Deed {number} of chain {key} does not follow the deed before it.")
    known = rows.find(models.Chain, key)
    if known and (known.length in links and links[known.length][1] != known.head):
        raise Forged(f"Chain {key} was written anew: its deed {known.length} is another one here.")
    follower = links.get((known.length if known else 0) + 1)
    if follower and follower[0] != (known.head if known else ""):
        raise Forged(f"Chain {key} does not go on where it ends here.")


def chain_key(header: models.Operation) -> UUID:
    """Which chain a header stands in."""
    return ids.derived(header.book_id, chain.origin_of(header.origin, header.epoch))


def read(said: Said) -> models.Operation:
    """A header out of what travelled; raises Forged where it has not the shape of one."""
    try:
        moments = {name: datetime.fromisoformat(said[name]) for name in MOMENTS}
        keys = {name: UUID(said[name]) if said[name] else None for name in IDS}
        rest = {name: said[name] for name in chain.TRAVELS if name not in moments and name not in keys}
        header = models.Operation(**rest, **moments, **keys, head=said["head"])
        payload = said["payload"]
        well = (
            isinstance(said["book_kind"], str)
            and isinstance(header.number, int)
            and isinstance(header.epoch, int)
            and isinstance(header.seen, dict)
            and all(moment.tzinfo for moment in moments.values())
            and (payload is None or (isinstance(payload["salt"], str) and isinstance(payload["text"], str)))
        )
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise Forged(f"A deed cannot be read: {type(trouble).__name__} {trouble}.") from trouble
    if not well:
        raise Forged(f"Deed {header.id} has not the shape of a deed.")
    return header


def judge(said: Said, header: models.Operation) -> None:
    """A header is the one that its head is the fingerprint of, and a payload the one that its header is."""
    if canonical.fingerprint(chain.header_text(header)) != header.head:
        raise Forged(f"Deed {header.id} was changed: its header does not fit its head.")
    payload = said["payload"]
    if payload and canonical.sealed(payload["salt"], payload["text"]) != header.fingerprint:
        raise Forged(f"The payload of deed {header.id} is not what its header says.")
