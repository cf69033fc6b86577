"""What people do with a page: come in, go somewhere, answer a form, follow a link. By names of fields, in any language."""

import re
from typing import Any

from playwright.sync_api import Browser, Locator, Page

PASSWORD = "samen-op-weg"
PATIENCE = 60_000
PHONE, DESK = 390, 1280


class Hands:
    """Somebody before a screen; without scripts unless they are asked for, as on an old tablet."""

    def __init__(self, browser: Browser, node: str, width: int = DESK, **more: Any) -> None:
        more = {"java_script_enabled": False, "locale": "en-GB", **more}
        self.context = browser.new_context(base_url=node, viewport={"width": width, "height": 844}, **more)
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()

    def comes_in(self, who: str, pin: str = "") -> "Hands":
        """Sign in through the real page: by card and PIN, or by address and password."""
        if pin:
            self.goes("/card/").sends(card=who, pin=pin)
        else:
            self.goes("/accounts/login/").sends(login=who, password=PASSWORD)
        assert self.page.locator("header a[href='/my/']").count() == 1, self._says()
        return self

    def goes(self, path: str) -> "Hands":
        """Open a page; one that is not there is a fault of the walk."""
        answer = self.page.goto(path)
        assert answer and answer.status == 200, f"{path}: {answer and answer.status}"
        return self

    def follows(self, link: str) -> "Hands":
        """Click the first link whose address matches."""
        self.page.locator(f"main a[href*='{link}']").first.click()
        self.page.wait_for_load_state()
        return self

    def sends(self, *, button: str = "button.act", **fields: Any) -> "Hands":
        """Answer the form that asks these questions, and press its button; a refusal is a fault of the walk."""
        form = self.page.locator("main form").filter(has=self.page.locator(f"[name='{next(iter(fields))}']")).first
        for name, value in fields.items():
            if value is not None:
                self._opens(form, name)
                _answer(form.locator(f"[name='{name}']"), value)
        return self.presses(form.locator(button).last)

    def presses(self, button: Locator) -> "Hands":
        """Press a button and read what came back."""
        with self.page.expect_navigation() as coming:
            button.click()
        assert coming.value.status == 200, f"{button} -> {self.path}: {coming.value.status}"
        assert not self.page.locator("main .problems, main .error").count(), self._says()
        return self

    def _opens(self, form: Locator, name: str) -> None:
        """Unfold whatever hides a question."""
        folded = form.locator("details:not([open])").filter(has=self.page.locator(f"[name='{name}']"))
        while folded.count():
            folded.first.locator("summary").first.click()

    @property
    def path(self) -> str:
        """Where the page is, without the node and the part of the page."""
        return re.sub(r"^https?://[^/]+|[?#].*$", "", self.page.url)

    def links(self, pattern: str) -> list[str]:
        """The addresses on the page of which the whole matches, in order."""
        found = self.page.eval_on_selector_all("a[href]", "all => all.map(one => one.getAttribute('href'))")
        return [address for address in found if re.fullmatch(pattern, address)]

    def link(self, pattern: str) -> str:
        """The first of them; a page without one is a fault of the walk."""
        found = self.links(pattern)
        assert found, f"nothing like {pattern} on {self._says()}"
        return found[0]

    def reads(self, words: str) -> bool:
        """Whether the page says it."""
        return words in self.page.locator("main").inner_text()

    def _says(self) -> str:
        return f"{self.path}: {self.page.locator('main').inner_text()[:1500]}"


def _answer(asked: Locator, value: Any) -> None:
    kind = (asked.first.get_attribute("type") or "").lower()
    if kind in ("radio", "checkbox"):
        chosen = value if isinstance(value, list) else [value]
        for one in asked.all():
            one.set_checked(one.get_attribute("value") in map(str, chosen)) if kind == "checkbox" else None
        if kind == "radio":
            asked.and_(asked.page.locator(f"[value='{value}']")).check()
    elif asked.first.evaluate("one => one.tagName") == "SELECT":
        asked.select_option(str(value))
    else:
        asked.fill(str(value))
