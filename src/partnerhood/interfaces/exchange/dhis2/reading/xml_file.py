"""Values as XML: DHIS2's own dataValueSet, and ADX (IHE's Aggregate Data Exchange), with or without their namespaces.

Expat reads here, as for IATI: it stops at the word DOCTYPE itself, knows every line, and lets us count as it goes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.dhis2.reading.rows import Dimensions, Row
from partnerhood.interfaces.exchange.sentences import FileRefused, Sentence, say

STEP = 65536  # bytes given to the parser at a time
ENDLESS = 1024**2  # bytes of one name, attribute or comment
DEEPEST = 12  # ADX goes down to 4
MOST_NAMES = 5_000  # different names in one file
MOST_ATTRIBUTES = 60  # of one element
LONGEST_WORDS = 6_000  # letters of an annotation that we keep
ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "latin-1")
DXF, ADX = "dataValueSet", "adx"
TOLD_IN_WORDS = ("annotation", "comment", "lastUpdated")
OF_A_VALUE = {"dataElement", "period", "orgUnit", "categoryOptionCombo", "attributeOptionCombo", "value", "comment"}
OF_A_VALUE |= {"storedBy", "created", "lastUpdated", "timestamp", "followup", "followUp", "deleted", "dataSet"}
OF_A_GROUP = {*OF_A_VALUE, "completeDate", "completedDate", "dataSetComplete", "exported", "categoryCombo"}
OF_A_GROUP |= {"attributeCategoryOptions"}


class XmlFile:
    """Eats a file piece by piece and gives back each row as soon as it is complete."""

    def __init__(self) -> None:
        self.kind = ""
        self.heading: dict[str, str] = {}
        self._complete: list[Row] = []
        self._group: dict[str, str] = {}
        self._attributes: Dimensions = ()
        self._value: dict[str, str] | None = None
        self._words: dict[str, str] = {}
        self._telling = ""
        self._line = self._depth = 0
        self._names: dict[str, str] = {}
        parser = expat.ParserCreate(namespace_separator=" ", intern=self._names)
        parser.buffer_text = True
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._tell
        self._parser = parser

    def rows(self, content: bytes) -> Iterator[Row]:
        """Every value as written; FileRefused where the file cannot be read to its end."""
        view = memoryview(content)
        for start in range(0, len(content) + 1, STEP):
            piece = bytes(view[start : start + STEP])
            try:
                self._parser.Parse(piece, start + STEP > len(content))
            except (expat.ExpatError, ValueError, LookupError) as error:
                raise FileRefused(self._why(error), self._parser.ErrorLineNumber) from None
            complete, self._complete = self._complete, []
            yield from complete
            endless = start + len(piece) - max(self._parser.CurrentByteIndex, 0) > ENDLESS
            if endless or len(self._names) > MOST_NAMES:
                wording = _("Something in the file never ends; it may be meant to do harm.")
                raise FileRefused(say(wording), self._parser.CurrentLineNumber)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        name = tag.rpartition(" ")[2]
        if self._depth == 1:
            self._begin(name, attributes)
        elif self._depth > DEEPEST or len(attributes) > MOST_ATTRIBUTES:
            wording = _("No real file is built as this one is from here on; it may be meant to do harm.")
            raise FileRefused(say(wording), self._parser.CurrentLineNumber)
        elif self._value is not None:
            self._telling = name if name in TOLD_IN_WORDS else ""
        elif name == "dataValue":
            self._value = attributes
            self._line = self._parser.CurrentLineNumber
        elif name == "group":
            self._group = attributes
            self._attributes = _dimensions(attributes, OF_A_GROUP)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if name not in (DXF, ADX):
            raise FileRefused(say(_("This file holds <%(name)s>, not values."), name=name), 1)
        self.kind = name
        self.heading = attributes

    def _end(self, tag: str) -> None:
        self._depth -= 1
        self._telling = ""
        name = tag.rpartition(" ")[2]
        if name == "dataValue" and self._value is not None:
            self._complete.append(self._row(self._value))
            self._value = None
            self._words.clear()
        elif name == "group":
            self._group, self._attributes = {}, ()

    def _tell(self, words: str) -> None:
        if self._telling:
            kept = self._words.get(self._telling, "")
            if len(kept) < LONGEST_WORDS:
                self._words[self._telling] = kept + words[:LONGEST_WORDS]

    def _row(self, said: dict[str, str]) -> Row:
        hear, around, words = said.get, self._group.get, self._words.get
        return Row(
            self._line,
            hear("dataElement", ""),
            hear("period") or around("period", ""),
            hear("orgUnit") or around("orgUnit", ""),
            hear("categoryOptionCombo", ""),
            hear("attributeOptionCombo") or around("attributeOptionCombo", ""),
            hear("value", ""),
            hear("comment") or words("annotation") or words("comment") or around("comment", ""),
            hear("lastUpdated") or hear("timestamp") or words("lastUpdated", ""),
            hear("followup") or hear("followUp", ""),
            hear("deleted", ""),
            hear("dataSet") or around("dataSet", ""),
            around("completeDate", ""),
            _dimensions(said, OF_A_VALUE) if self.kind == ADX else (),
            self._attributes,
        )

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            wording = _("The file says that it is written in “%(encoding)s”. Ask for it in UTF-8.")
            raise FileRefused(say(wording, encoding=encoding), 1)

    def _document_type(self, name: str, *ignored: object) -> None:
        wording = _("The file declares a document type (DOCTYPE). No system that counts does so, and it can do harm.")
        raise FileRefused(say(wording), self._parser.CurrentLineNumber)

    def _why(self, error: Exception) -> Sentence:
        """What the parser says, as a sentence about what to do."""
        code = getattr(error, "code", None)
        if code is not None and expat.ErrorString(code) in BREAKS_OFF:
            return say(_("The file breaks off in the middle. Ask for a complete copy."))
        wording = _("From here on the file is not correct XML, or not in its own encoding (%(detail)s).")
        return say(wording, detail=str(error))


BREAKS_OFF = (
    expat.errors.XML_ERROR_NO_ELEMENTS,
    expat.errors.XML_ERROR_UNCLOSED_TOKEN,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
)


def _dimensions(said: dict[str, str], ours: set[str]) -> Dimensions:
    """What an element says beyond what every value or group says: by what it is counted apart; nothing foreign."""
    if said.keys() <= ours:
        return ()
    return tuple(
        sorted((name, " ".join(code.split())) for name, code in said.items() if name not in ours and " " not in name)
    )
