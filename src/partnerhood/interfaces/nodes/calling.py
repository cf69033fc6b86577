"""Taking a letter to another node over HTTP or HTTPS, and bringing its answer back."""

import http.client
import ssl
from typing import Any
from urllib.parse import urlsplit

from partnerhood.interfaces.nodes import exchanging

PATH = "/nodes/exchange"
SECONDS = 120
"""How long a line may be silent: a thin one needs its time."""
TO_BEGIN = 10


class Silent(Exception):
    """The other node does not answer, in one plain sentence."""


class Line:
    """A connection with the node of a link that stays open from one letter to the next."""

    def __init__(self, link: Any) -> None:
        if not link.address:
            raise Silent(f"The address of {link.name} is not known. Exchange with it by a bundle.")
        parts = urlsplit(link.address)
        self.name = link.name
        self.base = parts.path.rstrip("/")
        if parts.scheme == "https":
            safely = ssl.create_default_context()
            self.line: http.client.HTTPConnection = http.client.HTTPSConnection(
                parts.netloc, timeout=TO_BEGIN, context=safely
            )
        else:
            self.line = http.client.HTTPConnection(parts.netloc, timeout=TO_BEGIN)

    def send(self, letter: bytes) -> bytes:
        """Take a letter there and bring the answer back; raises Silent."""
        try:
            self._begin()
            self.line.request("POST", self.base + PATH, letter, {"Content-Type": "application/octet-stream"})
            answer = self.line.getresponse()
            body = answer.read(exchanging.WIDEST)
        except (OSError, http.client.HTTPException) as trouble:
            self.line.close()
            raise Silent(
                f"{self.name} does not answer ({trouble or type(trouble).__name__}). Try again later."
            ) from trouble
        if answer.status == 404:
            raise Silent(
                f"{self.name} does not know this node under this key, or heard this before. Link the two again."
            )
        if answer.status != 200:
            raise Silent(f"{self.name} could not take this in (it answered {answer.status}).")
        return body

    def _begin(self) -> None:
        """Whoever is there answers soon; what they say may take its time."""
        is_open = self.line.sock is not None
        if not is_open:
            self.line.connect()
            self.line.sock.settimeout(SECONDS)

    def close(self) -> None:
        """Let the line go."""
        self.line.close()
