"""A node as its operator and its visitors see it: commands with exit codes, and answers over HTTP. Nothing is imported."""

import contextlib
import fcntl
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import psycopg

from tests import postgres

ON_POSTGRES = os.environ.get("PARTNERHOOD_TESTS_ON") == "PostgreSQL"
NIGHT = float(os.environ.get("PARTNERHOOD_NIGHT", "1"))
"""How many times longer a test runs than in an ordinary run."""
COMMAND = [sys.executable, "-m", "partnerhood.config.command"]
HAND = [sys.executable, "-m", "tests.contracts.hand"]
CHOSEN = "from partnerhood.config import command as c; c._choose(c._parser().parse_args(['urls']))"
NOT_OURS = ("PARTNERHOOD", "DJANGO", "PYTHONDONTWRITE")
PASSWORD = "een lange zin die niemand raadt"
READY_SECONDS = 30


class Done(NamedTuple):
    """What came of a command."""

    code: int
    stdout: str
    stderr: str


@dataclass
class Node:
    """One Partnerhood in a data folder of its own, on SQLite or on a PostgreSQL database of its own."""

    folder: Path
    database: str = ""
    static: Path | None = None
    port: int = 0
    process: psutil.Process | None = None
    hand: subprocess.Popen[str] | None = None

    def run(self, *words: object, code: int | None = 0, passphrase: str = "") -> Done:
        """Run a command to its end, and hold its exit code against the one expected."""
        more = {"PARTNERHOOD_PASSPHRASE": passphrase} if passphrase else {}
        done = Done(*self._ask_hand(list(map(str, words)), more))
        assert code is None or done.code == code, f"{words}: {done.code}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
        return done

    def _ask_hand(self, *said: object) -> Any:
        if self.hand is None:
            self.hand = subprocess.Popen(
                HAND, env=self.surroundings(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        assert self.hand.stdin and self.hand.stdout
        self.hand.stdin.write(json.dumps(said) + "\n")
        self.hand.stdin.flush()
        return json.loads(self.hand.stdout.readline())

    def end(self) -> None:
        """Let nothing of it run on."""
        self.kill()
        if self.hand:
            self.hand.kill()
            self.hand.wait()
            self.hand = None

    def migrate(self) -> None:
        """Make the tables, and nothing else: the node has no id yet."""
        self.python("from partnerhood.config.commands import migrate; migrate()")

    def python(self, said: str) -> str:
        """What a few lines of Python say that run in this node."""
        words = [sys.executable, "-c", f"{CHOSEN}\n{said}"]
        return subprocess.run(words, env=self.surroundings(), check=True, stdout=subprocess.PIPE, text=True).stdout

    def surroundings(self) -> dict[str, str]:
        """What the node's programs find around them: its own data folder and database, and nothing of the tests'."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
        static = {"PARTNERHOOD_STATIC": str(self.static)} if self.static else {}
        database = {"PARTNERHOOD_DATABASE": self.database} if self.database else {}
        compiled = {"PYTHONPYCACHEPREFIX": str(self.static.parent / "compiled")} if self.static else {}
        return {**kept, **static, **database, **compiled, "PARTNERHOOD_DATA": str(self.folder)}

    def serve(self, *, cold: bool = False) -> float:
        """Start serving, in a process group of its own; gives the seconds until it answered. The server is split off from a
        process that has read its code already, unless it shall start as an operator starts it."""
        self.port = self.port or _free_port()
        began = time.monotonic()
        said = ["serve", "--port", str(self.port)]
        if cold:
            with (self.folder / "log").open("ab") as log:
                around = {"env": self.surroundings(), "stdin": subprocess.DEVNULL, "start_new_session": True}
                self.process = psutil.Popen([*COMMAND, *said], stdout=log, stderr=log, **around)
        else:
            self.process = psutil.Process(self._ask_hand(said, {}, str(self.folder / "log")))
        while time.monotonic() - began < READY_SECONDS:
            if not _runs(self.process):
                break
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("GET", "/healthz").status == 200:
                    return time.monotonic() - began
            time.sleep(0.02)
        raise AssertionError(f"does not answer: {(self.folder / 'log').read_text()[-4000:]}")

    def kill(self) -> None:
        """Kill the server and everything it started, at once."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            while _runs(self.process):
                time.sleep(0.005)
            self.process = None

    def ask(self, method: str, path: str, timeout: float = 30) -> http.client.HTTPResponse:
        """One question on a line of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        line.request(method, path)
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer

    def canonical(self, *labels: str) -> list[dict[str, Any]]:
        """The kept rows in their stable order; only of these kinds, if any, or of these rooms (`needs.`)."""
        lines = [json.loads(line) for line in self.run("export", "--canonical").stdout.splitlines()]
        rooms = tuple(label for label in labels if label.endswith("."))
        return [line for line in lines if not labels or line["label"] in labels or line["label"].startswith(rooms)]

    def is_whole(self) -> list[dict[str, str]]:
        """What verify-journal finds; nothing where all is well."""
        said = self.run("verify-journal", "--json", code=None)
        faults: list[dict[str, str]] = json.loads(said.stdout)["faults"]
        assert said.code == bool(faults), said
        return faults


def _runs(process: psutil.Process) -> bool:
    """Whether a process still does anything; one that ended may wait to be buried by who started it."""
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Visitor:
    """Somebody who is signed in, or a stranger, with a line that is kept open."""

    node: Node
    cookies: dict[str, str] = field(default_factory=dict)
    device: uuid.UUID = field(default_factory=uuid.uuid4)
    line: http.client.HTTPConnection | None = None

    def say(self, path: str, body: bytes, kind: str = "application/json", **headers: str) -> tuple[int, bytes]:
        """Send something as one of our own pages would; gives the status and the body."""
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.node.port, timeout=60)
        said = {
            "Content-Type": kind,
            "Sec-Fetch-Site": "same-origin",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **headers,
        }
        try:
            self.line.request("POST", path, body, said)
            answer = self.line.getresponse()
            read = answer.read()
        except (OSError, http.client.HTTPException):
            self.line.close()
            self.line = None
            raise
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, read

    def sign_in(self, email: str) -> "Visitor":
        """Sign in on the page, as everybody does."""
        form = urllib.parse.urlencode({"login": email, "password": PASSWORD}).encode()
        status, body = self.say("/accounts/login/", form, "application/x-www-form-urlencoded")
        assert status == 302, (status, body[:3000])
        return self

    def do(self, name: str, payload: dict[str, Any], **around: Any) -> tuple[int, Any]:
        """Say one operation to the API."""
        said = json.dumps({"payload": payload, **around}, default=str).encode()
        status, body = self.say(f"/api/1/do/{name.replace('.', '/')}", said)
        return status, json.loads(body)

    def sync(self, *batches: dict[str, Any], **more: Any) -> tuple[int, Any]:
        """Send a day's work."""
        said = json.dumps({"device": self.device, "batches": batches, **more}, default=str).encode()
        status, body = self.say("/sync", said)
        return status, json.loads(body)

    def read(self, path: str) -> Any:
        """What the API shows."""
        line = http.client.HTTPConnection("127.0.0.1", self.node.port, timeout=30)
        line.request("GET", f"/api/1/read/{path}", headers={"Cookie": "; ".join(map("=".join, self.cookies.items()))})
        answer = line.getresponse()
        body = answer.read()
        line.close()
        assert answer.status == 200, (answer.status, body[:500])
        return json.loads(body)


@dataclass
class Nodes:
    """Fresh nodes on demand, all from one whose tables are made already; on PostgreSQL each in a database of its own."""

    folder: Path
    server: postgres.Server | None = None
    made: list[Node] = field(default_factory=list)

    def prepare(self) -> "Nodes":
        """Make the tables once."""
        first = self._node("first")
        if self.server:
            first.folder.mkdir()
            _make_database(self.server, "first")
            first.migrate()
        else:
            _once(_shared(self.folder) / "migrated", first)
        return self

    def fresh(self) -> Node:
        """A node that nobody opened yet."""
        name = f"node{len(self.made)}"
        node = self._node(name)
        if self.server:
            node.folder.mkdir()
            _make_database(self.server, name, template="first")
        else:
            shutil.copytree(self.folder / "first", node.folder)
            (node.folder / "secret").unlink(missing_ok=True)
        self.made.append(node)
        return node

    def bare(self) -> Node:
        """A node without a single table."""
        name = f"bare{len(self.made)}"
        node = self._node(name)
        node.folder.mkdir()
        if self.server:
            _make_database(self.server, name)
        self.made.append(node)
        return node

    def like(self, other: Node) -> Node:
        """A second node with the same content, as if its disk had been copied."""
        node = self.fresh()
        assert not self.server, "copies are made of files"
        shutil.rmtree(node.folder)
        shutil.copytree(other.folder, node.folder)
        return node

    def _node(self, name: str) -> Node:
        url = self.server.url_of(name) if self.server else ""
        return Node(self.folder / name, url, static=self.folder / "static")

    def end(self) -> None:
        """Let nothing run on."""
        for one in self.made:
            one.end()


def _shared(folder: Path) -> Path:
    """The folder of this run of the tests, which its workers share."""
    own = folder.parent
    return own.parent if own.name.startswith("popen-") else own


def _once(shared: Path, first: Node) -> None:
    """A first node on SQLite: migrated by whichever worker needs one first, copied by all the others."""
    with (shared.with_suffix(".lock")).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not shared.exists():
            first.folder.mkdir()
            first.migrate()
            shutil.copytree(first.folder, shared.with_suffix(".part"))
            shared.with_suffix(".part").rename(shared)
            return
    shutil.copytree(shared, first.folder)


def _make_database(server: postgres.Server, name: str, template: str = "template1") -> None:
    with psycopg.connect(server.url_of("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")  # type: ignore[call-overload]


@contextlib.contextmanager
def nodes(folder: Path, *, on_postgres: bool = ON_POSTGRES, durable: bool = False) -> Iterator[Nodes]:
    """Nodes on the database that the suite runs on."""
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(postgres.running(durable=durable)) if on_postgres else None
        made = Nodes(folder, server).prepare()
        try:
            yield made
        finally:
            made.end()
