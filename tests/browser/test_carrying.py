"""What waits on a shared tablet leaves it in a colleague's hands, or as a file on a stick, and never in a colleague's name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import Hands
from tests.browser.test_offline import (
    CANARY,
    LOTTE,
    MAKIESE,
    PATIENCE,
    Tablet,
    _place,
    lets_it_keep,
    noise,
    signs_in,
)
from tests.line import Line

pytestmark = pytest.mark.browser


@pytest.fixture
def tablet(browser: Browser, node: str, tmp_path: Path) -> Iterator[Tablet]:
    with Line(*_place(node)) as line:
        one = Tablet(browser, line, tmp_path / "tablet")
        yield one
        one.is_killed()


def keeps_with_photo(page: Page, tablet: Tablet, words: str, photo: Path) -> None:
    """Without a line, a need in one's own words and with a photo."""
    photo.write_bytes(noise(200, 150))
    tablet.line.cut()
    page.goto("/needs/new/")
    with page.expect_file_chooser() as choosing:
        page.locator("input[name=photo]").click()
        page.locator("dialog button").first.click()
    choosing.value.set_files(str(photo))
    expect(page.locator("#said-id_photo")).to_contain_text("Ko")
    page.fill("textarea[name=words]", words)
    page.locator("main form button.act").first.click()
    expect(page.locator("#offline-said")).to_contain_text("Gardé sur cet appareil")


def finds(browser: Browser, node: str, words: str) -> int:
    """How many needs in these words somebody of the hospital finds."""
    reader = Hands(browser, node).comes_in(MAKIESE)
    reader.goes(f"/search/?q={words}")
    found = reader.page.locator("main a[href^='/needs/']").count()
    reader.context.close()
    return found


def test_a_colleague_with_a_line_carries_what_waits_and_its_author_reads_what_came_of_it(
    tablet: Tablet, browser: Browser, node: str, tmp_path: Path
) -> None:
    words = f"{CANARY}porte"
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    keeps_with_photo(page, tablet, words, tmp_path / "photo.png")
    page.context.clear_cookies()
    tablet.line.mend()

    signs_in(page, LOTTE)
    with page.expect_response("**/sync", timeout=PATIENCE) as first:
        page.goto("/my/")
    assert words not in first.value.text()
    page.wait_for_function(
        "() => new Promise((go) => { const asked = indexedDB.open('partnerhood'); asked.onsuccess = () => {"
        " const all = asked.result.transaction('items').objectStore('items').getAll(); all.onsuccess = () => {"
        " asked.result.close(); go(all.result[0].state === 'carried'); }; }; })",
        timeout=PATIENCE,
    )
    assert finds(browser, node, words) == 1

    page.context.clear_cookies()
    signs_in(page, MAKIESE)
    page.goto("/offline/outbox/fr/")
    expect(page.locator("#items li[data-state=sent]")).to_have_count(1, timeout=PATIENCE)
    assert finds(browser, node, words) == 1


def test_the_same_day_leaves_on_a_stick_and_arrives_once(
    tablet: Tablet, browser: Browser, node: str, tmp_path: Path
) -> None:
    words = f"{CANARY}cle"
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    keeps_with_photo(page, tablet, words, tmp_path / "photo.png")
    page.goto("/offline/outbox/fr/")
    with page.expect_download() as leaving:
        page.click("#bundle")
    stick = tmp_path / leaving.value.suggested_filename
    leaving.value.save_as(stick)
    assert words.encode() not in stick.read_bytes()
    assert page.locator("#items li[data-state=kept]").count() == 1

    office = Hands(browser, node).comes_in("katrien@wilgenbeke.example")
    for said in ("1 formulier is aangenomen", "1 was al bekend"):
        office.goes("/bundles/")
        office.page.set_input_files("input[name=file]", str(stick))
        office.presses(office.page.locator("main form button.act"))
        assert office.reads(said), office._says()
    office.context.close()
    assert finds(browser, node, words) == 1

    tablet.line.mend()
    page.goto("/my/")
    expect(page.locator("#offline-waiting")).to_have_count(0, timeout=PATIENCE)
    page.goto("/offline/outbox/fr/")
    page.locator("#items a").first.click()
    page.wait_for_url("**/needs/*-*/")
    assert page.request.get(page.url + "photo").status == 200
    assert finds(browser, node, words) == 1
