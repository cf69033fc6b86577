"""In which book a partnership's deeds are written."""

from uuid import UUID

from partnerhood.ground.operations.registry import BookOf


def book_of(partnership: UUID) -> BookOf:
    """The book of a partnership."""
    return BookOf("partnership", partnership)
