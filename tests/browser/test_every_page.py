"""Every kind of page that readers reach link by link is whole for everybody.

An ordinary run looks at each page once, in a language and a light that change from page to page; a night's run at all of them.
"""

import os
import re
from collections.abc import Iterator
from html import unescape
from itertools import product
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import DESK, PHONE, Hands
from tests.ground.look.browser import faults

pytestmark = pytest.mark.browser

READERS = ("", "makiese@lukanga.example", "lotte@wilgenbeke.example", "kparou@lasource.example")
LIGHTS = tuple(product(("en", "nl", "fr"), ("light", "dark")))
AT_NIGHT = float(os.environ.get("PARTNERHOOD_NIGHT", "1")) > 1
LEAVES = re.compile(r"\.\w+$|/(voice|photo|file)/?$|/(api|static|look)/|logout")
LEAST = 80
PARTS = 2


@pytest.mark.parametrize("part", range(PARTS))
def test_every_kind_of_page_is_whole_for_everybody(browser: Browser, node: str, part: int) -> None:
    readers = [_reader(browser, node, who) for who in READERS]
    kinds = _kinds_of_pages(readers)
    found = []

    for here, (reader, path) in enumerate(kinds):
        if here % PARTS == part:
            for language, light in LIGHTS if AT_NIGHT else [LIGHTS[here // PARTS % len(LIGHTS)]]:
                found += [
                    f"{path} in {language}, {light}: {fault}" for fault in _looks(reader, node, path, language, light)
                ]

    assert found == []
    assert len(kinds) > LEAST
    for reader in readers:
        reader.context.close()


def _reader(browser: Browser, node: str, who: str) -> Hands:
    """Somebody with scripts, for axe is one; signed in where they have a name."""
    reader = Hands(browser, node, java_script_enabled=True, bypass_csp=True)
    return reader.comes_in(who) if who else reader


def _kinds_of_pages(readers: list[Hands]) -> list[tuple[Hands, str]]:
    """One address of each kind of page, with who came upon it first."""
    found: dict[str, tuple[Hands, str]] = {}
    for reader in readers:
        for kind, path in _met_by(reader):
            found.setdefault(kind, (reader, path))
    return list(found.values())


def _met_by(reader: Hands) -> Iterator[tuple[str, str]]:
    """One address of each kind that a reader meets, following link after link."""
    waiting, known = ["/", "/search/?q=eau", "/accounts/login/", "/card/", "/link/"], set[str]()
    while waiting:
        path = urldefrag(waiting.pop(0)).url
        kind = re.sub(r"[0-9a-f-]{36}|\d+|=[^&]*|(?<=/indicators/)\w+", "…", path)
        if kind in known:
            continue
        known.add(kind)
        answer = reader.context.request.get(path)
        if answer.status == 200 and "text/html" in answer.headers["content-type"]:
            links = re.findall(r"""<a\b[^>]*\bhref=["']?(/[^"'\s>]*)""", answer.text())
            waiting += [link for link in map(unescape, links) if not LEAVES.search(link.split("?")[0])]
            yield kind, path


def _looks(reader: Hands, node: str, path: str, language: str, light: str) -> Iterator[str]:
    page = reader.page
    reader.context.add_cookies([{"name": "language", "value": language, "url": node}])
    page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
    page.set_viewport_size({"width": DESK if light == "light" else PHONE, "height": 844})
    reader.goes(path)
    for rule, piece in faults(page):
        yield f"{rule} {piece[:200]}"
    page.set_viewport_size({"width": PHONE, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > PHONE:
        yield f"is {wide} wide on a screen of {PHONE}"
