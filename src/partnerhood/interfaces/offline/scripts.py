"""The scripts of the device, put together from their parts and made small; each goes under a name that changes with it."""

import hashlib
from functools import cache
from pathlib import Path

PARTS = Path(__file__).parent / "static/offline"
WHOLES = {
    "page": (
        "crypt.js",
        "store.js",
        "locking.js",
        "sealing.js",
        "sending.js",
        "carrying.js",
        "square.js",
        "keeping.js",
        "opening.js",
        "passkey.js",
        "photos.js",
        "showing.js",
        "drafts.js",
        "device.js",
        "page.js",
    ),
    "worker": ("crypt.js", "store.js", "locking.js", "ring.js", "orders.js", "answering.js", "worker.js"),
}


@cache
def text(which: str) -> str:
    """A script as it travels: its parts in order, without remarks and indentation."""
    parts = [smaller((PARTS / part).read_text(encoding="utf-8")) for part in WHOLES[which]]
    return '"use strict";(()=>{\n' + "\n".join(parts) + "\n})();\n"


def smaller(script: str) -> str:
    """A script without whole-line remarks, indentation and empty lines; strings over several lines are not in ours."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


@cache
def name(which: str) -> str:
    """The short name of this wording of a script."""
    return hashlib.sha256(text(which).encode()).hexdigest()[:8]
