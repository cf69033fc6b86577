"""A hospital's devices, from the spreadsheet that it has: once each, and an answer for every row."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from partnerhood.interfaces.exchange.sheets.bringing import Answer
from partnerhood.pathway.equipment import queries
from partnerhood.pathway.equipment.models import Device, Status
from tests.cast import Cast
from tests.interfaces.exchange.sheets.before import bring_in, sheet
from tests.pathway.equipment.story import added
from tests.visits import browser

pytestmark = pytest.mark.django_db
HEADINGS = [
    "Inventarisnummer",
    "Soort toestel",
    "Ziekenhuis",
    "Afdeling",
    "Stuk",
    "Opmerking",
    "Model",
    "In gebruik sinds",
]


def row(*said: str) -> list[str]:
    """A row about a concentrator of the newborn ward, where it says nothing else."""
    usual = ["OC-11", "Zuurstofconcentrator", "Lukanga", "Néonatologie", "", "", "D", "2020-05-01"]
    return [*said, *usual[len(said) :]]


def brought(who: Cast, folder: Path, *rows: list[str], dry_run: bool = False) -> list[Answer]:
    found = bring_in(sheet(folder, "devices", [HEADINGS, *rows]), "devices", who.albertine, dry_run=dry_run)
    return list(found.answers)


def test_a_sheet_of_devices_comes_in_once_and_the_same_sheet_changes_nothing(who: Cast, tmp_path: Path) -> None:
    rows = (row(), row("OC-12", "oxygen_concentrator", "Lukanga", "", "ja", "Lit de tamis usé"))

    first, again = brought(who, tmp_path, *rows), brought(who, tmp_path, *rows)

    assert [one.state for one in first] == ["new"] * 2
    assert [one.state for one in again] == ["unchanged"] * 2
    told = {(one.name, one.ward, one.model, one.in_use_since) for one in Device.objects.all()}
    since = date(2020, 5, 1)
    assert told == {("OC-11", who.newborn, "D", since), ("OC-12", None, "D", since)}
    said = {row.device.name: row.now.state for row in queries.all_of(who.lukanga.id)}
    assert said == {"OC-11": "working", "OC-12": "broken"}
    assert Status.objects.get(state="broken").words == {"_": "nl", "nl": {"words": "Lit de tamis usé"}}


def test_a_trial_run_says_the_same_and_keeps_nothing(who: Cast, tmp_path: Path) -> None:
    assert [one.state for one in brought(who, tmp_path, row(), dry_run=True)] == ["new"]
    assert not Device.objects.exists()


def test_what_people_listed_already_stays_as_they_say_it_is(who: Cast, tmp_path: Path) -> None:
    added(who, "OC-11", model="C")

    found = brought(who, tmp_path, row("oc 11"))

    assert [(one.state, str(one.reason)) for one in found] == [
        ("unchanged", "A device of this kind with this name is in the list already.")
    ]
    assert Device.objects.get().model == "C"


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_what_goes_out_as_a_sheet_can_come_in_again_and_changes_nothing(
    who: Cast, tmp_path: Path, language: str
) -> None:
    brought(who, tmp_path, row(), row("=OC-12", "oxygen_concentrator", "Lukanga", "", "ja"))
    address = f"/hospitals/{who.lukanga.id}/devices.csv"

    answer = browser(who.albertine, language).get(address)
    with translation.override(language):
        kept = tmp_path / "out.csv"
        kept.write_bytes(answer.content)
        again = bring_in(kept, "devices", who.albertine, dry_run=True)

    assert answer["Content-Disposition"] == 'attachment; filename="devices.csv"'
    assert b",'=OC-12" not in answer.content and b"'=OC-12," in answer.content
    assert [one.state for one in again.answers] == ["unchanged", "unchanged"]
    assert browser(who.rekia).get(address).status_code == 404


def test_a_row_that_cannot_be_a_device_says_in_which_column(who: Cast, tmp_path: Path) -> None:
    found = brought(
        who,
        tmp_path,
        row("A-1", "Broodrooster"),
        row("A-2", "Zuurstofconcentrator", "La Source"),
        row("A-3", "Zuurstofconcentrator", "Lukanga", "Kelder"),
        row("A-4", "Zuurstofconcentrator", "Lukanga", "", "", "", "D", "morgen"),
        row(""),
    )

    assert [(one.state, one.column) for one in found] == [
        ("refused", "Soort toestel"),
        ("refused", "Ziekenhuis"),
        ("refused", "Afdeling"),
        ("refused", "In gebruik sinds"),
        ("refused", "Inventarisnummer"),
    ]
    assert not Device.objects.exists()
