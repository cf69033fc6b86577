"""The addresses for programs: a day's work in columns, both versions of a conflict, and a clear no to what cannot be read."""

import gzip
import json
import uuid
from typing import Any

import brotli
import pytest
from django.test import Client

from partnerhood.ground.operations import models
from partnerhood.ground.people import accounts
from partnerhood.ground.people.models import Person
from partnerhood.pathway.needs import actions as needs
from partnerhood.pathway.needs.models import Need
from tests.cast import Cast, by, need

pytestmark = pytest.mark.django_db
DEVICE = str(uuid.UUID(int=7))


def signed_in(person: Person) -> Client:
    """A program that signed in as somebody."""
    client = Client()
    client.force_login(
        accounts.open_account(person, f"{person.id}@example.org", None),
        backend="partnerhood.ground.people.accounts.returning.MailBackend",
    )
    return client


@pytest.fixture
def mireille(who: Cast) -> Client:
    """Mireille's tablet."""
    return signed_in(who.mireille)


def sync(client: Client, *batches: dict[str, Any], status: int = 200, **more: Any) -> Any:
    """Send a day's work."""
    said = {"device": DEVICE, "batches": batches, **more}
    answer = client.post("/sync", json.dumps(said, default=str), content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def do(client: Client, name: str, payload: dict[str, Any], status: int = 201, **around: Any) -> Any:
    """Say one operation."""
    said = json.dumps({"payload": payload, **around}, default=str)
    answer = client.post(f"/api/1/do/{name.replace('.', '/')}", said, content_type="application/json")
    assert answer.status_code == status, answer.content
    return answer.json()


def voices(who: Cast, first: int, *words: str, **more: Any) -> dict[str, Any]:
    """Needs voiced one after the other."""
    payload = {"hospital": {"all": who.lukanga.id}, "words": list(words), "language": {"all": "fr"}}
    return {"kind": "needs.voice", "version": 1, "first": first, "count": len(words), "payload": payload, **more}


def reword(need: Need, number: int, base: object, **payload: Any) -> dict[str, Any]:
    """One need in other words."""
    columns = {name: [value] for name, value in {"need": need.id, **payload}.items()}
    return {"kind": "needs.reword", "version": 1, "numbers": [number], "base": [base], "payload": columns}


def last_touch(row: uuid.UUID) -> uuid.UUID:
    return models.Touch.objects.get(row=row, latest=True).operation_id


def test_a_days_work_is_done_once_and_answered_in_ranges(who: Cast, mireille: Client) -> None:
    first = sync(mireille, voices(who, 1, "un", "deux", "trois"))
    again = sync(mireille, voices(who, 1, "un", "deux", "trois"), voices(who, 4, "quatre"))

    assert (first["results"], first["exceptions"], first["resume"]) == ([[1, 3, "applied"]], [], None)
    assert again["results"] == [[1, 3, "duplicate"], [4, 4, "applied"]]
    assert Need.objects.count() == 4


def test_one_bad_deed_does_not_keep_the_others_from_being_done(who: Cast, mireille: Client) -> None:
    said = sync(mireille, voices(who, 1, "un", " ", "trois"), {**voices(who, 4, "x"), "kind": "needs.unheard_of"})

    assert said["results"] == [[1, 1, "applied"], [2, 2, "refused"], [3, 3, "applied"], [4, 4, "refused"]]
    assert [(one["number"], one["code"]) for one in said["exceptions"]] == [(2, "nothing-said"), (4, "unknown")]


def test_what_no_database_can_keep_is_refused_alone(who: Cast, mireille: Client) -> None:
    strange = voices(who, 1, "a\0b", "\ud800", "gut")
    strange["payload"]["domain"] = ["newborn_care", "newborn_care", "x" * 70]

    said = sync(mireille, strange, voices(who, 4, "bien"))

    assert said["results"] == [[1, 3, "refused"], [4, 4, "applied"]]


def test_a_conflict_over_the_wire_shows_both_versions_and_says_so_again(who: Cast, mireille: Client) -> None:
    voiced = need(who, "un")
    base = last_touch(voiced.id)
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))
    batch = reword(voiced, 1, base, words="trois", language="fr")

    first, again = sync(mireille, batch), sync(mireille, batch)

    assert first["results"] == again["results"] == [[1, 1, "conflict"]]
    assert first["exceptions"] == again["exceptions"]
    versions = first["exceptions"][0]["answer"]["conflicts"][0]["versions"]
    assert [one["value"]["fr"]["words"] for one in versions] == ["deux", "trois"]


