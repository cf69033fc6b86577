"""Files that are made when first asked for, and never change under their name: the stylesheet, the mark, the base map."""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache

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


@lru_cache(maxsize=20)  # names come from outside: do not remember them all
def file(name: str) -> Made | None:
    """The file of that name, if it is one of ours and of this version."""
    if name == f"style.{style.name()}.css":
        return _packed("text/css; charset=utf-8", style.text())
    if name == "mark.svg":
        return _packed("image/svg+xml", MARK)
    if name == world_name():
        return _packed("image/svg+xml", world.drawing())
    return None


def _packed(kind: str, text: str) -> Made:
    plain = text.encode()
    return Made(kind, plain, brotli.compress(plain, quality=11), gzip.compress(plain, 9))


@cache
def world_name() -> str:
    """The name of the base map, which changes when its shapes change."""
    return f"world.{hashlib.sha256(world.drawing().encode()).hexdigest()[:10]}.svg"
