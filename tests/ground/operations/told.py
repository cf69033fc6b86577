"""Deeds as another node would send them, made of ones that were done here."""

import json
import uuid
from typing import Any

from partnerhood.ground.operations import chain, checking, models, travelling
from partnerhood.ground.records import canonical

ELSEWHERE = uuid.UUID("11111111-2222-4333-8444-555555555555")


def everything() -> list[dict[str, Any]]:
    """All that this node would send, as it comes out at the other end."""
    known = {str(book): {} for book in models.Book.objects.values_list("id", flat=True)}
    return [json.loads(canonical.text(said)) for said in travelling.since(known, limit=None)]


def as_told_elsewhere(said: dict[str, Any], *, number: int = 1, previous: str = "", **other: Any) -> dict[str, Any]:
    """A deed as another node accepted it, with a head that fits."""
    told = {**said, "origin": str(ELSEWHERE), "epoch": 1, "number": number, "previous": previous, **other}
    header = checking.read(told)
    return {**told, "head": canonical.fingerprint(chain.header_text(header))}


__all__ = ["ELSEWHERE", "as_told_elsewhere", "everything"]
