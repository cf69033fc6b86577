"""Tell the demo story in a fresh data folder, then serve it; prints how each of the cast signs in."""

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
import threading
import time
import urllib.request
import webbrowser
from datetime import UTC, datetime
from pathlib import Path

from partnerhood.config.story.stages import STAGES

MARK = "demo"
"""The file that says: this folder is a demo's, and may be emptied for the next one. It holds the stage that was told."""
SECONDS_TO_WAIT = 30


def prepare(said: argparse.Namespace) -> None:
    """Choose a fresh folder and the story's day, before the settings are read."""
    if said.stage not in STAGES:
        _stop(2, f"There is no stage {said.stage!r}. The story stops at: {', '.join(STAGES)}.")
    if not said.data:
        os.environ["PARTNERHOOD_DATA"] = str(Path(tempfile.gettempdir()) / f"partnerhood-demo-{os.getuid()}")
    folder = Path(os.environ["PARTNERHOOD_DATA"])
    if (folder / MARK).exists():
        shutil.rmtree(folder)
    if folder.exists() and any(folder.iterdir()):
        _stop(1, f"{folder} holds something that is no demo. Choose another folder with --data.")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(said.stage)
    recognise(folder)


def recognise(folder: Path) -> None:
    """Where a folder is a demo's, any command says so on its pages and lives on the story's day."""
    with contextlib.suppress(OSError, KeyError):
        told = folder / MARK
        today = STAGES[told.read_text()]
        began = datetime.fromtimestamp(told.stat().st_mtime, UTC)
        os.environ["PARTNERHOOD_DEMO"] = "yes"
        os.environ["PARTNERHOOD_CLOCK_SHIFT"] = str((today - began).total_seconds())


def _stop(code: int, words: str) -> None:
    print(words, file=sys.stderr)
    raise SystemExit(code)


def run(said: argparse.Namespace) -> int:
    """Tell the story, open the accounts, say who signs in how, and serve."""
    from partnerhood.config.commands import Trouble, migrate, progress
    from partnerhood.config.story import accounts, script, telling
    from partnerhood.ground.operations import chain, models

    migrate()
    if models.Operation.objects.exists():
        raise Trouble("This database holds something already. Give the demo an empty one.")
    chain.open_node()
    try:
        story = script.told(STAGES[said.stage], lambda number, of: progress(number, of, "telling the story"))
    except telling.NotTold as stop:
        raise Trouble(str(stop)) from stop
    accounts.open_all(story)
    _tell_how_to_sign_in(said, accounts.cast(story))
    return 0 if said.no_serve else _serve(said)


def _tell_how_to_sign_in(said: argparse.Namespace, cast: list[dict[str, str]]) -> None:
    from partnerhood.config.commands import say
    from partnerhood.config.story.accounts import PASSWORD

    address = f"http://{said.host}:{said.port}"
    facts = {
        "address": address,
        "data": os.environ["PARTNERHOOD_DATA"],
        "day": STAGES[said.stage].date(),
        "password": PASSWORD,
        "cast": cast,
    }
    lines = [f"{one['name']:28} {one['is']:46} {one['language']:4} {one['sign_in']}" for one in cast]
    words = [
        "\nInvented people and hospitals, to show how it works.",
        f"It is {STAGES[said.stage]:%A %d %B %Y} there. Everybody's password is: {PASSWORD}\n",
        *lines,
        f"\nIts data folder, for other commands: --data {os.environ['PARTNERHOOD_DATA']}",
        f"\n{address}\n",
    ]
    say(said.json, facts, "\n".join(words))


def _serve(said: argparse.Namespace) -> int:
    from partnerhood.config.commands import serve

    if not said.no_browser and _has_a_screen():
        threading.Thread(target=_open_when_it_answers, args=(f"http://{said.host}:{said.port}/",), daemon=True).start()
    return serve.run(said)


def _has_a_screen() -> bool:
    """Whether a browser would open in a window of its own, and not in this terminal."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open_when_it_answers(address: str) -> None:
    until = time.monotonic() + SECONDS_TO_WAIT
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.3)
        else:
            webbrowser.open(address)
            return
