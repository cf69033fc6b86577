"""Where the reference data of the field stand, which are not part of the project: beside it, in shared/data."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "data"


def reference(name: str) -> Path:
    """A file of the reference data; the test is skipped where it is absent."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the reference data are not here: ../shared/data/{name}")
    return path
