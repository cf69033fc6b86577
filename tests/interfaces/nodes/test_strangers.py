"""Who speaks at the door for other nodes is that node, says it for the first time, and speaks for nobody else."""

import json
import zlib
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from partnerhood.ground.operations import chain, links, models
from partnerhood.ground.operations.checking import Forged
from partnerhood.ground.people.models import Person, Role
from partnerhood.ground.records import canonical, clock, ids
from partnerhood.ground.signatures.models import Signature
from partnerhood.interfaces.nodes import actions, exchanging, letters, linking, queries
from partnerhood.pathway.needs import actions as needs
from tests.cast import OPERATOR, Cast, by, cast, need

pytestmark = pytest.mark.django_db
PATH = "/nodes/exchange"


@dataclass
class Peer:
    """Another node, of which we hold the key."""

    id: UUID
    key: Ed25519PrivateKey
    said: int = 0

    def letter(
        self, said: Any, *, to: UUID | None = None, number: int | None = None, body: bytes | None = None
    ) -> bytes:
        """Something that this node says."""
        self.said += 1
        content = zlib.compress(canonical.text(said).encode()) if body is None else body
        about = {
            "format": letters.FORMAT,
            "from": self.id,
            "to": to or chain.open_node().id,
            "epoch": 1,
            "number": number or self.said,
            "answers": 0,
            "sha256": sha256(content).hexdigest(),
        }
        head = canonical.text(about).encode()
        return b"\n".join([head, self.key.sign(head).hex().encode(), content])


def linked(who: Cast, **agreed: Any) -> Peer:
    """Lukanga's own node, linked with this one."""
    peer = Peer(ids.fresh(), Ed25519PrivateKey.generate())
    key = peer.key.public_key().public_bytes_raw().hex()
    actions.link(node=peer.id, name="Lukanga", key=key, organisations=[who.lukanga.id], **agreed, deed=OPERATOR)
    return peer


def link_of(peer: Peer) -> Any:
    """The link with a node, as it stands."""
    return links.find(peer.id)


def deed(peer: Peer, who: Cast, kind: str, payload: dict[str, Any], **around: Any) -> dict[str, Any]:
    """A deed as that node says that it accepted it, first of its chain in the hospital's book."""
    text = canonical.text(payload)
    header = models.Operation(
        id=ids.fresh(),
        kind=kind,
        version=1,
        book_id=around.get("book", who.lukanga.id),
        origin=around.get("origin", peer.id),
        epoch=around.get("epoch", 1),
        number=around.get("number", 1),
        device=ids.fresh(),
        author=around.get("author", who.mireille.id),
        happened_at=clock.now(),
        recorded_at=clock.now(),
        fingerprint=canonical.sealed("00", text),
    )
    said = {name: canonical.plain(getattr(header, name)) for name in chain.TRAVELS}
    head = canonical.fingerprint(chain.header_text(header))
    book_kind = "organisation" if header.book_id == who.lukanga.id else "partnership"
    return {**said, "book_kind": book_kind, "head": head, "payload": {"salt": "00", "text": text}}


def take(peer: Peer, **said: Any) -> exchanging.Came:
    """Let this node take in what that one says."""
    letter = letters.opened(peer.letter({"upto": {}, **said}), exchanging.WIDEST)
    return exchanging.take(link_of(peer), letter)[0]


REASONS = {
    "another book": "not shared",
    "another origin": "only what was written there",
    "written here, as it says": "this node would know",
    "another house's author": "its own people",
    "nobody in the partnership's book": "its own people",
    "another house's key": "its own organisations",
}
VOICED = {"language": "fr", "words": "de l'eau"}


def test_a_stranger_a_wrong_key_and_what_was_said_before_find_nothing_there(client: Client) -> None:
    who = cast()
    peer, stranger = linked(who), Peer(ids.fresh(), Ed25519PrivateKey.generate())
    thief = Peer(peer.id, Ed25519PrivateKey.generate())
    good = peer.letter({"upto": {}})
    assert client.post(PATH, good, "application/octet-stream").status_code == 200
    before = (models.Operation.objects.count(), link_of(peer).upto)
    bomb = zlib.compress(b"[" + b" " * 9_000_000 + b"]", 9)
    said = {
        "the same again": good,
        "an older number": peer.letter({}, number=1),
        "a stranger": stranger.letter({"upto": {}}),
        "a thief": thief.letter({"upto": {}}, number=99),
        "for another node": peer.letter({"upto": {}}, to=ids.fresh(), number=100),
        "a bomb": peer.letter(None, body=bomb, number=101),
        "no list": peer.letter([1, 2], number=102),
        "a wrong shape": peer.letter({"upto": [], "deeds": 7}, number=103),
        "rows that are none": peer.letter({"upto": {}, "rows": [{"label": "people.person"}]}, number=104),
        "half of it": peer.letter({"upto": {}}, number=105)[:-9],
        "nothing": b"",
        "letters": b"\xff" * 500,
        "three lines": b"{}\n" + b"a" * 128 + b"\n",
    }

    missing = client.post("/nodes/never").content
    for name, body in said.items():
        answer = client.post(PATH, body, "application/octet-stream")
        assert (answer.status_code, answer.content.replace(PATH.encode(), b"/nodes/never")) == (404, missing), name
    assert client.get(PATH).status_code == 404
    assert (models.Operation.objects.count(), link_of(peer).upto) == before


