"""Turns the translations that people write (.po) into those that the machine reads (.mo), without GNU gettext."""

import ast
import os
import struct
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"
CONTEXT_END = "\x04"
PLURAL_END = "\x00"


@dataclass
class Phrase:
    """One sentence, where it needs to be told apart its context, and what it is in one language."""

    id: str = ""
    context: str | None = None
    plural: str | None = None
    translations: dict[int, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def key(self) -> str:
        """How gettext looks a phrase up."""
        return self.id if self.context is None else f"{self.context}{CONTEXT_END}{self.id}"

    @property
    def is_complete(self) -> bool:
        """A phrase is complete when a person has translated it in every number it needs."""
        return not self.fuzzy and bool(self.translations) and all(self.translations.values())


def phrases(text: str) -> Iterator[Phrase]:
    """The phrases of one .po file, its header (with an empty id) first."""
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.splitlines()]
        phrase = Phrase(fuzzy=any(line.startswith("#,") and "fuzzy" in line for line in lines))
        keyword, found = "", {}
        for line in lines:
            if not line or line.startswith("#"):
                continue
            if not line.startswith('"'):
                keyword, line = line.split(" ", 1)
                found[keyword] = ""
            found[keyword] += ast.literal_eval(line)
        if "msgid" not in found:
            continue
        phrase.id = found.pop("msgid")
        phrase.context = found.pop("msgctxt", None)
        phrase.plural = found.pop("msgid_plural", None)
        phrase.translations = {int(key[7:-1] or 0) if "[" in key else 0: words for key, words in found.items()}
        yield phrase


def compiled(text: str) -> bytes:
    """One .mo file: a table of sorted ids, a table of translations, and the bytes of both."""
    pairs = {}
    for phrase in phrases(text):
        if phrase.is_complete:
            key = phrase.key if phrase.plural is None else f"{phrase.key}{PLURAL_END}{phrase.plural}"
            words = PLURAL_END.join(phrase.translations[number] for number in sorted(phrase.translations))
            pairs[key.encode()] = words.encode()
    ids = sorted(pairs)
    start_of_ids, start_of_words = 28, 28 + 8 * len(ids)
    position = start_of_words + 8 * len(ids)
    tables, bodies = [], []
    for texts in (ids, [pairs[key] for key in ids]):
        for body in texts:
            tables.append(struct.pack("<II", len(body), position))
            bodies.append(body + b"\0")
            position += len(body) + 1
    header = struct.pack("<7I", 0x950412DE, 0, len(ids), start_of_ids, start_of_words, 0, position)
    return header + b"".join(tables) + b"".join(bodies)


def compile_all(locale: Path = LOCALE) -> None:
    """Write the .mo beside every .po that is newer."""
    for written in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        read = written.with_suffix(".mo")
        if not read.exists() or read.stat().st_mtime_ns < written.stat().st_mtime_ns:
            fresh = read.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(compiled(written.read_text(encoding="utf-8")))
            fresh.replace(read)


if __name__ == "__main__":
    compile_all(*map(Path, sys.argv[1:]))
