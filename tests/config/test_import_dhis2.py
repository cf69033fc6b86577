"""What who runs the node can bring in from a national system on the command line, and what the command says of it."""

import argparse
import json
from pathlib import Path

import pytest

from partnerhood.config import command
from partnerhood.config.commands import Trouble, import_dhis2
from partnerhood.pathway.reporting.models import Mapping, Report, Sum
from tests.cast import Cast
from tests.interfaces.exchange.dhis2.test_bringing import one, values
from tests.interfaces.exchange.reference import reference
from tests.pathway.reporting.story import DEATHS

pytestmark = pytest.mark.django_db
MAPPING = f"""
[hospitals]
L = "Lukanga"

[[elements]]
element = "died"
indicator = "{DEATHS}"

[[elements]]
element = "born"
indicator = "{DEATHS}"
side = "denominator"
"""


def run(*words: object) -> int:
    """The command as it was typed."""
    return import_dhis2.run(said(*words))


def said(*words: object) -> argparse.Namespace:
    return command._parser().parse_args(["import-dhis2", *map(str, words)])


def file(folder: Path, content: str | bytes, name: str = "snis.json") -> Path:
    """A file in a folder."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_the_231_real_values_come_in_twice_once(who: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        reference("dhis2/dataValues_bulk.json"),
        "--hospital",
        "Lukanga",
        "--metadata",
        reference("dhis2/metadata.json"),
    )

    codes = run(*words, "--dry-run"), Report.objects.count(), run(*words), run(*words)

    assert codes == (0, 0, 0, 0)
    assert [line for line in capsys.readouterr().out.splitlines() if " new" in line] == [
        "231 new, 0 changed, 0 unchanged, 0 refused. Nothing was written: this was a dry run.",
        "231 new, 0 changed, 0 unchanged, 0 refused.",
        "0 new, 0 changed, 231 unchanged, 0 refused.",
    ]
    assert Report.objects.count() == 2


def test_a_mapping_file_says_which_place_is_whose_and_what_counts_as_what(
    who: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = values(one("died", "9"), one("born", "412"), one("beds", "40"), one("beds", "3", orgUnit="Away"))
    path, mapping = file(tmp_path, content), file(tmp_path, MAPPING, "mapping.toml")

    codes = run(path, "--mapping", mapping), run(path, "--mapping", mapping)

    told = capsys.readouterr()
    assert codes == (1, 1)
    assert told.out.splitlines() == [
        "3 new, 0 changed, 0 unchanged, 1 refused.",
        "Counts nowhere until the hospital says where, on its page of national numbers: 1",
        "  dhis2:beds  beds",
        "0 new, 0 changed, 3 unchanged, 1 refused.",
        "Counts nowhere until the hospital says where, on its page of national numbers: 1",
        "  dhis2:beds  beds",
    ]
    assert told.err.splitlines() == ["Away: no hospital here is known by this. Its 1 values stay out."] * 2
    assert Mapping.objects.count() == 2
    assert [(two.indicator, two.numerator, two.denominator) for two in Sum.objects.all()] == [
        (DEATHS, 90_000, 4_120_000)
    ]


def test_machines_are_told_everything(who: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = file(tmp_path, values(one("died", "9"), one("word", "beaucoup")))

    code = run(path, "--hospital", "Lukanga", "--json")

    assert (code, json.loads(capsys.readouterr().out)) == (
        1,
        {
            "new": 1,
            "changed": 0,
            "unchanged": 0,
            "refused": 1,
            "refusals": [
                {
                    "position": 2,
                    "line": 1,
                    "written": "word · 202510 · L",
                    "reason": "“beaucoup” is a text and no number.",
                }
            ],
            "unknown_places": {},
            "not_mapped": [],
            "unmapped": {"dhis2:died": "died"},
            "repeated": 0,
            "periods": [{"hospital": "Lukanga", "days": "2025-10", "new": 1}],
            "dry_run": False,
        },
    )


def test_what_cannot_be_mapped_is_named_and_keeps_no_number_out(
    who: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, values(one("died", "9")))
    mapping = file(tmp_path, '[[elements]]\nelement = "died"\nindicator = "nobody_knows"', "mapping.toml")

    code = run(path, "--hospital", "Lukanga", "--mapping", mapping)

    assert code == 1
    assert capsys.readouterr().err.splitlines() == [
        "Not mapped: dhis2:died as nobody_knows at Lukanga: This is not in our list. Choose one that is."
    ]
    assert Report.objects.count() == 1


def test_what_cannot_be_done_is_one_sentence(who: Cast, tmp_path: Path) -> None:
    path = file(tmp_path, values(one("died", "9")))
    page = file(tmp_path, "<html>sign in</html>", "page.html")
    several = file(tmp_path, values(one("a", 1), one("a", 2, orgUnit="M")), "several.json")
    for words, sentence in [
        ((), "Say which file to bring in, or with --from which server to ask."),
        ((path, "--hospital", "Nowhere"), "There is no hospital called Nowhere. Give its id."),
        ((path, "--org-unit", "L"), "Say with --hospital which hospital the place is."),
        ((several, "--hospital", "Lukanga"), "The file speaks of 2 places: L, M. Say which of them is Lukanga."),
        ((tmp_path / "none.json",), f"There is no file {tmp_path / 'none.json'}."),
        ((page,), "Line 1: This is a web page, not a file with values. Perhaps you were signed out when you saved it."),
    ]:
        with pytest.raises(Trouble) as trouble:
            run(*words)
        assert str(trouble.value) == sentence
    assert not Report.objects.exists()
