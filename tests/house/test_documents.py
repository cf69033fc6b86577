"""What we tell about ourselves is true: links lead somewhere, promises name tests that exist, dependencies have reasons."""

import re
from pathlib import Path
from urllib.parse import unquote

from tests.house.rooms import HOUSE, write

LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PROOF = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")
REQUIREMENT = re.compile(r'^\s+"[A-Za-z0-9].*",', re.M)


def documents(house: Path) -> list[Path]:
    """Every page that a reader of the project may open."""
    return sorted([*house.glob("*.md"), *house.glob("docs/**/*.md")])


def dead_links(house: Path) -> list[str]:
    """Links to files that are not there; addresses elsewhere are not ours to check."""
    found = []
    for page in documents(house):
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if "://" not in target and not (page.parent / unquote(target)).exists():
                found.append(f"{page.relative_to(house)}: {target}")
    return found


def broken_proofs(house: Path) -> list[str]:
    """Tests that a promise names and that do not exist."""
    found = []
    for path, name in PROOF.findall((house / "docs/promises.md").read_text(encoding="utf-8")):
        file = house / path
        if not file.exists() or (name and not re.search(rf"^ *def {name}\(", file.read_text(encoding="utf-8"), re.M)):
            found.append(f"{path}::{name}")
    return found


def unexplained(pyproject: str) -> list[str]:
    """Dependencies without the reason why we carry them."""
    between = pyproject[pyproject.index("dependencies = [") : pyproject.index("[tool.")]
    lines = [line for line in between.splitlines() if REQUIREMENT.match(line)]
    return [line.strip() for line in lines if not re.search(r"#\s*\w+.{8,}", line)]


def unpinned(lock: str) -> list[str]:
    """Locked packages without a hash, and anything that says where to fetch from."""
    blocks = re.split(r"\n(?=[a-z0-9])", lock.strip())
    found = [block.split()[0] for block in blocks if "==" not in block.split()[0] or "--hash=sha256:" not in block]
    return found + [
        line for line in lock.splitlines() if "://" in line or line.strip().startswith(("--index", "--extra"))
    ]


def test_every_link_leads_somewhere() -> None:
    assert dead_links(HOUSE) == []


def test_every_promise_names_a_test_that_exists() -> None:
    assert broken_proofs(HOUSE) == []


def test_every_dependency_has_a_reason_and_a_hash() -> None:
    assert unexplained((HOUSE / "pyproject.toml").read_text()) == []
    assert unpinned((HOUSE / "requirements.lock").read_text()) == []


def test_a_dead_link_an_empty_promise_and_a_bare_dependency_are_found(tmp_path: Path) -> None:
    write(tmp_path / "README.md", "[a](docs/promises.md) [b](docs/gone.md#there) [c](https://example.org)")
    write(tmp_path / "tests/test_a.py", "def test_there(): ...")
    write(tmp_path / "docs/promises.md", "`tests/test_a.py::test_there` `tests/test_a.py::test_gone` `tests/test_b.py`")
    project = 'dependencies = [\n    "django>=5.2",  # the framework\n    "left>=1",\n]\n[tool.x]\n'
    lock = "django==5.2 \\\n    --hash=sha256:ab\nleft==1\n--index-url https://example.org\n"

    assert dead_links(tmp_path) == ["README.md: docs/gone.md"]
    assert broken_proofs(tmp_path) == ["tests/test_a.py::test_gone", "tests/test_b.py::"]
    assert unexplained(project) == ['"left>=1",']
    assert unpinned(lock) == ["left==1", "--index-url https://example.org"]
