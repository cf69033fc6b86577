"""What somebody changes behind the door is found, and its place is named; the witness outside knows of a cut tail."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import DataError, IntegrityError, connection, transaction

from partnerhood.ground.operations import chain, door, erasing, models, travelling, verifying, witness
from partnerhood.ground.operations.guard import building
from partnerhood.ground.people import actions as people
from partnerhood.ground.records import canonical, files
from partnerhood.pathway.needs import actions as needs
from tests.cast import Cast, agreed_goal, by, need
from tests.contracts.node import NIGHT
from tests.ground.operations import told
from tests.ground.operations.tampering import mutate

pytestmark = pytest.mark.django_db

MUTATIONS = int(24 * NIGHT)


@pytest.fixture
def lived(who: Cast) -> Cast:
    """A node on which a goal was agreed, words are disputed, somebody was erased, and another node's deeds arrived."""
    agreed_goal(who)
    voiced = need(who, "un")
    base = models.Touch.objects.get(row=voiced.id, latest=True).operation_id
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))
    tablet = replace(by(who.mireille, base), device=uuid.uuid4(), keeps_both=True)
    door.perform("needs.reword", {"need": str(voiced.id), "words": "trois", "language": "fr"}, tablet)
    people.erase(person=who.katrien, deed=by(who.katrien))
    erased = models.Operation.objects.get(kind="people.erase").id
    erasing.erase(who.katrien.id, by=erased, keep={erased})
    _another_node_speaks(who)
    return who


def _another_node_speaks(who: Cast) -> None:
    twin = next(said for said in told.everything() if said["kind"] == "needs.voice" and said["payload"])
    first = told.as_told_elsewhere(twin, payload=None)
    text = canonical.text({"hospital": str(who.lukanga.id), "words": "loin", "language": "fr"})
    payload = {"salt": "s", "text": text}
    fresh = {"id": str(uuid.uuid4()), "fingerprint": canonical.sealed("s", text), "payload": payload}
    second = told.as_told_elsewhere(twin, number=2, previous=first["head"], **fresh)
    kept_away = {"id": str(uuid.uuid4()), "payload": None}
    third = told.as_told_elsewhere(twin, number=3, previous=second["head"], **kept_away)
    states = [arrival.state for arrival in travelling.arrive([first, second, third])]
    assert states == ["known", "applied", "applied"]


def _noted() -> witness.Noted:
    node = chain.open_node()
    books = models.Book.objects.exclude(applied=0)
    return witness.Noted((node.id, node.epoch), {one.id: witness.Head(one.id, one.applied, one.seal) for one in books})


def test_what_was_only_done_through_the_door_fits(lived: Cast) -> None:
    assert list(verifying.faults(_noted())) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.once) for part in range(1, 5))])
def test_every_mutation_is_found_and_its_place_is_named(lived: Cast, part: int) -> None:
    noted = _noted()
    chance = random.Random(20260101 + part)
    found, missed = 0, []
    while found < MUTATIONS:
        point = transaction.savepoint()
        try:
            mutation = mutate(chance)
        except (IntegrityError, DataError):  # the database itself refused it
            mutation = None
        if mutation:
            faults = list(map(str, verifying.faults(noted)))
            if not any(name in fault for fault in faults for name in mutation.names):
                missed.append((mutation.what, faults[:3]))
            found += 1
        transaction.savepoint_rollback(point)

    assert missed == []


def _say(statement: str, *values: Any) -> None:
    with building(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def _key(value: uuid.UUID) -> Any:
    return models.Operation._meta.pk.get_db_prep_value(value, connection)


def _cut(operation: models.Operation) -> None:
    """Take the last deed of a book away so that everything left fits together."""
    before = models.Operation.objects.get(book=operation.book_id, applied=operation.applied - 1)
    added = models.Touch.objects.get(operation=operation)
    for table in ("operations_touch", "operations_fieldwrite", "operations_payload"):
        _say(f"DELETE FROM {table} WHERE operation_id = %s", _key(operation.id))
    _say("DELETE FROM operations_operation WHERE id = %s", _key(operation.id))
    _say("DELETE FROM needs_need WHERE id = %s", _key(added.row))
    with building():
        models.Book.objects.filter(pk=operation.book_id).update(
            applied=before.applied, seal=before.seal, reach=before.reach
        )
        models.Chain.objects.filter(book=operation.book_id, origin=operation.origin).update(
            length=before.number, head=before.head
        )


def test_a_cut_tail_that_was_made_to_fit_is_known_to_the_witness(who: Cast) -> None:
    needs.voice(hospital=who.lukanga, words="eau", language="fr", deed=by(who.mireille))
    last = models.Operation.objects.get(kind="needs.voice")
    noted = _noted()
    _cut(last)

    silent = list(verifying.faults(witness.Noted()))
    told_by_witness = list(map(str, verifying.faults(noted)))

    assert silent == []
    assert len(told_by_witness) == 1
    assert str(who.lukanga.id) in told_by_witness[0]
    assert "its tail was cut" in told_by_witness[0]


def test_a_history_that_was_written_anew_is_known_to_the_witness(who: Cast) -> None:
    needs.voice(hospital=who.lukanga, words="eau", language="fr", deed=by(who.mireille))
    last, noted = models.Operation.objects.get(kind="needs.voice"), _noted()
    last.author = who.albertine.id
    last.head = canonical.fingerprint(chain.header_text(last))
    before = models.Operation.objects.get(book=last.book_id, applied=last.applied - 1)
    last.seal = chain.seal(before.seal, last)
    with building():
        last.save()
        models.Book.objects.filter(pk=last.book_id).update(seal=last.seal)
        models.Chain.objects.filter(book=last.book_id).update(head=last.head)

    assert list(verifying.faults(witness.Noted())) == []
    assert ["written anew" in str(fault) for fault in verifying.faults(noted)] == [True]


def test_a_changed_file_is_named(who: Cast, tmp_path: Path, settings: LazySettings) -> None:
    settings.MEDIA_ROOT = tmp_path
    name = files.keep(b"\xff\xd8\xff a photo")
    files.path(name).write_bytes(b"\xff\xd8\xff another photo")

    assert [str(fault) for fault in verifying.faults(_noted())] == [f"file {name}: was changed"]


@pytest.fixture
def folder(tmp_path: Path, settings: LazySettings) -> Iterator[Path]:
    """A data folder of its own."""
    settings.DATA = tmp_path
    yield tmp_path


def test_the_witness_remembers_the_furthest_head_and_skips_half_a_line(folder: Path) -> None:
    book, node = uuid.uuid4(), uuid.uuid4()
    witness.note_node(node, 2)
    for turn in (1, 3, 2):
        witness.note(witness.Head(book, turn, f"{turn}" * 64))
    with witness.path().open("a") as file:
        file.write(f"{book} 9 abc")

    assert witness.noted() == witness.Noted((node, 2), {book: witness.Head(book, 3, "3" * 64)})

    witness.begin_anew(witness.noted())
    assert len(witness.path().read_text().splitlines()) == 2
