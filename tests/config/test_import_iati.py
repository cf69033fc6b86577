"""A file of activities comes in whole, again without effect, dry without a trace, and past what is broken in it."""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from partnerhood.config.commands import Trouble, import_iati
from partnerhood.config.commands.export import rows
from partnerhood.ground.operations import verifying, witness
from partnerhood.ground.operations.models import Operation
from partnerhood.ground.organisations.models import Organisation
from partnerhood.ground.records import canonical
from partnerhood.interfaces.exchange.iati.reading.apart import Told, read
from partnerhood.pathway.programmes.models import Entry, Programme, Result
from tests.cast import Cast
from tests.interfaces.exchange.iati.files import TODAY, activity, file, numbered
from tests.interfaces.exchange.reference import reference

pytestmark = pytest.mark.django_db
REAL = "iati/examples/health-activities.xml.gz"
MANY = 120
"""Activities that take long enough to come in to be killed among them."""


def bring_in(
    path: Path, capsys: Any, *, network: str | None = None, dry_run: bool = False
) -> tuple[int, dict[str, Any]]:
    """Run the command on a file: its exit code, and what it says to machines."""
    code = import_iati.run(argparse.Namespace(file=path, network=network, dry_run=dry_run, json=True))
    return code, json.loads(capsys.readouterr().out)


def counts(said: dict[str, Any]) -> list[int]:
    """How many are new, changed, unchanged and refused."""
    return [said[name] for name in ("new", "changed", "unchanged", "refused")]


def record() -> list[str]:
    """Everything that is kept, in its canonical order."""
    return [canonical.text(row) for row in rows()]


@pytest.mark.once
@pytest.mark.slow
def test_the_real_file_comes_in_whole_and_a_second_time_changes_nothing(who: Cast, capsys: Any) -> None:
    path = reference(REAL)
    before = Organisation.objects.count()

    first = bring_in(path, capsys, network="samenwaarts")
    kept, operations = record(), Operation.objects.count()
    second = bring_in(path, capsys, network=str(who.network.id))

    assert (first[0], counts(first[1])) == (0, [436, 0, 0, 0])
    assert (second[0], counts(second[1])) == (0, [0, 0, 436, 0])
    assert Programme.objects.filter(network=who.network).count() == 436
    assert Result.objects.count() == 142
    assert Entry.objects.filter(kind="transaction").count() == 1319
    assert Entry.objects.count() == 1319 + 496 + 150
    assert Organisation.objects.count() - before == 338
    assert set(Organisation.objects.exclude(identifier="").values_list("identifier", flat=True)) == _identifiers(path)
    assert Programme.objects.values("reporter").distinct().count() == 20
    assert Operation.objects.filter(kind="programmes.bring_in").count() == 436
    assert (record(), Operation.objects.count()) == (kept, operations)
    assert first[1]["remarks"] == second[1]["remarks"] > 300
    assert list(verifying.faults(witness.Noted())) == []


def _identifiers(path: Path) -> set[str]:
    """Every identifier that reports or takes part in the file."""
    told = [one.payload for one in read(path, today=TODAY) if isinstance(one, Told)]
    parts = [part for one in told for part in (one["reporter"], *one.get("participants", ()))]
    return {part["identifier"] for part in parts if "identifier" in part}


def test_a_dry_run_says_the_same_and_leaves_no_trace(who: Cast, tmp_path: Path, capsys: Any) -> None:
    path = file(tmp_path, *(numbered(number) for number in range(25)), numbered(99, "<transaction/>"))
    before, operations = record(), Operation.objects.count()

    dry = bring_in(path, capsys, dry_run=True)
    after = (record(), Operation.objects.count())
    wet = bring_in(path, capsys)

    assert after == (before, operations)
    assert (dry[0], counts(dry[1])) == (wet[0], counts(wet[1])) == (1, [25, 0, 0, 1])


def test_a_broken_activity_in_the_middle_is_refused_alone_with_its_line(who: Cast, tmp_path: Path, capsys: Any) -> None:
    broken = numbered(2, "<transaction/>").replace("<iati-activity ", "\n\n<iati-activity ")
    path = file(tmp_path, numbered(1), broken, numbered(3))

    code, said = bring_in(path, capsys)

    assert (code, counts(said)) == (1, [2, 0, 0, 1])
    assert said["refusals"] == [
        {
            "line": _line(path, "<transaction/>"),
            "identifier": "BE-BCE_KBO-0400000000-2",
            "reason": "A transaction does not say whether money was promised, received, paid or spent.",
        }
    ]
    assert sorted(Programme.objects.values_list("identifier", flat=True)) == [
        "BE-BCE_KBO-0400000000-1",
        "BE-BCE_KBO-0400000000-3",
    ]


def _line(path: Path, words: str) -> int:
    return next(number for number, line in enumerate(path.read_text().splitlines(), 1) if words in line)


