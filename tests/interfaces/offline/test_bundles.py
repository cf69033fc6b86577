"""A file of forms from a device: taken whole or not at all, each form once, by a page and by the command line."""

import argparse
import base64
import io
import tracemalloc
from importlib import import_module
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerhood.config.commands import Trouble
from partnerhood.ground.operations import models
from partnerhood.ground.records import files, languages, sealing
from partnerhood.interfaces.offline import bundles
from partnerhood.pathway.needs.models import Need
from tests.cast import Cast
from tests.files import PICTURE
from tests.interfaces.api.test_sync import signed_in
from tests.seals import BUNDLE, Hand, bundle, hand_of, raw, sealed_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def mireille(who: Cast) -> Hand:
    """Mireille's hand on the tablet of the ward."""
    return hand_of(who.mireille)


@pytest.fixture
def lotte(who: Cast) -> Client:
    """Lotte at her desk in Wilgenbeke, with the stick in her hand."""
    return signed_in(who.lotte)


def hand_in(client: Client, content: bytes) -> str:
    """What the page says after a file was handed in."""
    answer = client.post("/bundles/", {"file": SimpleUploadedFile("a.bundle", content)}, follow=True)
    return str(answer.content.decode())


def test_a_file_brings_forms_and_photos_of_several_people_once(who: Cast, mireille: Hand, lotte: Client) -> None:
    parcel, named = sealed_file(PICTURE)
    albertine = hand_of(who.albertine)
    stick = bundle(
        mireille.voices(2, "Un toit", files={"photo": [named]}),
        albertine.voices(3, "Des gants"),
        mireille.voices(1, ""),
        parcels=(parcel,),
    )

    first, again = hand_in(lotte, stick), hand_in(lotte, stick)

    assert "2 formulieren zijn aangenomen." in first and "1 wacht op wie het schreef." in first
    assert "0 formulieren zijn aangenomen." in again and "2 waren al bekend." in again
    made = {languages.original(one.words): one for one in Need.objects.all()}
    assert {words: one.voiced_by for words, one in made.items()} == {
        "Un toit": who.mireille,
        "Des gants": who.albertine,
    }
    assert files.read(made["Un toit"].photo)
    assert set(models.Operation.objects.filter(kind="needs.voice").values_list("carrier", flat=True)) == {who.lotte.id}
    assert not list((Path(files.path("0" * 64)).parent.parent / "sealed").glob("*"))


@pytest.mark.once
def test_a_file_that_is_not_whole_does_nothing(who: Cast, mireille: Hand, lotte: Client) -> None:
    whole = bundle(*(mireille.voices(number, f"besoin {number}") for number in range(1, 5)))
    other = raw(ec.generate_private_key(sealing.CURVE))
    touched = whole[:200] + bytes([whole[200] ^ 1]) + whole[201:]
    hostile = {
        "niets": b"",
        "zeros": bytes(5_000_000),
        "no bundle": b"PK\3\4" + bytes(100),
        "cut": whole[:-1],
        "cut between": whole[: len(BUNDLE) + 5 + len(mireille.voices(1, "besoin 1"))],
        "more after": whole + b"x",
        "touched": touched,
        "twice": whole + whole,
        "no end": whole[:-37],
        "a record without end": BUNDLE + b"E\xff\xff\xff\xff" + bytes(1000),
        "another kind": BUNDLE + b"X\0\0\0\1x",
        "another node": bundle(mireille.voices(1, "besoin", node=other)),
    }

    answers = {name: lotte.post("/bundles/", {"file": SimpleUploadedFile("a", one)}) for name, one in hostile.items()}

    assert {name: one.status_code for name, one in answers.items()} == dict.fromkeys(hostile, 422)
    assert "een andere server" in answers["another node"].content.decode()
    assert not Need.objects.exists()
    assert "4 formulieren zijn aangenomen." in hand_in(lotte, whole)


@pytest.mark.once
def test_what_is_in_a_whole_file_and_made_up_is_counted_and_does_nothing(
    who: Cast, mireille: Hand, lotte: Client
) -> None:
    forged = Hand(who.mireille.id).voices(1, "forgé")
    said = hand_in(lotte, bundle(forged, mireille.voices(2, "vrai")))

    assert "1 formulier is aangenomen." in said and "1 kon niet gelezen worden" in said
    assert [languages.original(one.words) for one in Need.objects.all()] == ["vrai"]


@pytest.mark.once
def test_what_is_too_large_is_not_even_looked_at(lotte: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundles, "MOST_BYTES", 1000)

    answer = lotte.post("/bundles/", {"file": SimpleUploadedFile("a", bundle() + bytes(2000))})

    assert answer.status_code == 422 and "groter" in answer.content.decode()
    assert lotte.post("/bundles/").status_code == 422


@pytest.mark.once
def test_a_large_file_asks_little_memory(who: Cast) -> None:
    stick = io.BytesIO(bundle(parcels=tuple(bytes([n]) * 2_000_000 for n in range(15))))
    tracemalloc.start()
    try:
        came = bundles.take(stick, bundles.by_operator(), None)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert (came.states.total(), peak < 12_000_000) == (0, True)


def test_a_stranger_hands_nothing_in(mireille: Hand) -> None:
    answer = Client().post("/bundles/", {"file": SimpleUploadedFile("a", bundle(mireille.voices(1, "x")))})

    assert (answer.status_code, Need.objects.count()) == (302, 0)
    assert answer["Location"].startswith("/accounts/login/")


def test_what_stood_in_square_codes_is_taken_once(who: Cast, mireille: Hand, lotte: Client) -> None:
    codes = [
        base64.urlsafe_b64encode(mireille.voices(number, f"besoin {number}")).decode().rstrip("=") for number in (1, 2)
    ]
    said = lotte.post("/bundles/", {"code": f" {codes[0]}\nhttp://node/bundles/#{codes[1]}"}, follow=True)
    again = lotte.post("/bundles/", {"code": codes[0]}, follow=True)

    assert "2 formulieren zijn aangenomen." in said.content.decode()
    assert "1 was al bekend." in again.content.decode()
    assert Need.objects.count() == 2


@pytest.mark.once
def test_what_stands_in_no_square_code_of_ours_does_nothing(lotte: Client) -> None:
    said = ["", "   ", "é", "a", "***", "AAAA " * 101]
    answers = [lotte.post("/bundles/", {"code": one}).status_code for one in said]
    zeros = lotte.post("/bundles/", {"code": "A" * 400}, follow=True).content.decode()

    assert answers == [422] * 6
    assert "1 kon niet gelezen worden" in zeros


@pytest.mark.once
def test_who_runs_the_node_hands_it_in_at_the_command_line(
    who: Cast, mireille: Hand, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = import_module("partnerhood.config.commands.import")
    stick = tmp_path / "a.bundle"
    stick.write_bytes(bundle(mireille.voices(1, "Un toit")))

    codes = [command.run(argparse.Namespace(file=stick, json=False, receipts=None)) for _ in range(2)]

    said = capsys.readouterr().out.splitlines()
    assert (codes, said) == ([0, 0], ["1 form was taken.", "0 forms were taken. 1 was known already."])
    made = models.Operation.objects.get(kind="needs.voice")
    assert (made.author, made.carrier) == (who.mireille.id, None)
    stick.write_bytes(stick.read_bytes()[:-1])
    with pytest.raises(Trouble):
        command.run(argparse.Namespace(file=stick, json=False, receipts=None))
