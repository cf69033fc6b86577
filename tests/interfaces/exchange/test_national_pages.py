"""Pages where a hospital brings in a file of its national system: looked at first, then a yes, and nothing twice."""

import json
from pathlib import Path
from re import search
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from partnerhood.pathway.reporting.models import National, Report
from tests.cast import Cast
from tests.ground.look.sizes import FIRST_VIEW, first_view, first_view_bytes
from tests.interfaces.exchange.dhis2.test_bringing import one, values
from tests.interfaces.exchange.sheets.before import everything
from tests.visits import AT_MOST, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db
CONTENT = values(one("born", "412"), one("died", "9"), one("note", "beaucoup"))


@pytest.fixture
def albertine(who: Cast) -> Client:
    """Albertine's browser, in English."""
    return browser(who.albertine)


def there(who: Cast) -> str:
    return reverse("exchange:national", args=[who.lukanga.id])


def yes(who: Cast) -> str:
    return reverse("exchange:national_coming_in", args=[who.lukanga.id])


def upload(client: Client, who: Cast, content: bytes, **more: object) -> HttpResponse:
    """Bring a file: the trial run."""
    return client.post(there(who), {"file": SimpleUploadedFile("snis.json", content), "unit": "", **more})


def carried(answer: HttpResponse) -> dict[str, str]:
    """What the form of a trial run carries to the yes."""
    page = answer.content.decode()
    found = {name: search(rf'name="{name}"(?: value="([^"]*)")?', page) for name in ("kept", "names", "unit", "source")}
    return {name: match[1] or "" for name, match in found.items() if match}


def left_behind(who: Cast) -> list[Path]:
    return list((Path(settings.MEDIA_ROOT) / "arriving" / str(who.albertine.id) / "sheets").glob("*"))


def test_the_page_is_for_who_speaks_for_the_hospital(who: Cast) -> None:
    people = {
        "coordinator": who.albertine,
        "signatory": who.makiese,
        "member": who.mireille,
        "partner": who.lotte,
        "stranger": who.rekia,
    }
    away = reverse("exchange:national", args=[uuid4()])

    assert seen_by(there(who), people, away) == {
        "coordinator": 200,
        "signatory": 200,
        "member": 404,
        "partner": 404,
        "stranger": 404,
    }
    assert browser(None).get(there(who))["Location"].startswith("/accounts/login/")
    assert browser(who.albertine).get(yes(who)).status_code == 405
    assert browser(who.rekia).post(yes(who), {"kept": "0" * 64}).status_code == 404


def test_a_file_is_looked_at_first_and_comes_in_after_a_yes(who: Cast, albertine: Client) -> None:
    names = json.dumps({"dataElements": [{"id": "born", "name": "Naissances vivantes"}]}).encode()
    before = everything()

    trial = upload(albertine, who, CONTENT, names=SimpleUploadedFile("names.json", names))

    page = trial.content.decode()
    assert "2 numbers would come in. Nothing is written yet." in page
    assert "New: 2 · changed: 0 · here already: 0 · refused: 1" in page
    assert "2 things that are counted have no place" in page and "October 2025" in page
    assert "“beaucoup” is a text and no number." in page and "Naissances vivantes · died" in page
    assert everything() == before and len(left_behind(who)) == 2

    brought = albertine.post(yes(who), carried(trial))

    assert "2 numbers came in." in brought.content.decode()
    assert Report.objects.get().entered_by == who.albertine and Report.objects.get().source == "snis.json"
    assert set(National.objects.values_list("name", flat=True)) == {"Naissances vivantes", ""}
    assert left_behind(who) == []


def test_the_same_file_again_and_a_second_yes_change_nothing(who: Cast, albertine: Client) -> None:
    first = upload(albertine, who, CONTENT)
    albertine.post(yes(who), carried(first))

    again = upload(albertine, who, CONTENT).content.decode()
    late = albertine.post(yes(who), carried(first))

    assert "No number of this file would come in." in again and "here already: 2" in again
    assert late.status_code in (200, 409) and Report.objects.count() == 1


def test_a_yes_to_what_is_gone_or_somebody_elses_or_guessed_brings_nothing(who: Cast, albertine: Client) -> None:
    said = carried(upload(albertine, who, CONTENT))

    others = browser(who.makiese).post(yes(who), said)
    guessed = [albertine.post(yes(who), {**said, "kept": name}) for name in ("0" * 64, "../../secret", "")]

    assert [one.status_code for one in (others, *guessed)] == [409] * 4
    assert "Bring it once more" in others.content.decode()
    assert not Report.objects.exists()


def test_a_file_of_several_places_asks_which_is_ours(who: Cast, albertine: Client) -> None:
    content = values(one("born", "412"), one("born", "3", orgUnit="Away"))

    asked = upload(albertine, who, content).content.decode()
    trial = upload(albertine, who, content, unit="L")
    albertine.post(yes(who), carried(trial))

    assert "The file speaks of 2 places: L, Away. Say which of them is Lukanga." in asked
    assert "1 number of another place" in trial.content.decode()
    assert Report.objects.get().cells == {"indicator": ["dhis2:born"], "numerator": ["412"]}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b" ", "The file is empty."),
        (b"<html>sign in", "This is a web page"),
        (b'{"dataValues": [', "breaks off in the middle"),
        (b'<!DOCTYPE x [<!ENTITY a "a">]><dataValueSet/>', "and it can do harm"),
        (values(*(one(f"e{number}", 1) for number in range(5_001))), "more than 5000 values"),
    ],
)
def test_what_cannot_be_read_is_said_beside_the_file(
    who: Cast, albertine: Client, content: bytes, sentence: str
) -> None:
    before = everything()

    answer = upload(albertine, who, content)

    assert answer.status_code == 200 and sentence in answer.content.decode()
    assert everything() == before and left_behind(who) == []


def test_a_large_file_shows_thirty_of_each_and_asks_little(who: Cast, albertine: Client) -> None:
    content = json.dumps(
        {
            "dataValues": [
                {"orgUnit": "L", "period": f"{year}{month:02}", **one("born" if month else "x", value)}
                for year in range(2018, 2022)
                for month in range(1, 13)
                for value in ("12", "x y")
            ]
        }
    ).encode()

    page = upload(albertine, who, content.replace(b'"x y"', b'"beaucoup", "categoryOptionCombo": "z"')).content.decode()

    assert page.count("<tr><td>") == 30 and "And 18 periods more." in page
    assert page.count("is a text and no number") == 30 and "And 18 more." in page
    assert queries_of(albertine, there(who)) <= AT_MOST
    assert first_view_bytes(first_view(albertine, there(who))) <= FIRST_VIEW
