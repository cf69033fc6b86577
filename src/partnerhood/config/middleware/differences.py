"""A public page that changed costs its difference, where the browser speaks Compression Dictionary Transport (RFC 9842).

Such a browser keeps the page it read and names it by its SHA-256 when it asks for the address again; the page of now then
travels as Zstandard with the kept one as its dictionary. Only what everybody reads travels like that: of a page that was made for
somebody the size of a difference would tell what is in it.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import zstandard
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

FOLDER = "told"
AT_MOST, TRIMMED_TO = 2_000, 1_500
"""How many pages the folder remembers: about ten megabytes; the oldest go first."""
LARGEST = 256 * 1024
MONTH = 30 * 24 * 3600
LEVEL = 9
MAGIC = b"\x5e\x2a\x4d\x18\x20\x00\x00\x00"
"""What a body of the encoding `dcz` begins with, before the SHA-256 of its dictionary (RFC 9842, section 5)."""
PLAIN_ADDRESS = re.compile(r"[/0-9A-Za-z_-]+")
"""Addresses without any letter that has a meaning of its own in a URL pattern."""


def difference(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send a public page as its difference from the one that the browser holds, and remember what may be such a one."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        accepted = {part.partition(";")[0].strip() for part in request.headers.get("Accept-Encoding", "").split(",")}
        if "zstd" not in accepted or not isinstance(answer, HttpResponse) or not _is_everybodys(request, answer):
            return answer
        page = answer.content
        patch_vary_headers(answer, ["Accept-Encoding", "Available-Dictionary"])
        if not request.GET and PLAIN_ADDRESS.fullmatch(request.path):
            answer.headers["Use-As-Dictionary"] = f'match="{request.path}", match-dest=("document"), ttl={MONTH}'
            _remember(page)
        held = request.headers.get("Available-Dictionary", "")
        if "dcz" in accepted and held and (other := _told(held)):
            answer.content = _between(other, page)
            answer.headers["Content-Encoding"] = "dcz"
            answer.headers["Content-Length"] = str(len(answer.content))
        return answer

    return middleware


def _is_everybodys(request: HttpRequest, answer: HttpResponse) -> bool:
    """A whole page of ours that any browser may keep, made for nobody."""
    match = request.resolver_match
    return (
        request.method == "GET"
        and answer.status_code == 200
        and answer.headers.get("Content-Type", "").startswith("text/html")
        and getattr(request, "person", None) is None
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not answer.cookies
        and "no-store" not in answer.headers.get("Cache-Control", "")
        and match is not None
        and getattr(match.func, "kept", False)
        and len(answer.content) <= LARGEST
    )


def _folder() -> Path:
    return Path(settings.DATA, FOLDER)


def _remember(page: bytes) -> None:
    """Write a page down under its SHA-256. A disk that is full costs the next reader a whole page and nothing else."""
    place = _folder() / hashlib.sha256(page).hexdigest()
    with suppress(OSError):
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            place.write_bytes(zstandard.compress(page))
            _trim()


def _trim() -> None:
    """Forget the oldest pages where there are too many."""
    places = list(_folder().iterdir())
    if len(places) > AT_MOST:
        for place in sorted(places, key=lambda file: file.stat().st_mtime)[:-TRIMMED_TO]:
            place.unlink(missing_ok=True)


def _told(held: str) -> bytes | None:
    """The page that the browser says it holds, if it is one we told everybody."""
    try:
        mark = base64.b64decode(held.strip().strip(":"), validate=True)
        page = zstandard.decompress((_folder() / mark.hex()).read_bytes(), max_output_size=LARGEST)
    except (binascii.Error, OSError, zstandard.ZstdError):
        return None
    return page if hashlib.sha256(page).digest() == mark else None


def _between(held: bytes, page: bytes) -> bytes:
    """A page as its difference from another."""
    words = zstandard.ZstdCompressionDict(held, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    small = zstandard.ZstdCompressor(level=LEVEL, dict_data=words, write_content_size=False)
    return MAGIC + hashlib.sha256(held).digest() + small.compress(page)
