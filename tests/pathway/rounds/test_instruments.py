"""Questionnaires as data: complete, in order, said in three languages, and read with plain words about what is wrong."""

import pytest

from partnerhood.ground.vocabulary import queries as vocabulary
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS, Outside
from partnerhood.pathway.partnerships.models import Partnership
from partnerhood.pathway.rounds import queries, rules
from partnerhood.pathway.rounds.choices import LooksAt
from partnerhood.pathway.rounds.queries import instruments

ALL = list(queries.questionnaires().values())
ITEMS = [item for one in ALL for item in one.items.values()]
ABOUT = """
[about]
title = { en = "Soups", nl = "Soepen", fr = "Soupes" }
author = "a cook"
source = "the kitchen"
licence = "ours"
reviewed = 2026-11-20
review_due = 2027-11-20
"""
ASKS = """
[instrument]
looks_at = "partnership"
minutes = 10
people = 1
look_from = 3
"""
LEVELS = """
[levels]
1 = { en = "thin", nl = "dun", fr = "claire" }
2 = { en = "thick", nl = "dik", fr = "épaisse" }
"""
LEEK = """
[entries.leek]
en = "Leek"
nl = "Prei"
fr = "Poireau"
level_1 = { en = "water", nl = "water", fr = "de l'eau" }
level_2 = { en = "soup", nl = "soep", fr = "de la soupe" }
"""


def read(content: str) -> queries.Instrument:
    return instruments.read("soups", vocabulary.parsed("soups.toml", content, also=instruments.TABLES))


def test_the_health_check_has_ten_questions_and_takes_25_minutes_and_the_agenda_five_conditions() -> None:
    found = queries.questionnaires()

    assert {code: len(one.items) for code, one in found.items()} == {"health_check": 10, "five_conditions": 5}
    assert found["health_check"].minutes(10) == 25
    assert {one.looks_at for one in ALL} == {LooksAt.PARTNERSHIP}


@pytest.mark.parametrize("item", ITEMS, ids=lambda one: one.code)
def test_the_levels_of_a_question_differ_in_every_language_and_it_says_what_to_look_at(item: queries.Item) -> None:
    for language in LANGUAGES_OF_TEXTS:
        assert len({getattr(level, language) for level in item.levels}) == 4
        assert item.ask_to_see and getattr(item.ask_to_see, language).endswith(".")


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.code)
def test_every_questionnaire_says_who_answers_for_it_and_under_which_licence(one: queries.Instrument) -> None:
    about = vocabulary.read(instruments.DATA / f"{one.code}.toml", also=instruments.TABLES).about

    assert about.author and one.source and one.licence
    assert one.explanation and one.whole and about.reviewed < about.review_due


def test_beside_every_condition_stands_what_can_be_counted() -> None:
    conditions = queries.questionnaires()["five_conditions"].items.values()

    assert [one.code for one in conditions if one.counted is None] == []


def test_a_number_is_never_said_without_its_words() -> None:
    check = queries.questionnaires()["health_check"]

    assert check.seen_at("honest_words", 1) == "Saying no is not done."
    assert check.seen_at("honest_words", Outside.DO_NOT_KNOW) == "Don't know"
    assert check.seen_at("a question of a newer file", 2) == "Sometimes; one side carries it"
    assert check.item_name("a question of a newer file") == "a question of a newer file"


def test_the_ladder_is_an_instrument_like_any_other_with_its_domains_for_questions() -> None:
    ladder = queries.ladder()

    assert (ladder.top, ladder.minutes(3), ladder.item_name("maternity")) == (
        5,
        3 * rules.MINUTES_A_DOMAIN,
        "Maternity",
    )
    assert ladder.seen_at("maternity", 5) == "We teach it"
    assert (ladder.people_of(at_hospital=True), ladder.people_of(at_hospital=False)) == (2, 1)


def test_the_five_conditions_are_asked_of_many_and_the_health_check_of_everybody() -> None:
    twins, city = Partnership(kind="twinning"), Partnership(kind="city-network")

    assert [one.code for one in queries.offered(twins)] == ["health_check"]
    assert {one.code for one in queries.offered(city)} == {"health_check", "five_conditions"}


def test_a_whole_file_is_read() -> None:
    found = read(ABOUT + ASKS + LEVELS + LEEK)

    assert (found.top, list(found.items), found.items["leek"].levels[1].fr) == (2, ["leek"], "de la soupe")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (ABOUT + ASKS + LEVELS, "soups.toml, line 1, entry 'instrument': there is no question under [entries]."),
        (
            ABOUT + ASKS.replace("10", "0") + LEVELS + LEEK,
            "soups.toml, line 1, entry 'instrument': minutes must lie from 1 to 600.",
        ),
        (
            ABOUT + ASKS.replace('"partnership"', '"a person"') + LEVELS + LEEK,
            "soups.toml, line 1, entry 'instrument': looks_at must be one of hospital, partnership, not 'a person'.",
        ),
        (
            ABOUT + ASKS + LEVELS.replace("2 = ", "3 = ") + LEEK,
            "soups.toml, line 1, entry 'levels': 2 is missing.",
        ),
        (
            ABOUT + ASKS + '[levels]\n1 = { en = "one", nl = "een", fr = "un" }\n' + LEEK,
            "soups.toml, line 1, entry 'levels': there are from 2 to 5 levels.",
        ),
        (
            ABOUT + ASKS + LEVELS + LEEK + 'level_3 = { en = "stew", nl = "stoofpot", fr = "ragoût" }\n',
            "soups.toml, line 20, entry 'leek': nobody reads level_3; is it a typing fault?.",
        ),
        (
            ABOUT + ASKS + 'kinds = ["kitchen"]\n' + LEVELS + LEEK,
            "soups.toml, line 1, entry 'instrument': kinds must be out of twinning, regional, education-region, "
            "city-network, exploration, not 'kitchen'.",
        ),
        (
            ABOUT + ASKS + LEVELS + LEEK + "[soups]\n",
            "soups.toml: only [about], [instrument], [levels] and [entries] are read, not soups.",
        ),
        ("entries = 3\n" + ABOUT + ASKS + LEVELS, "soups.toml: [entries] must hold fields."),
    ],
)
def test_a_fault_in_a_file_is_said_in_plain_words(content: str, sentence: str) -> None:
    with pytest.raises(vocabulary.UnreadableSheet) as fault:
        read(content)

    assert str(fault.value) == sentence
