"""The gallery: every component in every state, read by a browser."""

import pytest
from django.test import Client

from tests.ground.look import browser, sizes


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_the_gallery_shows_everything_in_every_language(language: str) -> None:
    page = Client().get("/look/", headers={"Accept-Language": language}).content.decode()

    for part in ("stations", "keys", "stairs", "chart", "figure", "map", "ribbon", "difference", "waiting", "field"):
        assert f'class="{part}' in page, part


@pytest.mark.django_db
def test_even_the_gallery_with_everything_on_it_is_read_after_one_request() -> None:
    page = sizes.first_view(Client(), "/look/")

    assert sizes.first_view_bytes(page) < sizes.FIRST_VIEW + 2_500


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize(("width", "theme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_everybody_can_read_the_gallery(width: int, theme: str) -> None:
    with browser.opened(browser.kept("/look/"), width=width, theme=theme) as page:
        page.goto(f"{browser.HOST}/look/")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")

        assert browser.faults(page) == []
        assert wider <= 0


@pytest.mark.browser
@pytest.mark.django_db
@pytest.mark.parametrize("has_style", [False, True])
def test_a_browser_finds_nothing_it_must_refuse(has_style: bool) -> None:
    said: list[str] = []
    with browser.opened(browser.kept("/look/", has_style=has_style), strict=True) as page:
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{browser.HOST}/look/")

        assert said == []
        assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(251, 248, 241)"
