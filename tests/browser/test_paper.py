"""The page that partners sign with a pen: whole on A4, and no wider than a telephone."""

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import PHONE, Hands

pytestmark = pytest.mark.browser
A4 = {"width": 673, "height": 986}
"""What our margins leave of an A4 sheet, in pixels of a browser."""
ROOM = {"signature": (110, 45), "name": (75, 45)}


def test_the_page_to_sign_has_room_for_a_hand_on_a4_and_fits_a_telephone(browser: Browser, node: str) -> None:
    makiese = Hands(browser, node, PHONE, java_script_enabled=True).comes_in("makiese@lukanga.example")
    page = makiese.page
    makiese.goes(makiese.goes("/partnerships/").link(r"/partnerships/[0-9a-f-]{36}/"))
    makiese.goes(makiese.link(r"/partnerships/[0-9a-f-]{36}/goals/"))
    makiese.goes(makiese.link(r"/goals/[0-9a-f-]{36}/") + "paper/")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE

    page.emulate_media(media="print")
    page.set_viewport_size(A4)

    columns = page.locator(".to-sign thead th")
    assert columns.count() == 5
    for row in page.locator(".to-sign tbody tr").all():
        cells = [cell.bounding_box() for cell in row.locator("th, td").all()]
        assert all(cell and cell["x"] >= 0 and cell["x"] + cell["width"] <= A4["width"] for cell in cells)
        for which, (wide, high) in ((4, ROOM["signature"]), (1, ROOM["name"])):
            cell = cells[which]
            assert cell and cell["width"] >= wide and cell["height"] >= high
    square, signs = page.locator(".sealed img").bounding_box(), page.locator(".sealed .big").bounding_box()
    assert square and signs and square["width"] == square["height"] >= 90
    assert square["x"] + square["width"] <= signs["x"]
    assert square["y"] - 20 <= signs["y"] <= square["y"] + square["height"]
    page.emulate_media(media=None)
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True)))
    assert 1 <= sheets <= 3
    makiese.context.close()
