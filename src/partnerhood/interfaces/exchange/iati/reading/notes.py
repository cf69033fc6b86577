"""What the reader notes in the margin, and how it gives up on one activity."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.sentences import Sentence, say
from partnerhood.pathway.programmes.rules import codes
from partnerhood.pathway.programmes.rules.words import LANGUAGE_UNKNOWN

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from partnerhood.interfaces.exchange.iati.reading.tree import Element

MOST_REMARKS = 50  # per activity; a hostile one could earn a remark for every element


class Unusable(Exception):
    """This activity cannot come in; the sentence says why and the line where."""

    def __init__(self, line: int, reason: Sentence) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Remark:
    """Something odd that does not keep an activity out; the official rule's number where IATI has one."""

    line: int
    sentence: Sentence
    rule: str = ""


class Notes:
    """What holds for the whole activity that is being read, and the remarks so far."""

    __slots__ = ("_languages", "currency", "language", "remarks")

    def __init__(self, *, language: str, currency: str) -> None:
        self.language = language
        self.currency = currency
        self.remarks: list[Remark] = []
        self._languages: dict[str | None, str] = {None: language or LANGUAGE_UNKNOWN}

    def note(self, element: Element, wording: str | StrPromise, rule: str = "", **values: str | int) -> None:
        """Note something odd about an element; after fifty remarks we have made our point."""
        if len(self.remarks) < MOST_REMARKS:
            self.remarks.append(Remark(element.line, say(wording, **values), rule))

    def check(self, element: Element, code_list: str, code: str) -> str:
        """The same code, with a remark where IATI's list does not know it; an empty code is not a remark."""
        if code and code not in codes.known(code_list):
            wording = _("IATI's list “%(list)s” does not know the code “%(code)s”; it stays as it is.")
            self.note(element, wording, list=code_list, code=code)
        return code

    def language_of(self, element: Element, said: str | None) -> str:
        """The language that a text says it is in, that of the activity where it says nothing, or “und”."""
        if said not in self._languages:
            self._languages[said] = self.check(element, "Language", (said or "").strip().lower()) or LANGUAGE_UNKNOWN
        return self._languages[said]
