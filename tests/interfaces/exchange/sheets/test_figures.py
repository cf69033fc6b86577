"""What hospitals counted, from a spreadsheet: every way to write a number or a month, and an answer for each row."""

from datetime import date, datetime
from decimal import Decimal as D
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerhood.interfaces.exchange.sheets import cells, columns
from partnerhood.interfaces.exchange.sheets.bringing import Answer
from partnerhood.interfaces.exchange.sheets.cells import Wrong
from partnerhood.pathway.reporting import queries, rules
from partnerhood.pathway.reporting.models import Report
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast
from tests.interfaces.exchange.sheets.before import bring_in, sheet
from tests.pathway.reporting.story import DEATHS, OCTOBER, figure, reported

HEADINGS = ["Indicateur", "Hôpital", "Mois", "Combien", "Sur combien", "Source", "Service", "De qui", "Sûr"]
COLUMNS = {one.field: one for one in columns.kind("figures").columns}
NAME = "Nouveau-nés décédés avant la sortie"


def row(*said: str) -> list[str]:
    """A row about Lukanga's newborns in October, where it says nothing else."""
    usual = [NAME, "Lukanga", "2025-10", "9", "412", "Registre", "", "", ""]
    return [*said, *usual[len(said) :]]


def brought(who: Cast, folder: Path, *rows: list[str], dry_run: bool = False) -> list[Answer]:
    found = bring_in(sheet(folder, "figures", [HEADINGS, *rows]), "figures", who.albertine, dry_run=dry_run)
    return list(found.answers)


@pytest.mark.django_db
def test_a_sheet_of_numbers_comes_in_once_and_the_same_sheet_changes_nothing(who: Cast, tmp_path: Path) -> None:
    rows = (row(), row(NAME, "HGR Lukanga", "novembre 2025", "8", "400"), row(DEATHS, "Lukanga", "12/2025", "7", "390"))

    first = brought(who, tmp_path, *rows)
    again = brought(who, tmp_path, *rows)

    assert [one.state for one in first] == ["new"] * 3
    assert [one.state for one in again] == ["unchanged"] * 3
    assert Report.objects.count() == 3
    told = {(one.from_date.month, one.origin, one.entered_by) for one in Report.objects.all()}
    assert told == {(month, "sheet", who.albertine) for month in (10, 11, 12)}
    found = queries.series(who.lukanga.id, queries.to_count(who.lukanga.id))
    assert [point.figure for point in found[0].points] == [figure(9, 412), figure(8, 400), figure(7, 390)]


