"""Pages where sheets come in: a trial run first, then a yes; for coordinators, and for nobody else."""

import io
import os
from datetime import timedelta
from pathlib import Path
from re import search
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from partnerhood.ground.people import actions as people
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import clock
from partnerhood.interfaces.exchange import arriving
from partnerhood.interfaces.exchange.sheets import rows as sheet_rows
from partnerhood.interfaces.exchange.sheets.columns import kind as sheet_kind
from partnerhood.pathway.activities.models import Activity
from partnerhood.pathway.partnerships import actions as partnerships
from tests.cast import OPERATOR, Cast
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.interfaces.exchange.sheets.before import ROWS, everything, sheet
from tests.visits import AT_MOST, browser, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def lotte(who: Cast) -> Client:
    """Lotte's browser, in English."""
    people.correct(person=who.lotte, language="en", deed=OPERATOR)
    return browser(who.lotte)


def upload(client: Client, path: Path, kind: str, **more: str) -> HttpResponse:
    """Bring a sheet: the trial run."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return client.post(reverse("exchange:sheet", args=[kind]), {"file": file, "partnership": "", **more})


def kept(answer: HttpResponse) -> str:
    """The name under which a trial run keeps the sheet."""
    found = search(r'name="kept" value="([0-9a-f]{64})"', answer.content.decode())
    assert found
    return found[1]


def left_behind(person: Person) -> list[Path]:
    """What lies there of a person's sheets."""
    return list((Path(settings.MEDIA_ROOT) / "arriving" / str(person.id) / "sheets").glob("*"))


def rows_of(answer: HttpResponse) -> int:
    """How many rows a page answers."""
    return answer.content.decode().count('<tr><td class="number">')


def test_pages_are_for_coordinators(who: Cast) -> None:
    wanted = {"coordinator": who.albertine, "member": who.mireille, "stranger": who.rekia, "suspended": who.suspended}
    addresses = [reverse("exchange:sheets"), reverse("exchange:sheet", args=["people"])]
    addresses.append(reverse("exchange:template", args=["people"]))
    yes = reverse("exchange:coming_in", args=["people"])

    for address in addresses:
        found = {name: browser(person).get(address).status_code for name, person in wanted.items()}
        assert found == {"coordinator": 200, "member": 404, "stranger": 404, "suspended": 404}
        assert browser(None).get(address)["Location"].startswith("/accounts/login/")
    sent = {name: browser(person).post(yes).status_code for name, person in wanted.items()}
    assert sent == {"coordinator": 409, "member": 404, "stranger": 404, "suspended": 404}
    assert browser(who.albertine).get(reverse("exchange:sheet", args=["dreams"])).status_code == 404
    assert browser(who.albertine).get(yes).status_code == 405


def test_a_sheet_is_looked_at_first_and_comes_in_after_a_yes(who: Cast, lotte: Client, tmp_path: Path) -> None:
    before = everything()

    trial = upload(lotte, sheet(tmp_path, "missions"), "missions")

    assert "2 rows would come in. Nothing is written yet." in trial.content.decode()
    assert rows_of(trial) == 3
    assert everything() == before
    assert len(left_behind(who.lotte)) == 1

    brought = lotte.post(reverse("exchange:coming_in", args=["missions"]), {"kept": kept(trial), "partnership": ""})

    assert "2 rows came in." in brought.content.decode()
    assert "The last day comes before the first." in brought.content.decode()
    assert set(Activity.objects.values_list("planned_by", "sessions__told_by")) == {(None, who.lotte.id)}
    assert left_behind(who.lotte) == []


def test_a_yes_to_a_sheet_that_is_gone_loses_nothing(who: Cast, lotte: Client, tmp_path: Path) -> None:
    name = kept(upload(lotte, sheet(tmp_path, "missions"), "missions"))
    yes = reverse("exchange:coming_in", args=["missions"])
    lotte.post(yes, {"kept": name})
    before = everything()

    again, guessed, odd = (lotte.post(yes, {"kept": one}) for one in (name, "0" * 64, "../../secret"))

    assert [one.status_code for one in (again, guessed, odd)] == [409, 409, 409]
    assert "Bring it once more" in again.content.decode()
    assert everything() == before


def test_nobody_says_yes_to_the_sheet_of_somebody_else(who: Cast, lotte: Client, tmp_path: Path) -> None:
    name = kept(upload(lotte, sheet(tmp_path, "missions"), "missions"))

    answer = browser(who.albertine).post(reverse("exchange:coming_in", args=["missions"]), {"kept": name})

    assert answer.status_code == 409
    assert Activity.objects.count() == 0


