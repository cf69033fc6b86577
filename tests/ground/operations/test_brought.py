"""A file belongs to who brought it: its name alone opens nothing."""

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from partnerhood.ground.operations.brought import NotBrought
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import files
from partnerhood.pathway.goals import actions as goals
from partnerhood.pathway.goals.models import Goal
from partnerhood.pathway.handover import actions as handovers
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.rounds import actions
from partnerhood.pathway.rounds.rules import Shown
from tests.cast import Cast, by, goal
from tests.files import PICTURE, picture_of, sound_of
from tests.pathway.handover import story as handover
from tests.pathway.rounds import story as rounds

pytestmark = pytest.mark.django_db
Deed = Callable[[str], object]


def _voice(who: Cast, author: Person, **more: str) -> object:
    return needs.voice(hospital=who.lukanga, words="De l'eau", language="fr", **more, deed=by(author))


def _page(who: Cast, proposed: Goal, photo: str) -> object:
    read = proposed.wording.fingerprint
    said = {"wording": read, "on_behalf_of": who.lukanga, "signer": "Sœur Colette", "signed_date": date(2024, 5, 22)}
    return goals.enter_paper(goal=proposed, photo=photo, **said, deed=by(who.makiese))


def _answer(who: Cast, asked: object, file: str) -> object:
    said = {"criterion": "results_held", "met": "met", "words": "Le registre", "language": "fr"}
    return handovers.answer(handover=asked, on_behalf_of=who.lukanga, file=file, **said, deed=by(who.makiese))


@pytest.fixture
def ways(who: Cast) -> dict[str, Deed]:
    """Every way in which Dr Makiese may name a picture in a deed."""
    proposed, asked, opened = goal(who), handover.asked(who), rounds.opened(who)
    return {
        "a need": lambda name: _voice(who, who.makiese, photo=name),
        "a signed page": lambda name: _page(who, proposed, name),
        "an answer": lambda name: _answer(who, asked, name),
        "a score": lambda name: rounds.own(who, opened, 2, evidence=[Shown(words="tableau", file=name)]),
    }


@pytest.mark.parametrize("way", ["a need", "a signed page", "an answer", "a score"])
def test_who_knows_a_name_gets_no_file_and_who_brings_it_does(who: Cast, ways: dict[str, Deed], way: str) -> None:
    theirs = picture_of(who.mireille)

    with pytest.raises(NotBrought):
        ways[way](theirs)

    assert ways[way](picture_of(who.makiese))


@pytest.mark.parametrize("way", ["a need", "a signed page", "an answer", "a score"])
def test_a_sound_is_no_picture(who: Cast, ways: dict[str, Deed], way: str) -> None:
    with pytest.raises(NotBrought):
        ways[way](sound_of(who.makiese))


@pytest.mark.parametrize("name", ["../../secret", "a" * 64, "A" * 64, "x", "é" * 64])
def test_what_is_no_name_of_a_file_is_refused(who: Cast, name: str) -> None:
    for field in ("voice", "photo"):
        with pytest.raises(NotBrought) as refusal:
            _voice(who, who.mireille, **{field: name})
        assert refusal.value.field == field


def test_a_picture_is_no_voice(who: Cast) -> None:
    with pytest.raises(NotBrought):
        _voice(who, who.mireille, voice=picture_of(who.mireille))


def test_a_colleague_corrects_a_score_and_keeps_its_page(who: Cast) -> None:
    opened = rounds.opened(who)
    shown = [Shown(words="tableau", file=picture_of(who.makiese))]
    rounds.own(who, opened, 2, evidence=shown)

    def again(author: Person) -> object:

        content = rounds.content(3, evidence=shown)
        said = {"round": opened, "domain": "newborn_care", "content": content}
        side = who.lukanga if author == who.albertine else who.wilgenbeke
        return actions.score(**said, on_behalf_of=side, deed=by(author))

    assert again(who.albertine)
    with pytest.raises(NotBrought):
        again(who.lotte)


def test_pieces_are_taken_the_same_way_whether_or_not_others_brought_the_file(who: Cast) -> None:
    name = hashlib.sha256(PICTURE).hexdigest()
    half = len(PICTURE) // 2

    def send(person: Person) -> list[int]:
        return [
            files.take_piece(name, at, PICTURE[at : at + half + 1], person.id)
            for at in range(0, len(PICTURE), half + 1)
        ]

    first = send(who.mireille)
    stranger = send(who.rekia)

    assert stranger == first == [half + 1, len(PICTURE)]
    assert files.is_brought(name, who.rekia.id)
    assert files.take_piece(name, 0, PICTURE[:5], who.rekia.id) == len(PICTURE)
    assert not files.is_brought(name, who.lotte.id)


def test_a_torn_piece_is_noticed_and_asked_for_again(who: Cast) -> None:
    name = hashlib.sha256(PICTURE).hexdigest()
    half, size = len(PICTURE) // 2, len(PICTURE)
    torn = bytes(half)

    def send(at: int, piece: bytes) -> int:
        return files.take_piece(name, at, piece, who.mireille.id, size)

    assert send(0, torn) == half
    assert send(half, PICTURE[half:]) == 0
    assert send(half, PICTURE[half:]) == 0
    assert send(0, PICTURE[:half]) == send(0, torn) == half
    assert send(half, PICTURE[half:]) == size
    assert files.read(name) == PICTURE


def test_what_was_torn_before_anybody_looked_begins_anew(who: Cast) -> None:
    name = hashlib.sha256(PICTURE).hexdigest()
    files.take_piece(name, 0, bytes(len(PICTURE)), who.mireille.id)

    assert files.take_piece(name, 0, PICTURE, who.mireille.id, len(PICTURE)) == len(PICTURE)
    assert files.is_brought(name, who.mireille.id)
