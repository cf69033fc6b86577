"""A shared tablet on a ward, and what is done with it: come in, let it keep its pages, voice a need, take a photo."""

import os
import random
import signal
import struct
import zlib
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests import chromium
from tests.browser.hands import PASSWORD, PHONE
from tests.line import Line

MAKIESE, LOTTE = "makiese@lukanga.example", "lotte@wilgenbeke.example"
CARD, PIN = "ENFANT", "274913"
OWN_WORDS = "la route est longue ici"
CANARY = "Zin" + "".join(random.choices("aeioubdlmnz", k=9))
PATIENCE = 40_000


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
    ):  # where it is French already, too: the next page is not asked for in the middle of this one
        page.locator(".tongues button[value=fr]").click()
    expect(page.locator("html[lang=fr]")).to_be_visible()


def lets_it_keep(page: Page, words: str = OWN_WORDS) -> None:
    page.goto("/offline/")
    page.fill("#words", words)
    page.fill("#again", words)
    page.click("#keep button")
    expect(page.locator("#offline-said.success")).to_be_visible(timeout=PATIENCE)


def voices(page: Page, words: str) -> None:
    page.goto("/needs/new/")
    page.fill("textarea[name=words]", words)
    page.locator("main form button.act").first.click()


def signs_in_by_card(page: Page) -> None:
    page.goto("/card/")
    page.fill("input[name=card]", CARD)
    page.fill("input[name=pin]", PIN)
    page.locator("main button.act").click()
    page.wait_for_url("**/my/")
    if not page.locator("html[lang=fr]").count():
        page.locator(".tongues button[value=fr]").click()
        expect(page.locator("html[lang=fr]")).to_be_visible()


def takes_a_photo(page: Page, photo: Path) -> None:
    """Fill in the form's photo, after the warning about patients."""
    with page.expect_file_chooser() as choosing:
        page.locator("input[name=photo]").click()
        page.locator("dialog button").first.click()
    choosing.value.set_files(str(photo))
    expect(page.locator("#said-id_photo")).to_contain_text("Ko")


def is_kept(page: Page) -> None:
    """The tablet says that it keeps what was just written."""
    expect(page.locator("#offline-said")).to_contain_text("Gardé sur cet appareil")


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
