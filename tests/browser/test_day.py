"""A nurse's day with the cable out: what she wrote arrives once when a thin line is back, and her director reads it."""

import random
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.hands import Hands
from tests.browser.tablet import (
    MAKIESE,
    OWN_WORDS,
    Tablet,
    is_kept,
    lets_it_keep,
    noise,
    signs_in_by_card,
    takes_a_photo,
)

pytestmark = pytest.mark.browser

NAMES = [f"Infirmière {number:02}" for number in range(1, 31)]
MINUTE = 60
WORDS = "Gan" + "".join(random.choices("aeioubdlmnz", k=9)) + " : les gants sont finis depuis lundi."


def test_a_day_without_a_line_arrives_once_over_a_thin_one(
    tablet: Tablet, browser: Browser, node: str, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(noise(900, 700))
    page = tablet.starts()
    signs_in_by_card(page)
    lets_it_keep(page)
    tablet.line.cut()

    page.goto("/ward/")
    page.goto("/needs/new/")
    page.fill("textarea[name=words]", WORDS)
    takes_a_photo(page, photo)
    page.locator("main form button.act").first.click()
    is_kept(page)
    page.goto("/ward/")
    page.locator("main a[href*='/held/']").click()
    page.fill("textarea[name=people]", "\n".join(NAMES))
    page.locator("main form button.act").first.click()
    is_kept(page)
    page.goto("/equipment/broken/")
    page.locator("main a[href*='oxygen_concentrator']").first.click()
    page.locator("ul.waiting a").first.click()
    page.wait_for_url("**/equipment/*-*/broken/")
    takes_a_photo(page, photo)
    page.locator("main form button.act").first.click()
    is_kept(page)
    expect(page.locator("#offline-waiting")).to_have_text("3 pas encore envoyés")
    tablet.is_killed()

    page = tablet.starts()
    page.goto("/ward/")
    page.fill("#words", OWN_WORDS)
    page.click("#unlock button")
    page.wait_for_url("**/ward/")
    expect(page.locator("#offline-waiting")).to_have_text("3 pas encore envoyés")
    tablet.line.rates, tablet.line.delay = {"up": 64_000, "down": 64_000}, 0.3
    before, began = tablet.line.carried, time.monotonic()
    tablet.line.mend()
    signs_in_by_card(page)
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li[data-state=sent]")).to_have_count(3, timeout=MINUTE * 1000)
    took, carried = time.monotonic() - began, tablet.line.carried - before

    assert took < MINUTE, f"{took:.0f} s for {carried} bytes"
    broken, came, need = (one.get_attribute("href") or "" for one in page.locator("#items a").all())
    director = Hands(browser, node).comes_in(MAKIESE)
    assert WORDS in reads(director, need) and director.page.locator("main details img").count() == 1
    list_of_names = reads(director, came)
    assert [name for name in NAMES if list_of_names.count(name) != 1] == []
    assert "En panne" in reads(director, broken)
    assert director.goes(f"/search/?q={WORDS.split()[0]}").page.locator(f"main a[href='{need}']").count() == 1


def reads(director: Hands, path: str) -> str:
    return str(director.goes(path).page.locator("main").inner_text())
