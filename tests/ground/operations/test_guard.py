"""Nothing is written around the door, however it is said."""

import uuid

import pytest
from django.db import connection, transaction

from partnerhood.ground.operations import guard, writing
from partnerhood.ground.operations.guard import WriteOutsideTheDoor
from partnerhood.pathway.needs.models import Need, Offer
from tests.cast import Cast, need

WRITES = [
    "INSERT INTO needs_need (id) VALUES (1)",
    'insert into "needs_need" select * from account_emailaddress',
    "INSERT OR REPLACE INTO needs_need (id) VALUES (1)",
    "REPLACE INTO needs_need (id) VALUES (1)",
    "UPDATE needs_need SET words = ''",
    'UPDATE OR IGNORE "needs_need" SET words = 1',
    'UPDATE ONLY "public"."needs_need" SET words = 1',
    "  \n\tDELETE FROM needs_need",
    "/* a word */ DELETE FROM needs_need",
    "-- a word\nDELETE FROM needs_need",
    "TRUNCATE needs_need",
    'TRUNCATE TABLE "account_emailaddress", "needs_need"',
    "WITH gone AS (DELETE FROM needs_need RETURNING *) SELECT * FROM gone",
    "WITH one AS (SELECT 1) UPDATE needs_need SET words = 1",
    "EXPLAIN ANALYZE UPDATE needs_need SET words = 1",
    "MERGE INTO needs_need USING x ON true WHEN MATCHED THEN DELETE",
    "COPY needs_need FROM STDIN",
    "SELECT 1; DELETE FROM needs_need",
    "DO $$ BEGIN DELETE FROM needs_need; END $$",
    "CALL something()",
    "ATTACH DATABASE 'x' AS y",
]
READS = [
    "SELECT 1",
    "SELECT * FROM needs_need FOR UPDATE",
    "(SELECT 1) UNION (SELECT 2)",
    "WITH one AS (SELECT * FROM needs_need FOR UPDATE) SELECT * FROM one",
    "SAVEPOINT s",
    "PRAGMA foreign_keys",
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "CREATE TABLE x (id int)",
    "UPDATE django_session SET expire_date = 1",
    'INSERT INTO "account_emailaddress" (id) VALUES (1)',
    'DELETE FROM "django_session" WHERE 1 = 1',
    "SELECT 1;",
]


@pytest.mark.parametrize("statement", WRITES)
def test_a_write_is_known_however_it_is_said(statement: str) -> None:
    written = guard.target(statement)

    assert written is not None and not written.startswith(guard.MAY), written


@pytest.mark.parametrize("statement", READS)
def test_reading_and_signing_in_pass(statement: str) -> None:
    written = guard.target(statement)

    assert written is None or written.startswith(guard.MAY), written


@pytest.mark.django_db
def test_every_way_that_django_writes_is_refused(who: Cast) -> None:
    voiced = need(who)
    ways = [
        lambda: Need.objects.bulk_create([Need(id=uuid.uuid4(), hospital=who.lukanga, voiced_at=voiced.voiced_at)]),
        lambda: Need.objects.bulk_update([voiced], ["domain"]),
        lambda: Need.objects.filter(pk=voiced.pk).update(domain="x"),
        lambda: Need.objects.get_or_create(pk=uuid.uuid4(), hospital=who.lukanga, voiced_at=voiced.voiced_at),
        lambda: connection.cursor().executemany("DELETE FROM needs_need WHERE id = %s", [["x"], ["y"]]),
        voiced.save,
        Offer.objects.all().delete,
    ]
    for way in ways:
        with pytest.raises(WriteOutsideTheDoor), transaction.atomic():
            way()

    assert Need.objects.filter(pk=voiced.pk, domain="").exists()


@pytest.mark.django_db
def test_the_hand_is_open_only_while_it_writes(who: Cast) -> None:
    voiced = need(who)
    with writing.hand():
        assert writing.is_open()

    assert not writing.is_open()
    with pytest.raises(WriteOutsideTheDoor), transaction.atomic():
        voiced.save()
