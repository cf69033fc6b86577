"""Hold the books against themselves and against the rows; name what does not fit."""

import argparse

from partnerhood.config.commands import migrate, say
from partnerhood.ground.operations import verifying

MOST_NAMED = 100


def run(said: argparse.Namespace) -> int:
    """0 where everything fits, 1 with the places that do not."""
    migrate()
    found = []
    for fault in verifying.faults():
        found.append(fault)
        if len(found) >= MOST_NAMED:
            break
    facts = {"whole": not found, "faults": [{"place": one.place, "what": one.what} for one in found]}
    say(said.json, facts, "\n".join(map(str, found)) or "Every book, payload, row and file fits.")
    return 1 if found else 0