def test_the_same_tablet_can_settle_the_conflict_it_made(who: Cast, mireille: Client) -> None:
    voiced = need(who, "un")
    base = last_touch(voiced.id)
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))
    sync(mireille, reword(voiced, 1, base, words="trois", language="fr"))
    seen = last_touch(voiced.id)

    said = sync(mireille, reword(voiced, 2, seen, words="deux", language="fr"))

    assert said["results"] == [[2, 2, "applied"]]
    assert not models.Conflict.objects.exists()
    assert Need.objects.get(pk=voiced.id).words["fr"]["words"] == "deux"


def test_different_fields_merge_over_the_wire(who: Cast, mireille: Client) -> None:
    voiced = need(who, "un")
    base = last_touch(voiced.id)
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))

    said = sync(mireille, reword(voiced, 1, base, domain="newborn_care"))

    kept = Need.objects.get(pk=voiced.id)
    assert said["results"] == [[1, 1, "applied"]]
    assert (kept.words["fr"]["words"], kept.domain) == ("deux", "newborn_care")


def test_what_builds_on_a_refused_deed_waits_with_it(who: Cast, mireille: Client) -> None:
    voiced = need(who, "un")
    refused = reword(voiced, 1, last_touch(voiced.id), words=" ", language="fr")

    said = sync(mireille, refused, reword(voiced, 2, 1, domain="newborn_care"))

    assert said["results"] == [[1, 1, "refused"], [2, 2, "waiting"]]
    assert Need.objects.get(pk=voiced.id).domain == ""


def test_a_stale_base_is_answered_409_with_both_versions(who: Cast, mireille: Client) -> None:
    voiced = need(who, "un")
    base = last_touch(voiced.id)
    needs.reword(need=voiced, words="deux", language="fr", deed=by(who.mireille, base))

    payload = {"need": voiced.id, "words": "trois", "language": "fr"}
    said = do(mireille, "needs.reword", payload, status=409, base=base)

    assert (said["code"], said["field"]) == ("conflicting", "words")
    assert (said["theirs"]["fr"]["words"], said["yours"]["fr"]["words"]) == ("deux", "trois")
    assert Need.objects.get(pk=voiced.id).words["fr"]["words"] == "deux"


def test_an_answer_is_the_same_letters_however_often_it_is_asked(who: Cast, mireille: Client) -> None:
    said = json.dumps({"payload": {"hospital": str(who.lukanga.id), "words": "eau"}, "device": DEVICE, "number": 1})

    answers = [mireille.post("/api/1/do/needs/voice", said, content_type="application/json") for _ in range(3)]

    assert {(one.status_code, one.content) for one in answers} == {(201, answers[0].content)}


def test_the_same_id_of_somebody_else_is_not_theirs(who: Cast, mireille: Client) -> None:
    identity = uuid.uuid4()
    payload = {"hospital": who.lukanga.id, "words": "eau"}
    do(mireille, "needs.voice", payload, id=identity)

    said = do(signed_in(who.albertine), "needs.voice", payload, status=422, id=identity)

    assert said["code"] == "same-id-other-words"


def test_two_people_on_one_tablet_never_share_a_number(who: Cast, mireille: Client) -> None:
    sync(mireille, voices(who, 1, "un"))
    said = sync(signed_in(who.albertine), voices(who, 1, "deux"))

    assert said["results"] == [[1, 1, "applied"]]
    assert Need.objects.count() == 2


def test_changes_tell_what_others_did_with_the_base_of_the_next_edit(who: Cast, mireille: Client) -> None:
    cursor = sync(mireille)["cursor"]
    voiced = need(who, "un")

    said = sync(mireille, voices(who, 1, "mine"), cursor=cursor)

    told = {one["id"]: one for one in said["changes"] if one["label"] == "needs.need"}
    assert set(told) == {str(voiced.id)}
    assert told[str(voiced.id)]["base"] == str(last_touch(voiced.id))
    assert sync(mireille, cursor=said["cursor"])["changes"] == []


