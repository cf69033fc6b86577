"""What was named to stay at home is in no byte that leaves; what it was about is known all the same."""

import zlib

import pytest

from partnerhood.ground.operations import chain
from partnerhood.ground.people import actions as people
from partnerhood.ground.records import canonical
from partnerhood.interfaces.nodes import exchanging, letters
from partnerhood.pathway.activities import actions as activities
from partnerhood.pathway.activities.rules import Attendee
from partnerhood.pathway.needs import actions as needs
from tests.cast import by, cast
from tests.files import picture_of
from tests.interfaces.nodes.test_strangers import link_of, linked
from tests.pathway.activities import story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stays", [[], ["attendance", "contacts", "recordings"]], ids=["nothing", "all"])
def test_what_stays_at_home_is_in_no_byte_that_leaves(stays: list[str]) -> None:
    who = cast()
    peer = linked(who, stays=stays)
    session = story.held(who)
    activities.attend(session=session, people=[Attendee(name="CANARIE Un")], deed=by(who.mireille))
    said = {"email": "canarie@example.org", "phone": "CANARIE Deux"}
    people.welcome(organisation=who.lukanga, name="Papy", **said, deed=by(who.albertine))
    people.invite(organisation=who.lukanga, name="CANARIE Trois", email="x@example.org", deed=by(who.albertine))
    photo = picture_of(who.mireille)
    needs.voice(hospital=who.lukanga, words="de l'eau", language="fr", photo=photo, deed=by(who.mireille))

    bundle = exchanging.everything(link_of(peer))
    asked = exchanging.compose(link_of(peer), {}, {"wanted": {photo: 0}})
    piece = exchanging.compose(link_of(peer), bundle["upto"], {"wanted": {photo: 0}})
    sent = letters.written(link_of(peer), chain.open_node(), bundle)
    text = canonical.text([bundle, asked, piece]) + zlib.decompress(sent.split(b"\n", 2)[2]).decode()

    assert ("CANARIE" in text, "canarie@" in text) == (not stays, not stays)
    assert bool(piece.get("pieces")) == bool(bundle.get("pieces")) == (not stays)
    assert piece.get("kept", []) == ([photo] if stays else [])
    assert "Papy" in text
    kinds = {one["kind"]: one["payload"] for one in bundle["deeds"]}
    assert {"activities.attend", "people.welcome", "people.invite", "needs.voice"} <= set(kinds)
    assert (kinds["activities.attend"] is None) == bool(stays)
    assert kinds["needs.voice"] is not None
    papy = [line for line in bundle.get("rows", []) if line.get("name") == "Papy"]
    assert len(papy) == bool(stays) and not any({"email", "phone"} & set(line) for line in papy)
