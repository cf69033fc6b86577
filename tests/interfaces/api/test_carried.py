"""What a colleague carries here: done once, as its author's, and never a word of it to who carries; hostile envelopes do nothing."""

import base64
import json
import random
import uuid
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from django.urls import reverse

from partnerhood.ground.operations import models
from partnerhood.ground.people import accounts
from partnerhood.ground.people import actions as people
from partnerhood.ground.records import clock, files, ids, languages, sealing
from partnerhood.interfaces.api import carried, pages
from partnerhood.interfaces.offline import bundles
from partnerhood.pathway.needs.models import Need
from tests.cast import OPERATOR, Cast, need
from tests.files import PICTURE
from tests.interfaces.api.test_filled import fill, forms
from tests.interfaces.api.test_sync import signed_in, sync
from tests.seals import DEVICE, Hand, hand_of, raw, sealed_file

pytestmark = pytest.mark.django_db
WORDS = "Il manque une lampe"
BROUGHT = "application/octet-stream"


@pytest.fixture
def mireille(who: Cast) -> Hand:
    """Mireille's hand on the shared tablet."""
    return hand_of(who.mireille)


@pytest.fixture
def albertine(who: Cast) -> Client:
    """The shared tablet, with Albertine signed in."""
    return signed_in(who.albertine)


def carry(client: Client, *envelopes: bytes, **more: Any) -> list[str]:
    """What the carrier hears of each."""
    answer = sync(client, envelopes=[base64.b64encode(one).decode() for one in envelopes], forms=[], **more)
    return list(answer["carried"])


@pytest.mark.once
def test_what_a_real_browser_sealed_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = json.loads((Path(__file__).parent / "sealed_by_chromium.json").read_text())
    key = ec.derive_private_key(int(kept["node"], 16), sealing.CURVE)
    monkeypatch.setattr(sealing, "own", lambda: key)

    opened = sealing.opened(base64.b64decode(kept["envelope"]))

    said = json.loads(opened.content)
    assert (str(opened.device), opened.number, said["author"]) == (kept["device"], kept["number"], kept["person"])
    assert said["fields"] == {"words": ["Il manque une lampe au bloc"], "language": ["fr"], "base": [""]}
    assert sealing.is_by(base64.b64decode(kept["hand"]), opened)
    (_name, _parcel, file_key), *_ = said["files"]["photo"]
    assert sealing.opened_file(base64.b64decode(kept["parcel"]), base64.b64decode(file_key)) == "ÿ-a photo-".encode()


def test_what_is_carried_is_its_authors_deed_and_the_header_says_who_carried_it(
    who: Cast, mireille: Hand, albertine: Client
) -> None:
    answer = albertine.post(
        "/sync",
        {"device": str(DEVICE), "cursor": None, "envelopes": [base64.b64encode(mireille.voices(1, WORDS)).decode()]},
        content_type="application/json",
    )

    assert answer.json()["carried"] == ["taken"]
    assert WORDS not in answer.content.decode()
    made = Need.objects.get()
    operation = models.Operation.objects.get(kind="needs.voice")
    assert (languages.original(made.words), made.voiced_by) == (WORDS, who.mireille)
    assert (operation.author, operation.carrier) == (who.mireille.id, who.albertine.id)
    assert operation.id == ids.expand(ids.derived(DEVICE, str(who.mireille.id)), 1)


def test_in_eight_copies_and_any_order_and_by_the_author_too_it_is_one_deed(
    who: Cast, mireille: Hand, albertine: Client
) -> None:
    envelopes = [mireille.voices(number, f"besoin {number}") for number in (1, 2, 3)] * 8
    random.Random(4).shuffle(envelopes)
    first = carry(albertine, *envelopes)
    own = fill(signed_in(who.mireille), forms("/needs/new/", 1, "besoin 1", happened_at=["2026-11-20T08:00:00+01:00"]))

    with clock.at(clock.now() + timedelta(days=30)):
        later = carried.take_all(bundles.by_operator(), None, envelopes)
    assert sorted(first) == ["before"] * 21 + ["taken"] * 3
    assert later == ["before"] * 24
    assert own["results"] == [[1, 1, "duplicate"]]
    assert Need.objects.count() == 3


def test_what_builds_on_an_earlier_one_waits_for_it_and_then_follows(
    who: Cast, mireille: Hand, albertine: Client
) -> None:
    asked = need(who, WORDS)
    base = str(models.Touch.objects.get(row=asked.id, latest=True).operation_id)
    page = reverse("needs:wording", args=[asked.id])

    def words(said: str) -> dict[str, list[str]]:
        return {"words": [said], "language": ["fr"], "base": [base]}

    first = mireille.seals(1, page, fields=words("Deux lampes"))
    second = mireille.seals(2, page, fields=words("Trois lampes"), base=1)
    alone = carry(albertine, second)
    together = carry(albertine, second, first)

    asked.refresh_from_db()
    assert (alone, together) == (["waits"], ["taken", "taken"])
    assert languages.original(asked.words) == "Trois lampes"


