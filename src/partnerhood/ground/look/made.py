"""Files that are made when first asked for, and never change under their name: the stylesheet, the mark, the base map."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache

import brotli

from partnerhood.ground.look import style, world

MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="none" stroke="#1c7a80" stroke-width="4"'
    ' stroke-linejoin="round" d="M3 28v-7h7v-6h7V9h7V4h6v24Z"/></svg>'
)


@dataclass(frozen=True)
class Made:
    """A file in the three ways a browser may want it."""

    kind: str
    plain: bytes
    brotli: bytes
    gzip: bytes


@cache
def file(name: str) -> Made | None:
    """The file of that name, if it is one of ours and of this version."""
    texts = {
        f"style.{style.name()}.css": ("text/css; charset=utf-8", style.text),
        "mark.svg": ("image/svg+xml", lambda: MARK),
        world_name(): ("image/svg+xml", world.drawing),
    }
    if name not in texts:
        return None
    kind, text = texts[name]
    plain = text().encode()
    return Made(kind, plain, brotli.compress(plain, quality=11), gzip.compress(plain, 9))


@cache
def world_name() -> str:
    """The name of the base map, which changes when its shapes change."""
    return f"world.{hashlib.sha256(world.drawing().encode()).hexdigest()[:10]}.svg"
