"""`python -m bench [NAME …]`: measure everything, or these parts; each in a process and a data folder of its own."""

import argparse
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from bench import figures
from bench.figures import Figure

PARTS = ("start", "pages", "door", "sync", "line", "iati", "readings", "services", "directory", "duplicates", "finder")
HOUSE = Path(__file__).resolve().parents[1]
OTHERS, OURS = ("PARTNERHOOD", "DJANGO"), "PARTNERHOOD_BENCH_"
"""What an environment says of somebody's own node is no part of a measurement; what it asks of the bench is."""


def main() -> int:
    """Run the parts, print each figure as it comes, and the table at the end."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--inside", metavar="DIR", type=Path, help=argparse.SUPPRESS)
    said = parser.parse_args()
    strange = set(said.parts) - set(PARTS)
    if strange:
        parser.error(f"there is no {' and no '.join(sorted(strange))}: {', '.join(PARTS)}")
    return _inside(said.parts[0], said.inside) if said.inside else _every(said.parts or PARTS)


def _inside(part: str, folder: Path) -> int:
    """In the part's own process: measure, and hand each figure over as it comes."""
    for one in import_module(f"bench.{part}").measure(folder):
        print(repr(one), flush=True)
    return 0


def _every(parts: list[str] | tuple[str, ...]) -> int:
    aims, found = figures.targets(), []
    for part in parts:
        with tempfile.TemporaryDirectory(prefix=f"bench-{part}-") as folder:
            for one in _measured(part, folder):
                print(figures.line(one, aims.get(one.name)), flush=True)
                found.append(one)
    print("\n" + figures.table(found, aims))
    expected = {name for part in parts for name in import_module(f"bench.{part}").NAMES}
    missing = expected - {one.name for one in found}
    if missing:
        print(f"Not measured: {', '.join(sorted(missing))}.", file=sys.stderr)
    return 1 if missing else 0


def _measured(part: str, folder: str) -> list[Figure]:
    said = [sys.executable, "-m", "bench", part, "--inside", folder]
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(OTHERS) or name.startswith(OURS)
    }
    environment |= {"PARTNERHOOD_DATA": f"{folder}/node", "CI": "true"}
    done = subprocess.run(said, cwd=HOUSE, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        print(f"{part} stopped with {done.returncode}.", file=sys.stderr)
    told = [text for text in done.stdout.splitlines() if text.startswith("Figure(")]
    return [eval(text, {"Figure": Figure}) for text in told]  # our own process wrote it with repr


if __name__ == "__main__":
    sys.exit(main())
