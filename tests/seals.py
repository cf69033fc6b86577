"""A tablet in Python: it seals and signs as `static/offline/sealing.js` does, with a hand that the node knows."""

import base64
import hashlib
import json
import os
import zlib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from partnerhood.ground.people import accounts
from partnerhood.ground.people.models import Person
from partnerhood.ground.records import sealing

CURVE = ec.SECP256R1()
DEVICE = UUID(int=7)
HAPPENED = "2026-11-20T08:00:00+01:00"
BUNDLE = b"partnerhood-bundle-1\n"


def raw(key: ec.EllipticCurvePrivateKey) -> bytes:
    """The public half of a key as an uncompressed point."""
    return key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


@dataclass
class Hand:
    """Somebody's hand on a device."""

    person: UUID
    device: UUID = DEVICE
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(CURVE))

    def seals(self, number: int, page: str = "/needs/new/", *, node: bytes = b"", **said: Any) -> bytes:
        """An envelope with one form; `whole` replaces all that is in it."""
        form = {"page": page, "fields": {}, "files": {}, "base": None, "happened": HAPPENED, "author": str(self.person)}
        content = said.pop("whole", None) or json.dumps(form | said).encode()
        node = node or sealing.public()
        once = ec.generate_private_key(CURVE)
        point = once.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
        mark = hashlib.sha256(node).digest()[:8]
        head = b"\x01" + mark + self.device.bytes + number.to_bytes(4, "big") + point
        packed = zlib.compress(content)
        signature = self.key.sign(sealing.INFO + head + packed, ec.ECDSA(hashes.SHA256()))
        halves = b"".join(one.to_bytes(32, "big") for one in utils.decode_dss_signature(signature))
        shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, node))
        made = HKDF(hashes.SHA256(), 44, salt=head, info=sealing.INFO).derive(shared)
        return head + AESGCM(made[:32]).encrypt(made[32:], halves + packed, head)

    def voices(self, number: int, words: str, **said: Any) -> bytes:
        """A need, voiced."""
        return self.seals(number, fields={"words": [words], "language": ["fr"]}, **said)


def hand_of(person: Person, device: UUID = DEVICE) -> Hand:
    """A hand of somebody who can sign in, known to the node."""
    accounts.open_account(person, f"{person.id}@example.org", None)
    hand = Hand(person.id, device)
    accounts.know_hand(person.id, device, base64.b64encode(raw(hand.key)).decode())
    return hand


def sealed_file(content: bytes) -> tuple[bytes, list[str]]:
    """A file sealed under a key of its own, and how its envelope names it."""
    key, iv = os.urandom(32), os.urandom(12)
    parcel = iv + AESGCM(key).encrypt(iv, content, None)
    names = [hashlib.sha256(one).hexdigest() for one in (content, parcel)]
    return parcel, [*names, base64.b64encode(key).decode()]


def bundle(*envelopes: bytes, parcels: tuple[bytes, ...] = ()) -> bytes:
    """The file that a device makes of its outbox."""
    records = [(b"F", one) for one in parcels] + [(b"E", one) for one in envelopes]
    whole = BUNDLE + b"".join(kind + len(one).to_bytes(4, "big") + one for kind, one in records)
    return whole + b"Z" + (32).to_bytes(4, "big") + hashlib.sha256(whole).digest()
