"""One node with the demo story for each worker, and one browser for each file.

PARTNERHOOD_DEMO_AT names a demo that runs already, for whoever writes these tests and does not want to wait.
"""

import contextlib
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium

LONGEST_STORY = 240
LONGEST_GOODBYE = 10


@pytest.fixture(scope="session")
def node(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a node that tells the story in a folder of its own, and is gone afterwards."""
    if running := os.environ.get("PARTNERHOOD_DEMO_AT"):
        yield running.rstrip("/")
        return
    folder, port = tmp_path_factory.mktemp("demo"), _free_port()
    words = ["demo", "--data", str(folder / "data"), "--port", str(port), "--no-browser", "--json"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARTNERHOOD_", "DJANGO_"))}
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(
            [house / ".venv/bin/python", "-m", "partnerhood.config.command", *words],
            cwd=house,
            env=kept,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, f"http://127.0.0.1:{port}", folder / "said")
            yield f"http://127.0.0.1:{port}"
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, said: Path) -> None:
    """Until the node answers; a node that gave up says why."""
    until = time.monotonic() + LONGEST_STORY
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return
        time.sleep(0.3)
    pytest.fail(f"The demo did not come up:\n{said.read_text()[-3000:]}")


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
        opened = browsers.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
