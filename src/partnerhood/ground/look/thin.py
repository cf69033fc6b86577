"""A page for a thin line: without its drawings. Every drawing of ours stands beside the same in words, as a list or a table."""

import re

from django.http import HttpRequest

COOKIE = "text"
DRAWN = re.compile(rb'<svg\b[^>]*aria-hidden="true".*?</svg>', re.S)


def is_wanted(request: HttpRequest) -> bool:
    """Whether this device asked for text only."""
    return request.COOKIES.get(COOKIE) == "only"


def without_drawings(page: bytes) -> bytes:
    """A page without the drawings that nobody has to see."""
    return DRAWN.sub(b"", page)
