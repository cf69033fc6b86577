"""What one node says to another: a first line that is signed, and a compressed body that it is the fingerprint of.

The same letter goes over a line and as a file.
"""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any
from uuid import UUID

from partnerhood.ground.operations import links
from partnerhood.ground.records import canonical

FORMAT = "partnerhood-letter-1"
LONGEST_HEAD = 2_000
TIMES = 200
"""How many times larger than itself a body may become; ours become six times larger."""


class Unreadable(Exception):
    """This is no letter between nodes, or not a whole one."""


@dataclass(frozen=True)
class Letter:
    """A letter whose first line and fingerprint fit; who signed it is asked apart."""

    head: bytes
    signature: str
    body: bytes
    most: int

    @cached_property
    def about(self) -> dict[str, Any]:
        """What the first line says."""
        found: dict[str, Any] = json.loads(self.head)
        return found

    @property
    def sender(self) -> UUID:
        """The node that wrote it."""
        return UUID(self.about["from"])

    @property
    def receiver(self) -> UUID:
        """The node that it is for."""
        return UUID(self.about["to"])

    @property
    def number(self) -> int:
        """Its number, which only grows."""
        return int(self.about["number"])

    @property
    def epoch(self) -> int:
        """The epoch in which the node that wrote it is."""
        return int(self.about["epoch"])

    @property
    def answers(self) -> int:
        """The number of the letter that it answers; zero where it answers none."""
        return int(self.about["answers"])

    def is_signed_by(self, key: str) -> bool:
        """Whether this very letter was signed with a key."""
        return links.is_signed(key, self.head, self.signature)

    def read(self) -> dict[str, Any]:
        """What it says; raises Unreadable where that is no letter's body."""
        widen = zlib.decompressobj()
        try:
            text = widen.decompress(self.body, min(self.most, TIMES * len(self.body) + 1_000))
            said = json.loads(text) if widen.eof and not widen.unconsumed_tail else None
        except (zlib.error, ValueError, RecursionError) as trouble:
            raise Unreadable from trouble
        if not isinstance(said, dict):
            raise Unreadable
        return said


def written(link: Any, here: Any, said: Mapping[str, object], *, answers: int = 0) -> bytes:
    """A letter to the node of a link, as bytes."""
    body = zlib.compress(canonical.text(said).encode(), 9)
    about = {
        "format": FORMAT,
        "from": here.id,
        "to": link.id,
        "epoch": here.epoch,
        "number": links.next_number(link),
        "answers": answers,
        "sha256": sha256(body).hexdigest(),
    }
    head = canonical.text(about).encode()
    return b"\n".join([head, links.signature(head).encode(), body])


def is_letter(beginning: bytes) -> bool:
    """Whether a file begins as a letter does."""
    return beginning.startswith(b'{"answers":') and FORMAT.encode() in beginning


def opened(content: bytes, most: int) -> Letter:
    """A letter out of its bytes, whole and readable so far; raises Unreadable."""
    head, _, rest = content.partition(b"\n")
    signature, _, body = rest.partition(b"\n")
    if len(head) > LONGEST_HEAD or len(signature) != 128:
        raise Unreadable
    letter = Letter(head, signature.decode("ascii", "replace"), body, most)
    try:
        well = letter.about["format"] == FORMAT and letter.about["sha256"] == sha256(body).hexdigest()
        well = well and letter.sender != letter.receiver and min(letter.number, letter.epoch, letter.answers) >= 0
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise Unreadable from trouble
    if not well:
        raise Unreadable
    return letter
