"""What the ledger tells the rooms before it: its words, for search."""

from typing import Any

from partnerhood.ground.finding import queries as finding
from partnerhood.ground.records import languages


def listen() -> None:
    """Say where the ledger can be heard."""
    finding.follow("reciprocity.entry", words_of)


def words_of(entry: Any) -> finding.Text:
    """What an entry can be found by: the words of who wrote it."""
    return [(languages.original(entry.words), str(entry.words.get(languages.ORIGINAL, "")))] if entry.words else []
