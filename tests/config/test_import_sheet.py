"""What who runs the node can bring in on the command line, and what the command says of each row."""

import argparse
import json
from pathlib import Path

import pytest

from partnerhood.config import command
from partnerhood.config.commands import Trouble, import_sheet
from partnerhood.ground.people.models import Person
from partnerhood.pathway.activities.models import Activity
from tests.cast import Cast
from tests.interfaces.exchange.sheets.before import ROWS, everything, sheet

pytestmark = pytest.mark.django_db


def run(kind: str, path: Path, **more: object) -> int:
    """The command as it was typed."""
    said = {"kind": kind, "file": path, "whose": None, "dry_run": False, "json": False, **more}
    return import_sheet.run(argparse.Namespace(**said))


@pytest.mark.parametrize("kind", ["organisations", "missions", "agreements", "open_points"])
def test_who_runs_the_node_brings_a_sheet_in_and_reads_what_became_of_it(
    who: Cast, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sheet(tmp_path, kind)

    codes = run(kind, path), run(kind, path)

    told = capsys.readouterr()
    assert codes == (1, 1)
    assert told.out.splitlines() == [
        "2 new, 0 unchanged, 0 changed, 1 refused.",
        "0 new, 2 unchanged, 0 changed, 1 refused.",
    ]
    assert told.err.startswith("Row 3, ")


def test_a_sheet_without_fault_is_done(who: Cast, tmp_path: Path) -> None:
    path = sheet(tmp_path, "people", [ROWS["people"][0], ROWS["people"][1]])

    assert run("people", path, whose="Lukanga") == 0
    assert Person.objects.filter(name="Clarisse Mbuyi", organisation=who.lukanga).exists()


def test_a_dry_run_writes_nothing_and_tells_machines_every_row(
    who: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything()

    code = run("missions", sheet(tmp_path, "missions"), dry_run=True, json=True)

    told = json.loads(capsys.readouterr().out)
    assert (code, everything()) == (1, before)
    assert (told["new"], told["refused"], told["dry_run"]) == (2, 1, True)
    assert [(one["row"], one["state"], one["about"], one["column"]) for one in told["rows"]] == [
        (2, "new", "Eerste bezoek", ""),
        (3, "refused", "Omgekeerd", "Laatste dag"),
        (4, "new", "Tweede bezoek", ""),
    ]


def test_what_cannot_be_done_is_one_sentence(who: Cast, tmp_path: Path) -> None:
    path = sheet(tmp_path, "missions")
    evil = tmp_path / "evil.xlsx"
    evil.write_bytes(b"PK\x03\x04 evil")
    for kind, file, whose, sentence in [
        ("missions", path, "Nowhere", "There is nothing called Nowhere. Give its id."),
        ("organisations", path, "Lukanga", "Organisations come in for themselves. Leave --as out."),
        ("missions", tmp_path / "none.csv", None, "There is no file here."),
        ("missions", evil, None, "The workbook cannot be opened: it is damaged, or not a workbook."),
    ]:
        with pytest.raises(Trouble) as trouble:
            run(kind, file, whose=whose)
        assert str(trouble.value) == sentence
    assert Activity.objects.count() == 0


def test_a_kind_that_there_is_not_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(["import-sheet", "dreams", "sheet.csv"])

    assert stopped.value.code == 2
    assert "dreams" in capsys.readouterr().err
