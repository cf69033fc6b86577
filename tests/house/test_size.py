"""Small enough to read in one evening: files, functions and templates."""

import ast
from pathlib import Path

from tests.house.rooms import SOURCE, python_files, templates, write

FILE, FUNCTION, TEMPLATE = 400, 60, 200


def length(path: Path) -> int:
    """How many lines a file has."""
    return len(path.read_text(encoding="utf-8").splitlines())


def long_files(source: Path) -> list[str]:
    """Python files that nobody reads to the end."""
    return [f"{path.relative_to(source)}: {length(path)}" for path in python_files(source) if length(path) > FILE]


def long_functions(source: Path) -> list[str]:
    """Functions that do more than one thing."""
    found = []
    for path in python_files(source):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION:
                    found.append(f"{path.relative_to(source)}:{node.lineno} {node.name}: {lines}")
    return found


def long_templates(source: Path) -> list[str]:
    """Templates that should be two."""
    return [f"{path.relative_to(source)}: {length(path)}" for path in templates(source) if length(path) > TEMPLATE]


def test_files_functions_and_templates_are_short() -> None:
    assert long_files(SOURCE) + long_functions(SOURCE) + long_templates(SOURCE) == []


def test_a_long_file_a_long_function_and_a_long_template_are_found(tmp_path: Path) -> None:
    write(tmp_path / "pathway/needs/actions.py", "a = 1\n" * (FILE + 1))
    write(tmp_path / "pathway/needs/rules.py", "def go():\n" + "    a = 1\n" * FUNCTION)
    write(tmp_path / "pathway/needs/templates/needs/need.html", "<p>\n" * (TEMPLATE + 1))
    write(tmp_path / "pathway/needs/migrations/0001_initial.py", "a = 1\n" * (FILE + 1))

    assert long_files(tmp_path) == ["pathway/needs/actions.py: 401"]
    assert long_functions(tmp_path) == ["pathway/needs/rules.py:1 go: 61"]
    assert long_templates(tmp_path) == ["pathway/needs/templates/needs/need.html: 201"]
