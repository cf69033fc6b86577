"""One node with the demo story for each worker, told once; one browser for each file; one tablet for each test.

PARTNERHOOD_DEMO_AT names a demo that runs already, for whoever writes these tests and does not want to wait.
"""

import contextlib
import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.browser.tablet import Tablet, place
from tests.line import Line

PARTNERHOOD = [sys.executable, "-m", "partnerhood.config.command"]
PLAIN = ["--no-sandbox", "--disable-gpu"]
AS_IT_WILL_BE = ["--enable-features=CompressionDictionaryTTL"]
"""Chromium 156 knows how long a page that must be asked for anew may be a dictionary, and does not yet use it by itself."""
LONGEST_STORY = 240
LONGEST_START = 60
LONGEST_GOODBYE = 10


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a node where the story was told, in a folder of its own, and that is gone afterwards."""
    if running := os.environ.get("PARTNERHOOD_DEMO_AT"):
        yield running.rstrip("/")
        return
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(told(tmp_path_factory), folder / "data")
    with served(folder / "data") as address:
        yield address


@contextlib.contextmanager
def served(data: Path, **around: str) -> Iterator[str]:
    """A node on this data, in a process of its own with this around it; gives its address, and stops it."""
    port, log = _free_port(), data.with_name("said")
    with log.open("ab") as said:
        process = subprocess.Popen(
            [*PARTNERHOOD, "serve", "--data", str(data), "--port", str(port)],
            env=_plain() | around,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}", log)
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(process)


def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the story: of several workers the first tells it, and the others wait."""
    here = tmp_path_factory.getbasetemp()
    folder = (here.parent if "PYTEST_XDIST_WORKER" in os.environ else here) / "story"
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            fresh = folder.with_name("story-being-told")
            words = ["demo", "--data", str(fresh), "--no-serve", "--json"]
            subprocess.run([*PARTNERHOOD, *words], env=_plain(), check=True, timeout=LONGEST_STORY, capture_output=True)
            fresh.rename(folder)
    return folder


def _plain() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("PARTNERHOOD_", "DJANGO_"))}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, said: Path) -> None:
    """Until the node answers; a node that gave up says why."""
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return
        time.sleep(0.3)
    pytest.fail(f"The node did not come up:\n{said.read_text()[-3000:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Stop the node with everything that it started."""
    for last_word in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, last_word)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST_GOODBYE)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, open for one file: two of them would stand in each other's way."""
    with sync_playwright() as browsers:
        opened = browsers.chromium.launch(executable_path=chromium.path(), args=[*PLAIN, *AS_IT_WILL_BE])
        yield opened
        opened.close()


@pytest.fixture
def tablet(browser: Browser, node: str, tmp_path: Path) -> Iterator[Tablet]:
    """A tablet of a ward, with a line that can be cut."""
    with Line(*place(node)) as line:
        one = Tablet(browser, line, tmp_path / "tablet")
        yield one
        one.is_killed()
