"""Two wordings of one text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
WORDS = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|.", re.UNICODE)


@dataclass(frozen=True)
class Part:
    """A run of words that stayed, came or went."""

    kind: Literal["same", "came", "went"]
    words: str


def parts(before: str, after: str) -> list[Part]:
    """What stayed, what went and what came, in reading order; what went stands before what came in its place."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Part("same", "".join(old[a:b])))
            continue
        if b > a:
            found.append(Part("went", "".join(old[a:b])))
        if d > c:
            found.append(Part("came", "".join(new[c:d])))
    return [piece for part in _joined(found) for piece in _trimmed(part)]


def _joined(found: list[Part]) -> list[Part]:
    """A lone space between two changes belongs to the change: people read whole phrases, not crumbs."""
    went, came = "", ""
    whole: list[Part] = []
    for at, part in enumerate(found):
        changing = bool(went or came)
        if part.kind == "same" and not (changing and part.words.isspace() and at + 1 < len(found)):
            whole += [*_change(went, came), part]
            went = came = ""
        else:
            went += part.words if part.kind != "came" else ""
            came += part.words if part.kind != "went" else ""
    return whole + _change(went, came)


def _change(went: str, came: str) -> list[Part]:
    return [part for part in (Part("went", went), Part("came", came)) if part.words]


def _trimmed(part: Part) -> list[Part]:
    """A change without the spaces at its edges, unless it is nothing but spaces."""
    found = EDGES.fullmatch(part.words)
    if part.kind == "same" or found is None or not found[2]:
        return [part]
    pieces = [Part("same", found[1]), Part(part.kind, found[2]), Part("same", found[3])]
    return [piece for piece in pieces if piece.words]
