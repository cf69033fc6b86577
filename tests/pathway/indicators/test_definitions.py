"""The sixty definitions can be read, and say in three languages what is counted and how it misleads."""

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS
from partnerhood.ground.vocabulary.queries import UnknownCode, UnknownList, UnreadableSheet
from partnerhood.pathway.indicators import queries
from partnerhood.pathway.indicators.choices import Direction, RollUp
from partnerhood.pathway.indicators.queries import Definition

BESIDE_THE_PROJECT = Path(__file__).resolve().parents[3].parent / "shared" / "data"
REFERENCE = Path(os.environ.get("PARTNERHOOD_REFERENCE_DATA") or BESIDE_THE_PROJECT)
LISTS = ("directions", "kinds", "levels", "parts", "periods", "roll_ups", "splits", "units")
every_definition = pytest.mark.parametrize("one", queries.definitions(), ids=lambda one: one.code)


def test_there_are_sixty_definitions_numbered_from_one() -> None:
    assert [one.number for one in queries.definitions()] == list(range(1, 61))


@every_definition
def test_a_definition_says_everything_in_every_language(one: Definition) -> None:
    texts = (one.name, one.why, one.numerator, one.denominator, one.source, one.beware)

    for language in LANGUAGES_OF_TEXTS:
        assert all(getattr(text, language) == getattr(text, language).strip() for text in texts)
    assert all(len({text.en, text.nl, text.fr}) > 1 for text in (one.why, one.beware))


@every_definition
def test_a_warning_and_a_reason_are_sentences(one: Definition) -> None:
    for text in (one.why, one.beware):
        assert all(getattr(text, language)[-1] in ".?!" for language in LANGUAGES_OF_TEXTS)


@every_definition
def test_percentages_say_so_to_iati(one: Definition) -> None:
    assert one.iati == (2 if one.unit == "percent" else 1)


@every_definition
def test_only_a_measure_with_limits_of_its_own_has_a_band(one: Definition) -> None:
    assert one.band is None or one.direction == Direction.BAND


@every_definition
def test_a_definition_has_an_author_and_a_day_to_be_read_again(one: Definition) -> None:
    assert one.about.author.startswith("Partnerhood")
    assert one.about.reviewed < one.about.review_due


@every_definition
def test_amounts_of_money_are_never_added_between_places(one: Definition) -> None:
    if "value" in one.numerator.en.lower() or one.unit == "local_currency":
        assert one.over_places == RollUp.NONE


def test_the_measures_of_the_demo_story_are_there() -> None:
    codes = """newborn_breathing_60s newborn_deaths_in_hospital devices_working_today tracer_stock_out hand_hygiene
        accounts_closed_on_time rehabilitation_two_days surgical_checklist_complete caesarean_wound_infection""".split()

    assert [queries.definition(code).code for code in codes] == codes


def test_a_domain_finds_its_measures() -> None:
    found = [one.code for one in queries.definitions_for("newborn_care")]

    assert found == [
        "newborn_deaths_in_hospital",
        "newborn_breathing_60s",
        "skin_to_skin_24h",
        "mother_and_baby_seen_3_days",
    ]


def test_measures_of_people_are_marked_so_that_small_groups_stay_hidden() -> None:
    assert queries.definition("newborn_deaths_in_hospital").counts_people
    assert not queries.definition("device_uptime").counts_people


def test_what_expired_may_be_worth_more_than_what_came_in() -> None:
    assert not queries.definition("value_expired").is_share
    assert queries.definition("hand_hygiene").is_share


def test_a_form_offers_every_definition_under_its_level() -> None:
    offered = [code for _, group in queries.definition_choices(queries.definitions(), "fr") for code, _ in group]

    assert sorted(offered) == sorted(one.code for one in queries.definitions())


@pytest.mark.parametrize("list_name", LISTS)
def test_every_small_list_speaks_three_languages(list_name: str) -> None:
    for language in LANGUAGES_OF_TEXTS:
        names = [name for _, name in queries.choices(list_name, language)]

        assert all(names)
        assert len(set(names)) == len(names)


def test_the_words_of_a_list_are_those_of_the_closed_lists_in_code() -> None:
    assert sorted(queries.words("roll_ups")) == sorted(RollUp)
    assert sorted(queries.words("directions")) == sorted(Direction)


def test_names_are_said_in_the_language_of_the_reader() -> None:
    assert queries.name("hand_hygiene", "fr") == "Hygiène des mains au bon moment"
    assert queries.word("periods", "quarter", "nl") == "kwartaal"
    assert queries.unit("per_1000").times == 1000
    assert queries.period("half_year").months == 6


def test_what_we_do_not_know_is_shown_as_it_is_or_refused_plainly() -> None:
    assert queries.name("sleep_quality", "fr") == "sleep_quality"
    for ask, refusal in (
        (lambda: queries.definition("sleep_quality"), UnknownCode),
        (lambda: queries.unit("furlong"), UnknownCode),
        (lambda: queries.words("soups"), UnknownList),
    ):
        with pytest.raises(refusal):
            ask()


def test_a_fault_in_a_definition_names_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = (queries.DATA / "definitions" / "staff.toml").read_text(encoding="utf-8")
    (tmp_path / "definitions").mkdir()
    faulty = tmp_path / "definitions" / "staff.toml"
    faulty.write_text(content.replace('unit = "percent"', 'unit = "dozen"', 1), encoding="utf-8")
    for list_name in LISTS:
        queries.words(list_name)
    monkeypatch.setattr("partnerhood.pathway.indicators.queries.ready.DATA", tmp_path)

    with pytest.raises(UnreadableSheet, match=r"staff\.toml, line \d+, entry 'can_do_my_work_well': unit 'dozen'"):
        queries.definitions.__wrapped__()


def test_the_sector_codes_are_those_of_the_public_list() -> None:
    path = REFERENCE / "iati" / "codelists" / "Sector.xml"
    if not path.exists():
        pytest.skip("the IATI codelist Sector is not beside the project; set PARTNERHOOD_REFERENCE_DATA")
    known = {
        item.findtext("code")
        for item in ElementTree.parse(path).iter("codelist-item")
        if item.get("status") == "active"
    }

    assert sorted({one.dac for one in queries.definitions()} - known) == []
