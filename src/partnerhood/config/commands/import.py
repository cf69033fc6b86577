"""Take in what another node exported: its deeds are facts here, and the same deed twice is one."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from partnerhood.config.commands import Trouble, bundle, migrate, progress, say
from partnerhood.config.commands.export import FORMAT
from partnerhood.ground.operations import chain, checking, travelling

MOST_NAMED = 20


def run(said: argparse.Namespace) -> int:
    """Check a whole file, then take it in; 1 where something still waits for what did not come with it."""
    migrate()
    chain.open_node()
    if not said.file.is_file():
        raise Trouble(f"There is no file {said.file}.")
    if bundle.is_one(said.file):
        return bundle.take(said)
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
