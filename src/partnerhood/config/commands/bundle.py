"""Hand in what a device made of its outbox, at the node's own command line: `partnerhood import` recognises such a file."""

import argparse
from pathlib import Path

from partnerhood.config.commands import Trouble, say
from partnerhood.interfaces.offline import bundles


def is_one(place: Path) -> bool:
    """Whether a file is what a device made of its outbox."""
    with place.open("rb") as file:
        return bundles.is_one(file)


def take(said: argparse.Namespace) -> int:
    """Take it in, and say what came of it; 1 where something could not be read."""
    with said.file.open("rb") as file:
        try:
            came = bundles.take(file, bundles.by_operator(), None)
        except bundles.NoBundle as trouble:
            raise Trouble(str(trouble)) from trouble
    say(said.json, dict(came), " ".join(bundles.told(came)))
    return 1 if came["unreadable"] or came["ended"] else 0
