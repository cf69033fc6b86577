"""Every command ends with 0, 1 or 2, and says its trouble in one plain sentence; the doctor names what is not well."""

import json
import shutil
import socket
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from partnerhood.config.command import COMMANDS
from tests.contracts import seed
from tests.contracts.node import COMMAND, ON_POSTGRES, Node, Nodes, nodes

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def all_nodes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nodes]:
    """Fresh nodes."""
    with nodes(tmp_path_factory.mktemp("commands")) as made:
        yield made


@pytest.fixture
def node(all_nodes: Nodes) -> Iterator[Node]:
    """A fresh node."""
    made = all_nodes.fresh()
    yield made
    made.end()


def _started(node: Node, *words: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, as a shell starts it."""
    said = [*COMMAND, *words]
    return subprocess.run(said, env=node.surroundings(), capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.once
def test_wrong_usage_is_2_and_says_how(node: Node) -> None:
    for words in ([], ["unheard-of"], ["serve", "--port", "many"], ["seed"], ["backup"]):
        done = _started(node, *words)
        assert (done.returncode, "usage:" in done.stderr) == (2, True), words


@pytest.mark.once
def test_a_command_started_from_a_shell_gives_its_exit_code(node: Node) -> None:
    fine, refused = _started(node, "verify-journal"), _started(node, "seed", "missing.json")

    assert (fine.returncode, fine.stdout, fine.stderr) == (0, "Every book, payload, row and file fits.\n", "")
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (1, "", 1)


REFUSED = {
    "a seed that is missing": ("seed", "missing.json"),
    "a seed that is no JSON": ("seed", "{"),
    "a seed without deeds": ("seed", "{}"),
    "a deed that nobody knows": ("seed", '{"deeds": [{"do": "needs.dream"}]}'),
    "a name that nobody has": ("seed", '{"deeds": [{"do": "needs.voice", "by": "@x", "hospital": "@y"}]}'),
    "a deed of another shape": ("seed", '{"deeds": [{"do": "needs.voice", "hospital": 7}]}'),
    "a day that is none": ("seed", '{"deeds": [{"do": "needs.voice", "at": "soon"}]}'),
    "deeds that are none": ("seed", '{"deeds": [7]}'),
    "an import that is missing": ("import", "missing.jsonl"),
    "an import of something else": ("import", "hello"),
    "a restore of something else": ("restore", "hello"),
    "a file of activities that is none": ("import-iati", "hello"),
    "a place that is not there": ("export", "/nowhere/at/all"),
}


@pytest.mark.once
@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_done_is_1_with_one_plain_sentence_and_nothing_is_done(node: Node, what: str) -> None:
    command, content = REFUSED[what]
    file = node.folder / "given"
    if not content.startswith(("missing", "/")):
        file.write_text(content)
    before = node.canonical()

    said = node.run(command, content if content.startswith("/") else file, code=1, passphrase="a long passphrase")

    assert (said.stdout, said.stderr.count("\n")) == ("", 1), said
    assert said.stderr.rstrip().endswith((".", ")", "}", "'")) and "Traceback" not in said.stderr
    assert node.canonical() == before


def test_a_database_that_does_not_answer_is_said_in_one_sentence(node: Node) -> None:
    node.end()
    node.database = "postgresql://nobody@127.0.0.1:1/nothing"

    for command in ("export", "verify-journal", "seed"):
        said = node.run(command, *(["x.json"] if command == "seed" else []), code=1)
        assert (said.stderr.count("\n"), "Traceback" in said.stderr) == (1, False), said.stderr


@pytest.mark.once
def test_a_port_that_is_taken_is_said_in_one_sentence(node: Node) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        said = _started(node, "serve", "--port", str(taken.getsockname()[1]))

    assert said.returncode == 1
    assert "Traceback" not in said.stderr and "port" in said.stderr.lower(), said.stderr


@pytest.mark.once
def test_every_command_speaks_to_machines(node: Node) -> None:
    seed.sow(node)
    for words in (["verify-journal"], ["doctor"], ["urls"], ["operations"]):
        said = node.run(*words, "--json", code=None)
        assert isinstance(json.loads(said.stdout), dict), words

    deeds = node.folder / "deeds"
    node.run("export", deeds)
    assert json.loads(node.run("import", deeds, "--json").stdout)["applied"] == 0
    kept = node.folder / "kept"
    assert json.loads(node.run("backup", kept, "--json", passphrase="a long passphrase").stdout)["bytes"]
    assert json.loads(node.run("restore", kept, "--json", passphrase="a long passphrase").stdout)["lines"]


@pytest.mark.once
def test_urls_and_operations_name_a_policy_for_each(node: Node) -> None:
    urls = json.loads(node.run("urls", "--json").stdout)["urls"]
    operations = json.loads(node.run("operations", "--json").stdout)["operations"]

    assert len(urls) > 50 and all(one["policy"] for one in urls)
    assert all(one["policy"] and one["payload"]["type"] == "object" for one in operations)
    assert set(COMMANDS) >= {
        "demo",
        "serve",
        "seed",
        "export",
        "import",
        "backup",
        "restore",
        "verify-journal",
        "doctor",
    }


@pytest.mark.once
def test_the_same_seed_again_does_nothing_new(node: Node) -> None:
    first = seed.sow(node, *seed.need("n1"))
    before = node.canonical()

    assert seed.sow(node, *seed.need("n1")) == first
    assert node.canonical() == before


@pytest.mark.once
def test_a_seed_stops_at_the_first_refusal_and_names_the_deed(node: Node) -> None:
    bad = {"do": "needs.voice", "by": "@lotte", "hospital": "@lukanga", "words": "not hers"}
    file = seed.file_of(node.folder, *seed.cast(), bad, *seed.need("n1"))

    said = node.run("seed", file, code=1)

    assert said.stderr.startswith(f"Deed {len(seed.cast()) + 1}, needs.voice:")
    assert node.canonical("needs.") == []


def test_the_doctor_says_that_all_is_well_and_names_each_trouble(node: Node) -> None:
    names = seed.sow(node)
    assert "no backup" in node.run("doctor", code=1).stdout
    node.run("backup", node.folder / "kept", passphrase="a long passphrase")
    assert node.run("doctor").stdout == "All is well.\n"

    mark = node.folder / "backed-up"
    mark.write_text((datetime.now(UTC) - timedelta(days=9)).isoformat())
    assert "9 days old" in node.run("doctor", code=1).stdout
    mark.write_text("yesterday, I think")
    assert "Run `partnerhood backup FILE`" in node.run("doctor", code=1).stdout
    mark.write_text(datetime.now(UTC).isoformat())

    ahead = {"do": "needs.voice", "by": names["mireille"], "hospital": names["lukanga"], "words": "x"}
    node.run("seed", seed.file_of(node.folder, {**ahead, "at": "2044-01-01T00:00:00+00:00"}))
    assert "clock runs behind" in node.run("doctor", code=1).stdout


@pytest.mark.skipif(ON_POSTGRES, reason="about the SQLite file")
def test_the_doctor_knows_a_damaged_or_earlier_file(node: Node) -> None:
    seed.sow(node)
    (node.folder / "backed-up").write_text(datetime.now(UTC).isoformat())
    node.end()
    file, kept = node.folder / "partnerhood.sqlite3", node.folder / "kept.sqlite3"
    shutil.copy(file, kept)

    _damage(file)
    assert "damaged" in node.run("doctor", code=1).stdout
    file.write_bytes(b"this is no database at all" * 100)
    assert "damaged (file is not a database)" in node.run("doctor", code=1).stdout
    file.unlink()
    assert "earlier version" in node.run("doctor", code=1).stdout
    shutil.copy(kept, file)
    assert node.run("doctor").stdout == "All is well.\n"


def _damage(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for place in range(40 * 4096, len(content) - 4096, 4096):
        content[place : place + 64] = b"\x07" * 64
    file.write_bytes(content)
