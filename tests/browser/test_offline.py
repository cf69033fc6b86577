"""A tablet on a ward without a line: what was kept is read, what was written is sent once, and a thief finds nothing."""

import os
import random
import signal
import struct
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect

from tests import chromium
from tests.browser.hands import PASSWORD, PHONE, Hands
from tests.line import Line

pytestmark = pytest.mark.browser

MAKIESE, LOTTE = "makiese@lukanga.example", "lotte@wilgenbeke.example"
OWN_WORDS = "la route est longue ici"
CANARY = "Zin" + "".join(random.choices("aeioubdlmnz", k=9))
NEED = f"{CANARY} : il n'y a plus de gants depuis lundi."
PATIENCE = 40_000
NIGHT = float(os.environ.get("PARTNERHOOD_NIGHT", "1"))
KILLS = int(5 * NIGHT) if NIGHT > 1 else 2
"""How often the battery runs out; a hundred times in the long run."""


class Tablet:
    """A shared tablet: a browser whose folder stays when it is killed."""

    def __init__(self, browser: Browser, line: Line, folder: Path) -> None:
        self.browser, self.line, self.folder = browser, line, folder
        self.context: BrowserContext | None = None

    def starts(self, *, by_name: bool = False) -> Page:
        """Switch on; the same folder as before. A passkey belongs to a name, and not to a number."""
        address = self.line.address.replace("127.0.0.1", "localhost") if by_name else self.line.address
        self.context = self.browser.browser_type.launch_persistent_context(
            str(self.folder),
            executable_path=chromium.path(),
            args=["--no-sandbox", "--disable-gpu"],
            viewport={"width": PHONE, "height": 844},
            locale="fr-FR",
            base_url=address,
        )
        self.context.set_default_timeout(PATIENCE)
        return self.context.new_page()

    def is_killed(self) -> None:
        """The battery is out: every process of this browser dies at once."""
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if str(self.folder).encode() in (process / "cmdline").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)
        with suppress(Error):
            assert self.context is not None
            self.context.close()
        for lock in self.folder.glob("Singleton*"):
            lock.unlink()

    def holds(self, words: str) -> list[str]:
        """The files in which these words can be read, in either way of writing them down."""
        ways = (words.encode(), words.encode("utf-16-le"))
        return [
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.is_file() and any(way in path.read_bytes() for way in ways)
        ]


@pytest.fixture
def tablet(browser: Browser, node: str, tmp_path: Path) -> Iterator[Tablet]:
    with Line(*place(node)) as line:
        one = Tablet(browser, line, tmp_path / "tablet")
        yield one
        one.is_killed()


def place(node: str) -> tuple[str, int]:
    host, port = node.removeprefix("http://").split(":")
    return host, int(port)


def signs_in(page: Page, who: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", who)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/my/")
    with (
        page.expect_navigation()
    ):  # also where it is French already: else the next page is asked for in the middle of this one
        page.locator(".tongues button[value=fr]").click()
    expect(page.locator("html[lang=fr]")).to_be_visible()


def lets_it_keep(page: Page, words: str = OWN_WORDS) -> None:
    page.goto("/offline/")
    page.fill("#words", words)
    page.fill("#again", words)
    page.click("#keep button")
    expect(page.locator("#offline-said.success")).to_be_visible(timeout=PATIENCE)


def voices(page: Page, words: str = NEED) -> None:
    page.goto("/needs/new/")
    page.fill("textarea[name=words]", words)
    page.locator("main form button.act").first.click()


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
    expect(page.locator("#offline-said")).to_contain_text("Gardé sur cet appareil")
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
        expect(page.locator("#offline-said")).to_contain_text("Gardé sur cet appareil")
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
    with page.expect_file_chooser() as choosing:
        page.locator("input[name=photo]").click()
        page.locator("dialog button").first.click()
    choosing.value.set_files(str(large))
    expect(page.locator("#said-id_photo")).to_contain_text("Ko")
    size = page.evaluate("document.querySelector('input[name=photo]').files[0].size")
    assert large.stat().st_size > 1_000_000 and size <= 100 * 1024
    page.locator("main form button.act").first.click()
    expect(page.locator("#offline-said")).to_contain_text("Gardé sur cet appareil")

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


def noise(width: int, height: int) -> bytes:
    """A photo that cannot be made small without looking at it, as a PNG."""
    rows = b"".join(b"\0" + random.randbytes(width * 3) for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def test_a_thief_and_the_next_person_find_nothing(tablet: Tablet) -> None:
    page = tablet.starts()
    signs_in(page, MAKIESE)
    lets_it_keep(page)
    tablet.line.cut()
    voices(page, f"{CANARY} encore")
    expect(page.locator("#offline-said")).to_contain_text("Gardé sur cet appareil")
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
    expect(page.locator("#offline-said")).to_contain_text("Gardé sur cet appareil")
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
