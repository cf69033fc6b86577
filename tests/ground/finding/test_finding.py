"""Words lead to what they stand in: whole, in their stems, and as soon as their beginning is typed."""

from uuid import UUID

import pytest

from partnerhood.ground.finding import queries, rules
from partnerhood.ground.finding.models import Stem
from partnerhood.ground.operations import writing
from partnerhood.ground.records import ids
from tests.cast import Cast, need

TITLES = {
    "fr": "Le concentrateur d'oxygène est en panne",
    "nl": "De zuurstofconcentrator is kapot",
    "en": "The oxygen concentrator is broken",
}


@pytest.fixture
def three(db: None) -> dict[str, UUID]:
    """The same need in three languages, each an entry of its own."""
    keys = {language: ids.named(f"found in {language}") for language in TITLES}
    with writing.hand():
        for language, key in keys.items():
            queries.index(key, "needs.need", TITLES[language], rules.stems(TITLES[language], language))
    return keys


def found(question: str) -> set[UUID]:
    """What a question leads to."""
    return {entry.row for entry in queries.matching(question)}


@pytest.mark.parametrize(
    "question", ["oxyg", "oxygè", "OXYGE", "oxyg pan", "pan oxyg", "concentrateur oxyg", "oxyg concentr"]
)
def test_the_beginning_of_a_word_leads_to_it_wherever_it_stands_in_the_question(
    three: dict[str, UUID], question: str
) -> None:
    assert three["fr"] in found(question)


def test_a_beginning_leads_to_it_in_every_language_of_the_house(three: dict[str, UUID]) -> None:
    assert found("oxyg") == {three["fr"], three["en"]}
    assert found("zuurst") == {three["nl"]}
    assert found("brok") == {three["en"]}
    assert found("concent") == {three["fr"], three["en"]}


def test_every_word_has_to_be_there(three: dict[str, UUID]) -> None:
    assert found("oxyg lanterne") == set()
    assert found("oxyg kap") == set()


def test_two_letters_are_no_beginning_and_a_word_goes_no_further_than_it_is_typed(three: dict[str, UUID]) -> None:
    assert found("ox") == found("oxygenes2") == found("xyg") == found("oxyx") == set()


@pytest.mark.parametrize("question", ["oxy%", "o_ygene", "%%%", "___", "ox*", "oxy'--", "\\oxyx", "💧💧💧", ""])
def test_signs_that_a_database_reads_as_its_own_are_no_joker(three: dict[str, UUID], question: str) -> None:
    wanted = {three["fr"], three["en"]} if question in ("oxy%", "oxy'--") else set()

    assert found(question) == wanted


def test_letters_that_come_late_in_the_alphabet_are_found_by_their_beginning_too(db: None) -> None:
    key = ids.named("far letters")
    with writing.hand():
        queries.index(key, "needs.need", "Žižkův 日本語 zzzzz", rules.stems("Žižkův 日本語 zzzzz"))

    assert found("ziz") == found("日本語") == found("zzz") == {key}


def test_a_beginning_is_read_in_the_index(db: None) -> None:
    told = Stem.objects.filter(stem__startswith="oxyg").explain()

    assert "SCAN" not in told
    assert "finding_stem_entry" in told or "Seq Scan" in told  # PostgreSQL reads an empty table as it lies


def test_what_was_written_before_its_kind_could_be_found_is_found_later(
    who: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "_looked_through", set())
    for number in range(3):
        need(who, f"Un concentrateur {number}")
    monkeypatch.setattr(queries, "AT_ONCE", 2)
    while queries.catch_up():
        pass
    before = list(queries.matching("concentrateur"))
    with writing.hand():
        for entry in before:
            queries.forget(entry.row)
    assert not queries.matching("concentrateur").exists()
    assert queries.catch_up() == 0  # it was looked through; the next start looks anew

    queries._looked_through.clear()
    caught = [queries.catch_up(), queries.catch_up(), queries.catch_up()]

    assert caught == [2, 1, 0]
    assert list(queries.matching("concentrateur")) == before
