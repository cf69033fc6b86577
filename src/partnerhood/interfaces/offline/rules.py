"""How a device says which pages it holds: plain values."""

import hashlib

HALF = 8
"""Letters of a name, and of a mark: two pages of one person share a name once in many thousand years of asking."""


def short(path: str) -> str:
    """The short name of an address."""
    return hashlib.sha256(path.encode()).hexdigest()[:HALF]


def held(said: str) -> dict[str, str]:
    """The marks that a device holds, by the short name of their page; raises ValueError for what is not said so."""
    size = 2 * HALF
    if not isinstance(said, str) or len(said) % size or not set(said) <= set("0123456789abcdef"):
        raise ValueError("what is held is said in pairs of eight letters")
    pairs = (said[start : start + size] for start in range(0, len(said), size))
    return {pair[:HALF]: pair[HALF:] for pair in pairs}
