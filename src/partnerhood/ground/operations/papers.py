"""Paper that comes back: each printed sheet has a number, and what is typed from it is one deed, whoever types it in."""

import re
import secrets
from dataclasses import replace
from uuid import UUID

from partnerhood.ground.operations.claims import Claim
from partnerhood.ground.records import ids

LETTERS = "ACDEFGHJKLMNPQRTUVWXY3479"  # none that are mistaken for another on paper
HALF = 5
NAME = "paper"
"""How an address says from which sheet something is typed: `?paper=K7QA3-DFGHX`."""


def fresh() -> str:
    """The number of a new sheet: nobody guesses it, and no two are the same."""
    signs = "".join(secrets.choice(LETTERS) for _ in range(2 * HALF))
    return f"{signs[:HALF]}-{signs[HALF:]}"


def read(said: str) -> str:
    """The number of a sheet however it was typed; empty where it is none."""
    signs = re.sub(r"[\s-]", "", said[:40]).upper()
    return f"{signs[:HALF]}-{signs[HALF:]}" if len(signs) == 2 * HALF and set(signs) <= set(LETTERS) else ""


def claimed(claim: Claim, said: str, address: str) -> Claim:
    """A claim as of who types a sheet in at an address: the sheet says which deed it is."""
    number = read(said)
    return replace(claim, id=deed(number, address), paper=number, alone=False) if number else claim


def deed(number: str, address: str) -> UUID:
    """The id of the one deed that a sheet becomes at an address."""
    return ids.derived(ids.named(f"paper:{number}"), address)
