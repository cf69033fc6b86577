"""How long until a node answers, what a command costs before it does anything, and what a server keeps in memory.

The floor of a start is a Python that imports Django and opens a database; nobody can serve our pages with less.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench import story
from bench.figures import ROUNDS, Figure
from tests.contracts.node import Node

NAMES = ("start.command.cpu", "start.serve.cpu", "start.serve.seconds", "start.serve.megabytes")
BARE = """
import django
from django.conf import settings
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()
from django.db import connection
connection.cursor().execute("SELECT 1")
"""


def measure(folder: Path) -> Iterator[Figure]:
    """Start and stop again and again, with everything compiled as it is after the first time."""
    data = folder / "node"
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    story.cast(data)
    commands: list[float] = []
    servers: list[float] = []
    seconds: list[float] = []
    floors: list[float] = []
    memory: list[float] = []
    for number in range(ROUNDS + 1):
        if number == 1:  # the first round compiled everything and gathered the static files
            for one in (commands, servers, seconds, floors, memory):
                one.clear()
        floors.append(_computing("-c", BARE))
        commands.append(_computing("-m", "partnerhood.config.command", "verify-journal"))
        node = Node(data, static=folder / "static")
        seconds.append(node.serve(cold=True))
        assert node.process is not None
        family = _family(node.process.pid)
        servers.append(sum(_seconds(one) for one in family))
        memory.append(sum(_own_share(one) for one in family))
        node.end()
    against = "Django with a database and nothing else"
    yield Figure("start.command.cpu", "seconds of computing", tuple(commands), tuple(floors), against)
    yield Figure("start.serve.cpu", "seconds of computing", tuple(servers), tuple(floors), against)
    yield Figure("start.serve.seconds", "seconds", tuple(seconds))
    yield Figure("start.serve.megabytes", "MB, shared ones once", tuple(memory))


def _computing(*words: str) -> float:
    """Seconds of computing of one program from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *words], capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 0, done.stderr[-2000:]
    time.sleep(0.05)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _family(group: int) -> list[int]:
    """The server, its workers and what does its jobs: they share a process group of their own."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
                found.append(int(entry.name))
        except ProcessLookupError:
            continue
    return found


def _seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _own_share(process: int) -> float:
    """Megabytes, of which those shared with others count by their part."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
