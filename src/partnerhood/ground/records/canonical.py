"""One text for one meaning: the same record gives the same letters on every node and every database."""

import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256
from typing import NewType
from uuid import UUID

Fingerprint = NewType("Fingerprint", str)
AS_IT_IS = frozenset({bool, int, type(None)})


def text(value: object) -> str:
    """The canonical text of a value: JSON with sorted keys, NFC letters, UTC moments and plain decimals."""
    return _letters(plain(value))


_letters = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def plain(value: object) -> object:
    """A value as JSON can say it."""
    kind = type(value)
    if kind in AS_IT_IS:
        return value
    if kind is str:
        return value if value.isascii() else unicodedata.normalize("NFC", value)  # type: ignore[attr-defined, arg-type]
    if kind is dict:
        return {_name(key): plain(item) for key, item in value.items()}  # type: ignore[attr-defined]
    if kind is list:
        return _column(value)  # type: ignore[arg-type]
    match value:
        case None | bool() | int():
            return value
        case Enum():
            return plain(value.value)
        case str():
            return unicodedata.normalize("NFC", value)
        case UUID():
            return str(value)
        case Decimal():
            return format(value.normalize(), "f")
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date():
            return value.isoformat()
        case Mapping():
            return {_name(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
    return unicodedata.normalize("NFC", str(value))


def _column(values: list[object]) -> list[object]:
    """A list as JSON can say it; one of plain words or numbers alone stays as it is."""
    kinds = set(map(type, values))
    if kinds <= AS_IT_IS or (kinds == {str} and "".join(values).isascii()):  # type: ignore[arg-type]
        return values
    return [plain(item) for item in values]


def _name(key: object) -> str:
    name = str(key)
    return name if name.isascii() else unicodedata.normalize("NFC", name)


def fingerprint(value: object) -> Fingerprint:
    """SHA-256 of a value's canonical text, in 64 hexadecimal letters."""
    return Fingerprint(sha256(text(value).encode()).hexdigest())


def sealed(salt: str, canonical: str) -> Fingerprint:
    """SHA-256 of a secret salt before a text: it proves the text later without giving it away now."""
    return Fingerprint(sha256(f"{salt}\n{canonical}".encode()).hexdigest())
