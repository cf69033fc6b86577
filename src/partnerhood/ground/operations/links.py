"""The other nodes with which this one exchanges books, and the key by which they know it.

The key lies in the data folder, and comes back with an encrypted backup. What is said between nodes carries a number
that only grows, so that nobody can say it again in another's place; no clock has to be right for it.
"""

import time
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import transaction

from partnerhood.ground.operations import models, writing
from partnerhood.ground.operations.turn import turn
from partnerhood.ground.records import disk

if TYPE_CHECKING:  # read only where a letter is signed: most commands never do
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def key() -> "Ed25519PrivateKey":
    """This node's own key, made once and kept beside its database, for who runs it alone."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    kept = disk.once(Path(settings.DATA, "node-key"), lambda: Ed25519PrivateKey.generate().private_bytes_raw().hex())
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(kept))


def public() -> str:
    """What others know this node's key by."""
    return key().public_key().public_bytes_raw().hex()


def signature(text: bytes) -> str:
    """This node's signature under a text."""
    return key().sign(text).hex()


def is_signed(by: str, text: bytes, said: str) -> bool:
    """Whether a signature under a text is that of a key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(by)).verify(bytes.fromhex(said), text)
    except (InvalidSignature, ValueError):
        return False
    return True


def find(node: UUID) -> models.Link | None:
    """The link with another node, unless it was ended."""
    return models.Link.objects.filter(pk=node, ended_at=None).first()


def every() -> list[models.Link]:
    """Every link that was not ended."""
    return list(models.Link.objects.filter(ended_at=None).order_by("name", "id"))


def keepers(book: UUID, kinds: Iterable[str]) -> list[str]:
    """The nodes, by name, that keep the words of such deeds in a book to themselves: their headers came here alone."""
    kept = models.Operation.objects.filter(book=book, kind__in=list(kinds), payload__withheld=True)
    return list(
        models.Link.objects.filter(pk__in=kept.values("origin")).order_by("name").values_list("name", flat=True)
    )


def keeper(file: str) -> str:
    """The node, by name, that said of a file that it stays at home; nothing where none did."""
    known = models.Link.objects.exclude(kept=[]).values_list("name", "kept")
    return next((name for name, kept in known if file in kept), "")


def keep(link: models.Link) -> models.Link:
    """Keep a link as it was agreed."""
    with turn(), writing.hand(), transaction.atomic():
        link.save()
    return link


def note(link: models.Link, fields: Iterable[str]) -> None:
    """Write down how far an exchange came. It is no record: what it says can be found out again."""
    with turn(), writing.hand(), transaction.atomic():
        link.save(update_fields=list(fields))


def next_number(link: models.Link) -> int:
    """The number of what is said next: it only grows, also after a restore, and with a clock that was put back."""
    link.sent = max(time.time_ns() // 1_000_000, link.sent + 1)
    note(link, ["sent"])
    return link.sent


def is_new(link: models.Link, number: int) -> bool:
    """Whether a number was not heard before; from now on it was. Of two that come at once, one is new."""
    with turn(), writing.hand(), transaction.atomic():
        found = models.Link.objects.filter(pk=link.id, heard__lt=number).update(heard=number)
    link.heard = max(link.heard, number)
    return bool(found)


def agree(node: UUID, agreed: Mapping[str, object], at: datetime) -> models.Link:
    """Keep what was agreed with another node; how far the two came with each other stays as it was."""
    link = models.Link.objects.filter(pk=node).first() or models.Link(id=node, linked_at=at)
    for name, value in agreed.items():
        setattr(link, name, value)
    link.ended_at = None
    return keep(link)
