"""Take in what another node exported: its deeds are facts here, and the same deed twice is one."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from partnerhood.config.commands import Trouble, migrate, progress, say
from partnerhood.config.commands.export import FORMAT
from partnerhood.ground.operations import chain, travelling


def run(said: argparse.Namespace) -> int:
    """Take in a file; 1 where something still waits for what did not come with it."""
    migrate()
    chain.open_node()
    if not said.file.is_file():
        raise Trouble(f"There is no file {said.file}.")
    counts: Counter[str] = Counter()
    for number, arrival in enumerate(travelling.arrive(_deeds(said)), 1):
        counts[arrival.state] += 1
        progress(number, None, "deeds")
    words = f"{counts['applied']} taken in, {counts['known']} known already, {counts['waiting']} waiting."
    say(said.json, dict(counts), words)
    return 1 if counts["waiting"] else 0


def _deeds(said: argparse.Namespace) -> Iterator[dict[str, Any]]:
    with said.file.open(encoding="utf-8") as file:
        try:
            first = json.loads(file.readline() or "{}")
            if not isinstance(first, dict) or first.get("format") != FORMAT:
                raise Trouble("This is not a file that `partnerhood export` wrote.")
            for line in file:
                yield json.loads(line)
        except (json.JSONDecodeError, UnicodeDecodeError) as trouble:
            raise Trouble(f"The file breaks off or is damaged: {trouble}.") from trouble
