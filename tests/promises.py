"""The long run behind docs/promises.md: every test that a promise names, on both databases, as often as a night allows.

Tests that can run longer read PARTNERHOOD_NIGHT, a factor: 1 in an ordinary run, more in this one.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"`(tests/[\w/]+\.py(?:::\w+)?)`")


def named() -> list[str]:
    """The tests that promises name, each once, in the order of the page."""
    return list(dict.fromkeys(NAMED.findall((HOUSE / "docs/promises.md").read_text(encoding="utf-8"))))


def main() -> int:
    """Run them on SQLite and then on PostgreSQL; exit 0 when every promise held."""
    surroundings = {"PARTNERHOOD_NIGHT": "20", **os.environ}
    pytest = [sys.executable, "-m", "pytest", *named()]
    halves = [pytest, [sys.executable, "-m", "tests.postgres", "--", *pytest]]
    return max(subprocess.run(half, cwd=HOUSE, env=surroundings, check=False).returncode for half in halves)


if __name__ == "__main__":
    sys.exit(main())
