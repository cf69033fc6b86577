"""A small server that answers as DHIS2's does with the answers that were recorded, or as a bad day would."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.interfaces.exchange.reference import reference

TOKEN = "d2pat_secretsecretsecret"
VALUES, NAMES = "/api/dataValueSets.json", "/api/metadata.json"


class Asked:
    """What the server was asked: path, words and token, one after the other."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, list[str]], str]] = []


Answer = Callable[[BaseHTTPRequestHandler], None]


@contextmanager
def serving(answers: dict[str, Answer]) -> Iterator[tuple[str, Asked]]:
    """A server on this machine that answers these paths, its address, and what it was asked."""
    asked = Asked()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            there = urlsplit(self.path)
            asked.said.append((there.path, parse_qs(there.query), self.headers.get("Authorization", "")))
            try:
                answers.get(there.path, status(404))(self)
            except (BrokenPipeError, ConnectionResetError):
                pass

        def log_message(self, *_said: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


def recorded() -> dict[str, Answer]:
    """The answers that were recorded, for whoever has the token."""
    values = reference("dhis2/dataValues_bulk.json").read_bytes()
    names = reference("dhis2/metadata.json").read_bytes()
    return {VALUES: with_token(content(values)), NAMES: with_token(content(names))}


def with_token(answer: Answer) -> Answer:
    """An answer for whoever has the token."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        (answer if handler.headers.get("Authorization") == f"ApiToken {TOKEN}" else status(401))(handler)

    return say


def content(said: bytes, kind: str = "application/json") -> Answer:
    """A whole answer."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(said)))
        handler.end_headers()
        handler.wfile.write(said)

    return say


def status(code: int, **headers: str) -> Answer:
    """An answer that is a refusal."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return say


def cut(said: bytes) -> Answer:
    """Half of an answer whose whole was promised."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(said)))
        handler.end_headers()
        handler.wfile.write(said[: len(said) // 2])
        handler.close_connection = True

    return say


def cut_in_pieces(said: bytes) -> Answer:
    """Pieces of an answer, and never the last one."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n%s" % (len(said), said[: len(said) // 2]))
        handler.close_connection = True

    return say


def slow(seconds: float) -> Answer:
    """Nothing for a while."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        status(200)(handler)

    return say


def dripping(seconds: float) -> Answer:
    """A space now and then, without end."""

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    return say


def no_http(handler: BaseHTTPRequestHandler) -> None:
    """Something that no browser understands."""
    handler.wfile.write(b"\x00\x01\x02 hello\r\n")
    handler.close_connection = True