@pytest.mark.django_db
def test_a_trial_run_says_the_same_and_keeps_nothing(who: Cast, tmp_path: Path) -> None:
    assert [one.state for one in brought(who, tmp_path, row(), dry_run=True)] == ["new"]
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_wards_and_parts_are_found_by_their_names(who: Cast, tmp_path: Path) -> None:
    whole = ["Lukanga", "2025-10", "4", "200", "Registre"]
    brought(who, tmp_path, row(NAME, *whole, "Néonatologie"), row(NAME, *whole, "", "femmes et filles"))

    told = {key for one in Report.objects.all() for key, _ in rules.cells(one.cells)}
    assert told == {Key(DEATHS, str(who.newborn.id)), Key(DEATHS, "", "sex:female")}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        (["Nouveau-nés décédés avant sortie"], "Indicateur", f"Did you mean “{'Newborns who die before going home'}”?"),
        (["Bonheur"], "Indicateur", "“Bonheur” is not among what is counted."),
        ([NAME, "La Source"], "Hôpital", "There is no organisation called “La Source” that you may speak for."),
        ([NAME, "Lukanga", "13/2025"], "Mois", "“2025-13” is not a month."),
        ([NAME, "Lukanga", "bientôt"], "Mois", "“bientôt” is not a month."),
        ([NAME, "Lukanga", "2025-10", "neuf"], "Combien", "“neuf” is not a number."),
        ([NAME, "Lukanga", "2025-10", "1.234"], "Combien", "may be a thousand or one and some"),
        ([NAME, "Lukanga", "2025-10", "0.00001"], "Combien", "cannot be kept exactly"),
        ([NAME, "Lukanga", "2025-10", "9", ""], "Sur combien", "Give how many and out of how many."),
        ([NAME, "Lukanga", "2025-10", "9", "412", ""], "Source", "needed"),
        ([NAME, "Lukanga", "2025-10", "9", "412", "x", "Nulle part"], "Service", "is not a ward of this hospital"),
        ([NAME, "Lukanga", "2025-10", "9", "412", "x", "", "martiens"], "De qui", "is not a part of this"),
        ([NAME, "Lukanga", "2031-10"], "Mois", "This period has not begun yet."),
    ],
)
def test_a_row_that_cannot_come_in_says_where_and_why(who: Cast, tmp_path: Path, said, column, reason) -> None:
    (bad, good) = brought(who, tmp_path, row(*said), row(NAME, "Lukanga", "2025-09"))

    assert (bad.state, good.state) == ("refused", "new"), bad.reason
    assert (bad.column, reason in str(bad.reason) or reason == "needed") == (column, True), str(bad.reason)
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_what_is_unusual_comes_in_when_the_row_says_sure(who: Cast, tmp_path: Path) -> None:
    for number in (7, 8, 9):
        reported(who, {Key(DEATHS): figure(8 + number % 3, 400)}, days=rules.month(2025, number))
    wild = [NAME, "Lukanga", "2025-10", "90", "400", "Registre", "", ""]

    (asked,) = brought(who, tmp_path, row(*wild))
    (sure,) = brought(who, tmp_path, row(*wild, "oui"))

    assert (asked.state, sure.state) == ("refused", "new")
    assert (asked.column, "this gives 225 / 1000" in str(asked.reason)) == ("Sûr", True)


@pytest.mark.django_db
def test_a_list_does_not_change_what_a_person_wrote(who: Cast, tmp_path: Path) -> None:
    reported(who, {Key(DEATHS): figure(9, 412)})

    same, other = (brought(who, tmp_path, row(NAME, "Lukanga", "2025-10", many))[0] for many in ("9", "11"))

    assert (same.state, other.state) == ("unchanged", "refused")
    assert "Put it right on its own page" in str(other.reason)
    assert queries.opened(who.lukanga.id, DEATHS, OCTOBER).point.figure == figure(9, 412)


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("12,5", D("12.5")),
        ("1 234", D(1234)),
        ("1’234,5", D("1234.5")),
        (412, D(412)),
        (0.1 + 0.2, D("0.3")),
        ("-3", D(-3)),
    ],
)
def test_a_number_is_read_as_people_write_it(raw: object, number: D) -> None:
    assert cells.value(raw, COLUMNS["numerator"]) == number


@pytest.mark.parametrize("raw", ["1,234", "1.234.567", "nan", "inf", "1e99", "--1", float("inf"), 10**13])
def test_a_number_that_nobody_is_sure_of_is_not_one(raw: object) -> None:
    with pytest.raises(Wrong):
        cells.value(raw, COLUMNS["numerator"])


@pytest.mark.parametrize(
    "raw",
    [
        "2025-10",
        "10/2025",
        "10.2025",
        "October 2025",
        "oktober 2025",
        "octobre 2025",
        "oct 2025",
        datetime(2025, 10, 17),
        date(2025, 10, 1),
    ],
)
def test_a_month_is_read_as_people_write_it(raw: object) -> None:
    assert cells.value(raw, COLUMNS["period"]) == OCTOBER


@given(st.text(max_size=40))
def test_any_cell_is_a_value_or_a_sentence(raw: str) -> None:
    for field in ("numerator", "period", "sure"):
        try:
            cells.value(raw, COLUMNS[field])
        except Wrong as wrong:
            assert str(wrong.reason)
