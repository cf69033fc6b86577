"""A real browser before pages that were kept: no server runs, so no test waits for one or empties a database after it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.test import Client
from playwright.sync_api import Page, Route, sync_playwright

from partnerhood.ground.look import style
from tests import chromium

HOST = "http://localhost"
ASKED_OF_AXE = "axe.run(document, {resultTypes: ['violations'], preload: false}).then((found) => found.violations)"
LINKS = re.compile(r'(?:href|src)="(/(?:look/made|static)/[^"]+)"')


@dataclass(frozen=True)
class Kept:
    """An answer, as it was."""

    status: int
    headers: dict[str, str]
    body: bytes


def kept(*addresses: str, client: Client | None = None, has_style: bool = False) -> dict[str, Kept]:
    """Pages as a browser would get them, with the files they link."""
    client = client or Client()
    if has_style:
        client.cookies["style"] = style.name()
    answers = {address: client.get(address) for address in addresses}
    linked = {link for answer in list(answers.values()) for link in LINKS.findall(answer.content.decode())}
    answers |= {link: client.get(link) for link in linked}
    return {path: Kept(one.status_code, dict(one.headers), one.content) for path, one in answers.items()}


@contextmanager
def opened(pages: dict[str, Kept], width: int = 1280, theme: str = "light", strict: bool = False) -> Iterator[Page]:
    """A browser that finds these pages and nothing else; only a strict one keeps to their policies, for axe is a script."""

    def answer(route: Route) -> None:
        found = pages.get(route.request.url.removeprefix(HOST)) or Kept(404, {}, b"")
        route.fulfill(status=found.status, headers=found.headers, body=found.body)

    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=chromium.path(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme, bypass_csp=not strict)
        page.route("**/*", answer)
        yield page
        browser.close()


def faults(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds wrong with the page before us; it tells nothing of what is right, which is most of its answer."""
    from axe_playwright_python.sync_playwright import Axe

    page.evaluate(Axe().axe_script)
    return [(fault["id"], node["html"]) for fault in page.evaluate(ASKED_OF_AXE) for node in fault["nodes"]]