def test_what_the_door_refuses_is_told_with_its_line_too(who: Cast, tmp_path: Path, capsys: Any) -> None:
    bring_in(file(tmp_path, numbered(1)), capsys)
    other = numbered(1).replace('ref="BE-BCE_KBO-0400000000"', 'ref="GB-CHC-1"')

    code, said = bring_in(file(tmp_path, other, numbered(2)), capsys)

    assert (code, counts(said)) == (1, [1, 0, 0, 1])
    assert said["refusals"][0]["line"] == 3
    assert "another organisation reports it" in said["refusals"][0]["reason"]


def test_a_changed_activity_is_a_new_version_and_the_others_stay(who: Cast, tmp_path: Path, capsys: Any) -> None:
    bring_in(file(tmp_path, numbered(1), numbered(2)), capsys)

    _code, said = bring_in(file(tmp_path, numbered(1), numbered(2, '<activity-status code="4"/>')), capsys)

    assert counts(said) == [0, 1, 1, 0]
    assert Programme.objects.get(identifier__endswith="-2").status == "4"


def test_a_file_that_breaks_off_keeps_what_came_before_and_goes_on_from_there(
    who: Cast, tmp_path: Path, capsys: Any
) -> None:
    path = file(tmp_path, *(numbered(number) for number in range(6)))
    whole = path.read_text()
    path.write_text(whole[: whole.rindex("<iati-activity ") + 30])

    broken = bring_in(path, capsys)
    path.write_text(whole)
    mended = bring_in(path, capsys)

    assert (broken[0], counts(broken[1])) == (1, [5, 0, 0, 0])
    assert "breaks off" in broken[1]["file"]
    assert (mended[0], counts(mended[1])) == (0, [1, 0, 5, 0])


def test_an_import_that_is_stopped_goes_on_where_it_was(who: Cast, tmp_path: Path) -> None:
    path = file(tmp_path, *(numbered(number) for number in range(120)))

    def until(most: int) -> Iterator[Told]:
        for number, one in enumerate(read(path, today=TODAY)):
            if number == most:
                raise KeyboardInterrupt
            assert isinstance(one, Told)
            yield one

    with pytest.raises(KeyboardInterrupt):
        list(import_iati.bring_in(until(70), path, None))
    there = Programme.objects.count()
    states = [one.state for one in import_iati.bring_in(read(path, today=TODAY), path, None)]

    assert there == 50
    assert (states.count("unchanged"), states.count("new")) == (50, 70)
    assert list(verifying.faults(witness.Noted())) == []


def test_what_cannot_be_read_or_found_is_said_in_one_sentence(who: Cast, tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "no.xml").write_text("not xml")

    with pytest.raises(Trouble, match="Line 1: This is not an XML file"):
        bring_in(tmp_path / "no.xml", capsys)
    with pytest.raises(Trouble, match="There is no file"):
        bring_in(tmp_path / "gone.xml", capsys)
    with pytest.raises(Trouble, match="There is no network called Nowhere"):
        bring_in(file(tmp_path, numbered(1)), capsys, network="Nowhere")


def test_a_summary_for_people_says_what_they_can_act_on(who: Cast, tmp_path: Path, capsys: Any) -> None:
    path = file(tmp_path, numbered(1), activity(minimum="<title/>"))

    import_iati.run(argparse.Namespace(file=path, network=None, dry_run=False, json=False))

    told = capsys.readouterr()
    assert told.out.startswith("1 new, 0 changed, 0 unchanged, 1 refused.")
    assert "no identifier" in told.err


@pytest.mark.slow
@pytest.mark.once
def test_an_import_that_is_killed_is_completed_by_the_next(tmp_path: Path) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a node of its own, on its own file; the other half of the suite kills PostgreSQL itself")
    path = file(
        tmp_path,
        *(numbered(number, "<description><narrative>Words</narrative></description>") for number in range(MANY)),
    )
    data = tmp_path / "node"

    killed = _command(data, "import-iati", str(path))
    while not _came_in(data) and killed.poll() is None:
        time.sleep(0.05)
    killed.kill()
    killed.wait()
    there = _came_in(data)
    again = _command(data, "import-iati", str(path), "--json")
    said = json.loads(again.communicate()[0])

    assert 0 < there < MANY
    assert counts(said) == [MANY - said["unchanged"], 0, said["unchanged"], 0]
    assert said["unchanged"] >= there
    assert _command(data, "verify-journal").wait() == 0


def _command(data: Path, *words: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "PARTNERHOOD_DATA": str(data)}
    environment.pop("PARTNERHOOD_TEST_FILE", None)
    program = [sys.executable, "-m", "partnerhood.config.command", *words]
    process = subprocess.Popen(program, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return process


def _came_in(data: Path) -> int:
    """How many activities another process has brought in."""
    import sqlite3

    try:
        with sqlite3.connect(f"file:{data}/partnerhood.sqlite3?mode=ro", uri=True) as there:
            return int(there.execute("SELECT COUNT(*) FROM programmes_programme").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
