"""What search keeps of the rows of other rooms: their words as stems, in the transaction that wrote them."""

from collections.abc import Callable
from typing import Any

from partnerhood.ground.finding import queries as finding
from partnerhood.ground.finding.queries import Text
from partnerhood.ground.organisations import queries as organisations
from partnerhood.ground.records import languages
from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS


def _organisation(row: Any) -> Text:
    return [(row.name, ""), (row.short_name, ""), (row.place, ""), *_words(row.about)]


def _partnership(row: Any) -> Text:
    return [(row.name, ""), *_words(row.about)]


def _need(row: Any) -> Text:
    return [*(_words(row.words) or [("—", "")]), (organisations.name_of(row.hospital_id), "")]


def _goal(row: Any) -> Text:
    content = row.wording.content
    language = content.get("language", "")
    lines = [content.get("statement", ""), content.get("change", ""), *content.get("outputs", [])]
    return [*((line, language) for line in lines), (organisations.name_of(row.hospital_id), "")]


def _activity(row: Any) -> Text:
    told = (row.for_whom, row.place, organisations.name_of(row.hospital_id))
    return [*(_words(row.title) or [("—", "")]), *((words, "") for words in told)]


def _measure(row: Any) -> Text:
    content = row.wording.content
    language = content.get("language", "")
    told = (row.name, row.numerator, row.denominator)
    return [*((words, language) for words in told), (organisations.name_of(row.goal.hospital_id), "")]


def _indicator(row: Any) -> Text:
    """What a house counts in its own way, in each language in which it is said."""
    every = [(row.content.get("language", ""), row.content), ("en", row.in_en), ("nl", row.in_nl), ("fr", row.in_fr)]
    return [(said.get(name, ""), language) for language, said in every for name in ("name", "numerator", "denominator")]


def _action(row: Any) -> Text:
    return [*(_words(row.what) or [("—", "")]), (row.owner, "")]


def _device(row: Any) -> Text:
    """A device by what stands on it; its kind in every language of the house, so that each finds it in their own."""
    known = [(vocabulary.name("device_kinds", row.kind, language), language) for language in LANGUAGES_OF_TEXTS]
    return [(f"{known[0][0]} {row.name}".strip(), "en"), *known, (row.maker, ""), (row.model, ""), (row.came_from, "")]


def _person(row: Any) -> Text:
    return [(row.name, ""), (row.function, "")]


def _programme(row: Any) -> Text:
    said = [(words, language) for language, words in row.title.items()]
    return [(row.name, row.language), *said, (row.identifier, ""), (organisations.name_of(row.reporter_id), "")]


def _words(text: dict[str, Any]) -> Text:
    said = [(languages.in_language(text, key), key) for key in text if key != languages.ORIGINAL]
    first = languages.original(text)
    return [(first, str(text.get(languages.ORIGINAL, ""))), *said] if first else said


def _initiative(row: Any) -> Text:
    """An initiative by its words, whose it is and where."""
    said = [*_words(row.what), *_words(row.audience), *_words(row.looks_for), *_words(row.offers)]
    owner = organisations.name_of(row.organisation_id) if row.organisation_id else row.owner
    return [*(_words(row.name) or [("—", "")]), *said, (owner, ""), (row.place, "")]


FOUND: dict[str, Callable[[Any], Text]] = {
    "organisations.organisation": _organisation,
    "partnerships.partnership": _partnership,
    "needs.need": _need,
    "goals.goal": _goal,
    "programmes.programme": _programme,
    "goals.measure": _measure,
    "activities.activity": _activity,
    "indicators.version": _indicator,
    "rounds.action": _action,
    "equipment.device": _device,
    "people.person": _person,
    "initiatives.initiative": _initiative,
}


for one, words_of in FOUND.items():
    finding.follow(one, words_of)
