"""What search keeps of the rows of other rooms: their words as stems, in the transaction that wrote them."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from partnerhood.ground.operations import summaries
from partnerhood.ground.records import languages
from partnerhood.interfaces.website import rules
from partnerhood.interfaces.website.queries import search as queries

Text = list[tuple[str, str]]
"""Pieces of text with the language each is in; the first is the title."""


def _organisation(row: Any) -> Text:
    return [(row.name, ""), (row.short_name, ""), (row.place, ""), *_words(row.about)]


def _partnership(row: Any) -> Text:
    return [(row.name, ""), *_words(row.about)]


def _need(row: Any) -> Text:
    return [*(_words(row.words) or [("—", "")]), (row.hospital.name, "")]


def _goal(row: Any) -> Text:
    content = row.wording.content
    language = content.get("language", "")
    lines = [content.get("statement", ""), content.get("change", ""), *content.get("outputs", [])]
    return [*((line, language) for line in lines), (row.hospital.name, "")]


def _words(text: dict[str, Any]) -> Text:
    said = [(languages.in_language(text, key), key) for key in text if key != languages.ORIGINAL]
    first = languages.original(text)
    return [(first, str(text.get(languages.ORIGINAL, ""))), *said] if first else said


FOUND: dict[str, Callable[[Any], Text]] = {
    "organisations.organisation": _organisation,
    "partnerships.partnership": _partnership,
    "needs.need": _need,
    "goals.goal": _goal,
}


def _keep(label: str) -> Callable[[UUID, Any], None]:
    def keep(key: UUID, row: Any) -> None:
        if row is None:
            queries.forget(key)
            return
        text = [(words, language) for words, language in FOUND[label](row) if words]
        found: set[str] = set()
        for words, language in text:
            found |= rules.stems(words, language)
        queries.index(key, label, text[0][0] if text else "", found)

    return keep


for one in FOUND:
    summaries.follow(one, _keep(one))
