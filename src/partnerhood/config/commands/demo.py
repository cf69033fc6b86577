"""Tell the demo story in a fresh data folder, then serve it; prints how each of the cast signs in."""

import argparse
import os
import shutil
import tempfile
from datetime import UTC, datetime
from pathlib import Path

DEMO_DAY = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def prepare(said: argparse.Namespace) -> None:
    """Choose a fresh folder and the story's day, before the settings are read."""
    if not said.data:
        os.environ["PARTNERHOOD_DATA"] = str(Path(tempfile.gettempdir()) / f"partnerhood-demo-{os.getuid()}")
    folder = Path(os.environ["PARTNERHOOD_DATA"])
    if (folder / "demo").exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["PARTNERHOOD_DEMO"] = "yes"
    os.environ["PARTNERHOOD_CLOCK_SHIFT"] = str((DEMO_DAY - datetime.now(UTC)).total_seconds())
