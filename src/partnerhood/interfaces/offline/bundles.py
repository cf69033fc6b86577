"""The outbox of a device as one file: sealed forms and sealed photos, one after the other, with the fingerprint of all of it at the
end. It is looked through whole before anything in it is taken, and each form in it is read once, however often it comes.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.records import parcels, sealing
from partnerhood.interfaces.api import carried
from partnerhood.interfaces.offline import receipts

FORMAT = b"partnerhood-bundle-1\n"
MOST_BYTES = 64 * 1024 * 1024
MOST_FORMS = 5_000
AT_ONCE = 100
LARGEST = {b"E": sealing.LARGEST, b"F": parcels.LARGEST, b"Z": 32}
"""An envelope, a sealed file, and the end: how many bytes each may have."""


class NoBundle(ValueError):
    """Not a bundle, or one that was damaged or is for another node; says so in a sentence."""


def is_one(file: IO[bytes]) -> bool:
    """Whether a file begins as a bundle does."""
    file.seek(0)
    return file.read(len(FORMAT)) == FORMAT


@dataclass(frozen=True)
class Came:
    """What came of the forms that were handed in: how many of each, and which of them this node has now."""

    states: Counter[str] = field(default_factory=Counter)
    arrived: receipts.Arrived = field(default_factory=receipts.Arrived)

    def note(self, envelopes: Sequence[bytes], states: Sequence[str]) -> None:
        """Count these, and remember those that are here."""
        self.states.update(states)
        for envelope, state in zip(envelopes, states, strict=True):
            if state in (carried.TAKEN, carried.BEFORE):
                self.arrived.add(*sealing.outside(envelope))


def take(file: IO[bytes], outer: HttpRequest, carrier: UUID | None) -> Came:
    """What came of each form in a bundle; raises NoBundle before anything is done."""
    _look_through(file)
    kept: list[str] = []
    came, waiting = Came(), list[bytes]()
    try:
        for some in _slices(file, kept):
            said = list(zip(some, carried.take_all(outer, carrier, some), strict=True))
            waiting += [one for one, state in said if state == carried.WAITS]
            settled = [pair for pair in said if pair[1] != carried.WAITS]
            came.note([one for one, _state in settled], [state for _one, state in settled])
        came.note(waiting, carried.take_all(outer, carrier, waiting))
    finally:
        for name in kept:
            parcels.drop(name)
    return came


def take_codes(said: str, outer: HttpRequest, carrier: UUID | None) -> Came:
    """What came of forms that were photographed as square codes. A code stands alone or behind the # of an address, and holds one form or
    some with dots between them."""
    codes = [code for one in said.split() for code in one.rsplit("#", 1)[-1].split(".")]
    try:
        envelopes = [base64.b64decode(one + "=" * (-len(one) % 4), altchars=b"-_", validate=True) for one in codes]
    except ValueError as trouble:
        raise NoBundle(_("This is not what stands in a square code of ours. Nothing was taken.")) from trouble
    if len(envelopes) > AT_ONCE:
        raise NoBundle(_("These are too many at once. Nothing was taken."))
    came = Came()
    came.note(envelopes, carried.take_all(outer, carrier, envelopes))
    return came


def _look_through(file: IO[bytes]) -> None:
    """Read it whole, and hold its end against all before it."""
    if not is_one(file):
        raise NoBundle(_("This is not a file that a device made in Partnerhood."))
    known, ours, forms = hashlib.sha256(FORMAT), 0, 0
    for kind, content, frame in _records(file):
        if kind == b"Z":
            if content != known.digest() or file.read(1):
                break
            if forms and not ours:
                raise NoBundle(
                    _("This file was sealed for another node: only that one can read it. Nothing was taken.")
                )
            return
        known.update(frame + content)
        forms += kind == b"E"
        ours += kind == b"E" and content[1 : 1 + sealing.MARK] == sealing.mark()
        if forms > MOST_FORMS:
            break
    raise NoBundle(
        _("This file breaks off or was damaged on the way. Nothing was taken; the device still has all of it.")
    )


def _records(file: IO[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """What is in a bundle: its kind, what it holds, and how it was announced. Ends where something does not fit."""
    file.seek(len(FORMAT))
    while frame := file.read(5):
        kind, size = frame[:1], int.from_bytes(frame[1:], "big")
        if len(frame) < 5 or size > LARGEST.get(kind, -1):
            return
        content = file.read(size)
        if len(content) < size:
            return
        yield kind, content, frame


def _slices(file: IO[bytes], kept: list[str]) -> Iterator[list[bytes]]:
    """The envelopes, some at a time; the sealed files before them are kept meanwhile, and named."""
    some: list[bytes] = []
    for kind, content, _frame in _records(file):
        if kind == b"F":
            kept.append(parcels.keep(content))
        elif kind == b"E":
            some.append(content)
        if len(some) >= AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def told(said: Counter[str]) -> list[str]:
    """What came of a bundle, in plain sentences; never a word of what is in it."""
    known = said[carried.BEFORE]
    waits = said[carried.WAITS] + said[carried.FILES] + said[carried.FOR_AUTHOR]
    sentences = [
        ngettext("%(n)s form was taken.", "%(n)s forms were taken.", said[carried.TAKEN]) % {"n": said[carried.TAKEN]},
        ngettext("%(n)s was known already.", "%(n)s were known already.", known) % {"n": known} if known else "",
        ngettext("%(n)s waits for its author.", "%(n)s wait for their authors.", waits) % {"n": waits} if waits else "",
        _ended(said[carried.ENDED]),
        _unreadable(said[carried.UNREADABLE]),
    ]
    return [one for one in sentences if one]


def _ended(number: int) -> str:
    said = ngettext(
        "%(n)s was written on a device that counts no more, and was refused.",
        "%(n)s were written on a device that counts no more, and were refused.",
        number,
    )
    return said % {"n": number} if number else ""


def _unreadable(number: int) -> str:
    said = ngettext(
        "%(n)s could not be read, so nothing was done.", "%(n)s could not be read, so nothing was done.", number
    )
    return said % {"n": number} if number else ""


def by_operator() -> HttpRequest:
    """A request on nobody's line, for who runs the node and hands a bundle in at its own command line."""
    place = urlsplit(settings.ADDRESS)
    outer = HttpRequest()
    outer.META = {
        "SERVER_NAME": place.hostname or "localhost",
        "SERVER_PORT": str(place.port or 443),
        "wsgi.url_scheme": place.scheme,
    }
    outer.afterwards = []  # type: ignore[attr-defined]
    return outer
