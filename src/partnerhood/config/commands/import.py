"""Take in what came from another node: deeds that it exported, a partner's whole record, or a bundle that was carried here.

Deeds are facts here, and the same deed twice is one. A whole record in an empty place makes a running node.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from partnerhood.config.commands import Trouble, backup, migrate, progress, say, take_home
from partnerhood.config.commands.export import FORMAT
from partnerhood.ground.operations import chain, checking, travelling
from partnerhood.ground.operations import queries as journal
from partnerhood.interfaces.nodes import cards, exchanging, home, letters, linking, settling
from partnerhood.interfaces.offline import bundles, receipts

MOST_NAMED = 20


def run(said: argparse.Namespace) -> int:
    """Check a whole file, then take it in; 1 where something still waits for what did not come with it."""
    migrate()
    if not said.file.is_file():
        raise Trouble(f"There is no file {said.file}.")
    try:
        if home.is_home(said.file):
            return _record(said)
        chain.open_node()
        if _is_outbox(said.file):
            return _outbox(said)
        return _bundle(said) if _is_bundle(said.file) else _deeds_of(said)
    except home.Unfit as trouble:
        raise Trouble(str(trouble)) from trouble


def _record(said: argparse.Namespace) -> int:
    """A partner's whole record: a node of its own where there is none yet, deeds where there is."""
    brought = home.opened(said.file)
    name = brought.manifest["organisation"]["name"]
    accounts = _accounts(said, brought)
    if not journal.books():
        settling.settle(brought)
        take_home.put_accounts(accounts)
        came = exchanging.Came(applied=0, rows=brought.manifest["rows"])
        words = [
            f"This is now a node of {name}, with {came.rows} records. `partnerhood serve` starts it.",
            f"The record came from a node whose key begins with {cards.in_short(brought.manifest['node']['key'])}.",
            "Give this word to who runs that node, so that the two can exchange:",
            f"partnerhood link {cards.word(cards.own())} --for {brought.manifest['organisation']['id']}",
        ]
    elif settling.is_known(brought):
        came, words = exchanging.Came(known=1), ["Everything in this file is known here already."]
    else:
        came = settling.bring(brought)
        words = [came.in_words(), *came.waits[:MOST_NAMED]]
    say(said.json, {**vars(came), "card": cards.word(cards.own())}, "\n".join(words))
    return 1 if came.waits else 0


def _accounts(said: argparse.Namespace, brought: home.Brought) -> list[dict[str, Any]]:
    if not brought.has(home.ACCOUNTS) or journal.books():
        return []
    return take_home.open_accounts(brought.content(home.ACCOUNTS), backup.passphrase(said))


def _is_outbox(place: Path) -> bool:
    with place.open("rb") as file:
        return bundles.is_one(file)


def _outbox(said: argparse.Namespace) -> int:
    """What a device made of its outbox."""
    with said.file.open("rb") as file:
        try:
            came = bundles.take(file, bundles.by_operator(), None)
        except bundles.NoBundle as trouble:
            raise Trouble(str(trouble)) from trouble
    if said.receipts:
        said.receipts.write_text(receipts.written(came.arrived), encoding="utf-8")
    say(said.json, dict(came.states), " ".join(bundles.told(came.states)))
    return 1 if came.states["unreadable"] or came.states["ended"] else 0


def _is_bundle(place: Path) -> bool:
    with place.open("rb") as file:
        return letters.is_letter(file.read(letters.LONGEST_HEAD))


def _bundle(said: argparse.Namespace) -> int:
    """What another node wrote for this one into a file."""
    try:
        link, came = linking.read_bundle(said.file.read_bytes())
    except letters.Unreadable as trouble:
        raise Trouble(
            "This bundle is damaged, for another node, or from one that is not linked with this. Nothing was changed."
        ) from trouble
    gaps = (
        [f"Something before it is missing. Carry `partnerhood bundle` from here to {link.name} first."]
        if came.waits
        else []
    )
    say(said.json, vars(came), "\n".join([came.in_words(), *came.lost, *gaps, *came.waits[:MOST_NAMED]]))
    return 1 if came.waits else 0


def _deeds_of(said: argparse.Namespace) -> int:
    of = checking.check(_deeds(said.file))
    lost = travelling.lost(_first(said.file)["upto"])
    counts: Counter[str] = Counter()
    waits: list[str] = []
    for number, arrival in enumerate(travelling.arrive(_deeds(said.file)), 1):
        counts[arrival.state] += 1
        if arrival.state == "waiting":
            waits.append(f"{arrival.id} waits: {arrival.why}.")
        progress(number, of, "deeds")
    words = [f"{counts['applied']} taken in, {counts['known']} known already, {counts['waiting']} waiting.", *lost]
    facts = {**{state: counts[state] for state in ("applied", "known", "waiting")}, "waits": waits, "lost": lost}
    say(said.json, facts, "\n".join([*words, *waits[:MOST_NAMED]]))
    return 1 if waits else 0


def _first(place: Path) -> dict[str, Any]:
    """The first line: what this is, from which node, and how far it goes."""
    with place.open(encoding="utf-8") as file:
        try:
            first = json.loads(file.readline())
        except ValueError as trouble:
            raise Trouble("This is not a file that `partnerhood export` wrote.") from trouble
    if not isinstance(first, dict) or first.get("format") != FORMAT or not isinstance(first.get("upto"), dict):
        raise Trouble("This is not a file that `partnerhood export` wrote.")
    return first


def _deeds(place: Path) -> Iterator[dict[str, Any]]:
    _first(place)
    with place.open(encoding="utf-8") as file:
        next(file)
        number = 1
        try:
            for number, line in enumerate(file, 2):  # noqa: B007 - named in the sentence below
                yield json.loads(line)
        except (ValueError, RecursionError) as trouble:
            raise Trouble(f"The file breaks off or is damaged after line {number}. Nothing was taken in.") from trouble
