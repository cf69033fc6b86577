"""Hold the books against themselves and against the rows; name what does not fit."""

import argparse
from itertools import islice

from partnerhood.config.commands import migrate, one_moment, say
from partnerhood.ground.operations import chain, verifying

MOST_NAMED = 100


def run(said: argparse.Namespace) -> int:
    """0 where everything fits, 1 with the places that do not."""
    migrate()
    chain.open_node()
    seen = verifying.noted()  # before the database, so that what is written meanwhile is not missed in it
    with one_moment():
        found = list(islice(verifying.faults(seen), MOST_NAMED))
    facts = {"whole": not found, "faults": [{"place": one.place, "what": one.what} for one in found]}
    say(said.json, facts, "\n".join(map(str, found)) or "Every book, payload, row and file fits.")
    return 1 if found else 0
