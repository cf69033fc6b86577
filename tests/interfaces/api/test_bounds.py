"""What programs send that nobody can mean: an answer that says so, and never a fault of ours."""

import json
import uuid

import pytest
from django.test import Client

from tests.cast import Cast
from tests.interfaces.api.test_sync import DEVICE, do, mireille, sync  # noqa: F401 - mireille is asked for by name

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_outside_the_calendar_is_refused(who: Cast, mireille: Client, moment: str) -> None:  # noqa: F811
    do(mireille, "needs.voice", {"hospital": who.lukanga.id, "words": "eau"}, status=422, happened_at=moment)


@pytest.mark.parametrize("levels", [40, 300, 20_000])
def test_a_body_without_a_bottom_is_no_body(who: Cast, mireille: Client, levels: int) -> None:  # noqa: F811
    deep = f'{{"_": {"[" * levels}1{"]" * levels}}}'
    key, partner = uuid.uuid4(), who.lukanga.id
    said = f'{{"payload": {{"key": "{key}", "name": "abc", "kind": "twinning", "partners": ["{partner}"], "works_at": [], "about": {deep}}}}}'

    answer = mireille.post("/api/1/do/partnerships/propose", said, content_type="application/json")

    assert answer.status_code == 400


def test_a_tablet_that_sends_what_has_no_bottom_hears_it_of_that_deed_alone(who: Cast, mireille: Client) -> None:  # noqa: F811
    deep = json.loads("[" * 300 + "]" * 300)
    payload = {"hospital": {"all": who.lukanga.id}, "words": ["De l'eau", deep, "Du gaz"]}

    said = sync(mireille, {"kind": "needs.voice", "version": 1, "first": 1, "count": 3, "payload": payload})

    assert said["results"] == [[1, 1, "applied"], [2, 2, "refused"], [3, 3, "applied"]]


def test_a_cursor_of_any_size_is_answered(who: Cast, mireille: Client) -> None:  # noqa: F811
    for turn in (10**30, -(10**30)):
        assert sync(mireille, cursor={str(who.lukanga.id): turn})["results"] == []


def test_what_programs_read_is_kept_by_no_browser_and_no_cache_between(who: Cast, mireille: Client) -> None:  # noqa: F811
    read = mireille.get("/api/1/read/organisations.organisation")
    done = mireille.post("/sync", json.dumps({"device": DEVICE}), content_type="application/json")

    assert {read["Cache-Control"], done["Cache-Control"]} == {"private, no-store"}
