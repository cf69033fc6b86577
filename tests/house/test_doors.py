"""Pages and interfaces ask through queries and access, and change only through actions."""

import ast
import re
from pathlib import Path

from tests.house.rooms import SOURCE, python_files, write

MANAGERS = {"objects", "_default_manager", "_base_manager"}
SAVING = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
TIMELESS = {"actions", "rules", "queries", "access"}


def is_page(path: Path, source: Path) -> bool:
    """Pages of a room, and everything through which the outside world enters."""
    where = path.relative_to(source).parts
    return where[0] == "interfaces" or (
        len(where) > 2 and where[2] in {"pages", "pages.py", "urls.py", "forms.py", "forms"}
    )


def side_doors(source: Path) -> list[str]:
    """Where a page goes to the database itself."""
    found = []
    for path in python_files(source):
        if not is_page(path, source):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in MANAGERS | SAVING:
                found.append(f"{path.relative_to(source)}:{node.lineno} .{node.attr}")
    return found


def clocks_inside(source: Path) -> list[str]:
    """Where an action, a rule or a query reads the clock itself: time comes with the deed."""
    found = []
    for path in python_files(source):
        if {path.stem, path.parent.name} & TIMELESS:
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if re.search(r"\b(timezone\.now|datetime\.now|date\.today|time\.time)\(", line):
                    found.append(f"{path.relative_to(source)}:{number}")
    return found


def test_pages_and_interfaces_have_no_side_door_to_the_database() -> None:
    assert side_doors(SOURCE) == []


def test_the_clock_is_read_at_the_door_only() -> None:
    assert clocks_inside(SOURCE) == []


def test_a_side_door_and_a_clock_are_found(tmp_path: Path) -> None:
    write(tmp_path / "pathway/needs/pages.py", "def needs(request):\n    return Need.objects.all()\n")
    write(tmp_path / "pathway/needs/forms.py", "def clean(form):\n    form.instance.save()\n")
    write(tmp_path / "interfaces/api/needs.py", "def take(need):\n    need.delete()\n")
    write(tmp_path / "pathway/needs/queries.py", "def late():\n    return Need.objects.filter(at=timezone.now())\n")

    assert side_doors(tmp_path) == [
        "interfaces/api/needs.py:2 .delete",
        "pathway/needs/forms.py:2 .save",
        "pathway/needs/pages.py:2 .objects",
    ]
    assert clocks_inside(tmp_path) == ["pathway/needs/queries.py:2"]
