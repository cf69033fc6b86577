"""Which rooms the house has, and in which order they stand: read from the folders and from `.importlinter`."""

import ast
import configparser
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
SOURCE = HOUSE / "src/partnerhood"
FLOORS = ("ground", "pathway", "interfaces")


@dataclass(frozen=True)
class Room:
    """One folder on one floor."""

    floor: str
    name: str
    folder: Path

    @property
    def docstring(self) -> str:
        """What the room says it is for."""
        return ast.get_docstring(ast.parse((self.folder / "__init__.py").read_text(encoding="utf-8"))) or ""


def rooms(source: Path = SOURCE) -> list[Room]:
    """Every folder that is a room: a package on a floor."""
    return [
        Room(floor, folder.name, folder)
        for floor in FLOORS
        for folder in sorted((source / floor).glob("*/"))
        if (folder / "__init__.py").exists()
    ]


def order(contracts: Path = HOUSE / ".importlinter") -> list[str]:
    """Every room from the first on the ground to the last on the pathway, as the import contracts list them."""
    read = configparser.ConfigParser()
    read.read(contracts)
    found: list[str] = []
    for floor in ("ground", "pathway"):
        layers = read[f"importlinter:contract:{floor}"]["layers"].split("\n")
        for layer in reversed([line for line in layers if line.strip()]):
            found += [name.strip(" ()") for name in layer.split("|")]
    return found


def python_files(source: Path = SOURCE) -> Iterator[Path]:
    """Every Python file that a person wrote: migrations and settings are lists, not prose."""
    for path in sorted(source.rglob("*.py")):
        if "migrations" not in path.parts and path.name != "settings.py":
            yield path


def templates(source: Path = SOURCE) -> list[Path]:
    """Every page, part and letter that is filled in."""
    return sorted(path for path in source.glob("**/templates/**/*") if path.suffix in {".html", ".txt", ".xml", ".svg"})


def modules_named(name: str) -> Iterator[object]:
    """That module of every room that has it, imported."""
    for room in rooms():
        if (room.folder / f"{name}.py").exists() or (room.folder / name / "__init__.py").exists():
            yield importlib.import_module(f"partnerhood.{room.floor}.{room.name}.{name}")


def write(path: Path, text: str) -> Path:
    """Plant a file, with its folders, where a test wants an offender."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
