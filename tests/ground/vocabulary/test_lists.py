"""Every list can be read, says who answers for it, and speaks three languages."""

from pathlib import Path

import pytest
from django.utils import translation

from partnerhood.ground.vocabulary import queries, rules
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS, Outside
from partnerhood.ground.vocabulary.queries import UnreadableSheet

OF_THE_STORY = """newborn_care maternity technique_it_maintenance pharmacy_stock hygiene_wound_care hospital_organisation
    dental_care surgery laboratory rehabilitation imaging data_records anaesthesia""".split()
ABOUT = """
[about]
title = { en = "Soups", nl = "Soepen", fr = "Soupes" }
author = "a cook"
source = "the kitchen"
licence = "none"
reviewed = 2026-11-20
review_due = 2027-11-20
"""


@pytest.mark.parametrize("list_name", queries.lists())
def test_every_entry_of_every_list_has_a_name_in_three_languages(list_name: str) -> None:
    names = [
        getattr(one.name, language) for one in queries.terms(list_name).values() for language in LANGUAGES_OF_TEXTS
    ]

    assert names
    assert [name for name in names if name != name.strip() or not name] == []


@pytest.mark.parametrize("list_name", queries.lists())
def test_every_list_says_who_answers_for_it_and_when_it_must_be_read_again(list_name: str) -> None:
    about = queries.about(list_name)

    assert about.author and about.source and about.licence
    assert about.reviewed < about.review_due


@pytest.mark.parametrize("list_name", [one for one in queries.lists() if one not in ("ladder",)])
def test_two_entries_of_a_list_never_have_the_same_name(list_name: str) -> None:
    for language in LANGUAGES_OF_TEXTS:
        names = [getattr(one.name, language).casefold() for one in queries.terms(list_name).values()]

        assert sorted({one for one in names if names.count(one) > 1}) == []


def test_the_ladder_has_exactly_five_steps() -> None:
    assert [step.number for step in queries.ladder()] == list(rules.STEPS)


def test_the_answers_outside_the_ladder_are_not_chosen_and_do_not_know() -> None:
    assert list(queries.terms("outside_the_ladder")) == list(Outside)


def test_the_domains_of_the_demo_story_are_there() -> None:
    assert [code for code in OF_THE_STORY if not queries.is_known("domains", code)] == []


def test_three_themes_come_with_every_hospital() -> None:
    themes = [one.code for one in queries.transversal_domains()]

    assert themes == ["technique_it_maintenance", "hygiene_wound_care", "hospital_organisation"]


def test_the_tree_holds_every_domain_once() -> None:
    def codes(branches: tuple[queries.Branch, ...]) -> list[str]:
        return [code for one in branches for code in (one.term.code, *codes(one.inside))]

    found = codes(queries.domain_tree())

    assert sorted(found) == sorted([*queries.terms("levels_of_support"), *queries.terms("domains")])


def test_the_choices_of_a_form_offer_every_domain_under_its_level() -> None:
    offered = [code for _, group in queries.domain_choices("nl") for code, _ in group]

    assert sorted(offered) == sorted(queries.terms("domains"))


def test_a_name_is_said_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        assert queries.name("domains", "maternity") == "Maternité"
    with translation.override("nl-be"):
        assert queries.name("domains", "maternity") == "Materniteit"


def test_a_language_we_do_not_have_falls_back_to_english() -> None:
    assert queries.name("domains", "maternity", "sw") == "Maternity"


def test_a_code_from_a_newer_list_is_shown_as_it_is() -> None:
    assert queries.name("domains", "sleep_clinic", "fr") == "sleep_clinic"


def test_asking_for_an_unknown_thing_is_a_plain_refusal() -> None:
    with pytest.raises(queries.UnknownCode):
        queries.domain("sleep_clinic")
    with pytest.raises(queries.UnknownList):
        queries.terms("soups")


def test_countries_are_offered_by_name_whatever_the_accents() -> None:
    names = [name for _, name in queries.choices("countries", "fr")]

    assert names.index("Égypte") < names.index("El Salvador" if "El Salvador" in names else "Salvador")
    assert names[:2] == ["Afghanistan", "Afrique du Sud"]


def test_another_language_is_offered_last() -> None:
    assert [code for code, _ in queries.choices("languages", "nl")][-2:] == ["sgn", "mul"]


def test_a_step_and_an_answer_outside_the_ladder_both_have_a_label() -> None:
    assert queries.step_name(5, "nl") == "Wij leren het anderen"
    assert queries.step_name(Outside.DO_NOT_KNOW, "fr") == "Je ne sais pas"


def test_names_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    queries.name("countries", "BJ", "fr")
    monkeypatch.setattr(Path, "read_text", lambda *_, **__: pytest.fail("the file was read again"))

    assert queries.name("countries", "CD", "fr") == "RD Congo"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            '[entries]\nleek = { en = "Leek", nl = "Prei" }',
            "soups.toml, line 11, entry 'leek': name has no text in fr.",
        ),
        (
            '[entries.leek]\nen = "Leek"\nnl = "Prei"\nfr = "Poireau"\nstep = 3',
            "soups.toml, line 10, entry 'leek': nobody reads step; is it a typing fault?.",
        ),
        ('[entries]\nleek = "Prei"', "soups.toml, line 11, entry 'leek': must hold fields."),
        ("[soups]\n", "soups.toml: only [about] and [entries] are read, not soups."),
    ],
)
def test_a_fault_in_a_file_names_the_file_the_line_and_the_entry(tmp_path: Path, content: str, sentence: str) -> None:
    sheet = tmp_path / "soups.toml"
    sheet.write_text(ABOUT + "\n" + content, encoding="utf-8")

    with pytest.raises(UnreadableSheet) as fault:
        for row in queries.read(sheet):
            row.name()
            row.finished()

    assert str(fault.value) == sentence


def test_the_same_code_twice_is_a_fault(tmp_path: Path) -> None:
    sheet = tmp_path / "soups.toml"
    sheet.write_text(ABOUT + "[entries]\nleek = {}\nleek = {}\n", encoding="utf-8")

    with pytest.raises(UnreadableSheet, match=r"soups\.toml: Cannot overwrite a value"):
        queries.read(sheet)


def test_a_review_that_is_due_before_it_was_done_is_a_fault(tmp_path: Path) -> None:
    sheet = tmp_path / "soups.toml"
    sheet.write_text(ABOUT.replace("2027", "2025"), encoding="utf-8")

    with pytest.raises(UnreadableSheet, match="review_due must come after reviewed"):
        queries.read(sheet)
