"""What the door knows while it is held is never older than the deed before."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerhood.ground.operations import door, held, models, verifying, witness
from partnerhood.ground.operations.registry import kinds
from partnerhood.ground.people.models import Role
from partnerhood.pathway.needs.models import Need
from tests.cast import Cast, by

pytestmark = pytest.mark.django_db


def voiced(who: Cast, words: str) -> door.Said:
    """A need that Mireille says."""
    payload: dict[str, object] = {"hospital": str(who.lukanga.id), "words": words, "language": "fr"}
    return door.Said(kinds["needs.voice"], payload, by(who.mireille))


def test_whose_role_ended_a_moment_ago_is_a_stranger_to_the_next_deed_of_the_same_slice(who: Cast) -> None:
    role = Role.objects.get(person=who.mireille)
    ends = door.Said(kinds["people.end_role"], {"role": str(role.id)}, by(who.albertine))

    outcomes = list(door.perform_many([voiced(who, "eau"), ends, voiced(who, "feu")]))

    assert [one.state for one in outcomes] == ["applied", "applied", "refused"]
    assert [need.words["fr"]["words"] for need in Need.objects.all()] == ["eau"]


def test_a_refused_deed_between_two_leaves_books_that_fit(who: Cast) -> None:
    outcomes = list(door.perform_many([voiced(who, "eau"), voiced(who, " "), voiced(who, "feu")]))

    assert [one.state for one in outcomes] == ["applied", "refused", "applied"]
    assert list(verifying.faults(witness.Noted())) == []
    numbers = models.Operation.objects.filter(kind="needs.voice").values_list("applied", flat=True)
    assert max(numbers) - min(numbers) == 1


def test_deeds_of_one_slice_look_up_their_book_once(who: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "SLICE_SECONDS", 60)
    list(door.perform_many([voiced(who, "eau")]))

    with CaptureQueriesContext(connection) as asked:
        list(door.perform_many([voiced(who, f"eau {number}") for number in range(10)]))

    said = [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT")]
    assert [sum(table in one for one in said) for table in ("operations_book", "operations_chain")] == [1, 1]


def test_what_is_found_while_the_door_is_held_is_looked_up_again_when_such_a_row_was_written() -> None:
    found = iter(range(10))

    def look() -> int:
        return held.once("it", lambda: next(found), until=("people.role",))

    with held.holding():
        first, second = look(), look()
        held.wrote("people.person")
        third = look()
        held.wrote("people.role")
        fourth = look()
        held.forget()
        fifth = look()

    on_sqlite = connection.vendor == "sqlite"
    assert [first, second, third, fourth, fifth] == ([0, 0, 0, 1, 2] if on_sqlite else [0, 1, 2, 3, 4])


def test_outside_of_the_door_nothing_is_remembered() -> None:
    found = iter(range(10))

    assert [held.once("it", lambda: next(found)) for _ in range(3)] == [0, 1, 2]
    assert not held.is_known("it")
