"""A new release comes while an outbox is full, and a device that is full: nothing that was kept is lost, and it is said plainly."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import partnerhood
from tests.browser.conftest import served, told
from tests.browser.tablet import (
    CANARY,
    MAKIESE,
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
FULL = "plein"


def next_release(folder: Path) -> Path:
    """Our own code with another worker and another script of pages, as a later release has them."""
    shutil.copytree(Path(partnerhood.__file__).parent, folder / "partnerhood", ignore=shutil.ignore_patterns("*.pyc"))
    parts = folder / "partnerhood/interfaces/offline/static/offline"
    for part in ("worker.js", "page.js"):
        script = (parts / part).read_text()
        (parts / part).write_text(f'self.release = "next";\n{script}')
    return folder


def waiting(page: Page) -> list[str]:
    """What stands in the outbox, the oldest first."""
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li").first).to_be_visible(timeout=PATIENCE)
    return [words for words in KEPT if words in page.locator("#items").inner_text()]


def finds(page: Page, words: str) -> int:
    """How many needs in these words somebody of the hospital finds."""
    page.goto(f"/search/?q={words}")
    return page.locator("main a[href^='/needs/']").count()


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
            line.cut()
            assert waiting(page) == KEPT
            assert page.locator("#items li[data-state=kept]").count() == 4

            line.mend()
            page.unroute("**/sync")
            page.goto("/my/")
            expect(page.locator("#offline-waiting")).to_have_count(0, timeout=PATIENCE)
            assert [finds(page, words) for words in [*KEPT, f"{CANARY}image"]] == [1, 1, 1, 1]
        tablet.is_killed()


ACTIVE = """async () => {
  const registered = await navigator.serviceWorker.ready;
  if (registered.waiting || registered.installing) return false;
  const text = await (await fetch("/sw.js", { cache: "no-store" })).text();
  return text.includes('self.release = "next"') && navigator.serviceWorker.controller === registered.active;
}"""


def test_where_the_device_is_full_the_words_stay_in_the_form_and_nothing_that_was_kept_goes(
    tablet: Tablet, tmp_path: Path
) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    tablet.line.cut()
    voices(page, KEPT[0])
    is_kept(page)
    line = page.context.new_cdp_session(page)
    about = {"origin": tablet.line.address}
    line.send("Storage.overrideQuotaForOrigin", {**about, "quotaSize": 1_000})
    photo = tmp_path / "photo.png"
    photo.write_bytes(noise(400, 300))

    page.goto("/needs/new/")
    takes_a_photo(page, photo)
    page.fill("textarea[name=words]", KEPT[1])
    page.locator("main form button.act").first.click()
    expect(page.locator("#offline-said.warning")).to_contain_text(FULL, timeout=PATIENCE)

    assert page.input_value("textarea[name=words]") == KEPT[1]
    expect(page.locator("#offline-waiting")).to_contain_text("1")
    line.send("Storage.overrideQuotaForOrigin", about)
    page.locator("main form button.act").first.click()
    is_kept(page)
    assert waiting(page) == KEPT[:2]
