"""What partners look at themselves with: complete, in order, and said in three languages."""

import pytest

from partnerhood.ground.vocabulary import queries
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS


def test_the_hand_over_has_ten_criteria_and_begins_with_the_hospital() -> None:
    codes = [one.code for one in queries.handover_criteria()]

    assert codes == [
        "asked_by_hospital",
        "step_held",
        "results_held",
        "owner_and_deputy",
        "successor_taught",
        "money",
        "protocols",
        "things_work",
        "authorities_know",
        "what_stays",
    ]


def test_the_thresholds_of_the_hand_over_are_ours_to_start_with() -> None:
    thresholds = {one.code: dict(one.thresholds) for one in queries.handover_criteria() if one.thresholds}

    assert thresholds == {
        "step_held": {"rounds": 2, "months": 6},
        "results_held": {"periods": 2},
        "successor_taught": {"trainers": 1, "card_level": 5},
        "money": {"months": 12},
        "things_work": {"days": 30, "months": 6},
        "what_stays": {"first_look": 6, "second_look": 12, "third_look": 24},
    }


def test_the_thresholds_cannot_be_changed_by_the_way() -> None:
    with pytest.raises(TypeError):
        queries.handover_criteria()[1].thresholds["months"] = 1  # type: ignore[index]


@pytest.mark.parametrize("questions", ["questions_to_patients", "questions_to_staff"])
def test_a_small_questionnaire_has_five_questions(questions: str) -> None:
    assert len(queries.terms(questions)) == 5
    for one in queries.terms(questions).values():
        assert all(getattr(one.name, language).endswith("?") for language in LANGUAGES_OF_TEXTS)


@pytest.mark.parametrize("step", queries.ladder(), ids=lambda one: one.code)
def test_a_step_has_a_cue_for_each_level_of_support(step: queries.Step) -> None:
    assert list(step.looks_like) == ["clinical", "support", "organisation"]


def test_no_way_to_end_is_called_failure() -> None:
    words = " ".join(
        text
        for one in queries.terms("endings").values()
        for said in (one.name, one.explanation)
        if said
        for text in (said.en, said.nl, said.fr)
    ).casefold()

    assert [word for word in ("fail", "misluk", "échec", "echec", "échou") if word in words] == []