def test_a_sheet_that_was_changed_where_it_lay_does_not_come_in(who: Cast, lotte: Client, tmp_path: Path) -> None:
    name = kept(upload(lotte, sheet(tmp_path, "missions"), "missions"))
    left_behind(who.lotte)[0].write_text("Zending,Van")

    answer = lotte.post(reverse("exchange:coming_in", args=["missions"]), {"kept": name})

    assert answer.status_code == 409


def test_for_one_of_two_partnerships(who: Cast, lotte: Client, tmp_path: Path) -> None:
    partners = [who.lukanga, who.wilgenbeke]
    second = partnerships.propose(
        key=uuid4(), name="Second", kind="regional", partners=partners, works_at=[who.lukanga], deed=OPERATOR
    )
    path = sheet(tmp_path, "missions")

    unsaid = upload(lotte, path, "missions")
    trial = upload(lotte, path, "missions", partnership=str(second.id))
    lotte.post(reverse("exchange:coming_in", args=["missions"]), {"kept": kept(trial), "partnership": str(second.id)})

    assert "Choose one before you bring the sheet in." in unsaid.content.decode()
    assert {one.partnership_id for one in Activity.objects.all()} == {second.id}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 not a workbook", "The workbook cannot be opened: it is damaged, or not a workbook."),
        (b"\x00\x01", "This is not a spreadsheet that we can read. Save it as XLSX, ODS or CSV."),
        (b"a,b\n1,2\n", "No sheet has the headings that we need."),
        (b"Name,Kind,Country\n" + b"A,hospital,BJ\n" * 501, "This sheet has more than 500 rows."),
        (b"x" * (arriving.LARGEST + 1), "The file is larger than 10 MB. Bring it in by parts."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(
    who: Cast, lotte: Client, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(content)
    before = everything()

    answer = upload(lotte, path, "organisations")

    assert sentence in answer.content.decode()
    assert everything() == before
    assert left_behind(who.lotte) == []


def test_what_a_cell_says_is_never_markup(who: Cast, lotte: Client, tmp_path: Path) -> None:
    rows = [["Name", "Kind", "Country", "<i>x</i>"], ["<script>alert(1)</script>", "<b>kind</b>", "BE", "1"]]

    page = upload(lotte, sheet(tmp_path, "organisations", rows), "organisations").content.decode()

    assert "&lt;b&gt;kind&lt;/b&gt;" in page
    assert [word in page for word in ("<script>alert", "<b>kind", "<i>x")] == [False] * 3


@pytest.mark.parametrize("kind", sorted(sheet_rows.BECOMES))
def test_the_template_is_in_the_readers_language_and_comes_in_when_filled(who: Cast, kind: str, tmp_path: Path) -> None:
    client = browser(who.lotte, "nl")

    content = client.get(reverse("exchange:template", args=[kind])).content
    path = tmp_path / "template.xlsx"
    path.write_bytes(content)

    headings = load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python()[0]
    assert [heading.rstrip(" *") for heading in headings] == [one.heading["nl"] for one in sheet_kind(kind).columns]
    assert rows_of(upload(client, path, kind)) == 0


def test_who_left_a_sheet_lying_for_a_day_finds_it_gone(who: Cast, lotte: Client, tmp_path: Path) -> None:
    upload(lotte, sheet(tmp_path, "missions"), "missions")
    yesterday = (clock.now() - timedelta(days=1, hours=1)).timestamp()
    os.utime(left_behind(who.lotte)[0], (yesterday, yesterday))

    arriving.keep(who.albertine.id, [b"x"])

    assert left_behind(who.lotte) == []


@pytest.mark.once
def test_pages_ask_little_and_weigh_little(who: Cast, lotte: Client, tmp_path: Path) -> None:
    for address in (reverse("exchange:sheets"), reverse("exchange:sheet", args=["missions"])):
        assert queries_of(lotte, address) <= AT_MOST
        assert first_view_bytes(first_view(lotte, address)) <= FIRST_VIEW
    many = [ROWS["organisations"][0], *([f"Hospital {n}", "hospital", "BJ", "", ""] for n in range(500))]

    trial = upload(lotte, sheet(tmp_path, "organisations", many), "organisations")

    assert rows_of(trial) == 500


def test_nobody_leaves_more_than_five_sheets_lying(who: Cast) -> None:
    for number in range(8):
        arriving.keep(who.lotte.id, [str(number).encode()])

    assert len(left_behind(who.lotte)) == 5