def test_a_linked_node_is_shown_the_books_that_are_shared_and_no_other(client: Client) -> None:
    who = cast()
    peer = linked(who)
    need(who, "vu de Lukanga")
    needs.voice(hospital=who.sonwerou, words="CANARIE", language="fr", deed=by(who.rekia))
    answer = client.post(PATH, peer.letter({"upto": {}}), "application/octet-stream").content

    letter = letters.opened(answer, exchanging.WIDEST)
    assert letter.is_signed_by(links.public()) and letter.answers == peer.said
    text = json.dumps(letter.read(), ensure_ascii=False)
    assert "vu de Lukanga" in text and "CANARIE" not in text
    assert {one["book_id"] for one in letter.read()["deeds"]} == {str(who.lukanga.id), str(who.partnership.id)}
    assert who.lotte.name not in text or who.lotte.email not in text


def test_a_deed_of_its_own_people_is_a_fact_and_any_other_waits() -> None:
    who = cast()
    peer = linked(who)
    mine = {"hospital": str(who.lukanga.id), **VOICED}
    here = chain.open_node()
    foul = {
        "another book": deed(
            peer, who, "needs.voice", {**mine, "hospital": str(who.sonwerou.id)}, book=who.sonwerou.id
        ),
        "another origin": deed(peer, who, "needs.voice", mine, origin=ids.fresh()),
        "written here, as it says": deed(peer, who, "needs.voice", mine, origin=here.id, number=999),
        "another house's author": deed(peer, who, "needs.voice", mine, author=who.katrien.id, book=who.partnership.id),
        "nobody in the partnership's book": deed(
            peer, who, "partnerships.move", {}, author=None, book=who.partnership.id
        ),
        "another house's key": deed(
            peer, who, "goals.sign", {"on_behalf_of": str(who.wilgenbeke.id)}, book=who.partnership.id
        ),
    }
    count = models.Operation.objects.count()

    for name, one in foul.items():
        came = take(peer, deeds=[one])
        assert came.applied == 0
        assert REASONS[name] in came.waits[0]
    assert models.Operation.objects.count() == count
    forged = {**deed(peer, who, "needs.voice", mine), "author": str(who.makiese.id)}
    with pytest.raises(Forged):
        take(peer, deeds=[forged])

    later = take(peer, deeds=[deed(peer, who, "needs.voice", mine, number=5)])
    assert "earlier deeds of this chain are missing" in later.waits[0]
    good = deed(peer, who, "needs.voice", mine)
    assert take(peer, deeds=[good]).applied == 1
    assert take(peer, deeds=[good]).known == 1


def test_a_node_tells_of_its_own_and_of_no_key_no_right_and_nobody_elses_name() -> None:
    who = cast()
    peer = linked(who)
    role = {
        "label": "people.role",
        "id": str(ids.fresh()),
        "person_id": str(who.mireille.id),
        "kind": "signatory",
        "given_at": "2026-01-01T00:00:00+00:00",
    }
    wrong = [
        {**role, "organisation_id": str(who.wilgenbeke.id)},
        {"label": "people.person", "id": str(who.katrien.id), "name": "Somebody else"},
        {"label": "signatures.signature", "id": str(ids.fresh()), "organisation_id": str(who.wilgenbeke.id)},
    ]
    wrong.append(
        {"label": "people.person", "id": str(ids.fresh()), "name": "X", "organisation_id": str(who.wilgenbeke.id)}
    )
    right = {"label": "people.person", "id": str(ids.fresh()), "name": "Papy", "organisation_id": str(who.lukanga.id)}

    came = take(peer, rows=[*wrong, right])

    assert came.rows == 1
    assert Person.objects.filter(name="Papy").exists()
    assert Person.objects.get(pk=who.katrien.id).name == who.katrien.name
    assert not Role.objects.filter(pk=role["id"]).exists() and not Signature.objects.exists()
    assert take(peer, rows=[right]).rows == 0


def test_an_answer_that_somebody_else_gives_is_not_believed() -> None:
    who = cast()
    peer, thief = linked(who), Ed25519PrivateKey.generate()
    false = Peer(peer.id, thief)

    with pytest.raises(Forged):
        list(exchanging.meet(link_of(peer), lambda _: false.letter({"upto": {}})))


def test_a_node_that_was_silent_for_long_is_named_with_what_waits() -> None:
    who = cast()
    peer = linked(who)
    assert list(linking.silent()) == []
    link = link_of(peer)
    link.linked_at, link.trouble = clock.now() - timedelta(days=9), "Lukanga does not answer."
    links.note(link, ["linked_at", "trouble"])

    (sentence,) = linking.silent()

    waiting = models.Operation.objects.filter(book__in=queries.shared(link)).count()
    assert f"silent for 9 days, and {waiting} deeds wait for it. Lukanga does not answer." in sentence
    take(peer)
    assert list(linking.silent()) == []


def test_who_a_link_is_ended_with_is_a_stranger_again(client: Client) -> None:
    who = cast()
    peer = linked(who)
    actions.unlink(node=peer.id, deed=OPERATOR)

    assert client.post(PATH, peer.letter({"upto": {}}), "application/octet-stream").status_code == 404
    assert queries.books_of([who.lukanga.id]) == sorted([who.lukanga.id, who.partnership.id])
