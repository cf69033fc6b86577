"""What counts as a score, and what is talked about first."""

from partnerhood.ground.vocabulary.choices import Outside
from partnerhood.pathway.rounds import rules
from partnerhood.pathway.rounds.rules import Content, Scorer, Shown, Talk


def test_the_lower_answer_counts() -> None:
    assert rules.lower("4", "2") == 2
    assert rules.lower("not_chosen", "2") == Outside.NOT_CHOSEN
    assert rules.lower("do_not_know", "2") == Outside.DO_NOT_KNOW


def test_the_widest_difference_comes_first_then_the_lowest_step() -> None:
    talks = [
        Talk("a", 3, (3,)),
        Talk("b", 2, (4,)),
        Talk("c", 1, (1,)),
        Talk("d", 5, ()),
        Talk("e", 2, (Outside.DO_NOT_KNOW,)),
    ]

    assert rules.in_order(talks) == ["e", "b", "c", "a", "d"]


def test_from_step_three_up_something_lies_on_the_table() -> None:
    bare = Content(keeps_it_going="3", as_agreed="3", evidence=[Shown(words=" ")])

    assert rules.lacks_evidence(bare)
    assert not rules.lacks_evidence(bare.model_copy(update={"evidence": [Shown(words="roster")]}))
    assert not rules.lacks_evidence(bare.model_copy(update={"as_agreed": "2"}))


def test_the_hospital_scores_with_two_functions_one_from_the_ward() -> None:
    def content(*scorers: Scorer) -> Content:
        return Content(keeps_it_going="2", as_agreed="2", scorers=list(scorers))

    nurse, other = Scorer(function="nurse", of_the_ward=True), Scorer(function="Nurse")
    director = Scorer(function="director")

    assert [
        rules.lacks_voices(content(*who)) for who in ([nurse], [nurse, other], [director, other], [nurse, director])
    ] == [
        True,
        True,
        True,
        False,
    ]


def test_who_does_not_choose_needs_no_reason() -> None:
    assert not rules.lacks_voices(Content(keeps_it_going="not_chosen", as_agreed="not_chosen"))
    assert rules.nobody_chose([Outside.NOT_CHOSEN, Outside.NOT_CHOSEN], 2)
    assert not rules.nobody_chose([Outside.NOT_CHOSEN], 2)
