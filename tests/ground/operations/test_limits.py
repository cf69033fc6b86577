"""What no payload may be: without end, without a bottom, or words that nobody can see."""

import pytest

from partnerhood.ground.operations import door, limits
from partnerhood.ground.operations.refusals import Refused, TooMuch, Unreadable
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


def _deep(levels: int) -> object:
    found: object = 1
    for _ in range(levels):
        found = [found]
    return found


def _voice(who: Cast, **more: object) -> None:
    door.perform("needs.voice", {"hospital": str(who.lukanga.id), "words": "De l'eau", **more}, by(who.mireille))


def test_words_without_end_are_refused_and_a_long_story_is_not(who: Cast) -> None:
    with pytest.raises(TooMuch) as refusal:
        _voice(who, words="W " * 3_000_000)
    _voice(who, words="W" * limits.LONGEST)

    assert refusal.value.field == "words"
    assert Need.objects.count() == 1


@pytest.mark.parametrize("code", ["_", "-", "fr\n", "x" * 40, "Français", "EN"])
def test_a_language_is_a_code_of_a_language(who: Cast, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        _voice(who, language=code)

    assert refusal.value.field == "language"


@pytest.mark.parametrize("code", ["fr", "lua", "bba", "pt"])
def test_words_may_be_in_any_language_of_the_list(who: Cast, code: str) -> None:
    _voice(who, language=code)

    assert Need.objects.get().words["_"] == code


def test_what_a_funder_published_is_kept_in_its_own_code_and_at_its_own_length() -> None:
    told = {"language": "EN-gb", "title": {"EN": "W" * (limits.LONGEST + 1)}}

    limits.judge({"activity": told, "source": "x"})

    with pytest.raises(TooMuch):
        limits.judge({"content": told["title"]})


@pytest.mark.parametrize("place", ["content", "agreement"])
def test_what_is_signed_says_in_a_known_language_what_it_says(place: str) -> None:
    with pytest.raises(Unreadable):
        limits.judge({place: {"language": "_", "words": "x"}})


@pytest.mark.parametrize("words", ["\u200b", " \u200b\u2060 ", "\u3164", "\ufeff\u00a0", "\x07"])
def test_words_that_nobody_sees_are_no_words(who: Cast, words: str) -> None:
    with pytest.raises(Unreadable):
        _voice(who, words=words)


@pytest.mark.parametrize("words", ["", "  ", "\u00a0\n"])
def test_empty_words_are_for_the_action_to_judge(who: Cast, words: str) -> None:
    with pytest.raises(needs.NothingSaid):
        _voice(who, words=words)


def test_lists_in_lists_have_a_bottom(who: Cast) -> None:
    with pytest.raises(TooMuch):
        _voice(who, domain=_deep(limits.DEEPEST + 1))

    assert limits.is_bottomless(_deep(5_000))
    assert not limits.is_bottomless(_deep(limits.DEEPEST))


def test_a_number_without_end_is_no_number(who: Cast) -> None:
    with pytest.raises(Refused):
        _voice(who, voice_seconds=float("inf"))
