"""Every address of the house, with the policy before it."""

import argparse
from dataclasses import asdict

from partnerhood.config import checks
from partnerhood.config.commands import say


def run(said: argparse.Namespace) -> int:
    """Print each route: pattern, name, methods and policy."""
    routes = checks.routes()
    lines = [f"{one.pattern:60} {one.name or '':36} {one.policy}" for one in routes]
    say(said.json, {"urls": [asdict(one) for one in routes]}, "\n".join(lines))
    return 0
