"""A tablet that many hands use: locked when nobody is there, opened again by who it belongs to, emptied from afar."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import Hands
from tests.browser.tablet import (
    CANARY,
    CARD,
    OWN_WORDS,
    PATIENCE,
    PIN,
    Tablet,
    is_kept,
    lets_it_keep,
    place,
    signs_in_by_card,
    voices,
)
from tests.line import Line

pytestmark = pytest.mark.browser
LATER = "Date.now = (was => () => was() + 660000)(Date.now)"
TWO_WEEKS_LATER = "Date.now = (was => () => was() + 15 * 24 * 3600000)(Date.now)"
OF_EVERYBODY = r"/(static|look/made|sw\.js|manifest|offline/(script|words|locked|outbox)|accounts/login|card|favicon)"


KEPT = """async () => {
  const base = await new Promise((done) => { indexedDB.open("partnerhood").onsuccess = (event) => done(event.target.result); });
  const all = (name) => new Promise((done) => { base.transaction(name).objectStore(name).getAll().onsuccess = (event) => done(event.target.result); });
  return { pages: (await all("pages")).length, items: (await all("items")).length, people: (await all("people")).map((one) => Object.keys(one).sort().join(" ")) };
}"""


def in_cache(tablet: Tablet) -> set[str]:
    """The private addresses of which the browser's own cache holds anything, compressed or not."""
    found: set[str] = set()
    for path in tablet.folder.glob("*/Cache/Cache_Data/*_*"):
        found |= {one.decode() for one in re.findall(rb"http://localhost:\d+(/[\w/.-]*)", path.read_bytes()[:2000])}
    return {path for path in found if path != "/" and not re.match(OF_EVERYBODY, path)}


@pytest.fixture(scope="module")
def tablet(browser: Browser, node: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tablet]:
    """One tablet for all tests here: what it keeps stays from one to the next."""
    with Line(*place(node)) as line:
        one = Tablet(browser, line, tmp_path_factory.mktemp("tablet"))
        yield one
        one.is_killed()


@pytest.fixture
def page(tablet: Tablet) -> Iterator[Page]:
    """Mireille before the tablet of her ward, which keeps her pages and knows her PIN."""
    tablet.line.mend()
    page = tablet.starts(by_name=True)
    signs_in_by_card(page)
    page.goto("/my/")
    if not page.evaluate(KEPT)["people"]:
        assert "/my/" in in_cache(tablet)
        lets_it_keep(page)
    page.goto("/offline/")
    page.fill("#name", "Mireille")
    page.fill("#pin", PIN)
    page.click("#pin-form button")
    expect(page.locator("#offline-said.success")).to_be_visible(timeout=PATIENCE)
    yield page
    tablet.is_killed()


def nobody_is_there(page: Page) -> None:
    """Eleven minutes without a hand on the tablet."""
    page.context.add_init_script(LATER)
    page.context.service_workers[0].evaluate(LATER)
    page.evaluate(f"{LATER}; document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_url("**/offline/locked/**")


def has_a_key(page: Page) -> None:
    """A passkey in the tablet itself, which answers by itself."""
    hand = page.context.new_cdp_session(page)
    hand.send("WebAuthn.enable")
    does = {"hasResidentKey": True, "hasUserVerification": True, "hasPrf": True, "isUserVerified": True}
    said = {"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", **does}
    hand.send("WebAuthn.addVirtualAuthenticator", {"options": {**said, "automaticPresenceSimulation": True}})


def has_its_pages(page: Page) -> None:
    """Until the pages are here again that left after two weeks."""
    for _ in range(PATIENCE // 250):
        if page.evaluate(KEPT)["pages"] > 50:
            return
        page.wait_for_timeout(250)
    pytest.fail("the pages did not come")


def gives_a_pin(page: Page, pin: str) -> None:
    page.fill("#pin", pin)
    page.click("#quick button")


def test_after_ten_minutes_nobody_is_let_in_and_what_was_half_written_comes_back(tablet: Tablet, page: Page) -> None:
    for path in ("/my/", "/ward/", "/my/", "/needs/new/"):
        before = tablet.line.carried
        page.goto(path)
        page.wait_for_timeout(700)
    assert tablet.line.carried - before < 3_000, "there and back, with the worker's own question"
    page.fill("textarea[name=words]", f"{CANARY}, à moitié")
    tablet.line.cut()
    nobody_is_there(page)

    tablet.line.mend()
    page.goto("/my/")
    page.wait_for_url("**/accounts/login/**")
    page.goto("/offline/locked/fr/?next=/needs/new/")
    expect(page.locator("#who")).to_have_text("Mireille")
    gives_a_pin(page, "582915")
    expect(page.locator("#offline-said")).to_contain_text("4.")
    page.fill("#words", OWN_WORDS)
    page.click("#unlock button")
    page.wait_for_url(re.compile(r"\d/needs/new/"))
    expect(page.locator("textarea[name=words]")).to_have_value(f"{CANARY}, à moitié")
    page.goto("/ward/")
    expect(page.locator("#offline-said")).to_contain_text("pas connecté")

    assert in_cache(tablet) == set()
    tablet.is_killed()
    assert tablet.holds(CANARY) == []
    page = tablet.starts(by_name=True)
    page.goto("/offline/locked/fr/")
    expect(page.locator("#unlock")).to_be_visible()
    expect(page.locator("#quick")).to_be_hidden()
    assert page.evaluate(KEPT)["pages"] > 50

    page.context.service_workers[0].evaluate(TWO_WEEKS_LATER)
    page.goto("/offline/locked/fr/")
    expect(page.locator("#unlock")).to_be_visible()
    assert page.evaluate(KEPT)["pages"] == 0


def test_on_a_ward_a_card_and_a_passkey_open_and_a_lost_tablet_is_emptied_from_afar(
    tablet: Tablet, page: Page, browser: Browser, node: str
) -> None:
    has_a_key(page)
    page.click("#add-passkey")
    expect(page.locator("#offline-said")).to_contain_text("clé d'accès ouvre", timeout=PATIENCE)
    page.goto("/ward/")
    page.click("#change-person button")
    page.wait_for_url("**/offline/locked/**")
    gives_a_pin(page, PIN)
    page.wait_for_url(re.compile(r"\d/ward/"))
    assert page.evaluate("fetch('/my/').then((answer) => answer.redirected)") is False
    has_its_pages(page)

    tablet.line.cut()
    page.goto("/ward/")
    page.click("#change-person button")
    page.wait_for_url("**/offline/locked/**")
    page.click("#passkey")
    page.wait_for_url(re.compile(r"\d/ward/"))
    voices(page, f"{CANARY} par clé")
    is_kept(page)
    tablet.line.mend()

    other = Hands(browser, node).comes_in(CARD, PIN)
    other.goes("/me/devices/").follows("/off/")
    other.presses(other.page.locator("main button.act"))
    other.context.close()

    nobody_is_there(page)
    page.goto("/offline/locked/fr/")
    page.wait_for_timeout(1000)
    page.reload()
    expect(page.locator("#offline-said")).to_contain_text("retiré de cet appareil", timeout=PATIENCE)
    assert page.evaluate(KEPT) == {"pages": 0, "items": 1, "people": ["byWords off person"]}
    page.fill("#words", OWN_WORDS)
    page.click("#unlock button")
    page.wait_for_url(re.compile(r"\d/ward/|accounts/login"))
