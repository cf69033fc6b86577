"""A new release comes while an outbox is full, and a device that is full: nothing that was kept is lost, and it is said plainly."""

import re
import shutil
import time
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import partnerhood
from tests.browser.conftest import served, told
from tests.browser.tablet import (
    CANARY,
    MAKIESE,
    OWN_WORDS,
    PATIENCE,
    Tablet,
    is_kept,
    lets_it_keep,
    noise,
    place,
    signs_in,
    takes_a_photo,
    voices,
)
from tests.line import Line

pytestmark = pytest.mark.browser
KEPT = [f"{CANARY}un", f"{CANARY}deux", f"{CANARY}trois"]
ALL = [*KEPT, f"{CANARY}image"]


def next_release(folder: Path) -> Path:
    """Our own code with another worker and another script of pages, as a later release has them."""
    shutil.copytree(Path(partnerhood.__file__).parent, folder / "partnerhood", ignore=shutil.ignore_patterns("*.pyc"))
    parts = folder / "partnerhood/interfaces/offline/static/offline"
    for part in ("worker.js", "page.js"):
        script = (parts / part).read_text()
        (parts / part).write_text(f'self.release = "next";\n{script}')
    return folder


def waiting(page: Page) -> list[str]:
    """What stands in the outbox. Where the new worker was not given the key, one's own words open it."""
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li, #unlock:visible").first).to_be_visible(timeout=PATIENCE)
    if "/locked/" in page.url:
        page.fill("#unlock input", OWN_WORDS)
        page.locator("#unlock button").click()
        expect(page.locator("#items li").first).to_be_visible(timeout=PATIENCE)
    return [words for words in KEPT if words in page.locator("#items").inner_text()]


def finds(page: Page, words: str) -> int:
    """How many needs in these words somebody of the hospital finds."""
    page.goto(f"/search/?q={words}")
    return page.locator("main a[href^='/needs/']").count()


@pytest.mark.night
def test_a_new_release_takes_over_from_a_full_outbox_and_all_of_it_arrives_once(
    browser: Browser, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = tmp_path / "data"
    shutil.copytree(told(tmp_path_factory), data)
    with served(data) as before, Line(*place(before)) as line:
        tablet = Tablet(browser, line, tmp_path / "tablet")
        page = tablet.starts()
        signs_in(page, MAKIESE)
        lets_it_keep(page)
        line.cut()
        for words in KEPT:
            voices(page, words)
            is_kept(page)
        with_photo = tmp_path / "photo.png"
        with_photo.write_bytes(noise(200, 150))
        page.goto("/needs/new/")
        takes_a_photo(page, with_photo)
        page.fill("textarea[name=words]", f"{CANARY}image")
        page.locator("main form button.act").first.click()
        is_kept(page)

        with served(data, PYTHONPATH=str(next_release(tmp_path / "next"))) as after:
            line.target = place(after)
            page.route("**/sync", lambda route: route.abort())
            line.mend()
            page.goto("/my/")
            page.wait_for_function("window.release === 'next'", timeout=PATIENCE)
            page.wait_for_function(ACTIVE, timeout=PATIENCE)
            page.goto("/my/")  # the new worker is given the key by who is signed in
            expect(page.locator("#offline-waiting")).to_contain_text("4", timeout=PATIENCE)
            line.cut()
            assert waiting(page) == KEPT
            assert page.locator("#items li[data-state=kept]").count() == 4

            line.mend()
            page.unroute("**/sync")
            page.goto("/my/")
            until = time.monotonic() + PATIENCE / 1000
            while 0 in (found := [finds(page, words) for words in ALL]) and time.monotonic() < until:
                page.wait_for_timeout(500)
            assert found == [1] * len(ALL)
        tablet.is_killed()


ACTIVE = """async () => {
  const registered = await navigator.serviceWorker.ready;
  if (registered.waiting || registered.installing) return false;
  const text = await (await fetch("/sw.js", { cache: "no-store" })).text();
  return text.includes('self.release = "next"') && navigator.serviceWorker.controller === registered.active;
}"""


QUOTA, MOST = 1_500_000, 20
"""Bytes that this origin may keep here: pages take most of them. The browser looks at it now and then, and not at each form."""


def test_where_the_device_is_full_the_words_stay_in_the_form_and_nothing_that_was_kept_goes(
    tablet: Tablet, tmp_path: Path
) -> None:
    page = tablet.starts()
    line, about = page.context.new_cdp_session(page), {"origin": tablet.line.address}
    line.send("Storage.overrideQuotaForOrigin", {**about, "quotaSize": QUOTA})
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    tablet.line.cut()
    photo = tmp_path / "photo.png"
    photo.write_bytes(noise(400, 300))

    kept = 0
    while kept < MOST and not is_full(page, f"{CANARY} {kept} fin", photo):
        kept += 1

    assert 0 < kept < MOST
    assert page.input_value("textarea[name=words]") == f"{CANARY} {kept} fin"
    expect(page.locator("#offline-waiting")).to_contain_text(str(kept))
    line.send("Storage.overrideQuotaForOrigin", about)
    page.locator("main form button.act").first.click()
    is_kept(page)
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li[data-state=kept]")).to_have_count(kept + 1)
    rows = page.locator("#items").inner_text()
    assert all(f"{CANARY} {number} fin" in rows for number in range(kept + 1))


def is_full(page: Page, words: str, photo: Path) -> bool:
    """Voice a need with a photo, and read whether the device could keep it."""
    page.goto("/needs/new/")
    takes_a_photo(page, photo)
    page.fill("textarea[name=words]", words)
    page.locator("main form button.act").first.click()
    said = page.locator("#offline-said")
    expect(said).to_contain_text(re.compile("Gardé|plein"), timeout=PATIENCE)
    return "plein" in said.inner_text()
