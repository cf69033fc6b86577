"""What every page knows about how it is shown: its language, its style, and whether the people on it are invented."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils import translation

from partnerhood.ground.look import style, thin
from partnerhood.ground.records.addresses import reverse

_scripts: list[Callable[[], str]] = []


def hang_script(address: Callable[[], str]) -> None:
    """Hang the one script of the house on every page of who signed in: it runs after the page, and no page needs it."""
    _scripts[:] = [address]


@dataclass(frozen=True)
class Tongue:
    """A language of the interface: its code, and its name in that language."""

    code: str
    name: str
    is_read: bool


@dataclass(frozen=True)
class Look:
    """How this page is shown to this reader."""

    language: str
    direction: str
    languages: list[Tongue]
    path: str
    style_text: str
    style_hash: str
    style_address: str
    script_address: str
    text_only: bool
    demo: bool
    banner: str


def look(request: HttpRequest) -> dict[str, Look]:
    """The `look` of the templates."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "look": Look(
            language=language,
            direction="rtl" if translation.get_language_bidi() else "ltr",
            languages=[Tongue(code, name, code == language) for code, name in settings.LANGUAGES],
            path=request.get_full_path(),
            style_text="" if has_style(request) else style.text(),
            style_hash=style.name(),
            style_address=made_address(f"style.{style.name()}.css"),
            script_address=_scripts[0]() if _scripts else "",
            text_only=thin.is_wanted(request),
            demo=is_demo(),
            banner=str(getattr(settings, "BANNER", "")),
        )
    }


def has_style(request: HttpRequest) -> bool:
    """A browser has the stylesheet when its cookie names this very wording of it."""
    return request.COOKIES.get(style.COOKIE) == style.name()


def is_demo() -> bool:
    """Whether the people and hospitals of this node are invented."""
    return bool(getattr(settings, "DEMO", os.environ.get("PARTNERHOOD_DEMO") == "yes"))


def made_address(name: str) -> str:
    """Where a file that this room makes is found; empty where a node leaves this room's pages out."""
    try:
        return reverse("look:made", args=[name])
    except NoReverseMatch:
        return ""
