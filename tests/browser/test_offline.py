"""A tablet on a ward without a line: what was kept is read, what was written is sent once, and a thief finds nothing."""

import os
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.hands import Hands
from tests.browser.tablet import (
    CANARY,
    LOTTE,
    MAKIESE,
    OWN_WORDS,
    PATIENCE,
    Tablet,
    is_kept,
    lets_it_keep,
    noise,
    signs_in,
    takes_a_photo,
    voices,
)

pytestmark = pytest.mark.browser

NEED = f"{CANARY} : il n'y a plus de gants depuis lundi."
NIGHT = float(os.environ.get("PARTNERHOOD_NIGHT", "1"))
KILLS = int(5 * NIGHT) if NIGHT > 1 else 2
"""How often the battery runs out; a hundred times in the long run."""


def test_what_is_written_without_a_line_survives_the_battery_and_is_sent_once(
    tablet: Tablet, browser: Browser, node: str
) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    tablet.line.cut()

    page.goto("/ward/")
    expect(page.locator("#offline-said")).to_contain_text("Pas de réseau")
    voices(page, f"{CANARY}seul : il n'y a plus de gants depuis lundi.")
    is_kept(page)
    tablet.is_killed()

    page = tablet.starts()
    page.goto("/ward/")
    assert "/offline/locked/" in page.url
    page.fill("#words", "ce ne sont pas mes mots")
    page.click("#unlock button")
    expect(page.locator("#offline-said")).to_contain_text("Rien n'est perdu")
    page.fill("#words", OWN_WORDS)
    page.click("#unlock button")
    page.wait_for_url("**/ward/")
    expect(page.locator("#offline-waiting")).to_have_text("1 pas encore envoyé")

    tablet.line.mend()
    page.goto("/my/")
    if "/accounts/login/" in page.url:
        signs_in(page, MAKIESE)
    expect(page.locator("#offline-waiting")).to_have_count(0, timeout=PATIENCE)
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li")).to_contain_text("envoyé")
    page.locator("#items a").first.click()
    expect(page.locator("main")).to_contain_text(f"{CANARY}seul")

    other = Hands(browser, node).comes_in(MAKIESE)
    other.goes(f"/search/?q={CANARY}seul")
    assert other.page.locator("main a[href^='/needs/']").count() == 1
    other.context.close()


def test_however_often_the_battery_is_out_what_was_said_to_be_kept_is_there(tablet: Tablet) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    for number in range(1, KILLS + 1):
        tablet.line.cut()
        voices(page, f"{CANARY} numéro {number}")
        is_kept(page)
        tablet.is_killed()
        page = tablet.starts()
        page.goto("/ward/")
        page.fill("#words", OWN_WORDS)
        page.click("#unlock button")
        page.wait_for_url("**/ward/")
        expect(page.locator("#offline-waiting")).to_contain_text(f"{number} pas encore")

    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li")).to_have_count(KILLS)
    tablet.line.mend()
    page.goto("/my/")
    if "/accounts/login/" in page.url:
        signs_in(page, MAKIESE)
    expect(page.locator("#offline-waiting")).to_have_count(0, timeout=PATIENCE)
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li[data-state=sent]")).to_have_count(KILLS)


def test_a_photo_is_small_says_nothing_of_its_place_and_comes_along(tablet: Tablet, tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    large.write_bytes(noise(900, 700))
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    tablet.line.cut()
    page.goto("/needs/new/")
    page.fill("textarea[name=words]", f"{CANARY} avec photo")
    takes_a_photo(page, large)
    size = page.evaluate("document.querySelector('input[name=photo]').files[0].size")
    assert large.stat().st_size > 1_000_000 and size <= 100 * 1024
    page.locator("main form button.act").first.click()
    is_kept(page)

    tablet.line.mend()
    page.goto("/my/")
    expect(page.locator("#offline-waiting")).to_have_count(0, timeout=PATIENCE)
    page.goto("/offline/outbox/fr/")
    page.locator("#items a").first.click()
    page.wait_for_url("**/needs/*-*/")
    photo = page.request.get(page.url + "photo")
    assert photo.status == 200 and photo.headers["content-type"] == "image/jpeg" and len(photo.body()) <= size


def test_a_node_that_was_put_back_is_offered_what_it_may_have_lost(tablet: Tablet) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    voices(page, f"{CANARY} avant la panne")
    page.wait_for_url("**/needs/*-*/")

    def under_a_new_epoch(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        route.fulfill(response=answer, json={**said, "epoch": said["epoch"] + 1})

    page.route("**/sync", under_a_new_epoch)
    page.route("**/offline/pages", under_a_new_epoch)
    page.clock.install(time=time.time() + 120)
    with page.expect_request("**/sync", timeout=PATIENCE):
        page.goto("/my/")
    page.goto("/offline/outbox/fr/")

    expect(page.locator("#items li[data-state=sent]")).to_have_count(1)
    page.unroute_all(behavior="ignoreErrors")


def test_a_thief_and_the_next_person_find_nothing(tablet: Tablet) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    tablet.line.cut()
    voices(page, f"{CANARY} encore")
    is_kept(page)
    tablet.line.mend()
    page.goto("/offline/")
    page.locator("header form[action*=logout] button").click()
    page.wait_for_load_state()
    time.sleep(1)
    tablet.line.cut()
    page.goto("/my/")
    assert "/offline/locked/" in page.url
    tablet.is_killed()

    assert tablet.holds(CANARY) == []
    assert tablet.holds(OWN_WORDS) == []


def test_with_a_line_a_form_goes_out_at_once_and_what_is_refused_stands_beside_its_field(tablet: Tablet) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)

    voices(page, " ")
    expect(page.locator("#offline-said")).to_contain_text("refusé")
    expect(page.locator("[data-fault]")).to_be_visible()
    page.fill("textarea[name=words]", f"{CANARY} tout de suite")
    page.locator("main form button.act").first.click()
    page.wait_for_url("**/needs/*-*/")
    expect(page.locator("main")).to_contain_text(f"{CANARY} tout de suite")
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li")).to_have_count(1)


def test_two_people_on_one_tablet_read_and_send_their_own(tablet: Tablet) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    tablet.line.cut()
    voices(page, f"{CANARY} de Makiese")
    is_kept(page)
    tablet.line.mend()
    page.goto("/offline/outbox/fr/")
    page.goto("/programmes/")
    page.locator("header form[action*=logout] button").click()
    page.wait_for_load_state()
    signs_in(page, LOTTE)
    lets_it_keep(page, "een ander woord dat niemand raadt")
    expect(page.locator("#offline-waiting")).to_have_count(0)
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li")).to_have_count(0)
