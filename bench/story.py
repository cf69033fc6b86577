"""What the parts measure on: the demo story in a data folder, or a node that holds the small cast alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.contracts import seed

COMMAND = [sys.executable, "-m", "partnerhood.config.command"]


def run(data: Path, *words: object) -> str:
    """Run a command to its end; gives what it printed."""
    environment = {**os.environ, "PARTNERHOOD_DATA": str(data)}
    done = subprocess.run([*COMMAND, *map(str, words)], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def demo(data: Path) -> None:
    """Tell the whole story in a folder."""
    run(data, "demo", "--no-serve", "--no-browser", "--data", data)


def cast(data: Path) -> dict[str, str]:
    """Two hospitals and their people; gives the ids by name."""
    data.mkdir(parents=True, exist_ok=True)
    file = data / "seed.json"
    file.write_text(json.dumps({"deeds": seed.cast()}))
    names: dict[str, str] = json.loads(run(data, "seed", file, "--json"))
    return names


def open_node(data: Path) -> None:
    """Let this process be the node in a folder."""
    from partnerhood.config import command

    command._choose(command._parser().parse_args(["urls", "--data", str(data)]))
