"""Text travels compressed. Our pages carry no secret token, so a compressed length betrays none."""

import gzip
import zlib
from collections.abc import Callable, Iterable, Iterator

import brotli
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.cache import patch_vary_headers

WORTH_IT = 200
QUALITY = 6  # as small as 7 to 9, and a quarter faster; 5 is no faster and a little larger
READABLE = (
    "text/",
    "application/json",
    "application/fhir+json",
    "application/javascript",
    "application/xml",
    "application/problem",
    "image/svg",
)
GZIP_WINDOW = 31


def compress(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Make text small on its way: brotli where the browser has it, else gzip."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        if answer.status_code == 304 or answer.has_header("Content-Encoding"):
            return answer
        if not answer.headers.get("Content-Type", "").startswith(READABLE):
            return answer
        patch_vary_headers(answer, ["Accept-Encoding"])
        way = _way(request.headers.get("Accept-Encoding", ""))
        if way:
            _press(answer, way)
        return answer

    return middleware


def _way(accepted: str) -> str:
    """The first of our ways that the browser does not refuse."""
    refused = {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    parts = [[word.strip() for word in part.split(";")] for part in accepted.split(",")]
    ways = {part[0] for part in parts if not refused & set(part[1:])}
    return "br" if "br" in ways else "gzip" if "gzip" in ways else ""


def _press(answer: HttpResponseBase, way: str) -> None:
    """Put the small body in place of the large one."""
    if isinstance(answer, StreamingHttpResponse):
        if answer.is_async:
            return
        answer.streaming_content = _pieces(iter(answer), way)
        answer.headers.pop("Content-Length", None)
    elif isinstance(answer, HttpResponse):
        if len(answer.content) <= WORTH_IT:
            return
        answer.content = _squeezed(answer.content, way)
        answer.headers["Content-Length"] = str(len(answer.content))
    answer.headers["Content-Encoding"] = way


def _squeezed(body: bytes, way: str) -> bytes:
    return (
        brotli.compress(body, mode=brotli.MODE_TEXT, quality=QUALITY)
        if way == "br"
        else gzip.compress(body, 6, mtime=0)
    )


def _pieces(parts: Iterable[bytes], way: str) -> Iterator[bytes]:
    """A long answer made small piece by piece, so that it never stands in memory whole."""
    if way == "br":
        brotlied = brotli.Compressor(mode=brotli.MODE_TEXT, quality=QUALITY)
        yield from (small for part in parts if (small := brotlied.process(part)))
        yield brotlied.finish()
    else:
        gzipped = zlib.compressobj(6, zlib.DEFLATED, GZIP_WINDOW)
        yield from (small for part in parts if (small := gzipped.compress(part)))
        yield gzipped.flush()
