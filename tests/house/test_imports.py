"""The order of the house: import-linter keeps it, nothing is excepted, and a wrong import is found."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.rooms import HOUSE, SOURCE, order, rooms, write

SKELETON = {"config", "ground", "pathway", "interfaces"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the package in this folder, and not on the installed one."""
    program = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as it; it()"
    words = [sys.executable, "-c", program, "--no-cache", "--no-logo"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A small house under the same contracts, in which a wrong import may be planted."""
    shutil.copy(HOUSE / ".importlinter", tmp_path)
    package = tmp_path / "src/partnerhood"
    for floor in ["", *SKELETON]:
        write(package / floor / "__init__.py", "")
    for room in ("ground/records", "ground/operations", "pathway/needs", "pathway/goals", "interfaces/website"):
        for name in (
            "__init__",
            "choices",
            "rules",
            "models",
            "queries",
            "access",
            "actions",
            "forms",
            "pages",
            "urls",
        ):
            write(package / room / f"{name}.py", "")
    return tmp_path


def test_the_house_keeps_its_order() -> None:
    told = lint(HOUSE)

    assert told.returncode == 0, told.stdout + told.stderr


def test_a_house_without_a_wrong_import_passes(copy: Path) -> None:
    told = lint(copy)

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(
    ("where", "what", "contract"),
    [
        ("ground/records/ids.py", "from partnerhood.pathway.goals import rules", "Floors"),
        ("pathway/goals/actions.py", "import partnerhood.interfaces.website.urls", "Floors"),
        ("ground/records/ids.py", "import partnerhood.config", "Floors"),
        ("ground/records/rules.py", "from partnerhood.ground.operations import rules", "Ground"),
        ("pathway/needs/queries.py", "from partnerhood.pathway.goals import queries", "Pathway"),
        ("pathway/needs/queries.py", "from partnerhood.pathway.needs import actions", "Inside a room"),
        ("pathway/needs/rules.py", "from partnerhood.pathway.needs import models", "Inside a room"),
        ("pathway/needs/rules.py", "from django.utils import timezone", "Rules are plain"),
        ("pathway/needs/pages.py", "from partnerhood.pathway.needs import models", "Pages and interfaces"),
        ("interfaces/website/pages.py", "from partnerhood.pathway.goals.models import Goal", "Pages and interfaces"),
        ("pathway/gadgets/__init__.py", '"""A room that is not in the order."""', "Pathway"),
    ],
)
def test_a_wrong_import_is_found(copy: Path, where: str, what: str, contract: str) -> None:
    write(copy / "src/partnerhood" / where, what)

    told = lint(copy)

    broken = [line for line in told.stdout.splitlines() if line.startswith(contract)]
    assert told.returncode == 1
    assert broken, told.stdout


def test_a_circle_is_found(copy: Path) -> None:
    write(copy / "src/partnerhood/ground/operations/door.py", "from partnerhood.ground.operations import registry")
    write(copy / "src/partnerhood/ground/operations/registry.py", "from partnerhood.ground.operations import door")

    told = lint(copy)

    assert "No circles BROKEN" in told.stdout


def test_nothing_is_excepted_from_the_contracts() -> None:
    contracts = (HOUSE / ".importlinter").read_text()

    assert "ignore_imports" not in contracts
    assert "exhaustive_ignores" not in contracts
    assert "skip_descendants" not in contracts


def test_every_room_that_stands_has_its_place_in_the_order() -> None:
    standing = {room.name for room in rooms() if room.floor != "interfaces"}

    assert standing <= set(order())


def test_only_the_four_parts_of_the_house_are_packages() -> None:
    packages = {folder.name for folder in SOURCE.glob("*/") if (folder / "__init__.py").exists()}

    assert packages <= SKELETON
