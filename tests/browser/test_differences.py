"""A public page that was read before travels as its difference, and a browser puts it together."""

from typing import Any

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_a_page_that_was_read_before_costs_its_difference(browser: Browser, node: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    wire = context.new_cdp_session(page)
    answers: list[dict[str, Any]] = []
    wire.send("Network.enable")
    wire.on("Network.responseReceivedExtraInfo", lambda told: answers.append(told["headers"]))

    def body(path: str) -> tuple[str | None, int]:
        answers.clear()
        page.goto(node + path)
        page.wait_for_timeout(500)  # a page becomes a dictionary when it lies in the cache
        said = {name.lower(): value for name, value in answers[0].items()}
        return said.get("content-encoding"), int(said["content-length"])

    way, first = body("/search/")
    again, difference = body("/search/?q=eau")

    assert (way, again) == ("br", "dcz")
    assert difference < first / 2
    assert "eau" in page.title()
    page.close()
    context.close()
