"""What is sealed for this node on a device, and what the node says to a device in writing: only the node's own key opens the one and
signs the other. It lies beside its database.

An envelope is `version · mark of the node's key (8) · device (16) · number (4) · one-time point (33)`, and then what is sealed:
a signature (64) and the packed content. The first part is known to whoever carries it, and neither part fits another.
"""

import zlib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from partnerhood.ground.records import disk

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
VERSION = 1
INFO = b"partnerhood envelope 1"
SAYS = b"partnerhood receipts 1"
MARK, DEVICE, NUMBER, POINT, SIGNATURE = 8, 16, 4, 33, 64
HEAD = 1 + MARK + DEVICE + NUMBER + POINT
LARGEST = 256 * 1024
WIDEST = 1024 * 1024
"""Bytes of an envelope, and of what was packed in it."""
IV, TAG = 12, 16


class Unopenable(ValueError):
    """Not an envelope for this node, or one that somebody touched."""


@dataclass(frozen=True)
class Opened:
    """An envelope that this node could open; whose it is shows only when the signature is held against a hand."""

    device: UUID
    number: int
    content: bytes
    signature: bytes
    signed: bytes


def opened(envelope: bytes) -> Opened:
    """What is in an envelope; raises Unopenable."""
    head, sealed = envelope[:HEAD], envelope[HEAD:]
    if len(envelope) > LARGEST or len(sealed) <= SIGNATURE + TAG or head[0] != VERSION or head[1 : 1 + MARK] != mark():
        raise Unopenable
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, head[-POINT:])
        shared = own().exchange(ec.ECDH(), point)
        said = HKDF(hashes.SHA256(), 32 + IV, salt=head, info=INFO).derive(shared)
        whole = AESGCM(said[:32]).decrypt(said[32:], sealed, head)
        content = _widened(whole[SIGNATURE:])
    except (InvalidTag, ValueError, zlib.error) as trouble:
        raise Unopenable from trouble
    return Opened(*outside(envelope), content, whole[:SIGNATURE], INFO + head + whole[SIGNATURE:])


def outside(envelope: bytes) -> tuple[UUID, int]:
    """What everybody reads on an envelope: which device made it, under which number. It is proven only when it was opened."""
    return (
        UUID(bytes=envelope[1 + MARK : 1 + MARK + DEVICE]),
        int.from_bytes(envelope[HEAD - POINT - NUMBER : HEAD - POINT], "big"),
    )


def _widened(packed: bytes) -> bytes:
    widen = zlib.decompressobj()
    content = widen.decompress(packed, WIDEST)
    if not widen.eof or widen.unused_data:
        raise Unopenable
    return content


def is_by(hand: bytes, one: Opened) -> bool:
    """Whether the owner of a hand signed what was in an envelope."""
    half = SIGNATURE // 2
    signature = utils.encode_dss_signature(
        int.from_bytes(one.signature[:half], "big"), int.from_bytes(one.signature[half:], "big")
    )
    try:
        key = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, hand)
        key.verify(signature, one.signed, ec.ECDSA(hashes.SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True


def is_hand(public: bytes) -> bool:
    """Whether this is a point with which somebody can sign."""
    try:
        return len(public) == 65 and bool(ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    except ValueError:
        return False


def opened_file(sealed: bytes, key: bytes) -> bytes:
    """What is in a sealed file, with the key that its envelope tells; raises Unopenable."""
    try:
        return AESGCM(key).decrypt(sealed[:IV], sealed[IV:], None)
    except (InvalidTag, ValueError) as trouble:
        raise Unopenable from trouble


def public() -> bytes:
    """The node's half of the key that devices may know: an uncompressed point."""
    form = serialization.PublicFormat.UncompressedPoint
    return own().public_key().public_bytes(serialization.Encoding.X962, form)


def mark() -> bytes:
    """By what an envelope says that it is for this node."""
    return sha256(public()).digest()[:MARK]


def signed(said: bytes) -> bytes:
    """This node's signature under what it says to devices: both halves, as browsers read them."""
    halves = utils.decode_dss_signature(_voice().sign(said, ec.ECDSA(hashes.SHA256())))
    return b"".join(half.to_bytes(SIGNATURE // 2, "big") for half in halves)


def voice() -> bytes:
    """By what devices know what this node says: an uncompressed point."""
    form = serialization.PublicFormat.UncompressedPoint
    return _voice().public_key().public_bytes(serialization.Encoding.X962, form)


def _voice() -> ec.EllipticCurvePrivateKey:
    """A key of its own for signing, which follows from the one that opens: a backup of one is a backup of both."""
    secret = own().private_numbers().private_value.to_bytes(32, "big")
    number = int.from_bytes(HKDF(hashes.SHA256(), 48, salt=None, info=SAYS).derive(secret), "big")
    return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)


def own() -> ec.EllipticCurvePrivateKey:
    """This node's own key; made when it is first needed."""
    return _key(disk.once(place(), _fresh_key))


def place() -> Path:
    """Where the node's own key lies."""
    return Path(settings.DATA) / "sealing"


@cache
def _key(number: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int(number, 16), CURVE)


def _fresh_key() -> str:
    return f"{ec.generate_private_key(CURVE).private_numbers().private_value:064x}"
