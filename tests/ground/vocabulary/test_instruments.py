"""What partners look at themselves with: complete, in order, and said in three languages."""

from pathlib import Path

import pytest

from partnerhood.ground.vocabulary import queries
from partnerhood.ground.vocabulary.choices import LANGUAGES_OF_TEXTS
from partnerhood.ground.vocabulary.queries import instruments


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
        "step_held": {"rounds": 2, "months": 6, "level": 1},
        "results_held": {"periods": 2},
        "successor_taught": {"trainers": 1, "card_level": 5},
        "money": {"months": 12},
        "things_work": {"days": 30, "months": 6},
        "what_stays": {"first_look": 6, "second_look": 12, "third_look": 24},
    }


def test_what_a_network_may_change_lies_between_two_bounds_and_can_be_asked_about() -> None:
    for one in queries.handover_criteria():
        assert set(one.asks) == set(one.limits)
        assert all(least <= one.thresholds[name] <= most for name, (least, most) in one.limits.items())
    assert [one.code for one in queries.handover_criteria() if one.always] == ["asked_by_hospital", "what_stays"]
    assert [one.code for one in queries.handover_criteria() if set(one.thresholds) - set(one.limits)] == ["what_stays"]


def test_an_explanation_says_the_thresholds_that_count() -> None:
    held = queries.handover_criteria()[1]

    assert "at least 6 months apart" in queries.explanation("handover_criteria", "step_held", "en")
    assert "at least 12 months apart" in held.explained("en", {"months": 12})
    assert "minstens 12 maanden" in held.explained("nl", {"months": 12})


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("thresholds = { months = 6 }", "does not say every threshold"),
        ("most = { days = 40 }", "of the same thresholds"),
        ("thresholds = { days = 9 }\nleast = { days = 10 }\nmost = { days = 40 }", "between its least and its most"),
        ("thresholds = { days = 9 }\nleast = { days = 1 }\nmost = { days = 40 }", "ask_days is missing"),
    ],
)
def test_a_criterion_that_cannot_be_asked_is_refused_with_its_place(tmp_path: Path, wrong: str, why: str) -> None:
    about = 'title = {en="x", nl="x", fr="x"}\nauthor="x"\nsource="x"\nlicence="x"'
    text = "explanation = {en='{days}', nl='{days}', fr='{days}'}" if "days = 9" in wrong else ""
    said = text or "explanation = {en='x', nl='x', fr='x'}"
    path = tmp_path / "criteria.toml"
    path.write_text(
        f"[about]\n{about}\nreviewed = 2026-01-01\nreview_due = 2027-01-01\n"
        f"[entries.one]\nen='x'\nnl='x'\nfr='x'\n{said}\nfact='x'\n{wrong}\n"
    )

    with pytest.raises(queries.UnreadableSheet, match=why):
        instruments.criterion(next(iter(queries.read(path))))


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
