"""The outbox of a device as one file: sealed forms and sealed photos, one after the other, with the fingerprint of all of it at the
end. It is looked through whole before anything in it is taken, and each form in it is read once, however often it comes.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import IO
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerhood.ground.records import parcels, sealing
from partnerhood.interfaces.api import carried

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


def take(file: IO[bytes], outer: HttpRequest, carrier: UUID | None) -> Counter[str]:
    """What came of each form in a bundle, by how many; raises NoBundle before anything is done."""
    _look_through(file)
    kept: list[str] = []
    said: Counter[str] = Counter()
    waiting: list[bytes] = []
    try:
        for some in _slices(file, kept):
            states = carried.take_all(outer, carrier, some)
            waiting += [one for one, state in zip(some, states, strict=True) if state == carried.WAITS]
            said.update(state for state in states if state != carried.WAITS)
        said.update(carried.take_all(outer, carrier, waiting))
    finally:
        for name in kept:
            parcels.drop(name)
    return said


def take_codes(said: str, outer: HttpRequest, carrier: UUID | None) -> Counter[str]:
    """What came of forms that were photographed as square codes: each stands alone, or behind the # of an address."""
    codes = [one.rsplit("#", 1)[-1] for one in said.split()]
    try:
        envelopes = [base64.b64decode(one + "=" * (-len(one) % 4), altchars=b"-_", validate=True) for one in codes]
    except ValueError as trouble:
        raise NoBundle(_("This is not what stands in a square code of ours. Nothing was taken.")) from trouble
    if len(envelopes) > AT_ONCE:
        raise NoBundle(_("These are too many at once. Nothing was taken."))
    return Counter(carried.take_all(outer, carrier, envelopes))


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
