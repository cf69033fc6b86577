"""The twelve main pages of the story: whole for whoever sees or steers otherwise, in three languages, by day and night."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import DESK, PHONE, Hands
from tests.ground.look.browser import faults

pytestmark = pytest.mark.browser

ID = r"[0-9a-f-]{36}"
NOBODY, MAKIESE, KPAROU = "", "makiese@lukanga.example", "kparou@lasource.example"
THEMES = ("light", "dark")
SMALLEST = 320


@pytest.fixture(scope="module")
def people(browser: Browser, node: str) -> Iterator[dict[str, Hands]]:
    """Those who read the twelve pages, signed in; axe is a script, so for them the policy is lifted."""
    everybody = {
        who: Hands(browser, node, java_script_enabled=True, bypass_csp=True) for who in (NOBODY, MAKIESE, KPAROU)
    }
    for who in (MAKIESE, KPAROU):
        everybody[who].comes_in(who)
    yield everybody
    for one in everybody.values():
        one.context.close()


@pytest.fixture(scope="module")
def pages(people: dict[str, Hands]) -> dict[str, tuple[str, str]]:
    """Who reads which page, and where it is: found as a reader finds it, link by link."""
    makiese, kparou = people[MAKIESE], people[KPAROU]
    found = {"front": (NOBODY, "/"), "my page": (MAKIESE, "/my/"), "voice": (MAKIESE, "/needs/new/")}
    home = makiese.goes("/partnerships/").link(f"/partnerships/{ID}/")
    found["partnership"] = (MAKIESE, home)
    found["round"] = (MAKIESE, makiese.goes(f"{home}rounds/").link(f"/rounds/{ID}/"))
    found["activity"] = (MAKIESE, makiese.goes(f"{home}activities/").link(f"/activities/{ID}/"))
    hospital = makiese.goes(f"{home}needs/").link(f"/hospitals/{ID}/needs/").removesuffix("needs/")
    found["need"] = (MAKIESE, makiese.goes(f"{hospital}needs/").link(f"/needs/{ID}/"))
    found["hospital"] = (MAKIESE, hospital)
    found["staircases"] = (MAKIESE, f"{hospital}staircases/")
    found["goal"] = (MAKIESE, makiese.goes(f"{home}goals/").link(f"/goals/{ID}/"))
    found["sign"] = (MAKIESE, _to_sign(makiese, f"{home}goals/"))
    homes = kparou.goes("/partnerships/").links(f"/partnerships/{ID}/")
    handed = [one for home in homes for one in kparou.goes(f"{home}hand-overs/").links(f"/hand-overs/{ID}/")]
    found["hand-over"] = (KPAROU, handed[0])
    return found


def _to_sign(reader: Hands, goals: str) -> str:
    """The first page on which this reader may still turn a key."""
    reader.goes(goals)
    addresses = reader.links(f"/goals/{ID}/")
    return next(path for one in addresses if reader.page.request.get(path := f"{one}signature/").ok)


@pytest.mark.parametrize(("language", "first"), [("en", 0), ("nl", 1), ("fr", 0)])
def test_the_main_pages_are_whole_for_everybody(
    people: dict[str, Hands], pages: dict[str, tuple[str, str]], language: str, first: int
) -> None:
    for reader in people.values():
        reader.goes("/").presses(reader.page.locator(f"form.tongues button[value={language}]"))
    found = []

    for number, (name, (who, path)) in enumerate(pages.items()):
        theme = THEMES[(number + first) % 2]
        found += [f"{name} in {language}, {theme}: {fault}" for fault in _looks(people[who], path, language, theme)]

    assert len(pages) == 12
    assert found == []


def _looks(reader: Hands, path: str, language: str, theme: str) -> Iterator[str]:
    """What is wrong with one page: by day before a desk, by night on a phone; and nothing to push sideways on either."""
    page = reader.page
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": DESK if theme == "light" else PHONE, "height": 844})
    reader.goes(path)
    if page.locator("html").get_attribute("lang") != language:
        yield "speaks another language"
    for rule, piece in faults(page):
        yield f"{rule} {piece[:200]}"
    for width in (PHONE, SMALLEST):
        page.set_viewport_size({"width": width, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"is {wide} wide on a screen of {width}"
