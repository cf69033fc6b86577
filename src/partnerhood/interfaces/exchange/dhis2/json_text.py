"""JSON read piece by piece: one value at a time, so that a file of any length costs the memory of its largest part."""

import json
import re
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2 import opening
from partnerhood.interfaces.exchange.sentences import FileRefused, say

STEP = 65536  # letters read at a time
SPACES = re.compile(r"[ \t\r\n]*")
DECODER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=str, strict=False
)  # a number stays as written


class JsonText:
    """A JSON file under a reading finger; FileRefused wherever it is not what JSON allows."""

    def __init__(self, content: bytes, longest: int) -> None:
        self._content = content
        self._letters = opening.text(content)
        self._longest = longest  # letters of one value
        self._text = ""
        self._at = self._counted = 0
        self._line = 1

    @property
    def line(self) -> int:
        """The line where the finger is."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def sign(self) -> str:
        """The next sign that is no space, where the finger stays; empty at the end."""
        while True:
            spaces = SPACES.match(self._text, self._at)
            self._at = spaces.end() if spaces else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def took(self, expected: str) -> bool:
        """Go past this sign where it is the next one."""
        if self.sign() != expected:
            return False
        self._at += 1
        return True

    def take(self, expected: str) -> None:
        """Go past this sign, which has to be here."""
        if not self.took(expected):
            raise self.broken()

    def value(self) -> Any:
        """The value that begins here, with every number as it is written."""
        self.sign()
        step = STEP
        torn = False
        while True:
            try:
                value, end = DECODER.raw_decode(self._text, self._at)
            except RecursionError:
                wording = _("The file holds lists in lists in lists, as no real one does; it may be meant to do harm.")
                raise FileRefused(say(wording), self.line) from None
            except json.JSONDecodeError as wrong:
                value, end = None, len(self._text)
                torn = wrong.pos >= len(self._text.rstrip()) or wrong.msg.startswith("Unterminated")
            if end < len(self._text):
                self._at = end
                return value
            if end - self._at > self._longest:
                raise FileRefused(say(_("Something in the file never ends; it may be meant to do harm.")), self.line)
            if not self._more(step):
                if value is None:
                    raise self.broken(torn)
                self._at = end
                return value
            step *= 2

    def members(self) -> Iterator[str]:
        """The names in the object that begins here; whoever takes one also takes its value."""
        self.take("{")
        if self.took("}"):
            return
        while True:
            if self.sign() != '"':
                raise self.broken()
            name = self.value()
            self.take(":")
            yield name
            if not self.took(","):
                break
        self.take("}")

    def elements(self) -> Iterator[tuple[int, Any]]:
        """The values of the list that begins here, each with its line."""
        self.take("[")
        if self.took("]"):
            return
        while True:
            self.sign()
            yield self.line, self.value()
            if not self.took(","):
                break
        self.take("]")

    def broken(self, torn: bool = False) -> FileRefused:
        """What is said where the file is no JSON, or no longer."""
        if torn or not self.sign():
            return FileRefused(say(_("The file breaks off in the middle. Ask for a complete copy.")), self.line)
        return FileRefused(say(_("From here on the file is not correct JSON. Ask for a new copy.")), self.line)

    def _more(self, step: int = STEP) -> bool:
        """Read on; what the finger passed is forgotten."""
        self._line = self.line
        try:
            more = self._letters.read(step)
        except UnicodeError:
            raise opening.strange_letters(self._content) from None
        self._text, self._at, self._counted = self._text[self._at :] + more, 0, 0
        return bool(more)
