"""The one stylesheet, made small: sent inside a browser's first answer, linked ever after."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

COOKIE = "style"
SOURCE = Path(__file__).parent / "static/look/style.css"


@cache
def text() -> str:
    """The stylesheet as it travels: without remarks and spaces."""
    return smaller(SOURCE.read_text(encoding="utf-8"))


@cache
def name() -> str:
    """The short name of this wording of the stylesheet, which the cookie remembers."""
    return hashlib.sha256(text().encode()).hexdigest()[:10]


@cache
def proof() -> str:
    """What the content security policy must say to let this stylesheet in, and no other."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text().encode()).digest()).decode() + "'"


def smaller(css: str) -> str:
    """A stylesheet without remarks and needless spaces; spaces around + and - stay, because sums need them."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    css = re.sub(r"([:(]) ", r"\1", css)
    return css.replace(";}", "}").strip()
