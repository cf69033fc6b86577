"""The page of the register that a report was counted from: who adds it, who opens it, and that one which names a patient goes."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerhood.ground.operations import brought
from partnerhood.ground.operations.refusals import NotThere
from partnerhood.ground.records import files
from partnerhood.pathway.reporting import actions
from partnerhood.pathway.reporting.actions import showing
from partnerhood.pathway.reporting.models import Page, Report
from partnerhood.pathway.reporting.rules import Key
from tests.cast import Cast, by
from tests.files import PICTURE, picture_of, sound_of
from tests.pathway.reporting.story import DEATHS, figure, reported
from tests.visits import AT_MOST, base_on, browser, queries_of, seen_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(who: Cast) -> Report:
    return reported(who, {Key(DEATHS): figure(9, 412)})


def shown(who: Cast, made: Report, **more: object) -> Page:
    return actions.show_page(report=made, file=picture_of(who.mireille), deed=by(who.mireille), **more)


def sent(client: Client, address: str, content: bytes = PICTURE, **more: object):
    base = base_on(client.get(address))
    file = SimpleUploadedFile("page.png", content)
    return client.post(address, {"base": base, "file": file, "words": "Page 14", "language": "fr", **more})


def test_a_nurse_adds_the_page_and_everybody_who_reads_the_report_opens_it(who: Cast, made: Report) -> None:
    answer = sent(browser(who.mireille), f"/reports/{made.id}/page/")

    page = Page.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/reports/{made.id}/")
    assert (page.person, files.read(page.file)) == (who.mireille, PICTURE)
    read = browser(who.lotte).get(f"/reports/{made.id}/").content.decode()
    assert f'<a href="/register-pages/{page.id}/file">' in read and 'lang="fr"' in read and "Page 14" in read
    assert f"({len(PICTURE)}\xa0bytes)" in read, "the size is said before somebody carries it over a slow line"
    answer = browser(who.lotte).get(f"/register-pages/{page.id}/file")
    assert (answer.content, answer.headers["Content-Type"]) == (PICTURE, "image/png")


def test_only_who_reads_the_report_opens_its_page_and_only_the_hospital_adds_one(who: Cast, made: Report) -> None:
    page = shown(who, made)
    people = {"hers": who.mireille, "partner": who.lotte, "other": who.rekia, "nobody": None, "out": who.suspended}
    missing = "/register-pages/2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10/file"
    away = "/reports/2c5f2f4e-8a8b-4b40-9f63-1f4b4f0e7a10/page/"

    opened = seen_by(f"/register-pages/{page.id}/file", people, missing)
    adding = seen_by(f"/reports/{made.id}/page/", people, away)

    assert opened == {"hers": 200, "partner": 200, "other": 404, "nobody": 404, "out": 404}
    assert adding == {"hers": 200, "partner": 404, "other": 404, "nobody": 404, "out": 404}
    for name in ("lotte", "rekia", "suspended"):
        with pytest.raises(NotThere):
            actions.show_page(report=made, file=picture_of(getattr(who, name)), deed=by(getattr(who, name)))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"MZ\x90 not a page at all", "We cannot read this kind of file."),
        (PICTURE[:30], "This photo did not arrive whole."),
        (PICTURE + bytes(2 * 1024 * 1024), "This is larger than two megabytes."),
        (b"", "We cannot read this kind of file."),
    ],
)
def test_a_file_that_is_no_page_is_refused_and_the_words_stay(
    who: Cast, made: Report, content: bytes, sentence: str
) -> None:
    answer = sent(browser(who.mireille), f"/reports/{made.id}/page/", content).content.decode()

    assert 'value="Page 14"' in answer and not Page.objects.exists()
    assert sentence in answer


def test_a_form_without_a_file_asks_for_one(who: Cast, made: Report) -> None:
    client = browser(who.mireille)
    address = f"/reports/{made.id}/page/"

    answer = client.post(address, {"base": base_on(client.get(address)), "words": "Page 14", "language": "fr"})

    assert "Choose a photo or a page." in answer.content.decode() and not Page.objects.exists()


def test_a_double_click_and_the_same_photo_again_are_one_page(who: Cast, made: Report) -> None:
    client = browser(who.mireille)
    for _ in range(2):
        assert sent(client, f"/reports/{made.id}/page/").status_code == 302

    assert Page.objects.count() == 1


def test_a_page_that_names_a_patient_is_taken_back_and_nobody_opens_it_any_more(who: Cast, made: Report) -> None:
    page = shown(who, made)
    address = f"/register-pages/{page.id}/file"
    away = f"/register-pages/{page.id}/take-back/"
    partner, hers = browser(who.lotte), browser(who.albertine)
    assert partner.post(away).status_code == 404

    base = re.search(r'name="base"[^>]*value="([^"]*)"', hers.get(f"/reports/{made.id}/").content.decode())
    answers = [hers.post(away, {"base": base and base[1]}) for _ in range(2)]

    assert [one.status_code for one in answers] == [302, 404]
    assert {partner.get(address).status_code, hers.get(address).status_code} == {404}
    read = partner.get(f"/reports/{made.id}/").content.decode()
    assert "a page that was taken back" in read and address not in read


def test_what_was_taken_back_can_be_shown_again_by_who_has_it(who: Cast, made: Report) -> None:
    page = shown(who, made)
    actions.take_page_back(page=page, deed=by(who.albertine))

    again = shown(who, made)

    assert (again.id, again.taken_back_at, Page.objects.count()) == (page.id, None, 1)


def test_nobody_names_a_file_that_they_did_not_bring(who: Cast, made: Report) -> None:
    hers = picture_of(who.lotte)
    with pytest.raises(brought.NotBrought):
        actions.show_page(report=made, file=hers, deed=by(who.mireille))
    with pytest.raises(brought.NotBrought):
        actions.show_page(report=made, file=sound_of(who.mireille), deed=by(who.mireille))
    with pytest.raises(actions.NoPage):
        actions.show_page(report=made, file="", deed=by(who.mireille))


def test_a_report_has_no_more_pages_than_a_slow_line_carries(
    who: Cast, made: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "MOST", 1)
    shown(who, made)
    other = files.keep(b"%PDF-1.4 another page", who.mireille.id)

    with pytest.raises(actions.EnoughPages):
        actions.show_page(report=made, file=other, deed=by(who.mireille))


def test_the_page_of_a_report_asks_the_same_whatever_was_added(who: Cast, made: Report) -> None:
    client = browser(who.mireille)
    before = queries_of(client, f"/reports/{made.id}/")
    for number in range(3):
        file = files.keep(b"%PDF-1.4 " + uuid4().bytes + bytes([number]), who.mireille.id)
        actions.show_page(report=made, file=file, deed=by(who.mireille))

    after = queries_of(client, f"/reports/{made.id}/")

    assert (after - before, after <= AT_MOST) == (0, True), (before, after)


def test_a_page_that_has_not_arrived_here_says_so(who: Cast, made: Report) -> None:
    page = shown(who, made)
    files.path(page.file).unlink()

    read = browser(who.lotte).get(f"/reports/{made.id}/").content.decode()

    assert "a page that has not arrived here yet" in read
    assert browser(who.lotte).get(f"/register-pages/{page.id}/file").status_code == 404