UNREADABLE = {
    "no list": "[]",
    "no JSON": "{",
    "no device": json.dumps({"batches": []}),
    "a device that is none": json.dumps({"device": "x", "batches": []}),
    "an author that is none": json.dumps({"device": DEVICE, "author": "x"}),
    "batches that are none": json.dumps({"device": DEVICE, "batches": 7}),
    "a column too short": json.dumps(
        {"device": DEVICE, "batches": [{"kind": "x", "first": 1, "count": 2, "base": [None]}]}
    ),
    "too many": json.dumps({"device": DEVICE, "batches": [{"kind": "x", "first": 1, "count": 10**9}]}),
    "a day without a zone": json.dumps(
        {"device": DEVICE, "batches": [{"kind": "x", "numbers": [1], "happened_at": ["2026-01-01T10:00:00"]}]}
    ),
    "a day that never comes": json.dumps(
        {
            "device": DEVICE,
            "batches": [{"kind": "x", "numbers": [1], "happened_at": {"start": "2026-01-01T10:00Z", "after": [1e300]}}],
        }
    ),
    "a base that comes after": json.dumps({"device": DEVICE, "batches": [{"kind": "x", "numbers": [1], "base": [2]}]}),
    "a deep well": "[" * 100_000,
    "a cursor that is none": json.dumps({"device": DEVICE, "cursor": [1]}),
    "a cursor without end": f'{{"device": "{DEVICE}", "cursor": {{"x": 1e400}}}}',
}


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_cannot_be_read_is_refused_whole_with_a_sentence(mireille: Client, what: str) -> None:
    answer = mireille.post("/sync", UNREADABLE[what], content_type="application/json")

    assert answer.status_code == 400, answer.content
    assert answer.json()["sentence"]


@pytest.mark.parametrize("packing", ["gzip", "br"])
def test_a_compressed_body_is_read_and_a_bomb_is_not(who: Cast, mireille: Client, packing: str) -> None:
    pack = gzip.compress if packing == "gzip" else brotli.compress
    said = json.dumps({"device": DEVICE, "batches": [voices(who, 1, "un")]}, default=str).encode()

    fine = mireille.post("/sync", pack(said), content_type="application/json", headers={"Content-Encoding": packing})
    bomb = mireille.post(
        "/sync", pack(b" " * 40_000_000), content_type="application/json", headers={"Content-Encoding": packing}
    )

    assert fine.json()["results"] == [[1, 1, "applied"]]
    assert bomb.status_code == 400


def test_a_stranger_is_asked_to_sign_in_and_another_author_is_not_believed(who: Cast, mireille: Client) -> None:
    stranger = Client().post("/sync", "{}", content_type="application/json")
    said = sync(mireille, voices(who, 1, "un"), status=403, author=who.albertine.id)

    assert stranger.status_code in (302, 401)
    assert said["code"] == "author-not-proven"
    assert not Need.objects.exists()


@pytest.mark.once
def test_a_thousand_small_deeds_travel_in_six_kilobytes_there_and_back(who: Cast, mireille: Client) -> None:
    cursor = sync(mireille)["cursor"]
    phrases = ["De l'eau", "Un ballon", "Deux lits", "Du gaz", "Une pompe"]
    first: int | None = 1
    while first:  # once, but on a machine that is very crowded
        numbers = range(first, 1001)
        said = voices(who, first, *[phrases[number % 5] for number in numbers])
        said["happened_at"] = {"start": "2026-11-01T08:00:00+00:00", "after": [60 * number for number in numbers]}
        envelope = json.dumps({"device": DEVICE, "cursor": cursor, "batches": [said]}, default=str)
        body = brotli.compress(envelope.encode(), quality=5)
        headers = {"Content-Encoding": "br", "Accept-Encoding": "br"}
        answer = mireille.post("/sync", body, content_type="application/json", headers=headers)
        assert (len(body) <= 6_000, len(answer.content) <= 6_000) == (True, True), (len(body), len(answer.content))
        packed = answer.get("Content-Encoding") == "br"
        first = json.loads(brotli.decompress(answer.content) if packed else answer.content)["resume"]

    assert Need.objects.count() == 1000


def test_one_deed_travels_in_six_hundred_bytes_there_and_back(who: Cast, mireille: Client) -> None:
    cursor = sync(mireille)["cursor"]
    said = json.dumps({"device": DEVICE, "cursor": cursor, "batches": [voices(who, 1, "De l'eau")]}, default=str)

    answer = mireille.post("/sync", said, content_type="application/json")

    assert answer.json()["results"] == [[1, 1, "applied"]]
    assert len(said) + len(answer.content) <= 600, (len(said), len(answer.content))
