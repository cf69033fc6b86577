"""Receipts: what arrived of a bundle goes back to the device in the node's own hand, in numbers and never in words."""

import argparse
import base64
import json
from importlib import import_module
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partnerhood.ground.records import sealing
from partnerhood.interfaces.offline import receipts
from partnerhood.pathway.needs.models import Need
from tests.cast import Cast
from tests.interfaces.api.test_sync import signed_in
from tests.seals import DEVICE, Hand, bundle, hand_of

pytestmark = pytest.mark.django_db
THERE = "/bundles/receipts"


def hand_in(client: Client, *envelopes: bytes) -> None:
    """Somebody hands a file in."""
    assert client.post("/bundles/", {"file": SimpleUploadedFile("a", bundle(*envelopes))}).status_code == 302


def said(text: str) -> dict[str, list[list[int]]]:
    """Which numbers of which device the receipts name, when the node's own hand is under them."""
    name, about, signature, end = text.split("\n")
    assert (name, end) == (receipts.FORMAT, "")
    raw = base64.b64decode(signature)
    halves = utils.encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sealing.voice())
    point.verify(halves, f"{name}\n{about}".encode(), ec.ECDSA(hashes.SHA256()))
    devices: dict[str, list[list[int]]] = json.loads(about)["devices"]
    return devices


def test_receipts_name_what_arrived_and_nothing_else(who: Cast) -> None:
    lotte, mireille = signed_in(who.lotte), hand_of(who.mireille)
    taken = [mireille.voices(number, f"besoin {number}") for number in (2, 3, 4)]
    refused, forged = mireille.voices(7, ""), Hand(who.mireille.id).voices(8, "forgé")

    hand_in(lotte, *taken, refused, forged)

    page, file = lotte.get("/bundles/"), lotte.get(THERE)
    assert said(file.content.decode()) == {str(DEVICE): [[2, 4]]}
    assert b"besoin" not in file.content and str(who.mireille.id).encode() not in file.content
    assert "3 formulieren die u afgaf" in page.content.decode()
    assert 'filename="partnerhood.receipts"' in file["Content-Disposition"] and "no-store" in file["Cache-Control"]


def test_what_is_handed_in_later_and_again_is_added_once(who: Cast) -> None:
    lotte, mireille = signed_in(who.lotte), hand_of(who.mireille)
    first, second = mireille.voices(1, "un"), mireille.voices(2, "deux")
    hand_in(lotte, first)
    for _time in range(2):
        hand_in(lotte, second)
    albertine = hand_of(who.albertine, device := sealing.UUID(int=9))
    code = base64.urlsafe_b64encode(albertine.voices(5, "trois")).decode().rstrip("=")
    lotte.post("/bundles/", {"code": code})

    assert said(lotte.get(THERE).content.decode()) == {str(DEVICE): [[1, 2]], str(device): [[5, 5]]}
    assert Need.objects.count() == 3


def test_receipts_are_there_for_who_handed_it_in_alone(who: Cast) -> None:
    lotte, makiese = signed_in(who.lotte), signed_in(who.makiese)
    hand_in(lotte, hand_of(who.mireille).voices(1, "un"))

    answers = {name: one.get(THERE).status_code for name, one in (("lotte", lotte), ("makiese", makiese))}

    assert answers == {"lotte": 200, "makiese": 404}
    assert Client().get(THERE)["Location"].startswith("/accounts/login/")
    assert lotte.post(THERE).status_code == 405


@pytest.mark.once
def test_receipts_that_somebody_touched_bear_no_signature(who: Cast) -> None:
    lotte = signed_in(who.lotte)
    hand_in(lotte, hand_of(who.mireille).voices(1, "un"))
    text = lotte.get(THERE).content.decode()

    with pytest.raises(InvalidSignature):
        said(text.replace("[[1,1]]", "[[1,9]]"))


@pytest.mark.once
def test_one_square_code_holds_several_forms(who: Cast) -> None:
    mireille = hand_of(who.mireille)
    codes = [base64.urlsafe_b64encode(mireille.voices(n, f"besoin {n}")).decode().rstrip("=") for n in (1, 2, 3)]

    answer = signed_in(who.lotte).post("/bundles/", {"code": f"http://a.node/bundles/#{'.'.join(codes)}"}, follow=True)

    assert "3 formulieren zijn aangenomen." in answer.content.decode()
    assert Need.objects.count() == 3


@pytest.mark.once
def test_who_runs_the_node_writes_receipts_at_the_command_line(who: Cast, tmp_path: Path) -> None:
    stick, back = tmp_path / "a.bundle", tmp_path / "a.receipts"
    stick.write_bytes(bundle(hand_of(who.mireille).voices(6, "un toit")))

    import_module("partnerhood.config.commands.import").run(argparse.Namespace(file=stick, json=False, receipts=back))

    assert said(back.read_text()) == {str(DEVICE): [[6, 6]]}
