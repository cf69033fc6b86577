"""What a node does with its links: meets a node over the line, writes and reads bundles, says how each link is."""

import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from partnerhood.ground.operations import chain, links, travelling
from partnerhood.ground.operations.refusals import Refused
from partnerhood.ground.records import clock
from partnerhood.interfaces.nodes import calling, exchanging, home, letters, queries, rules
from partnerhood.interfaces.nodes.exchanging import Came

MOST_NAMED = 20
EVERY = timedelta(minutes=5)
"""How often a node asks those that it is linked with, by itself."""
INFINITE = float("inf")
LARGEST = 512 * 1024 * 1024
"""How large what a bundle holds may become."""


def meet(link: Any) -> Iterator[Came]:
    """Exchange with a node over the line; whatever goes wrong is written beside the link, and what arrived stays."""
    try:
        line = calling.Line(link)
        try:
            yield from exchanging.meet(link, line.send)
        finally:
            line.close()
    except (calling.Silent, letters.Unreadable) as trouble:
        _write_down(link, str(trouble) or "Its answer cannot be read.")
    except Refused as refusal:
        _write_down(link, str(refusal.sentence))


def _write_down(link: Any, trouble: str) -> None:
    link.trouble = trouble[:200]
    links.note(link, ["trouble"])


def trouble_of(node: UUID) -> str:
    """What went wrong the last time with a node; nothing where all went well."""
    link = links.find(node)
    return link.trouble if link else ""


def meet_all() -> int:
    """Exchange with every node that has an address and was not asked for a while; gives the number of deeds that came."""
    applied = 0
    for link in links.every():
        if link.address and time.monotonic() - _asked.get(link.id, -INFINITE) > EVERY.total_seconds():
            _asked[link.id] = time.monotonic()
            applied += sum(came.applied for came in meet(link))
    return applied


_asked: dict[UUID, float] = {}
"""When this process last asked a node, by a clock that nobody sets."""


def bundle(link: Any) -> tuple[bytes, int, int]:
    """Everything that a node lacks, as far as is known here, as one letter; with the number of deeds and of files in it."""
    said = exchanging.everything(link)
    content = letters.written(link, chain.open_node(), said)
    return content, len(said.get("deeds", [])), len({piece[0] for piece in said.get("pieces", [])})


def read_bundle(content: bytes) -> tuple[Any, Came]:
    """Take in a bundle that was carried here; raises Unreadable where it is not whole, or not from a node that is linked."""
    letter = letters.opened(content, LARGEST)
    link = links.find(letter.sender)
    if link is None or letter.receiver != chain.open_node().id or not letter.is_signed_by(link.key):
        raise letters.Unreadable
    links.is_new(link, letter.number)  # an old one is read all the same: its deeds are known, or are not
    came, _ = exchanging.take(link, letter)
    return link, came


def tell_all(node: UUID, organisations: Iterable[UUID]) -> None:
    """Know which rows of others a node has to be told of when they change: those that its first record brought."""
    link = links.find(node)
    if link is None or link.relays:
        return
    told = {line["id"] for house in organisations for line in home.gather(house).told}
    link.told = sorted({*link.told, *told})
    links.note(link, ["told"])


def waiting(link: Any) -> int:
    """How many deeds wait here for a node, as far as is known."""
    known = {str(book): dict(link.upto.get(str(book)) or {}) for book in queries.shared(link)}
    return travelling.count_ahead(known)


def state(link: Any) -> str:
    """How it is with a link, in words."""
    number = waiting(link)
    met = f"met on {link.met_at:%d %B %Y %H:%M}" if link.met_at else "not met yet"
    return f"{met}, {number} deeds wait for it" if number else f"{met}, nothing waits"


def silent() -> Iterator[str]:
    """Each node that was silent for long, with what waits for it."""
    for link in links.every():
        since = clock.now() - (link.met_at or link.linked_at)
        if since > rules.SILENT:
            why = f" {link.trouble}" if link.trouble else ""
            yield (
                f"{link.name} was silent for {since.days} days, and {waiting(link)} deeds wait for it.{why} "
                f"Run `partnerhood exchange`, or carry `partnerhood bundle` there."
            )
