"""Agree with who runs another node to share the books of some organisations; the word of each node goes to the other."""

import argparse
from uuid import UUID

from partnerhood.config.commands import Trouble, migrate, say
from partnerhood.config.commands.take_home import found
from partnerhood.ground.operations import chain, links
from partnerhood.ground.operations.deed import LATEST, Claim
from partnerhood.ground.operations.models import Link
from partnerhood.ground.records import ids
from partnerhood.interfaces.nodes import actions, cards, linking, rules


def run(said: argparse.Namespace) -> int:
    """Show this node's own word, or link it with the node whose word is given, or end that link."""
    migrate()
    chain.open_node()
    if not said.card:
        return _show(said)
    if said.end:
        link = chosen(said.card)
        actions.unlink(node=link.id, deed=_claim(link.id))
        say(said.json, {"id": str(link.id)}, f"Nothing is shared with {link.name} any more.")
        return 0
    try:
        card = cards.read(said.card)
    except cards.NoCard as trouble:
        raise Trouble("That is not the word of a node. Ask who runs it for `partnerhood link`.") from trouble
    node, known = UUID(card["id"]), links.find(UUID(card["id"]))
    houses = [found(name) for name in said.whose] or [UUID(one) for one in (known.organisations if known else ())]
    if not houses:
        raise Trouble("Say with --for of which organisation that node may have the record.")
    _agree(said, card, houses, relays=known.relays if known else False, stays=known.stays if known else [])
    linking.tell_all(node, houses)
    stays = f" At home stays: {', '.join(links.find(node).stays)}." if links.find(node).stays else ""  # type: ignore[union-attr]
    words = f"Linked with {card['name']}. Its key begins with {cards.in_short(card['key'])}; compare it on the telephone.{stays}"
    say(said.json, {"id": card["id"], "organisations": list(map(str, houses))}, words)
    return 0


def _agree(
    said: argparse.Namespace, card: dict[str, str], houses: list[UUID], *, relays: bool, stays: list[str]
) -> None:
    chosen = [one for one in (said.stays or "").split(",") if one] if said.stays is not None else stays
    strange = set(chosen) - set(rules.CLASSES)
    if strange:
        raise Trouble(f"{min(strange)} is not known. What can stay at home: {', '.join(rules.CLASSES)}.")
    actions.link(
        node=UUID(card["id"]),
        name=card["name"] or card["id"],
        key=card["key"],
        address=said.address or card["address"],
        organisations=houses,
        stays=chosen,
        relays=relays,
        deed=_claim(UUID(card["id"])),
    )


def _claim(node: UUID) -> Claim:
    return Claim(author=None, device=node, id=ids.fresh(), base=LATEST, operator=True)


def _show(said: argparse.Namespace) -> int:
    """This node's own word, and with which nodes it is linked."""
    if said.name:
        chain.name_node(said.name)
    card = cards.own()
    facts = {"card": cards.word(card), "links": [{"id": str(one.id), "name": one.name} for one in links.every()]}
    lines = [f"{one.name}: {one.address or 'by bundle'}, {linking.state(one)}" for one in links.every()]
    words = [cards.word(card), f"Its key begins with {cards.in_short(card['key'])}.", *lines]
    say(said.json, facts, "\n".join(words))
    return 0


def chosen(name: str) -> Link:
    """A linked node by name, id or word; raises Trouble where there is none."""
    key = UUID(cards.read(name)["id"]) if name.startswith(cards.BEGINS) else ids.read(name)
    known = [one for one in links.every() if one.id == key or one.name == name]
    if len(known) != 1:
        raise Trouble(f"There is no link with {name}. `partnerhood link` shows which there are.")
    return known[0]
