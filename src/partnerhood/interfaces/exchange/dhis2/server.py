"""What a DHIS2 server says when it is asked: the values of a data set, and the names behind them. It is only ever asked to read.

A token goes to that server alone: no answer sends it on to another, and no message repeats it."""

import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2.opening import MEGABYTE, STEP
from partnerhood.interfaces.exchange.sentences import FileRefused, say

AGENT = "Partnerhood"
SENTENCES = {
    401: _("The server does not let us in. Give a token that may read with --token-file."),
    403: _(
        "The server does not let us read this. Ask its administrator to let the token read this data set and place."
    ),
    404: _("The server does not know this address, data set or place."),
    409: _("The server cannot answer this question. Look whether the data set, the place and the period are right."),
    429: _("The server asks us to wait. Try again later."),
}
LONGEST_TOKEN = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How long we wait for an answer, in all and for each piece, and how much of it we take."""

    silence_seconds: float = 60
    seconds: float = 600
    most_bytes: int = 64 * MEGABYTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a DHIS2 server stands, and with which token we ask it."""

    address: str
    token: str = ""
    bounds: Bounds = Bounds()

    @property
    def host(self) -> str:
        """Its name, as a source is named."""
        return urlsplit(self.address).hostname or ""

    def values(self, data_set: str, unit: str, periods: Sequence[str]) -> bytes:
        """The values of a data set at a place in these periods."""
        asked = [("dataSet", data_set), ("orgUnit", unit), *(("period", one) for one in periods)]
        return self._answer("api/dataValueSets.json", asked)

    def metadata(self, data_set: str, unit: str) -> bytes:
        """The names of what is in a data set, of all combos and of a place."""
        asked = [
            ("dataElements:fields", "id,code,name,valueType,categoryCombo[id]"),
            ("dataElements:filter", f"dataSetElements.dataSet.id:eq:{data_set}"),
            ("categoryOptionCombos:fields", "id,code,name"),
            ("organisationUnits:fields", "id,code,name"),
            ("organisationUnits:filter", f"id:eq:{unit}"),
        ]
        return self._answer("api/metadata.json", asked)

    def _answer(self, path: str, asked: Sequence[tuple[str, str]]) -> bytes:
        """What the server answers; FileRefused, with a sentence, where it does not."""
        headers = {"Accept": "application/json", "User-Agent": AGENT}
        headers |= {"Authorization": f"ApiToken {self.token}"} if self.token else {}
        request = Request(f"{self.address}/{path}?{urlencode(asked)}", headers=headers)  # noqa: S310
        try:
            with build_opener(_Stay).open(request, timeout=self.bounds.silence_seconds) as answer:
                return self._read(answer)
        except HTTPError as refused:
            with refused:
                raise FileRefused(_sentence(refused.code)) from None
        except TimeoutError:
            raise _slow() from None
        except URLError as trouble:
            if isinstance(trouble.reason, TimeoutError):
                raise _slow() from None
            raise FileRefused(say(_("The server cannot be reached: %(why)s"), why=str(trouble.reason))) from None
        except http.client.IncompleteRead:
            raise _cut() from None
        except (http.client.HTTPException, OSError):
            raise FileRefused(say(_("The server answers with something that is no answer."))) from None

    def _read(self, answer: Any) -> bytes:
        """The whole answer, within bounds."""
        until = time.monotonic() + self.bounds.seconds
        found = bytearray()
        while piece := answer.read1(STEP):
            found += piece
            if len(found) > self.bounds.most_bytes:
                wording = _(
                    "The answer of the server is larger than %(megabytes)s MB. Ask for fewer periods at a time."
                )
                raise FileRefused(say(wording, megabytes=self.bounds.most_bytes // MEGABYTE))
            if time.monotonic() > until:
                raise _slow()
        promised = answer.headers.get("Content-Length", "")
        if promised.isdecimal() and len(found) < int(promised):
            raise _cut()
        return bytes(found)


class _Stay(HTTPRedirectHandler):
    """No answer leads us on: the token would go with us."""

    def redirect_request(self, *_said: Any) -> None:
        """Stay here; the answer then is what it says."""
        return None


def at(address: str, token: str = "", bounds: Bounds | None = None) -> Server:
    """A server by its address; FileRefused where that is none that we ask, or would carry a token where others can read it."""
    said = urlsplit(address.strip())
    try:
        said.port  # noqa: B018
        is_whole = said.scheme in ("http", "https") and said.hostname and not (said.query or said.fragment)
    except ValueError:
        is_whole = False
    if not is_whole or said.username or said.password:
        raise FileRefused(
            say(_("Give the address of the server as https://dhis.example.org, without a name or a password."))
        )
    token = token.strip()
    if token and (not token.isascii() or not token.isprintable() or " " in token or len(token) > LONGEST_TOKEN):
        raise FileRefused(say(_("The file of the token holds something that is no token.")))
    if token and said.scheme == "http" and not _is_here(said.hostname or ""):
        raise FileRefused(say(_("A token travels over https alone. Give the address with https.")))
    return Server(address=address.strip().rstrip("/"), token=token, bounds=bounds or Bounds())


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _sentence(code: int) -> Any:
    if 300 <= code < 400:
        return say(
            _(
                "The server sends us elsewhere, perhaps to sign in. Give its last address, and a token with --token-file."
            )
        )
    wording = SENTENCES.get(code)
    return say(wording) if wording else say(_("The server cannot answer now (%(code)s). Try again later."), code=code)


def _slow() -> FileRefused:
    return FileRefused(say(_("The server takes too long to answer. Try again later, or ask for fewer periods.")))


def _cut() -> FileRefused:
    return FileRefused(say(_("The answer of the server broke off in the middle. Ask it again; what came in stays.")))
