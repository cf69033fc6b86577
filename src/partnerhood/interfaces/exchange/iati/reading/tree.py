"""An activity as a small tree of elements, and the parser that plants one tree after the other.

Expat, which comes with Python, stops at the word DOCTYPE itself, knows every line, and lets us count as it goes; building
these trees with it took two thirds of the time that lxml's trees needed to be read."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from partnerhood.interfaces.exchange.iati.reading.opening import Limits
from partnerhood.interfaces.exchange.sentences import FileRefused, Sentence, say

ENCODINGS = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "latin-1")
VERSIONS = ("2.01", "2.02", "2.03")
ROOT, ACTIVITY = "iati-activities", "iati-activity"
TOLD_IN_WORDS = frozenset({"iati-identifier", "narrative", "value", "pos"})  # elsewhere there are only spaces
DEEPEST = 40  # levels inside one activity; IATI itself goes down to 9
LONGEST_TEXT = 500_000  # letters in one element: a thick book
NO_PARTS: dict[str, list[Element]] = {}
BREAKS_OFF = {
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}


class Element:
    """One element: its name, its line, its attributes, its words, and its parts by name in their order."""

    __slots__ = ("attributes", "line", "parts", "tag", "text")

    def __init__(self, tag: str, line: int, attributes: dict[str, str]) -> None:
        self.tag = tag
        self.line = line
        self.attributes = attributes
        self.text = ""
        self.parts = NO_PARTS

    def first(self, tag: str) -> Element | None:
        """The first part with this name."""
        found = self.parts.get(tag)
        return found[0] if found else None

    def every(self, tag: str) -> list[Element]:
        """All parts with this name."""
        return self.parts.get(tag) or []


class TooLarge:
    """Stands where an activity was that nobody needs to build whole: its line only."""

    __slots__ = ("line",)

    def __init__(self, line: int) -> None:
        self.line = line


class Trees:
    """Eats a file piece by piece and gives back each activity as soon as it is complete."""

    def __init__(self, limits: Limits) -> None:
        self.language = ""
        self.begun = False
        self._limits = limits
        self._most = limits.activity_parts
        self._complete: list[Element | TooLarge] = []
        self._path: list[Element] = []
        self._above = 0  # how many elements are open around an activity or inside one that is too large
        self._weight = self._passed_over = self._eaten = self._began_at = 0
        self._names: dict[str, str] = {}
        parser = expat.ParserCreate(intern=self._names)
        parser.buffer_text = True
        parser.buffer_size = 65536
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._document_type
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser = parser

    def eat(self, piece: bytes, last: bool = False) -> Iterator[Element | TooLarge]:
        """The activities that this piece completes; FileRefused where the file cannot be read further."""
        wrong: FileRefused | None = None
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, ValueError, LookupError) as error:
            wrong = FileRefused(self._why(error), self._parser.ErrorLineNumber)
        except FileRefused as refused:
            wrong = refused
        self._eaten += len(piece)
        complete, self._complete = self._complete, []
        yield from complete
        if wrong is not None:
            raise wrong
        self._refuse_endless()

    @property
    def line(self) -> int:
        """The line that was read last."""
        return self._parser.CurrentLineNumber

    def _refuse_endless(self) -> None:
        """What never ends is not waited for: an activity, or a single name, attribute or comment."""
        read_to = max(self._parser.CurrentByteIndex, 0)
        if self._path and read_to - self._began_at > self._limits.activity_bytes:
            self._give_up()
        far_too_long = self._above > 1 and read_to - self._began_at > 2 * self._limits.activity_bytes
        if far_too_long or self._passed_over > self._most // 2:
            wording = _("The file goes on and on with what is not an activity, or is far too large for one.")
            raise FileRefused(say(wording), self.line)
        if self._eaten - read_to > self._limits.piece_bytes:
            raise FileRefused(say(_("Something in the file never ends; it may be meant to do harm.")), self.line)
        if len(self._names) > self._limits.names:
            wording = _("The file uses more than %(most)s different names. IATI has a few hundred.")
            raise FileRefused(say(wording, most=self._limits.names), self.line)
        if not self.begun and self._eaten > self._limits.opening_bytes:
            raise FileRefused(say(_("This is not an IATI file: it does not begin with activities.")), self.line)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        path = self._path
        if path:
            self._weight = weight = self._weight + 1 + len(attributes)
            if weight > self._most or len(path) > DEEPEST:
                self._give_up()
                self._above += 1
                return
            element = Element(tag, self._parser.CurrentLineNumber, attributes)
            parts = path[-1].parts
            if parts is NO_PARTS:
                path[-1].parts = {tag: [element]}
            elif tag in parts:
                parts[tag].append(element)
            else:
                parts[tag] = [element]
            path.append(element)
            if tag in TOLD_IN_WORDS:
                self._parser.CharacterDataHandler = self._words
        elif self._above == 1 and tag == ACTIVITY:
            path.append(Element(tag, self._parser.CurrentLineNumber, attributes))
            self._began_at = self._parser.CurrentByteIndex
            self._weight = self._passed_over = 0
        else:
            self._above += 1
            self._passed_over += 1 + len(attributes)
            if self._above == 1:
                self._begin(tag, attributes)

    def _words(self, words: str) -> None:
        element = self._path[-1]
        if len(element.text) > LONGEST_TEXT:
            self._give_up()
        elif element.parts is NO_PARTS:  # words after a part are spaces, or nobody's business
            element.text += words

    def _end(self, tag: str) -> None:
        path = self._path
        if tag in TOLD_IN_WORDS:
            self._parser.CharacterDataHandler = None
        if not path:
            self._above -= 1
        elif len(path) == 1:
            self._complete.append(path.pop())
        else:
            path.pop()

    def _give_up(self) -> None:
        """Say that this activity is too large, and count its open elements as nobody's until they are closed."""
        self._complete.append(TooLarge(self._path[0].line))
        self._above += len(self._path)
        self._path.clear()
        self._parser.CharacterDataHandler = None

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != ROOT:
            raise FileRefused(say(_("This file holds <%(name)s>, not IATI activities."), name=tag), self.line)
        version = attributes.get("version", "").strip()
        if not version:
            wording = _("The file does not say which version of IATI it follows. We read 2.01 to 2.03.")
            raise FileRefused(say(wording), self.line)
        if version not in VERSIONS:
            wording = _("The file follows IATI %(version)s. We read 2.01 to 2.03; ask the publisher for a newer file.")
            raise FileRefused(say(wording, version=version), self.line)
        self.language = attributes.get("xml:lang", "")
        self.begun = True

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            wording = _("The file says that it is written in “%(encoding)s”. Ask for it in UTF-8.")
            raise FileRefused(say(wording, encoding=encoding), 1)

    def _document_type(self, name: str, *ignored: object) -> None:
        wording = _("The file declares a document type (DOCTYPE). IATI files never do, and it can be used to do harm.")
        raise FileRefused(say(wording), self.line)

    def _why(self, error: Exception) -> Sentence:
        """What the parser says, as a sentence about what to do."""
        if not self.begun:
            return say(_("This is not an XML file. IATI files begin with <?xml or <iati-activities."))
        if isinstance(error, expat.ExpatError) and error.code in BREAKS_OFF:
            return say(_("The file breaks off in the middle. Ask for a complete copy."))
        wording = _("From here on the file is not correct XML, or not in its own encoding (%(detail)s).")
        return say(wording, detail=str(error))