@pytest.mark.once
def test_what_the_page_refuses_waits_for_its_author_however_often_it_is_carried(
    who: Cast, mireille: Hand, albertine: Client
) -> None:
    asked = need(who, WORDS)
    envelope = mireille.seals(1, reverse("needs:wording", args=[asked.id]), fields={"words": [""], "language": ["fr"]})

    assert [carry(albertine, envelope) for _ in range(3)] == [["author"]] * 3
    assert accounts.is_put_by(ids.expand(ids.derived(DEVICE, str(who.mireille.id)), 1))
    own = fill(signed_in(who.mireille), forms("/needs/new/", 1, "autrement"))
    assert own["results"] == [[1, 1, "applied"]]


def test_the_rights_are_the_authors_and_never_the_carriers(who: Cast, albertine: Client) -> None:
    asked = need(who, WORDS)
    stranger = hand_of(who.rekia)
    envelope = stranger.seals(
        1, reverse("needs:wording", args=[asked.id]), fields={"words": ["À moi"], "language": ["fr"]}
    )

    assert carry(albertine, envelope) == ["author"]
    asked.refresh_from_db()
    assert languages.original(asked.words) == WORDS


def test_who_takes_part_no_more_does_nothing_by_anothers_hand(who: Cast, albertine: Client) -> None:
    mireille = hand_of(who.mireille)
    people.suspend(person=who.mireille, suspended=True, deed=OPERATOR)

    assert carry(albertine, mireille.voices(1, WORDS)) == ["author"]
    people.suspend(person=who.mireille, suspended=False, deed=OPERATOR)
    assert carry(albertine, mireille.voices(1, WORDS)) == ["author"]  # only she herself decides whether it still holds
    assert not Need.objects.exists()


def test_a_photo_comes_sealed_in_pieces_and_is_the_authors(who: Cast, mireille: Hand, albertine: Client) -> None:
    parcel, named = sealed_file(PICTURE)
    envelope = mireille.voices(1, WORDS, files={"photo": [named]})
    before = carry(albertine, envelope)
    about = {"X-File": named[1], "X-Sealed": "yes", "X-Offset": "0"}
    albertine.post("/sync/files", parcel, content_type=BROUGHT, headers=about)
    after = carry(albertine, envelope)

    assert (before, after) == (["files"], ["taken"])
    made = Need.objects.get()
    assert files.read(made.photo) and files.is_brought(named[0], who.mireille.id)
    assert not files.is_brought(named[0], who.albertine.id)


@pytest.mark.once
def test_a_photo_that_is_not_what_its_envelope_says_is_not_taken(who: Cast, mireille: Hand, albertine: Client) -> None:
    parcel, named = sealed_file(b"MZ no photo")
    wrong = mireille.voices(1, WORDS, files={"photo": [[named[0][::-1], *named[1:]]]})
    about = {"X-File": named[1], "X-Sealed": "yes", "X-Offset": "0"}
    albertine.post("/sync/files", parcel, content_type=BROUGHT, headers=about)

    assert carry(albertine, wrong, mireille.voices(2, WORDS, files={"photo": [named]})) == ["files", "files"]
    assert not Need.objects.exists()


@pytest.mark.once
def test_a_piece_that_is_not_what_its_name_says_is_not_kept(albertine: Client) -> None:
    about = {"X-File": "0" * 64, "X-Sealed": "yes", "X-Offset": "0", "X-Size": "9"}
    answers = [albertine.post("/sync/files", b"x" * 9, content_type=BROUGHT, headers=about) for _ in range(2)]

    assert [one.json() for one in answers] == [{"have": 0}, {"have": 0}]
    assert not list((Path(files.path("0" * 64)).parent.parent / "sealed").rglob("0000*"))


def test_signed_before_the_device_was_given_up_counts_and_afterwards_does_not(
    who: Cast, mireille: Hand, albertine: Client
) -> None:
    accounts.end_hands(who.mireille.id, DEVICE)
    late = mireille.voices(2, "trop tard", happened="2999-01-01T00:00:00+00:00")

    assert carry(albertine, mireille.voices(1, WORDS), late) == ["taken", "ended"]
    assert Need.objects.count() == 1


