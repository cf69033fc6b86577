"""Everything that can be done here."""

import argparse

from partnerhood.config.commands import say
from partnerhood.ground.operations import registry


def run(said: argparse.Namespace) -> int:
    """Print each operation with its shape, its policy and whether a tablet may do it without a line."""
    facts = [
        {
            "name": kind.name,
            "version": kind.version,
            "says": str(kind.says),
            "policy": f"{kind.who.__module__.removeprefix('partnerhood.')}.{kind.who.__name__}",
            "offline": kind.offline,
            "travels": kind.travels,
            "payload": kind.shape.schema(),
        }
        for kind in sorted(registry.kinds.values(), key=lambda kind: kind.name)
    ]
    lines = [f"{one['name']:32} {one['policy']:50} {'offline' if one['offline'] else ''}".rstrip() for one in facts]
    say(said.json, {"operations": facts}, "\n".join(lines))
    return 0