def _hostile(who: Cast, mireille: Hand) -> dict[str, bytes]:
    good = mireille.voices(9, WORDS)
    lotte = hand_of(who.lotte)
    other = raw(ec.generate_private_key(sealing.CURVE))
    deep = b"[" * 200_000
    return {
        "empty": b"",
        "zeros": bytes(500),
        "cut": good[:-1],
        "longer": good + b"\0",
        "another number": good[:25] + b"\0\0\0\7" + good[29:],
        "another device": good[:9] + uuid.UUID(int=8).bytes + good[25:],
        "a touched word": good[:-20] + bytes([good[-20] ^ 1]) + good[-19:],
        "a point that is none": good[:29] + b"\2" + b"\xff" * 32 + good[62:],
        "for another node": mireille.voices(9, WORDS, node=other),
        "nobody's hand": Hand(who.mireille.id).voices(9, WORDS),
        "a colleague's hand": Hand(who.mireille.id, key=lotte.key).voices(9, WORDS),
        "another device's hand": Hand(who.mireille.id, uuid.UUID(int=9), mireille.key).voices(9, WORDS),
        "nobody": mireille.seals(9, author=str(uuid.uuid4())),
        "no author": mireille.seals(9, author=None),
        "no form": mireille.seals(9, whole=b"[]"),
        "no JSON": mireille.seals(9, whole=b"{"),
        "deep": mireille.seals(9, whole=deep),
        "a page that is none": mireille.seals(9, page=["/"], fields=3),
        "fields that are none": mireille.seals(9, fields={"words": [3]}),
        "a base after itself": mireille.voices(9, WORDS, base=9),
        "a name that is none": mireille.voices(9, WORDS, files={"photo": [["../secret", "x", "y"]]}),
        "a file that is nothing": mireille.voices(9, WORDS, files={"photo": [[]]}),
        "no list of files": mireille.voices(9, WORDS, files={"photo": 3}),
        "wide": mireille.seals(9, whole=bytes(2_000_000)),
        "too large": good + bytes(sealing.LARGEST),
    }


@pytest.mark.once
def test_what_somebody_touched_or_made_up_does_nothing(who: Cast, mireille: Hand, albertine: Client) -> None:
    hostile = _hostile(who, mireille)
    before = models.Operation.objects.count()

    heard = dict(zip(hostile, carry(albertine, *hostile.values()), strict=True))

    assert heard == dict.fromkeys(hostile, "unreadable")
    assert models.Operation.objects.count() == before
    assert carry(albertine, mireille.voices(9, WORDS)) == ["taken"]


@pytest.mark.once
def test_what_unpacks_to_more_than_any_form_is_not_unpacked(mireille: Hand) -> None:
    with pytest.raises(sealing.Unopenable):
        sealing.opened(mireille.seals(1, whole=bytes(60_000_000)))
    assert len(zlib.compress(bytes(60_000_000))) < sealing.LARGEST


def test_an_answer_that_takes_too_long_says_what_it_did(
    mireille: Hand, albertine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    envelopes = [mireille.voices(number, f"besoin {number}") for number in (1, 2, 3)]
    monkeypatch.setattr(pages, "SECONDS", 0.0)

    assert [carry(albertine, *envelopes) for _ in range(2)] == [["taken"], ["before"]]


@pytest.mark.once
@pytest.mark.parametrize("envelopes", ["x", [3], ["*"], ["AAAA"] * 501, {"a": "b"}])
def test_what_is_no_list_of_envelopes_is_unreadable(albertine: Client, envelopes: Any) -> None:
    sync(albertine, envelopes=envelopes, status=400)


def test_the_carriers_own_come_first_in_the_same_round_trip(who: Cast, mireille: Hand, albertine: Client) -> None:
    sealed = [base64.b64encode(mireille.voices(1, "celui de Mireille")).decode()]
    answer = sync(albertine, forms=[forms("/needs/new/", 1, "le mien")], envelopes=sealed)

    assert (answer["results"], answer["carried"]) == ([[1, 1, "applied"]], ["taken"])
    assert [one.author for one in models.Operation.objects.filter(kind="needs.voice").order_by("applied")] == [
        who.albertine.id,
        who.mireille.id,
    ]


def test_a_hand_is_known_once_and_told_to_nobody_else(who: Cast, albertine: Client) -> None:
    key = base64.b64encode(raw(ec.generate_private_key(sealing.CURVE))).decode()
    said = [albertine.post("/offline/signer", {"device": str(DEVICE), "key": key}, content_type="application/json")] * 2

    assert [one.status_code for one in said] == [200, 200]
    assert base64.b64decode(said[0].json()["node"]) == sealing.public()
    assert [one for one, _ in accounts.hands(who.albertine.id, DEVICE)] == [key]
    assert accounts.hands(who.mireille.id, DEVICE) == []


@pytest.mark.once
@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"device": "x", "key": ""}', f'{{"device": "{DEVICE}", "key": "{"QUJD" * 22}"}}']
)
def test_what_is_no_hand_is_not_known(who: Cast, albertine: Client, said: str) -> None:
    answer = albertine.post("/offline/signer", said, content_type="application/json")

    assert (answer.status_code, accounts.hands(who.albertine.id, DEVICE)) == (400, [])
    assert albertine.get("/offline/signer").status_code == 405


@pytest.mark.once
def test_nobody_fills_the_table_of_hands(who: Cast) -> None:
    for number in range(45):
        accounts.know_hand(who.mireille.id, uuid.UUID(int=number), "x")

    assert accounts.hands(who.mireille.id, uuid.UUID(int=0)) == []
    assert len(accounts.hands(who.mireille.id, uuid.UUID(int=44))) == 1
